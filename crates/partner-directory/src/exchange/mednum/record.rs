//! One row in the directory's own values.

use super::columns::{Column, Row};
use super::labels::{self, People};
use super::reader::{Reader, add};
use super::{Moment, Record, keys, kind_of};
use crate::exchange::difference::Entry;
use crate::exchange::values;
use crate::exchange::{Reason, Remark};
use crate::fold::words;
use crate::hours::{Holidays, Hours};
use crate::offer::{Cost, Offer, OfferAtPlace, OfferLanguage, Source, Verified};
use crate::organization::{Identifier, Organization};
use crate::place::Place;
use crate::schedule::Schedule;
use crate::slug::{slug, slug_with};
use crate::terms::{Adjustment, Audience, Itinerance, Kind, OfferStatus, VerifiedHow};

const COUNTRY: &str = "FR";
const NAME_MAX: usize = 200;
const DETAIL_MAX: usize = 10_000;

/// # Errors
/// The remark that says why the row is refused.
pub(super) fn understand(
    row: &Row,
    moment: Moment,
    remarks: &mut Vec<Remark>,
) -> Result<Record, Remark> {
    let mut reader = Reader { row, moment, remarks };
    reader.required(Column::Id)?;
    let external_id = external_id(row);
    let name = reader.required(Column::Nom)?;
    let name = reader.cut(Column::Nom, name, NAME_MAX);
    let commune = reader.required(Column::Commune)?;
    let postcode = reader.postcode()?;

    let identifier = reader.identifier();
    let parent = reader.optional(Column::StructureParente);
    let organization_key =
        keys::organization(identifier.as_ref(), parent.as_deref(), &name, &commune);
    let place_key = external_id.clone();

    let names = Names { name, commune, postcode };
    let organization = reader.organization(&organization_key, &names, identifier, parent);
    let place = reader.place(&place_key, &names);
    let at_place = reader.at_place(&external_id, &place_key);
    let offer = reader.offer(&external_id, &organization_key, &names);
    let entry = Entry { organization, place, offer, at_place };
    Ok(Record { row: row.number, external_id, organization_key, place_key, entry })
}

/// What names the row's place and offer for ever; empty when the row has no identifier.
///
/// A bare number is only unique inside its source, so the source stands before it.
pub(super) fn external_id(row: &Row) -> String {
    let id = values::one_line(row.text(Column::Id));
    let source = words(row.text(Column::Source)).join("-");
    let is_bare = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    if is_bare && !source.is_empty() { format!("{source}:{id}") } else { id }
}

struct Names {
    name: String,
    commune: String,
    postcode: String,
}

struct Served {
    audiences: Vec<Audience>,
    adjustments: Vec<Adjustment>,
    languages: Vec<OfferLanguage>,
}

impl Reader<'_> {
    fn organization(
        &mut self,
        key: &str,
        names: &Names,
        identifier: Option<Identifier>,
        parent: Option<String>,
    ) -> Organization {
        // Without a number of its own, the row belongs to its parent.
        let (name, parent_name) = match (&identifier, parent) {
            (None, Some(parent)) => (parent, None),
            (_, parent) => (names.name.clone(), parent),
        };
        Organization {
            legal_form: self.optional(Column::Typologie),
            identifier,
            parent_name,
            website: self.first(Column::SiteWeb, values::url),
            ..Organization::named(key.into(), slug(&name), name, self.moment.now)
        }
    }

    fn place(&mut self, key: &str, names: &Names) -> Place {
        Place {
            street: self.optional(Column::Adresse).unwrap_or_default(),
            complement: self.optional(Column::ComplementAdresse),
            postcode: names.postcode.clone(),
            commune_code: self.commune_code(),
            country: COUNTRY.to_owned(),
            point: self.point(&names.postcode),
            accessibility_url: self.first(Column::FicheAccesLibre, values::url),
            ..Place::named(key.into(), names.name.clone(), names.commune.clone(), self.moment.now)
        }
    }

    fn offer(&mut self, external_id: &str, organization_key: &str, names: &Names) -> Offer {
        let themes = self.labels(Column::Services, labels::THEMES);
        let help_modes = self.labels(Column::ModalitesAccompagnement, labels::HELP_MODES);
        let people = self.people();
        let (summary, description) = self.texts();
        Offer {
            summary,
            description,
            kind: kind_of(&themes, &help_modes),
            themes,
            audiences: people.audiences,
            adjustments: people.adjustments,
            help_modes,
            access_modes: self.labels(Column::ModalitesAcces, labels::ACCESS_MODES),
            languages: people.languages,
            cost: Cost {
                bands: self.labels(Column::FraisACharge, labels::COSTS),
                ..Cost::default()
            },
            booking_url: self.first(Column::PriseRdv, values::url),
            itinerance: self.itinerance(),
            contact_phone: self.phone(),
            contact_email: self.first(Column::Courriels, values::email),
            programmes: self.programmes(),
            source: self.optional(Column::Source).map(|name| Source { name, url: None }),
            verified: Verified { on: self.date(), how: VerifiedHow::Import, by: None },
            ..self.unstated(external_id, organization_key, names)
        }
    }

    // What the format cannot say is unknown; an offer that is known only from a file takes no
    // referrals.
    fn unstated(&self, external_id: &str, organization_key: &str, names: &Names) -> Offer {
        let Moment { now, today } = self.moment;
        Offer {
            status: OfferStatus::Published,
            verified: Verified { on: today, how: VerifiedHow::Import, by: None },
            ..Offer::draft(
                external_id.into(),
                organization_key.into(),
                (slug_with(&names.name, &names.commune), names.name.clone()),
                Kind::DigitalDropIn,
                (now, today),
            )
        }
    }

    // A place that tours and also stays somewhere is found as one that tours.
    fn itinerance(&mut self) -> Itinerance {
        let stated = self.labels(Column::Itinerance, labels::ITINERANCE);
        let tours = stated.contains(&Itinerance::Itinerant);
        if tours { Itinerance::Itinerant } else { Itinerance::Fixed }
    }

    fn at_place(&mut self, external_id: &str, place_key: &str) -> OfferAtPlace {
        let osm = self.optional(Column::Horaires);
        if let Some(osm) = &osm
            && Hours::parse(osm, COUNTRY, &Holidays::default()).is_err()
        {
            self.remark(Column::Horaires, osm, Reason::UnreadableHours);
        }
        let schedule = osm.map(|osm| Schedule::of_hours(external_id.into(), osm));
        OfferAtPlace {
            id: external_id.into(),
            offer: external_id.into(),
            place: place_key.into(),
            schedules: schedule.into_iter().collect(),
        }
    }

    fn people(&mut self) -> Served {
        let mut people =
            Served { audiences: Vec::new(), adjustments: Vec::new(), languages: Vec::new() };
        for column in [Column::PublicsSpecifiquementAdresses, Column::PriseEnChargeSpecifique] {
            for label in self.row.list(column) {
                match labels::meaning(labels::PEOPLE, label) {
                    Some(People::For(audience)) => add(&mut people.audiences, audience),
                    Some(People::Prepared(adjustment)) => add(&mut people.adjustments, adjustment),
                    Some(People::Speaks(tag)) => {
                        people.languages.extend(labels::spoken(tag));
                    }
                    Some(People::Nothing) => self.remark(column, label, Reason::NoCounterpart),
                    None => self.remark(column, label, Reason::UnknownValue),
                }
            }
        }
        people.languages.dedup();
        people
    }

    fn programmes(&self) -> Vec<String> {
        let columns = [
            Column::DispositifProgrammesNationaux,
            Column::FormationsLabels,
            Column::AutresFormationsLabels,
        ];
        let mut found = Vec::new();
        for label in columns.into_iter().flat_map(|column| self.row.list(column)) {
            add(&mut found, values::one_line(label));
        }
        found
    }

    // A summary that is too long becomes the description, so that no word is lost.
    fn texts(&mut self) -> (String, String) {
        let summary = self.row.text(Column::PresentationResume).to_owned();
        let detail = self.row.text(Column::PresentationDetail).to_owned();
        let (summary, detail) = match (summary.chars().count() > Offer::SUMMARY_MAX, detail) {
            (true, detail) if detail.is_empty() => (summary.clone(), summary),
            (_, detail) => (summary, detail),
        };
        (
            self.cut(Column::PresentationResume, summary, Offer::SUMMARY_MAX),
            self.cut(Column::PresentationDetail, detail, DETAIL_MAX),
        )
    }

    fn identifier(&mut self) -> Option<Identifier> {
        let pivot = self.row.text(Column::Pivot);
        keys::identifier(pivot).unwrap_or_else(|reason| {
            self.remark(Column::Pivot, pivot, reason);
            None
        })
    }

    fn commune_code(&mut self) -> Option<String> {
        let code = self.optional(Column::CodeInsee)?;
        let department = code.get(..2).unwrap_or_default();
        let is_department = department.bytes().all(|byte| byte.is_ascii_digit())
            || matches!(department, "2A" | "2B");
        let rest = code.get(2..).unwrap_or_default();
        let fits = is_department && rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit());
        if fits {
            return Some(code);
        }
        self.remark(Column::CodeInsee, &code, Reason::Invalid);
        None
    }

    fn point(&mut self, postcode: &str) -> Option<crate::Point> {
        let (lat, lon) = (self.row.text(Column::Latitude), self.row.text(Column::Longitude));
        if lat.is_empty() && lon.is_empty() {
            return None;
        }
        match values::point(lat, lon, postcode) {
            Ok(point) => Some(point),
            Err(reason) => {
                self.remark(Column::Latitude, &format!("{lat}, {lon}"), reason);
                None
            }
        }
    }

    fn phone(&mut self) -> Option<String> {
        let text = self.optional(Column::Telephone)?;
        match values::phone(&text, COUNTRY) {
            Ok(phone) => Some(phone),
            Err(reason) => {
                self.remark(Column::Telephone, &text, reason);
                Some(text)
            }
        }
    }

    // The import itself stands in for a date that cannot be believed.
    fn date(&mut self) -> chrono::NaiveDate {
        let text = self.row.text(Column::DateMaj);
        let date = match text.is_empty() {
            true => Err(Reason::Missing),
            false => values::date(text, self.moment.today),
        };
        date.unwrap_or_else(|reason| {
            self.remark(Column::DateMaj, text, reason);
            self.moment.today
        })
    }

    fn postcode(&self) -> Result<String, Remark> {
        let postcode = self.required(Column::CodePostal)?;
        let fits = postcode.len() == 5 && postcode.bytes().all(|byte| byte.is_ascii_digit());
        if fits {
            Ok(postcode)
        } else {
            Err(self.about(Column::CodePostal, &postcode, Reason::Invalid))
        }
    }
}

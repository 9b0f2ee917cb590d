//! One row in the directory's own values.

use super::columns::Column;
use super::rows::Row;
use super::words::{self, Spoken};
use crate::exchange::difference::Entry;
use crate::exchange::import::{Moment, Record};
use crate::exchange::mednum::{keys, kind_of};
use crate::exchange::{Reason, Remark, values};
use crate::hours::{Holidays, Hours};
use crate::identifier::{self, WrongIdentifier};
use crate::offer::{Cost, Offer, OfferAtPlace, OfferLanguage, Source, Verified};
use crate::organization::{Identifier, Organization};
use crate::place::Place;
use crate::schedule::Schedule;
use crate::slug::slug;
use crate::terms::{Itinerance, Kind, OfferStatus, VerifiedHow};

const NAME_MAX: usize = 200;
const TEXT_MAX: usize = 10_000;

/// # Errors
/// The remark that says why the row is refused.
pub(super) fn understand(
    row: &Row,
    moment: Moment,
    remarks: &mut Vec<Remark>,
) -> Result<Record, Remark> {
    let mut reader = Reader { row, moment, remarks };
    let id = reader.required(Column::Id)?;
    let structure = reader.name(Column::Structure)?;
    let name = reader.name(Column::Offre)?;
    let country = reader.country()?;
    let postcode = reader.postcode(country)?;
    let locality = reader.required(Column::Localite)?;

    let identifier = reader.identifier();
    let organization_key = keys::organization(identifier.as_ref(), None, &structure, &locality);
    let organization = Organization {
        identifier,
        website: reader.checked(Column::SiteWeb, values::url),
        ..Organization::named(
            organization_key.as_str().into(),
            slug(&structure),
            structure.clone(),
            moment.now,
        )
    };
    let place = reader.place(&id, structure, (postcode, locality, country));
    let at_place = reader.at_place(&id, country);
    let offer = reader.offer(&id, &organization_key, name, country);
    let place_key = place_key(&id, &place);
    let entry = Entry { organization, place, offer, at_place };
    Ok(Record { row: row.number, external_id: id, organization_key, place_key, entry })
}

/// Rows that describe the same door in the same words are at one place; a row that names no street
/// has a place of its own.
fn place_key(id: &str, place: &Place) -> String {
    if place.street.is_empty() {
        return id.to_owned();
    }
    let point = place.point.map(|point| format!("{} {}", point.lat(), point.lon()));
    let parts = [
        place.postcode.as_str(),
        place.locality.as_str(),
        place.street.as_str(),
        place.complement.as_deref().unwrap_or_default(),
        place.name.as_str(),
        point.as_deref().unwrap_or_default(),
    ];
    format!("lieu-{}", crate::fold::words(&parts.join(" ")).join("-"))
}

struct Reader<'a> {
    row: &'a Row,
    moment: Moment,
    remarks: &'a mut Vec<Remark>,
}

impl Reader<'_> {
    fn place(
        &mut self,
        id: &str,
        structure: String,
        (postcode, locality, country): (String, String, &'static str),
    ) -> Place {
        let commune = self.optional(Column::Commune).unwrap_or_else(|| locality.clone());
        let name = self.optional(Column::Lieu).unwrap_or(structure);
        Place {
            street: self.optional(Column::Adresse).unwrap_or_default(),
            complement: self.optional(Column::Complement),
            commune,
            commune_code: self.checked(Column::NumeroCommune, commune_code),
            country: country.to_owned(),
            point: self.point(&postcode, country),
            postcode,
            ..Place::named(id.into(), name, locality, self.moment.now)
        }
    }

    fn offer(
        &mut self,
        id: &str,
        organization_key: &str,
        name: String,
        country: &'static str,
    ) -> Offer {
        let themes = self.words(Column::Themes);
        let help_modes = self.words(Column::Accompagnement);
        let stated: Option<Kind> = self.words(Column::Nature).into_iter().next();
        let kind = stated.unwrap_or_else(|| kind_of(&themes, &help_modes));
        let tours = self.words(Column::Itinerance).contains(&Itinerance::Itinerant);
        let Moment { now, today } = self.moment;
        let slug = slug(&name);
        Offer {
            summary: self.long(Column::Resume, Offer::SUMMARY_MAX),
            description: self.long(Column::Description, TEXT_MAX),
            themes,
            audiences: self.words(Column::Publics),
            adjustments: self.words(Column::Amenagements),
            help_modes,
            access_modes: self.words(Column::Acces),
            languages: self.languages(),
            cost: Cost { bands: self.words(Column::Tarif), ..Cost::default() },
            booking_url: self.checked(Column::RendezVous, values::url),
            human_channel: self.optional(Column::AccueilHumain),
            itinerance: if tours { Itinerance::Itinerant } else { Itinerance::Fixed },
            contact_phone: self.phone(country),
            contact_email: self.checked(Column::Courriel, values::email),
            source: self.optional(Column::Source).map(|name| Source { name, url: None }),
            status: OfferStatus::Published,
            verified: Verified { on: self.date(), how: VerifiedHow::Import, by: None },
            ..Offer::draft(id.into(), organization_key.into(), (slug, name), kind, (now, today))
        }
    }

    fn at_place(&mut self, id: &str, country: &str) -> OfferAtPlace {
        let osm = self.optional(Column::Horaires);
        if let Some(osm) = &osm {
            if Hours::parse(osm, country, &Holidays::default()).is_err() {
                self.remark(Column::Horaires, osm, Reason::UnreadableHours);
            } else if values::is_over_midnight(osm) {
                self.remark(Column::Horaires, osm, Reason::OverMidnight);
            }
        }
        let schedule = osm.map(|osm| Schedule::of_hours(id.into(), osm));
        OfferAtPlace {
            id: id.into(),
            offer: id.into(),
            place: id.into(),
            schedules: schedule.into_iter().collect(),
        }
    }

    fn identifier(&mut self) -> Option<Identifier> {
        let text = self.optional(Column::Identifiant)?;
        let scheme = match keys::identifier(&text) {
            Ok(found) => found?.scheme,
            Err(reason) => return self.dropped(Column::Identifiant, &text, reason),
        };
        match identifier::read(scheme, &text) {
            Ok(identifier) => Some(identifier),
            Err(WrongIdentifier::CheckDigit) => {
                self.dropped(Column::Identifiant, &text, Reason::WrongCheckDigit)
            }
            Err(WrongIdentifier::Form) => self.dropped(Column::Identifiant, &text, Reason::Invalid),
        }
    }

    fn country(&self) -> Result<&'static str, Remark> {
        match self.row.text(Column::Pays).to_uppercase().as_str() {
            "" | "CH" => Ok("CH"),
            "FR" => Ok("FR"),
            other => Err(self.about(Column::Pays, other, Reason::UnknownValue)),
        }
    }

    fn postcode(&self, country: &str) -> Result<String, Remark> {
        let postcode = self.required(Column::Npa)?;
        let length = if country == "CH" { 4 } else { 5 };
        let fits = postcode.len() == length && postcode.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(postcode) } else { Err(self.about(Column::Npa, &postcode, Reason::Invalid)) }
    }

    fn point(&mut self, postcode: &str, country: &str) -> Option<crate::Point> {
        let (lat, lon) = (self.row.text(Column::Latitude), self.row.text(Column::Longitude));
        if lat.is_empty() && lon.is_empty() {
            return None;
        }
        match values::point_in(country, (lat, lon), postcode) {
            Ok(point) => Some(point),
            Err(reason) => self.dropped(Column::Latitude, &format!("{lat}, {lon}"), reason),
        }
    }

    fn languages(&mut self) -> Vec<OfferLanguage> {
        let mut found: Vec<OfferLanguage> = Vec::new();
        for text in self.row.list(Column::Langues) {
            match words::read_language(text) {
                Some(language) if found.contains(&language) => {}
                Some(language) => found.push(language),
                None => self.remark(Column::Langues, text, Reason::UnknownValue),
            }
        }
        found
    }

    fn words<T: Spoken>(&mut self, column: Column) -> Vec<T> {
        let mut found: Vec<T> = Vec::new();
        for text in self.row.list(column) {
            match T::read(text) {
                Some(value) if found.contains(&value) => {}
                Some(value) => found.push(value),
                None => self.remark(column, text, Reason::UnknownValue),
            }
        }
        found
    }

    fn phone(&mut self, country: &str) -> Option<String> {
        let text = self.optional(Column::Telephone)?;
        Some(values::phone(&text, country).unwrap_or_else(|reason| {
            self.remark(Column::Telephone, &text, reason);
            text
        }))
    }

    // The import itself stands in for a date that is not there or cannot be believed.
    fn date(&mut self) -> chrono::NaiveDate {
        let text = self.row.text(Column::VerifieLe);
        if text.is_empty() {
            return self.moment.today;
        }
        values::date(text, self.moment.today).unwrap_or_else(|reason| {
            self.remark(Column::VerifieLe, text, reason);
            self.moment.today
        })
    }

    fn name(&mut self, column: Column) -> Result<String, Remark> {
        let name = self.required(column)?;
        Ok(self.cut(column, name, NAME_MAX))
    }

    fn long(&mut self, column: Column, max: usize) -> String {
        self.cut(column, self.row.text(column).to_owned(), max)
    }

    fn cut(&mut self, column: Column, text: String, max: usize) -> String {
        if text.chars().count() <= max {
            return text;
        }
        self.remark(column, &text, Reason::TooLong);
        let kept: String = text.chars().take(max - 1).collect();
        format!("{}…", kept.trim_end())
    }

    fn checked(
        &mut self,
        column: Column,
        read: impl Fn(&str) -> Result<String, Reason>,
    ) -> Option<String> {
        let text = self.optional(column)?;
        match read(&text) {
            Ok(value) => Some(value),
            Err(reason) => self.dropped(column, &text, reason),
        }
    }

    fn required(&self, column: Column) -> Result<String, Remark> {
        self.optional(column).ok_or_else(|| self.about(column, "", Reason::Missing))
    }

    fn optional(&self, column: Column) -> Option<String> {
        let text = values::one_line(self.row.text(column));
        (!text.is_empty()).then_some(text)
    }

    fn dropped<T>(&mut self, column: Column, value: &str, reason: Reason) -> Option<T> {
        self.remark(column, value, reason);
        None
    }

    fn remark(&mut self, column: Column, value: &str, reason: Reason) {
        let remark = self.about(column, value, reason);
        self.remarks.push(remark);
    }

    fn about(&self, column: Column, value: &str, reason: Reason) -> Remark {
        Remark::new(self.row.number, column.word(), value, reason)
    }
}

// Federal numbers have four digits, French ones five signs with 2A and 2B in Corsica.
fn commune_code(text: &str) -> Result<String, Reason> {
    let fits = (4..=5).contains(&text.len())
        && text.bytes().enumerate().all(|(place, byte)| {
            byte.is_ascii_digit() || (place == 1 && text.len() == 5 && b"AB".contains(&byte))
        });
    if fits { Ok(text.to_owned()) } else { Err(Reason::Invalid) }
}

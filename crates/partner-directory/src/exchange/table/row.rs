//! One row of the plain table.

use std::fmt::Display;

use serde_json::{Value, json};

use super::{SEPARATOR, TableColumn};
use crate::exchange::published::{Origins, Published, osm};
use crate::offer::{Coverage, Offer, OfferAtPlace, OfferLanguage};
use crate::organization::Organization;
use crate::place::Place;
use crate::terms::LanguageKind;

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Text(String),
    Number(f64),
    List(Vec<String>),
    Nothing,
}

/// A row for each place of the offer, or one without a place; in the order of the columns.
pub(crate) fn rows(
    one: &Published,
    origins: &Origins,
    own_source: &str,
) -> Vec<Vec<(TableColumn, Cell)>> {
    let of = |opening: Option<&(OfferAtPlace, Place)>| {
        let row = Row { one, origins, own_source, opening };
        TableColumn::ALL.iter().map(|column| (*column, row.cell(*column))).collect()
    };
    match one.places() {
        [] => vec![of(None)],
        places => places.iter().map(|opening| of(Some(opening))).collect(),
    }
}

struct Row<'a> {
    one: &'a Published,
    origins: &'a Origins,
    own_source: &'a str,
    opening: Option<&'a (OfferAtPlace, Place)>,
}

impl Row<'_> {
    fn cell(&self, column: TableColumn) -> Cell {
        of_organization(self.one.organization(), column)
            .or_else(|| of_offer(self.one.offer(), column))
            .or_else(|| {
                self.opening.and_then(|(at_place, place)| of_opening(at_place, place, column))
            })
            .or_else(|| self.of_origin(column))
            .unwrap_or(Cell::Nothing)
    }

    // A second place that was added here has no name elsewhere.
    fn foreign_name(&self) -> Option<&str> {
        self.origins.offer(&self.one.offer().id)?;
        self.opening.and_then(|(_, place)| self.origins.place(&place.id))
    }

    fn of_origin(&self, column: TableColumn) -> Option<Cell> {
        let offer = self.one.offer();
        let origin = self.origins.offer(&offer.id);
        Some(match column {
            TableColumn::Id => {
                let own = self.opening.map_or(offer.id.as_str(), |(one, _)| one.id.as_str());
                text(self.foreign_name().unwrap_or(own))
            }
            TableColumn::Source => match (&offer.source, origin) {
                (Some(source), _) => text(&source.name),
                (None, None) => text(self.own_source),
                (None, Some(_)) => Cell::Nothing,
            },
            _ => return None,
        })
    }
}

fn of_organization(organization: &Organization, column: TableColumn) -> Option<Cell> {
    let identifier = organization.identifier.as_ref();
    Some(match column {
        TableColumn::Organization => text(&organization.name),
        TableColumn::OrganizationIdentifierScheme => maybe(identifier.map(|one| one.scheme.word())),
        TableColumn::OrganizationIdentifier => maybe(identifier.map(|one| &one.value)),
        TableColumn::OrganizationParent => maybe(organization.parent_name.as_ref()),
        TableColumn::OrganizationLegalForm => maybe(organization.legal_form.as_ref()),
        TableColumn::OrganizationWebsite => maybe(organization.website.as_ref()),
        TableColumn::OrganizationPhone => maybe(organization.phone.as_ref()),
        TableColumn::OrganizationEmail => maybe(organization.email.as_ref()),
        _ => return None,
    })
}

fn of_offer(offer: &Offer, column: TableColumn) -> Option<Cell> {
    Some(match column {
        TableColumn::OfferId => text(&offer.id),
        TableColumn::Name => text(&offer.name),
        TableColumn::Summary => text(&offer.summary),
        TableColumn::Description => text(&offer.description),
        TableColumn::Kind => text(offer.kind.word()),
        TableColumn::Themes => words(offer.themes.iter().map(|one| one.word())),
        TableColumn::Audiences => words(offer.audiences.iter().map(|one| one.word())),
        TableColumn::MinimumAge => number(offer.minimum_age),
        TableColumn::MaximumAge => number(offer.maximum_age),
        TableColumn::Conditions => maybe(offer.conditions.as_ref()),
        TableColumn::Adjustments => words(offer.adjustments.iter().map(|one| one.word())),
        TableColumn::HelpModes => words(offer.help_modes.iter().map(|one| one.word())),
        TableColumn::AccessModes => words(offer.access_modes.iter().map(|one| one.word())),
        TableColumn::Languages => Cell::List(offer.languages.iter().map(language).collect()),
        TableColumn::Cost => words(offer.cost.bands.iter().map(|one| one.word())),
        TableColumn::CostAmount => maybe(offer.cost.amount.map(amount)),
        TableColumn::CostNote => maybe(offer.cost.note.as_ref()),
        TableColumn::BookingUrl => maybe(offer.booking_url.as_ref()),
        TableColumn::DocumentsToBring => maybe(offer.documents_to_bring.as_ref()),
        TableColumn::HumanChannel => maybe(offer.human_channel.as_ref()),
        TableColumn::IsAnonymousPossible => yes_or_no(offer.is_anonymous_possible),
        TableColumn::Itinerance => text(offer.itinerance.word()),
        TableColumn::WhoMayRefer => text(offer.who_may_refer.word()),
        TableColumn::ContactName => maybe(offer.contact_name.as_ref()),
        TableColumn::ContactPhone => maybe(offer.contact_phone.as_ref()),
        TableColumn::ContactEmail => maybe(offer.contact_email.as_ref()),
        TableColumn::Programmes => Cell::List(offer.programmes.clone()),
        _ => return of_its_state(offer, column),
    })
}

fn of_its_state(offer: &Offer, column: TableColumn) -> Option<Cell> {
    let capacity = offer.capacity.as_ref();
    Some(match column {
        TableColumn::Coverage => match &offer.coverage {
            Coverage::Anywhere => Cell::Nothing,
            Coverage::Communes(codes) => Cell::List(codes.clone()),
        },
        TableColumn::Capacity => maybe(capacity.map(|one| one.state.word())),
        TableColumn::CapacityUntil => maybe(capacity.and_then(|one| one.until)),
        TableColumn::CapacityStatedOn => maybe(capacity.map(|one| one.stated_on)),
        TableColumn::PlacesPerWeek => number(offer.places_per_week),
        TableColumn::Alert => maybe(offer.alert.as_ref()),
        TableColumn::ValidFrom => maybe(offer.valid_from),
        TableColumn::ValidUntil => maybe(offer.valid_until),
        TableColumn::VerifiedOn => text(offer.verified.on),
        TableColumn::VerifiedHow => text(offer.verified.how.word()),
        _ => return None,
    })
}

fn of_opening(at_place: &OfferAtPlace, place: &Place, column: TableColumn) -> Option<Cell> {
    let schedules = &at_place.schedules;
    Some(match column {
        TableColumn::PlaceId => text(&place.id),
        TableColumn::Place => text(&place.name),
        TableColumn::PlaceKind => text(place.kind.word()),
        TableColumn::Street => text(&place.street),
        TableColumn::Complement => maybe(place.complement.as_ref()),
        TableColumn::Postcode => text(&place.postcode),
        TableColumn::Locality => text(&place.locality),
        TableColumn::Commune => text(&place.commune),
        TableColumn::CommuneCode => maybe(place.commune_code.as_ref()),
        TableColumn::Country => text(&place.country),
        TableColumn::Latitude => number(place.point.map(|point| point.lat())),
        TableColumn::Longitude => number(place.point.map(|point| point.lon())),
        TableColumn::BuildingId => maybe(place.building_id.as_ref()),
        TableColumn::StepFree => text(place.step_free.word()),
        TableColumn::HasAccessibleToilet => yes_or_no(place.has_accessible_toilet),
        TableColumn::TransportStop => maybe(place.transport_stop.as_ref()),
        TableColumn::Entrance => maybe(place.entrance.as_ref()),
        TableColumn::HasFreeComputers => yes_or_no(place.has_free_computers),
        TableColumn::HasWifi => yes_or_no(place.has_wifi),
        TableColumn::HasPrinting => yes_or_no(place.has_printing),
        TableColumn::AccessibilityUrl => maybe(place.accessibility_url.as_ref()),
        TableColumn::IsAddressHidden => yes_or_no(Some(place.is_address_hidden)),
        TableColumn::Hours => text(osm(at_place)),
        TableColumn::IsByAppointment => {
            yes_or_no(schedules.iter().find_map(|schedule| schedule.is_by_appointment))
        }
        TableColumn::HoursNote => {
            let notes = schedules.iter().filter_map(|schedule| schedule.note.as_deref());
            text(notes.collect::<Vec<_>>().join("\n"))
        }
        _ => return None,
    })
}

fn language(one: &OfferLanguage) -> String {
    match one.kind {
        LanguageKind::Spoken => one.language.as_str().to_owned(),
        kind => format!("{}:{}", one.language.as_str(), kind.word()),
    }
}

fn amount(money: kernel::Money) -> String {
    format!("{}.{:02} {}", money.cents / 100, money.cents % 100, money.currency.word())
}

fn text(value: impl Display) -> Cell {
    let text = value.to_string();
    if text.is_empty() { Cell::Nothing } else { Cell::Text(text) }
}

fn maybe(value: Option<impl Display>) -> Cell {
    value.map_or(Cell::Nothing, text)
}

fn number(value: Option<impl Into<f64>>) -> Cell {
    value.map_or(Cell::Nothing, |number| Cell::Number(number.into()))
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> Cell {
    Cell::List(words.map(str::to_owned).collect())
}

fn yes_or_no(answer: Option<bool>) -> Cell {
    maybe(answer.map(|yes| if yes { "yes" } else { "no" }))
}

impl Cell {
    /// The cell as a CSV file holds it, before formulas are made harmless.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::List(items) => items.join(&SEPARATOR.to_string()),
            Cell::Nothing => String::new(),
        }
    }

    /// The cell as JSON; `None` when nobody said anything.
    pub(crate) fn to_json(&self) -> Option<Value> {
        match self {
            Cell::Text(text) => Some(json!(text)),
            // Ages and the like are whole numbers and look like it.
            Cell::Number(number) if number.fract() == 0.0 => Some(json!(*number as i64)),
            Cell::Number(number) => Some(json!(number)),
            Cell::List(items) if items.is_empty() => None,
            Cell::List(items) => Some(json!(items)),
            Cell::Nothing => None,
        }
    }
}

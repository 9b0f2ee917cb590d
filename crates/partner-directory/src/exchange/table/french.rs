//! The table as people read it: French columns and words.

use super::SEPARATOR;
use super::columns::TableColumn;
use super::row::Cell;
use crate::exchange::plain_csv::Column;
use crate::exchange::plain_csv::words::{Spoken, written_language};
use crate::offer::Offer;

/// The columns that no import reads, with their names.
const EXTRA: [(TableColumn, &str); 39] = [
    (TableColumn::OfferId, "numero_offre"),
    (TableColumn::PlaceId, "numero_lieu"),
    (TableColumn::OrganizationIdentifierScheme, "registre"),
    (TableColumn::OrganizationParent, "structure_parente"),
    (TableColumn::OrganizationLegalForm, "forme_juridique"),
    (TableColumn::OrganizationPhone, "telephone_structure"),
    (TableColumn::OrganizationEmail, "courriel_structure"),
    (TableColumn::MinimumAge, "age_minimum"),
    (TableColumn::MaximumAge, "age_maximum"),
    (TableColumn::Conditions, "conditions"),
    (TableColumn::CostAmount, "montant"),
    (TableColumn::CostNote, "tarif_remarque"),
    (TableColumn::DocumentsToBring, "documents_a_apporter"),
    (TableColumn::IsAnonymousPossible, "anonyme"),
    (TableColumn::WhoMayRefer, "qui_peut_demander"),
    (TableColumn::ContactName, "contact"),
    (TableColumn::Programmes, "programmes"),
    (TableColumn::Coverage, "communes_desservies"),
    (TableColumn::Capacity, "disponibilite"),
    (TableColumn::CapacityUntil, "disponibilite_jusqu_au"),
    (TableColumn::CapacityStatedOn, "disponibilite_du"),
    (TableColumn::PlacesPerWeek, "places_par_semaine"),
    (TableColumn::Alert, "alerte"),
    (TableColumn::ValidFrom, "valable_des"),
    (TableColumn::ValidUntil, "valable_jusqu_au"),
    (TableColumn::PlaceKind, "genre_de_lieu"),
    (TableColumn::BuildingId, "egid"),
    (TableColumn::StepFree, "sans_marche"),
    (TableColumn::HasAccessibleToilet, "toilettes_accessibles"),
    (TableColumn::TransportStop, "arret"),
    (TableColumn::Entrance, "entree"),
    (TableColumn::HasFreeComputers, "ordinateurs_gratuits"),
    (TableColumn::HasWifi, "wifi"),
    (TableColumn::HasPrinting, "impression"),
    (TableColumn::AccessibilityUrl, "page_accessibilite"),
    (TableColumn::IsAddressHidden, "adresse_cachee"),
    (TableColumn::IsByAppointment, "sur_rendez_vous"),
    (TableColumn::HoursNote, "horaires_remarque"),
    (TableColumn::VerifiedHow, "verifie_comment"),
];

// A new column without a French name does not compile.
const _: () = assert!(Column::ALL.len() + EXTRA.len() == TableColumn::ALL.len());

/// The columns in order, with their French names: those that an import reads, then the others.
pub(super) fn columns() -> impl Iterator<Item = (TableColumn, &'static str)> {
    let read = Column::ALL.iter().map(|column| (origin(*column), column.word()));
    let others = TableColumn::ALL.iter().filter_map(|column| Some((*column, extra(*column)?)));
    read.chain(others)
}

/// True for a column that the export writes and an import does not read.
pub fn is_extra(name: &str) -> bool {
    TableColumn::ALL.iter().any(|column| extra(*column) == Some(name))
}

/// What the row says in `column`, in French words.
pub(super) fn text(column: TableColumn, offer: &Offer, row: &[(TableColumn, Cell)]) -> String {
    match column {
        TableColumn::Kind => offer.kind.french().to_owned(),
        TableColumn::Themes => join(&offer.themes),
        TableColumn::Audiences => join(&offer.audiences),
        TableColumn::Adjustments => join(&offer.adjustments),
        TableColumn::HelpModes => join(&offer.help_modes),
        TableColumn::AccessModes => join(&offer.access_modes),
        TableColumn::Cost => join(&offer.cost.bands),
        TableColumn::Itinerance => offer.itinerance.french().to_owned(),
        TableColumn::Languages => {
            let written: Vec<String> = offer.languages.iter().map(written_language).collect();
            written.join(&SEPARATOR.to_string())
        }
        _ => {
            let cell = row.iter().find(|(one, _)| *one == column).map(|(_, cell)| cell.to_text());
            match cell.unwrap_or_default().as_str() {
                "yes" => "oui".to_owned(),
                "no" => "non".to_owned(),
                text => text.to_owned(),
            }
        }
    }
}

fn join<T: Spoken>(values: &[T]) -> String {
    let words: Vec<&str> = values.iter().map(|value| value.french()).collect();
    words.join(&SEPARATOR.to_string())
}

fn origin(column: Column) -> TableColumn {
    match column {
        Column::Id => TableColumn::Id,
        Column::Structure => TableColumn::Organization,
        Column::Identifiant => TableColumn::OrganizationIdentifier,
        Column::Offre => TableColumn::Name,
        Column::Nature => TableColumn::Kind,
        Column::Themes => TableColumn::Themes,
        Column::Resume => TableColumn::Summary,
        Column::Description => TableColumn::Description,
        Column::Publics => TableColumn::Audiences,
        Column::Amenagements => TableColumn::Adjustments,
        Column::Langues => TableColumn::Languages,
        Column::Accompagnement => TableColumn::HelpModes,
        Column::Acces => TableColumn::AccessModes,
        Column::Tarif => TableColumn::Cost,
        Column::Itinerance => TableColumn::Itinerance,
        Column::Telephone => TableColumn::ContactPhone,
        Column::Courriel => TableColumn::ContactEmail,
        Column::SiteWeb => TableColumn::OrganizationWebsite,
        Column::RendezVous => TableColumn::BookingUrl,
        Column::AccueilHumain => TableColumn::HumanChannel,
        Column::Lieu => TableColumn::Place,
        Column::Adresse => TableColumn::Street,
        Column::Complement => TableColumn::Complement,
        Column::Npa => TableColumn::Postcode,
        Column::Localite => TableColumn::Locality,
        Column::Commune => TableColumn::Commune,
        Column::NumeroCommune => TableColumn::CommuneCode,
        Column::Pays => TableColumn::Country,
        Column::Latitude => TableColumn::Latitude,
        Column::Longitude => TableColumn::Longitude,
        Column::Horaires => TableColumn::Hours,
        Column::Source => TableColumn::Source,
        Column::VerifieLe => TableColumn::VerifiedOn,
    }
}

// `None` for what an import reads, under the name that it reads.
fn extra(column: TableColumn) -> Option<&'static str> {
    EXTRA.iter().find(|(one, _)| *one == column).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_stands_once_in_the_french_table() {
        for column in TableColumn::ALL {
            assert_eq!(columns().filter(|(one, _)| one == column).count(), 1, "{column:?}");
        }
    }
}

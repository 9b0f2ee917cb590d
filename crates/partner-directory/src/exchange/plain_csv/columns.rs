//! The columns, in the order in which they are written.

use crate::closed_list::closed_list;
use crate::exchange::table::TableColumn;

closed_list! {
    /// A column; its word is the header of the file.
    Column {
        Id = "id",
        Structure = "structure",
        Identifiant = "identifiant",
        Offre = "offre",
        Nature = "nature",
        Themes = "themes",
        Resume = "resume",
        Description = "description",
        Publics = "publics",
        Amenagements = "amenagements",
        Langues = "langues",
        Accompagnement = "accompagnement",
        Acces = "acces",
        Tarif = "tarif",
        Itinerance = "itinerance",
        Telephone = "telephone",
        Courriel = "courriel",
        SiteWeb = "site_web",
        RendezVous = "rendez_vous",
        AccueilHumain = "accueil_humain",
        Lieu = "lieu",
        Adresse = "adresse",
        Complement = "complement",
        Npa = "npa",
        Localite = "localite",
        Commune = "commune",
        NumeroCommune = "numero_commune",
        Pays = "pays",
        Latitude = "latitude",
        Longitude = "longitude",
        Horaires = "horaires",
        Source = "source",
        VerifieLe = "verifie_le",
    }
}

/// The columns without which a file is not read; the values in them may not be empty either.
pub(super) const REQUIRED: [Column; 5] =
    [Column::Id, Column::Structure, Column::Offre, Column::Npa, Column::Localite];

/// The column of a header, however its accents, capitals and spaces are written.
pub(super) fn recognise(name: &str) -> Option<Column> {
    let name = crate::fold::words(name).join("_");
    Column::from_word(&name).or_else(|| of_table(TableColumn::from_word(&name)?))
}

// What `relais export --format csv` writes says the same under English names, and more.
fn of_table(column: TableColumn) -> Option<Column> {
    Some(match column {
        TableColumn::Organization => Column::Structure,
        TableColumn::OrganizationIdentifier => Column::Identifiant,
        TableColumn::OrganizationWebsite => Column::SiteWeb,
        TableColumn::Name => Column::Offre,
        TableColumn::Summary => Column::Resume,
        TableColumn::Kind => Column::Nature,
        TableColumn::Audiences => Column::Publics,
        TableColumn::Adjustments => Column::Amenagements,
        TableColumn::HelpModes => Column::Accompagnement,
        TableColumn::AccessModes => Column::Acces,
        TableColumn::Languages => Column::Langues,
        TableColumn::Cost => Column::Tarif,
        TableColumn::BookingUrl => Column::RendezVous,
        TableColumn::HumanChannel => Column::AccueilHumain,
        TableColumn::ContactPhone => Column::Telephone,
        TableColumn::ContactEmail => Column::Courriel,
        TableColumn::Place => Column::Lieu,
        TableColumn::Street => Column::Adresse,
        TableColumn::Postcode => Column::Npa,
        TableColumn::Locality => Column::Localite,
        TableColumn::CommuneCode => Column::NumeroCommune,
        TableColumn::Country => Column::Pays,
        TableColumn::Hours => Column::Horaires,
        TableColumn::VerifiedOn => Column::VerifieLe,
        _ => return None,
    })
}

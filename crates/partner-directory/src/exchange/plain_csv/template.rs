//! The file that people download and fill in.

use super::columns::Column;

/// The identifier of the row that shows how to fill in; it is never imported.
pub const EXAMPLE_ID: &str = "exemple";

/// A file with the columns and one invented row, for spreadsheet programs: semicolons, UTF-8
/// with byte order mark.
pub fn template() -> String {
    let header: Vec<&str> = Column::ALL.iter().map(|column| column.word()).collect();
    let example: Vec<&str> = Column::ALL.iter().map(|column| example(*column)).collect();
    format!("\u{feff}{}\r\n{}\r\n", header.join(";"), example.join(";"))
}

fn example(column: Column) -> &'static str {
    match column {
        Column::Id => EXAMPLE_ID,
        Column::Structure => "Atelier du Lac",
        Column::Identifiant | Column::Complement | Column::Source => "",
        Column::Offre => "Permanence du mardi",
        Column::Nature => "Permanence numérique",
        Column::Themes => "Démarches administratives|Outils du quotidien",
        Column::Resume => "De l’aide pour vos démarches en ligne.",
        Column::Description => "Sans inscription. Apportez vos papiers.",
        Column::Publics => "Personnes âgées",
        Column::Amenagements => "Lieu calme",
        Column::Langues => "fr|en|ti (interprète sur demande)",
        Column::Accompagnement => "À deux avec une personne qui aide",
        Column::Acces => "Venir sur place|Téléphoner",
        Column::Tarif => "Gratuit",
        Column::Itinerance => "Toujours au même endroit",
        Column::Telephone => "022 555 00 00",
        Column::Courriel => "accueil@atelier.example",
        Column::SiteWeb => "https://atelier.example",
        Column::RendezVous => "https://atelier.example/rendez-vous",
        Column::AccueilHumain => "Au guichet, le mardi",
        Column::Lieu => "Maison du Lac",
        Column::Adresse => "Rue de Lyon 1",
        Column::Npa => "1203",
        Column::Localite | Column::Commune => "Genève",
        Column::NumeroCommune => "6621",
        Column::Pays => "CH",
        Column::Latitude => "46.2105",
        Column::Longitude => "6.1300",
        Column::Horaires => "\"Tu 14:00-17:00; SH off\"",
        Column::VerifieLe => "2026-03-01",
    }
}

//! The columns of the format, and older names that are still found.

use std::collections::BTreeMap;

use super::Version;
use crate::closed_list::closed_list;
use crate::exchange::file::FileError;

closed_list! {
    /// The 32 columns of schema v1.0.2, in its order.
    Column {
        Id = "id",
        Pivot = "pivot",
        Nom = "nom",
        Commune = "commune",
        CodePostal = "code_postal",
        CodeInsee = "code_insee",
        Adresse = "adresse",
        ComplementAdresse = "complement_adresse",
        Latitude = "latitude",
        Longitude = "longitude",
        Typologie = "typologie",
        Telephone = "telephone",
        Courriels = "courriels",
        SiteWeb = "site_web",
        Horaires = "horaires",
        PresentationResume = "presentation_resume",
        PresentationDetail = "presentation_detail",
        Source = "source",
        Itinerance = "itinerance",
        StructureParente = "structure_parente",
        DateMaj = "date_maj",
        Services = "services",
        PublicsSpecifiquementAdresses = "publics_specifiquement_adresses",
        PriseEnChargeSpecifique = "prise_en_charge_specifique",
        FraisACharge = "frais_a_charge",
        DispositifProgrammesNationaux = "dispositif_programmes_nationaux",
        FormationsLabels = "formations_labels",
        AutresFormationsLabels = "autres_formations_labels",
        ModalitesAcces = "modalites_acces",
        ModalitesAccompagnement = "modalites_accompagnement",
        FicheAccesLibre = "fiche_acces_libre",
        PriseRdv = "prise_rdv",
    }
}

/// The columns that the schema demands.
pub(super) const REQUIRED: [Column; 7] = [
    Column::Id,
    Column::Pivot,
    Column::Nom,
    Column::Commune,
    Column::CodePostal,
    Column::Adresse,
    Column::DateMaj,
];

/// What v0 demands besides.
pub(super) const REQUIRED_IN_V0: [Column; 1] = [Column::Services];

// Columns of v0 for which v1 has none.
const DROPPED: [&str; 1] = ["cle_ban"];

// Lists, which v0 separates by `;`.
const LISTS: [Column; 9] = [
    Column::Services,
    Column::Typologie,
    Column::Courriels,
    Column::SiteWeb,
    Column::PublicsSpecifiquementAdresses,
    Column::FraisACharge,
    Column::DispositifProgrammesNationaux,
    Column::AutresFormationsLabels,
    Column::ModalitesAccompagnement,
];

// Files that call themselves v1 still have columns of v0 (standards.md 3.2).
const OLDER: [(&str, Column); 6] = [
    ("courriel", Column::Courriels),
    ("publics_accueillis", Column::PublicsSpecifiquementAdresses),
    ("conditions_acces", Column::FraisACharge),
    ("labels_nationaux", Column::DispositifProgrammesNationaux),
    ("labels_autres", Column::AutresFormationsLabels),
    ("accessibilite", Column::FicheAccesLibre),
];

/// A column of a file, recognised by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Known {
    pub(super) column: Column,
    /// The older name under which it came.
    pub(super) older: Option<&'static str>,
}

pub(super) fn recognise(name: &str) -> Option<Known> {
    let name = name.trim();
    if let Some(column) = Column::from_word(name) {
        return Some(Known { column, older: None });
    }
    let (older, column) = OLDER.iter().find(|(older, _)| *older == name)?;
    Some(Known { column: *column, older: Some(older) })
}

/// True for a column that only the older format has.
pub(super) fn is_dropped(name: &str) -> bool {
    DROPPED.contains(&name.trim())
}

/// The columns that are demanded and that `known` does not have.
///
/// # Errors
/// [`FileError::MissingColumns`].
pub(super) fn check_required(
    known: impl Iterator<Item = Column> + Clone,
    version: Version,
) -> Result<(), FileError> {
    let more: &[Column] = match version {
        Version::V0 => &REQUIRED_IN_V0,
        Version::V1 => &[],
    };
    let missing: Vec<&'static str> = REQUIRED
        .iter()
        .chain(more)
        .filter(|column| known.clone().all(|one| one != **column))
        .map(|column| column.word())
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(FileError::MissingColumns(missing)) }
}

/// One row of a file: what it says in the columns that are known, empty values left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The first row under the header is 1.
    pub number: usize,
    pub(super) cells: BTreeMap<Column, Cell>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) older: Option<&'static str>,
}

impl Row {
    pub(super) fn new(number: usize) -> Row {
        Row { number, cells: BTreeMap::new() }
    }

    /// Keeps a value; the column's own name wins over an older one.
    pub(super) fn put(&mut self, known: Known, version: Version, text: String) {
        let is_older_list = version == Version::V0 && LISTS.contains(&known.column);
        let text = if is_older_list { text.replace(';', "|") } else { text };
        let is_taken = known.older.is_some() && self.cells.contains_key(&known.column);
        if !text.is_empty() && !is_taken {
            self.cells.insert(known.column, Cell { text, older: known.older });
        }
    }

    pub(super) fn text(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", |cell| &cell.text)
    }

    /// The name under which the file has the column.
    pub(super) fn name_of(&self, column: Column) -> &'static str {
        self.cells.get(&column).and_then(|cell| cell.older).unwrap_or(column.word())
    }

    /// The parts of a list, empty ones left out.
    pub(super) fn list(&self, column: Column) -> Vec<&str> {
        let Some(cell) = self.cells.get(&column) else { return Vec::new() };
        let is_older = cell.older.is_some();
        let separates = |c: char| c == '|' || (is_older && c == ';');
        cell.text.split(separates).map(str::trim).filter(|part| !part.is_empty()).collect()
    }
}

//! National programmes and labels of training: three columns, two of them closed lists.

use super::columns::Column;
use crate::fold::fold;

/// The words of `dispositif_programmes_nationaux`.
const PROGRAMMES: [&str; 11] = [
    "Aidants Connect",
    "Bibliothèques numérique de référence",
    "Certification PIX",
    "Conseillers numériques",
    "Emmaüs Connect",
    "France Services",
    "Grande école du numérique",
    "La Croix Rouge",
    "Point d'accès numérique CAF",
    "Promeneurs du net",
    "Relais numérique (Emmaüs Connect)",
];

/// The words of `formations_labels`. `Étapes numériques` has no space before the bracket in the
/// schema; ANCT's library wants one (standards.md 6, point 8). The schema is followed.
const TRAININGS: [&str; 10] = [
    "Formé à « Mon Espace Santé »",
    "Formé à « DUPLEX » (illettrisme)",
    "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
    "Collectif ressources et acteurs réemploi (Normandie)",
    "Étapes numériques(La Poste)",
    "Fabriques de Territoire",
    "Les Éclaireurs du numérique (Drôme)",
    "Mes Papiers (Métropole de Lyon)",
    "ORDI 3.0",
    "SUD LABS (PACA)",
];

/// Sorts names into the columns; what is in no list goes to `autres_formations_labels` as it is.
pub(super) fn programmes(names: &[String]) -> [(Column, Vec<&str>); 3] {
    let (mut national, mut trainings, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for name in names {
        let listed = |list: &[&'static str]| list.iter().copied().find(|one| same(one, name));
        let (column, word) = match (listed(&PROGRAMMES), listed(&TRAININGS)) {
            (Some(word), _) => (&mut national, word),
            (None, Some(word)) => (&mut trainings, word),
            (None, None) => (&mut others, name.as_str()),
        };
        if !column.contains(&word) {
            column.push(word);
        }
    }
    [
        (Column::DispositifProgrammesNationaux, national),
        (Column::FormationsLabels, trainings),
        (Column::AutresFormationsLabels, others),
    ]
}

// Only what means the same to a reader: case, accents, spaces and apostrophes.
fn same(word: &str, name: &str) -> bool {
    let bare = |text: &str| fold(text).split_whitespace().collect::<String>();
    bare(word) == bare(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_goes_to_the_column_that_knows_it() {
        let names = ["CNFS", "France services", "ORDI 3.0", "Étapes numériques (La Poste)"];
        let names = names.map(str::to_owned);

        let [national, trainings, others] = programmes(&names);

        assert_eq!(national.1, ["France Services"]);
        assert_eq!(trainings.1, ["ORDI 3.0", "Étapes numériques(La Poste)"]);
        assert_eq!(others.1, ["CNFS"]);
    }
}

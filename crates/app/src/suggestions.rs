//! Names that go on with what somebody began to type.
//!
//! **Invariant:** only what anyone may read is proposed; what was typed is kept nowhere.

use std::collections::BTreeMap;

use partner_directory::fold::words;

use crate::App;

/// What a name belongs to, in the order in which names are proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A theme.
    Theme,
    /// A kind of offer.
    Kind,
    /// A commune with offers.
    Commune,
    /// An organization.
    Organization,
    /// An offer.
    Offer,
}

impl Named {
    /// The word used in answers to machines and in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Named::Theme => "theme",
            Named::Kind => "kind",
            Named::Commune => "commune",
            Named::Organization => "organization",
            Named::Offer => "offer",
        }
    }
}

/// One name that can be proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it belongs to.
    pub named: Named,
    /// The name as people read it.
    pub text: String,
    /// The word of the list, the slug, or the name itself for a commune.
    pub value: String,
}

/// All names, ready to be compared.
#[derive(Debug, Default)]
pub struct Names {
    /// Each with its words, folded, a space before every one.
    entries: Vec<(String, Suggestion)>,
}

/// How many characters somebody types before names are proposed.
pub const LEAST_TYPED: usize = 3;
/// How many names are proposed at once.
pub const MOST_PROPOSED: usize = 8;
/// How many of them may belong to the same sort, offers aside.
const MOST_OF_A_SORT: usize = 2;

impl Names {
    /// Names to be proposed in this order.
    pub fn new(suggestions: impl IntoIterator<Item = Suggestion>) -> Names {
        let spaced = |text: &str| words(text).iter().map(|word| format!(" {word}")).collect();
        let mut entries: Vec<(String, Suggestion)> =
            suggestions.into_iter().map(|one| (spaced(&one.text), one)).collect();
        entries.sort_by(|(text, one), (other_text, other)| {
            (one.named, text).cmp(&(other.named, other_text))
        });
        entries.dedup_by(|(_, one), (_, other)| one == other);
        Names { entries }
    }

    /// The names in which every typed word begins a word; those that begin with it come first.
    pub fn find(&self, typed: &str) -> Vec<&Suggestion> {
        if typed.trim().chars().count() < LEAST_TYPED {
            return Vec::new();
        }
        let wanted: Vec<String> = words(typed).iter().map(|word| format!(" {word}")).collect();
        let Some(first) = wanted.first() else { return Vec::new() };
        let is_meant = |text: &str| wanted.iter().all(|word| text.contains(word.as_str()));
        let found = self.entries.iter().filter(|(text, _)| is_meant(text));
        let (leading, others): (Vec<_>, Vec<_>) =
            found.partition(|(text, _)| text.starts_with(first.as_str()));
        let mut counts: BTreeMap<Named, usize> = BTreeMap::new();
        let mut proposed: Vec<&Suggestion> = Vec::new();
        for (_, one) in leading.into_iter().chain(others) {
            let count = counts.entry(one.named).or_default();
            let most = if one.named == Named::Offer { MOST_PROPOSED } else { MOST_OF_A_SORT };
            if *count < most {
                *count += 1;
                proposed.push(one);
            }
        }
        proposed.sort_by_key(|one| one.named);
        proposed.truncate(MOST_PROPOSED);
        proposed
    }
}

impl App {
    /// The names of offers, organizations and communes that anyone may read today.
    pub fn nameable(&self) -> Vec<Suggestion> {
        let named = |named: Named, text: &str, value: &str| Suggestion {
            named,
            text: text.to_owned(),
            value: value.to_owned(),
        };
        let listings = self.directory.listings();
        let communes = self.communes_served().into_iter();
        let communes = communes.map(|one| named(Named::Commune, &one.name, &one.name));
        let offers =
            listings.iter().map(|one| named(Named::Offer, &one.offer.name, &one.offer.slug));
        let organizations = listings
            .iter()
            .map(|one| named(Named::Organization, &one.organization.name, &one.organization.slug));
        communes.chain(organizations).chain(offers).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let one = |named, text: &str| Suggestion {
            named,
            text: text.to_owned(),
            value: text.to_lowercase(),
        };
        Names::new([
            one(Named::Offer, "Aide aux démarches d’impôts"),
            one(Named::Offer, "Imprimer et numériser"),
            one(Named::Offer, "Imprimer à Onex"),
            one(Named::Organization, "Imprimerie du Lac"),
            one(Named::Commune, "Onex"),
            one(Named::Theme, "Impressions et copies"),
            one(Named::Theme, "Impressions et copies"),
        ])
    }

    fn found(typed: &str) -> Vec<String> {
        names().find(typed).iter().map(|one| one.text.clone()).collect()
    }

    #[test]
    fn nothing_is_proposed_before_three_letters() {
        for typed in ["", "i", "im", "  im  ", "…!?"] {
            assert_eq!(found(typed), Vec::<String>::new(), "{typed}");
        }
    }

    #[test]
    fn themes_come_before_organizations_and_those_before_offers() {
        assert_eq!(
            found("impr"),
            [
                "Impressions et copies",
                "Imprimerie du Lac",
                "Imprimer à Onex",
                "Imprimer et numériser"
            ]
        );
    }

    #[test]
    fn every_typed_word_begins_a_word_whatever_its_accents() {
        assert_eq!(found("IMPOT"), ["Aide aux démarches d’impôts"]);
        assert_eq!(found("onex impr"), ["Imprimer à Onex"]);
        assert_eq!(found("primer"), Vec::<String>::new());
    }

    #[test]
    fn eight_names_are_proposed_at_most() {
        let many = (0..50).map(|at| Suggestion {
            named: if at < 5 { Named::Organization } else { Named::Offer },
            text: format!("Atelier {at}"),
            value: at.to_string(),
        });
        let names = Names::new(many);

        let found = names.find("atelier");
        assert_eq!(found.len(), MOST_PROPOSED);
        assert_eq!(found.iter().filter(|one| one.named == Named::Organization).count(), 2);
    }
}

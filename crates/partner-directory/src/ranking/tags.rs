//! What an offer is and has, as a set that is compared in one step.

use crate::closed_list::closed_list;
use crate::listing::Listing;
use crate::terms::{Adjustment, Audience, HelpMode, Kind, Theme};

closed_list! {
    /// What people look for that is neither theme nor kind.
    Feature {
        Printing = "printing",
        Wifi = "wifi",
        Computers = "computers",
        Free = "free",
        Anonymous = "anonymous",
        Remote = "remote",
    }
}

/// A set of themes, kinds, audiences, adjustments and features.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tags(u64);

const KINDS_AT: usize = 10;
const AUDIENCES_AT: usize = KINDS_AT + 22;
const ADJUSTMENTS_AT: usize = AUDIENCES_AT + 8;
const FEATURES_AT: usize = ADJUSTMENTS_AT + 10;

impl Tags {
    /// The tag named by a list of the words file and a word in it, such as `theme` and
    /// `safe_use`; `None` when there is no such list or word.
    pub fn named(list: &str, word: &str) -> Option<Tags> {
        match list {
            "theme" => Theme::from_word(word).map(|one| bit(one as usize)),
            "kind" => Kind::from_word(word).map(|one| bit(KINDS_AT + one as usize)),
            "audience" => Audience::from_word(word).map(|one| bit(AUDIENCES_AT + one as usize)),
            "adjustment" => {
                Adjustment::from_word(word).map(|one| bit(ADJUSTMENTS_AT + one as usize))
            }
            "feature" => Feature::from_word(word).map(|one| bit(FEATURES_AT + one as usize)),
            _ => None,
        }
    }

    /// What a listing is and has, as far as it says so.
    pub fn of(listing: &Listing) -> Tags {
        let offer = &listing.offer;
        let mut tags = bit(KINDS_AT + offer.kind as usize);
        tags.add_all(offer.themes.iter().map(|one| *one as usize));
        tags.add_all(offer.audiences.iter().map(|one| AUDIENCES_AT + *one as usize));
        tags.add_all(offer.adjustments.iter().map(|one| ADJUSTMENTS_AT + *one as usize));
        let features = [
            (Feature::Free, offer.cost.is_free()),
            (Feature::Anonymous, offer.is_anonymous_possible == Some(true)),
            (Feature::Remote, offer.help_modes.contains(&HelpMode::Remote)),
            (
                Feature::Printing,
                listing.places.iter().any(|place| place.has_printing == Some(true)),
            ),
            (Feature::Wifi, listing.places.iter().any(|place| place.has_wifi == Some(true))),
            (
                Feature::Computers,
                listing.places.iter().any(|place| place.has_free_computers == Some(true)),
            ),
        ];
        let present = features.into_iter().filter(|(_, is_present)| *is_present);
        tags.add_all(present.map(|(feature, _)| FEATURES_AT + feature as usize));
        tags
    }

    /// True when both sets have something in common.
    pub fn meets(self, other: Tags) -> bool {
        self.0 & other.0 != 0
    }

    /// Those that are kinds.
    pub(super) fn kinds(self) -> Tags {
        Tags(self.0 & (bit(AUDIENCES_AT).0 - bit(KINDS_AT).0))
    }

    /// Those that are themes.
    pub(super) fn themes(self) -> Tags {
        Tags(self.0 & (bit(KINDS_AT).0 - 1))
    }

    /// Those that say for whom something is: audiences and adjustments.
    pub(super) fn people(self) -> Tags {
        Tags(self.0 & (bit(FEATURES_AT).0 - bit(AUDIENCES_AT).0))
    }

    /// The audience of professionals and the training of them.
    pub(super) fn professional() -> Tags {
        let audience = bit(AUDIENCES_AT + Audience::Professionals as usize);
        audience.with(bit(KINDS_AT + Kind::ProfessionalTraining as usize))
    }

    /// True when professionals are its only audience.
    pub(super) fn is_for_professionals(self) -> bool {
        let audiences = self.0 & (bit(ADJUSTMENTS_AT).0 - bit(AUDIENCES_AT).0);
        audiences == bit(AUDIENCES_AT + Audience::Professionals as usize).0
    }

    /// True when it says for whom something is and nothing else.
    pub(super) fn is_of_audiences_only(self) -> bool {
        let audiences = bit(ADJUSTMENTS_AT).0 - bit(AUDIENCES_AT).0;
        self.0 != 0 && self.0 & !audiences == 0
    }

    pub(super) fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Each tag that there can be, alone.
    pub fn each() -> impl Iterator<Item = Tags> {
        (0..FEATURES_AT + Feature::ALL.len()).map(bit)
    }

    /// True when there is no tag.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The tags of both sets.
    pub fn with(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }

    fn add_all(&mut self, places: impl Iterator<Item = usize>) {
        for place in places {
            *self = self.with(bit(place));
        }
    }
}

fn bit(place: usize) -> Tags {
    Tags(1 << place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tags_share_a_place() {
        let lists: [(&str, Vec<&str>); 5] = [
            ("theme", Theme::ALL.iter().map(|one| one.word()).collect()),
            ("kind", Kind::ALL.iter().map(|one| one.word()).collect()),
            ("audience", Audience::ALL.iter().map(|one| one.word()).collect()),
            ("adjustment", Adjustment::ALL.iter().map(|one| one.word()).collect()),
            ("feature", Feature::ALL.iter().map(|one| one.word()).collect()),
        ];
        let mut all = Tags::default();
        for (list, word) in
            lists.iter().flat_map(|(list, words)| words.iter().map(move |word| (list, word)))
        {
            let tag = Tags::named(list, word).unwrap();
            assert!(!all.meets(tag), "{list} {word}");
            all = all.with(tag);
        }
        assert_eq!(Tags::named("theme", "cooking"), None);
    }
}

//! Indicators of what was lacking: the register of unmet needs, searches that found nothing.

use partner_directory::Theme;

use super::{Counted, Figure};
use crate::fact::{NeedFact, SearchCount};
use crate::measure::{Measure, Share};

/// IND-11: needs of the register that are open at the end of the period, and by theme.
pub(super) fn open_needs(counted: &Counted<'_>) -> Vec<Figure> {
    let open: Vec<&NeedFact> = counted.needs.iter().filter(|need| is_open(need, counted)).collect();
    let mut figures = vec![Figure::new("open", Measure::Count(open.len() as u64))];
    for theme in Theme::ALL {
        let count = open.iter().filter(|need| need.theme == *theme).count() as u64;
        if count > 0 {
            figures.push(Figure::new("open", Measure::Count(count)).of("theme", theme.word()));
        }
    }
    figures
}

fn is_open(need: &NeedFact, counted: &Counted<'_>) -> bool {
    let last = counted.cut.period.until;
    let cut = counted.cut;
    need.noted_on <= last
        && need.closed_on.is_none_or(|closed| closed > last)
        && cut.theme.is_none_or(|theme| theme == need.theme)
        && cut.commune.as_ref().is_none_or(|commune| need.commune.as_ref() == Some(commune))
}

/// IND-12: searches that found no offer to which a person can be referred, of all searches,
/// and by theme.
pub(super) fn searches_without_result(counted: &Counted<'_>) -> Vec<Figure> {
    let share = |keep: &dyn Fn(&SearchCount) -> bool| {
        let kept = counted.searches.iter().filter(|one| keep(one));
        kept.fold(Share::default(), |sum, one| Share {
            part: sum.part + one.without,
            whole: sum.whole + one.searches,
        })
    };
    let mut figures = vec![Figure::new("without", Measure::Share(share(&|_| true)))];
    for theme in Theme::ALL {
        let part = share(&|one| one.theme == Some(*theme));
        if part.whole > 0 {
            figures.push(Figure::new("without", Measure::Share(part)).of("theme", theme.word()));
        }
    }
    figures
}

//! Who checked a listing, when and how, in one line each.

use app::freshness::Check;

use super::labels::Labels;

/// How many checks a page tells of; older ones are kept.
const MOST: usize = 5;

impl Labels<'_> {
    /// The last checks of an offer, latest first, as anyone may read them.
    pub(crate) fn checks(self, checks: &[Check]) -> Vec<String> {
        checks.iter().take(MOST).map(|check| self.check(check)).collect()
    }

    fn check(self, check: &Check) -> String {
        let by = check.by.as_deref().map(str::trim).filter(|by| !by.is_empty());
        let args = [
            ("date", self.date(check.on).into()),
            ("how", self.word("verified-how", check.how.word()).into()),
            ("result", self.word("check-result", check.result.word()).into()),
            ("by", by.unwrap_or_default().into()),
        ];
        let key = if by.is_some() { "offers-check-by" } else { "offers-check" };
        self.say(key, args.get(..if by.is_some() { 4 } else { 3 }).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;
    use crate::listings::testing::NOW;
    use partner_directory::{CheckResult, VerifiedHow};

    fn check(by: Option<&str>, result: CheckResult) -> Check {
        Check {
            offer: kernel::OfferId::from("o"),
            on: "2026-03-03".parse().unwrap(),
            at: NOW.parse().unwrap(),
            how: VerifiedHow::Phone,
            by: by.map(str::to_owned),
            account: None,
            result,
        }
    }

    #[test]
    fn each_check_says_when_how_by_whom_and_what_came_of_it() {
        let said = at(NOW).checks(&[check(Some("Ville"), CheckResult::Confirmed)]).remove(0);
        for part in ["3 mars", "par téléphone", "Ville", "tout est juste"] {
            assert!(said.replace('\u{a0}', " ").contains(part), "{said}");
        }
        for result in CheckResult::ALL {
            assert!(!at(NOW).word("check-result", result.word()).is_empty());
        }
        assert!(!at(NOW).checks(&[check(None, CheckResult::Corrected)]).remove(0).contains("()"));
    }

    #[test]
    fn only_the_last_five_checks_are_told() {
        let many = vec![check(None, CheckResult::Confirmed); 9];
        assert_eq!(at(NOW).checks(&many).len(), 5);
    }
}

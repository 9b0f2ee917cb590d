//! The words for what listings hold: closed lists, days, amounts and reasons.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use partner_directory::ranking::{Point, ReasonCode, Rule};
use partner_directory::{Cost, CostBand, OfferLanguage};

use crate::site::Site;
use crate::texts::{FluentValue, Texts, Words};

/// Writes the facts of listings in one language, at one instant.
#[derive(Clone, Copy)]
pub(crate) struct Labels<'a> {
    texts: &'a Texts,
    lang: &'a str,
    zone: Tz,
    now: DateTime<Utc>,
}

impl<'a> Labels<'a> {
    /// Words for a reader in `zone` at `now`.
    pub(crate) fn new(texts: &'a Texts, lang: &'a str, zone: Tz, now: DateTime<Utc>) -> Labels<'a> {
        Labels { texts, lang, zone, now }
    }

    /// Words for a reader of the site's pages.
    pub(crate) fn of(site: &'a Site) -> Labels<'a> {
        Labels::new(site.pages.texts(), "fr", site.app.settings().time_zone, site.app.now())
    }

    /// The instant for which the words are true.
    pub(crate) fn now(self) -> DateTime<Utc> {
        self.now
    }

    /// The reader's date at that instant.
    pub(crate) fn today(self) -> NaiveDate {
        self.local(self.now).date()
    }

    /// The reader's clock at an instant.
    pub(crate) fn local(self, at: DateTime<Utc>) -> chrono::NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    /// Dates, times and amounts.
    pub(crate) fn words(self) -> Words<'a> {
        self.texts.words(self.lang)
    }

    /// The text of `key`; empty when there is none, which tests exclude.
    pub(crate) fn say(self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.texts.get(self.lang, key, args).unwrap_or_default()
    }

    /// The text for a word of a closed list: `theme` and `safe_use`.
    pub(crate) fn word(self, list: &str, word: &str) -> String {
        let key = format!("{list}-{}", word.replace('_', "-"));
        self.texts.get(self.lang, &key, &[]).unwrap_or_else(|| word.to_owned())
    }

    /// True when the language has a name.
    pub(crate) fn knows_language(self, tag: &str) -> bool {
        self.texts.has(self.lang, &format!("language-{tag}"))
    }

    /// Several things with commas and “and”.
    pub(crate) fn list(self, things: &[String]) -> String {
        match things {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => {
                let args = [("first", first.join(", ").into()), ("last", last.as_str().into())];
                self.say("list-and", &args)
            }
        }
    }

    /// The texts for several words of a closed list in one line, with one capital.
    pub(crate) fn line(self, list: &str, words: impl Iterator<Item = &'static str>) -> String {
        let texts = words.enumerate().map(|(index, word)| match index {
            0 => self.word(list, word),
            _ => small_first(&self.word(list, word)),
        });
        texts.collect::<Vec<_>>().join(", ")
    }

    /// A language, with how it is offered.
    pub(crate) fn offered(self, offered: &OfferLanguage) -> String {
        let name = self.word("language", offered.language.as_str());
        let kind = offered.kind.word().replace('_', "-");
        self.say(&format!("language-kind-{kind}"), &[("language", name.into())])
    }

    /// What an offer costs, as short as it can be said; empty when nobody said.
    pub(crate) fn cost(self, cost: &Cost) -> String {
        let amount = cost.amount.filter(|money| money.cents > 0);
        let band = |band: &CostBand| match (band, amount) {
            (CostBand::Paid, Some(money)) => self.words().money(money),
            _ => self.word("cost", band.word()),
        };
        match (cost.bands.as_slice(), amount) {
            ([], Some(money)) => self.words().money(money),
            (bands, _) => bands.iter().map(band).collect::<Vec<_>>().join(", "),
        }
    }

    /// A date without its year when it is this year's.
    pub(crate) fn date(self, date: NaiveDate) -> String {
        use chrono::Datelike;
        match date.year() == self.today().year() {
            true => self.words().date_short(date),
            false => self.words().date_medium(date),
        }
    }

    /// Why a rule gave its points.
    pub(crate) fn reason(self, point: &Point) -> String {
        let code = point.reason.code.word().replace('_', "-");
        let key = format!("reason-{}-{code}", point.rule.word());
        self.say(&key, &[("value", self.value(point).into())])
    }

    /// The same in two or three words.
    pub(crate) fn short_reason(self, point: &Point) -> String {
        let rule = point.rule.word();
        let key = match point.rule {
            Rule::Distance | Rule::Opening => {
                format!("why-{rule}-{}", point.reason.code.word().replace('_', "-"))
            }
            _ => format!("why-{rule}"),
        };
        self.say(&key, &[("value", self.value(point).into())])
    }

    fn value(self, point: &Point) -> String {
        let value = point.reason.value.as_str();
        let words = self.words();
        let read = match (point.rule, point.reason.code) {
            (Rule::Distance, ReasonCode::Metres) => {
                value.parse().ok().map(|metres| words.distance(metres))
            }
            (Rule::Opening, ReasonCode::OpensAt) => value.parse::<DateTime<Utc>>().ok().map(|at| {
                let local = self.local(at);
                words.moment(local.date(), local.time(), self.today())
            }),
            (Rule::Language, _) => Some(self.word("language", value)),
            (Rule::Adjustment, _) => Some(self.word("adjustment", value)),
            (Rule::Freshness | Rule::Capacity, _) => value.parse().ok().map(|on| self.date(on)),
            _ => None,
        };
        read.unwrap_or_else(|| value.to_owned())
    }
}

fn small_first(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_lowercase().chain(signs).collect()).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use partner_directory::ranking::Point;
    use partner_directory::ranking::{Excluded, Reason};
    use partner_directory::*;

    pub(crate) fn at(instant: &str) -> Labels<'static> {
        static TEXTS: std::sync::OnceLock<Texts> = std::sync::OnceLock::new();
        let texts = TEXTS.get_or_init(|| Texts::load().unwrap());
        Labels::new(texts, "fr", chrono_tz::Europe::Zurich, instant.parse().unwrap())
    }

    macro_rules! words_of {
        ($($list:literal $name:ty,)+) => {{
            let mut keys = Vec::new();
            $(keys.extend(<$name>::ALL.iter().map(|one| format!("{}-{}", $list, one.word())));)+
            keys
        }};
    }

    #[test]
    fn every_word_of_every_closed_list_has_its_text() {
        let labels = at("2026-03-03T09:00:00Z");
        let keys = words_of! {
            "theme" Theme, "kind" Kind, "audience" Audience, "adjustment" Adjustment,
            "help-mode" HelpMode, "access-mode" AccessMode, "cost" CostBand,
            "itinerance" Itinerance, "capacity" Capacity, "step-free" StepFree,
            "verified-how" VerifiedHow, "language-kind" LanguageKind,
            "offer-status" OfferStatus, "organization-status" OrganizationStatus,
            "who-may-refer" WhoMayRefer, "data-regime" DataRegime,
            "identifier-scheme" IdentifierScheme, "freshness" Freshness,
            "compulsory" Compulsory, "not-orientable" NotOrientable,
            "open-filter" OpenFilter, "sort" Sort, "place-kind" PlaceKind, "quality" Criterion,
            "quality-missing" Criterion, "rule" Rule, "first-with" Rule, "excluded" Excluded,
        };
        for key in keys {
            let key = key.replace('_', "-");
            let args = [("count", 2.into()), ("language", "x".into())];
            assert!(!labels.say(&key, &args).is_empty(), "no text {key}");
        }
    }

    fn codes(rule: Rule) -> &'static [ReasonCode] {
        use ReasonCode::*;
        match rule {
            Rule::Words | Rule::Name | Rule::Description => {
                &[NotAsked, Absent, Exact, Inflected, Synonym, Corrected, Partly]
            }
            Rule::Theme => &[NotAsked, Absent, Exact, Inflected, Synonym, Corrected],
            Rule::Distance => &[NotAsked, Metres, Remote, Unknown],
            Rule::Opening => &[OpenNow, OpensAt, Unknown],
            Rule::Language => &[NotAsked, Absent, Spoken, Signed, Interpreter],
            Rule::Adjustment => &[NotAsked, Absent, Prepared],
            Rule::Capacity => &[Open, FewPlaces, Full, Unknown, ToConfirm],
            Rule::Freshness => &[Fresh, Ask, ToConfirm, Stale],
        }
    }

    #[test]
    fn every_reason_of_every_rule_is_a_sentence() {
        let labels = at("2026-03-03T09:00:00Z");
        for rule in Rule::ALL {
            for code in codes(*rule) {
                let reason = Reason { code: *code, value: "impôts".to_owned() };
                let point = Point { rule: *rule, points: 3, max: 5, reason };
                assert!(!labels.reason(&point).is_empty(), "{} {}", rule.word(), code.word());
            }
        }
    }

    #[test]
    fn several_words_in_one_line_have_one_capital() {
        let themes = [Theme::SafeUse, Theme::Parenting, Theme::JobSearch];
        let line = at("2026-03-03T09:00:00Z").line("theme", themes.iter().map(|one| one.word()));

        assert_eq!(line, "Sécurité et arnaques, parents et écrans, recherche d’emploi");
    }

    #[test]
    fn a_reason_says_its_value_as_people_do() {
        let labels = at("2026-03-03T09:00:00Z");
        let said = |rule, code, value: &str| {
            let reason = Reason { code, value: value.to_owned() };
            labels.reason(&Point { rule, points: 3, max: 5, reason }).replace('\u{a0}', " ")
        };

        assert_eq!(said(Rule::Name, ReasonCode::Exact, "imprimer"), "« imprimer » est dans le nom");
        assert_eq!(said(Rule::Distance, ReasonCode::Metres, "452"), "à 450 m");
        assert_eq!(
            said(Rule::Opening, ReasonCode::OpensAt, "2026-03-04T08:30:00+00:00"),
            "ouvre demain à 9 h 30"
        );
        assert_eq!(said(Rule::Language, ReasonCode::Spoken, "ti"), "quelqu’un parle tigrinya");
        assert_eq!(said(Rule::Freshness, ReasonCode::Fresh, "2026-01-14"), "vérifié le 14 janvier");
        assert_eq!(
            said(Rule::Freshness, ReasonCode::Stale, "2024-01-14"),
            "ancien, vérifié le 14 janvier 2024"
        );
    }
}

//! Reading one field of a form after the other, noting what is wrong with each.
//!
//! **Invariant:** text is taken as it was typed, HTML included: pages escape it. Only space
//! around it goes.

use chrono::NaiveDate;
use kernel::{FieldErrors, Money};

use crate::contact;

/// The most characters of one line, of a short text and of a long one.
pub(super) const LINE: usize = 120;
pub(super) const SHORT: usize = 500;
pub(super) const LONG: usize = 5_000;
/// The most entries of one list.
const MOST_ENTRIES: usize = 60;

/// What was found wrong so far.
#[derive(Debug, Default)]
pub(super) struct Reader {
    errors: FieldErrors,
}

impl Reader {
    /// Notes that a field is wrong; only the first reason is said.
    pub(super) fn wrong(&mut self, field: &'static str, code: &'static str) {
        if !self.errors.iter().any(|error| error.field == field) {
            self.errors.add(field, code);
        }
    }

    /// `value` when nothing was wrong.
    pub(super) fn finish<T>(self, value: T) -> Result<T, FieldErrors> {
        self.errors.or(value)
    }

    /// A text of at most `most` characters; may be empty.
    pub(super) fn text(&mut self, field: &'static str, typed: &str, most: usize) -> String {
        let text = typed.trim();
        if text.chars().count() > most {
            self.wrong(field, "too_long");
        }
        if text.chars().any(is_odd) {
            self.wrong(field, "unreadable");
        }
        text.to_owned()
    }

    /// A text that must say something.
    pub(super) fn required(&mut self, field: &'static str, typed: &str, most: usize) -> String {
        let text = self.text(field, typed, most);
        if text.is_empty() {
            self.wrong(field, "required");
        }
        text
    }

    /// A text, or nothing.
    pub(super) fn optional(
        &mut self,
        field: &'static str,
        typed: &str,
        most: usize,
    ) -> Option<String> {
        Some(self.text(field, typed, most)).filter(|text| !text.is_empty())
    }

    /// A telephone number; one that was there before is kept, however it is written.
    pub(super) fn phone(
        &mut self,
        field: &'static str,
        typed: &str,
        known: Option<&str>,
    ) -> Option<String> {
        self.checked(field, typed, known, contact::public_phone)
    }

    /// A mail address.
    pub(super) fn email(
        &mut self,
        field: &'static str,
        typed: &str,
        known: Option<&str>,
    ) -> Option<String> {
        self.checked(field, typed, known, contact::email)
    }

    /// A web address.
    pub(super) fn web_page(
        &mut self,
        field: &'static str,
        typed: &str,
        known: Option<&str>,
    ) -> Option<String> {
        self.checked(field, typed, known, contact::web_page)
    }

    fn checked(
        &mut self,
        field: &'static str,
        typed: &str,
        known: Option<&str>,
        check: fn(&str) -> Result<String, &'static str>,
    ) -> Option<String> {
        let text = self.optional(field, typed, SHORT)?;
        if known.map(str::trim) == Some(text.as_str()) {
            return known.map(str::to_owned);
        }
        match check(&text) {
            Ok(kept) => Some(kept),
            Err(code) => {
                self.wrong(field, code);
                None
            }
        }
    }

    /// A whole number between two bounds, both included.
    pub(super) fn number<T>(
        &mut self,
        field: &'static str,
        typed: &str,
        bounds: std::ops::RangeInclusive<i64>,
    ) -> Option<T>
    where
        T: TryFrom<i64>,
    {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let Ok(number) = typed.parse::<i64>() else {
            self.wrong(field, "not_a_number");
            return None;
        };
        let number = Some(number).filter(|number| bounds.contains(number));
        let number = number.and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            self.wrong(field, "number_out_of_range");
        }
        number
    }

    /// A local date, `2026-11-24` or `24.11.2026`.
    pub(super) fn date(&mut self, field: &'static str, typed: &str) -> Option<NaiveDate> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let read = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]
            .iter()
            .find_map(|form| NaiveDate::parse_from_str(typed, form).ok());
        // The years that a calendar on a page can show.
        let first = NaiveDate::from_ymd_opt(1900, 1, 1);
        let last = NaiveDate::from_ymd_opt(2199, 12, 31);
        let Some(day) = read else {
            self.wrong(field, "not_a_date");
            return None;
        };
        if Some(day) < first || Some(day) > last {
            self.wrong(field, "out_of_years");
            return None;
        }
        read
    }

    /// A price of at least zero, `12`, `12.5` or `12,50`.
    pub(super) fn price(
        &mut self,
        field: &'static str,
        typed: &str,
        currency: &str,
    ) -> Option<Money> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let currency = match currency.trim() {
            "" => Some(kernel::Currency::Chf),
            word => kernel::Currency::from_word(word),
        };
        let money = cents(typed).zip(currency).map(|(cents, currency)| Money { cents, currency });
        if money.is_none() {
            self.wrong(field, "not_a_price");
        }
        money
    }

    /// A word of a closed list, or `usual` when nothing was chosen.
    pub(super) fn word<T>(
        &mut self,
        field: &'static str,
        typed: &str,
        from_word: fn(&str) -> Option<T>,
        usual: T,
    ) -> T {
        match typed.trim() {
            "" => usual,
            word => from_word(word).unwrap_or_else(|| {
                self.wrong(field, "unknown");
                usual
            }),
        }
    }

    /// Words of a list, each taken once.
    pub(super) fn words<T: PartialEq>(
        &mut self,
        field: &'static str,
        typed: &[String],
        from_word: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for word in typed.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
            match from_word(word) {
                Some(one) if found.contains(&one) => {}
                Some(one) => found.push(one),
                None => self.wrong(field, "unknown"),
            }
        }
        if found.len() > MOST_ENTRIES {
            self.wrong(field, "too_many");
        }
        found
    }

    /// `yes`, `no`, or nothing when nobody said.
    pub(super) fn answer(&mut self, field: &'static str, typed: &str) -> Option<bool> {
        match typed.trim() {
            "yes" => Some(true),
            "no" => Some(false),
            "" | "unknown" => None,
            _ => {
                self.wrong(field, "unknown");
                None
            }
        }
    }

    /// Notes that the later one of two bounds comes first.
    pub(super) fn in_order<T: PartialOrd>(
        &mut self,
        field: &'static str,
        first: Option<T>,
        last: Option<T>,
    ) {
        if let (Some(first), Some(last)) = (first, last)
            && first > last
        {
            self.wrong(field, "order");
        }
    }
}

fn cents(typed: &str) -> Option<i64> {
    let (whole, part) = typed.split_once(['.', ',']).unwrap_or((typed, ""));
    let is_digits = |text: &str| text.chars().all(|sign| sign.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 6
        || part.len() > 2
        || !is_digits(whole)
        || !is_digits(part)
    {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + part)
}

/// `yes`, `no`, or nothing.
pub(super) fn answer_word(answer: Option<bool>) -> String {
    let word = match answer {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    word.to_owned()
}

/// A value as it is typed; nothing for none.
pub(super) fn typed<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// Signs that nobody types on purpose: those of machines, and those that turn the direction of
/// the text around them.
fn is_odd(sign: char) -> bool {
    let is_control = sign.is_control() && !matches!(sign, '\n' | '\r' | '\t');
    is_control || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_read_as_people_write_it_and_never_below_zero() {
        let read = |typed: &str| Reader::default().price("cost_amount", typed, "").map(|m| m.cents);
        assert_eq!(read("12"), Some(1200));
        assert_eq!(read("12.5"), Some(1250));
        assert_eq!(read("12,05"), Some(1205));
        for typed in ["-1", "1e3", "12.345", ".5", "1'000'000", "gratuit", "12.-"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn html_is_plain_text_and_a_control_sign_is_refused() {
        let mut reader = Reader::default();
        assert_eq!(reader.text("name", " <b>Aide</b> ", LINE), "<b>Aide</b>");
        assert!(reader.finish(()).is_ok());

        for odd in ["a\0b", "pair \u{202e}mi"] {
            let mut reader = Reader::default();
            reader.text("name", odd, LINE);
            assert!(reader.finish(()).is_err(), "{odd:?}");
        }
    }

    #[test]
    fn a_date_is_read_in_either_way_and_an_impossible_one_is_not() {
        let read = |typed: &str| Reader::default().date("until", typed);
        assert_eq!(read("24.11.2026"), read("2026-11-24"));
        assert!(read("2026-11-24").is_some());
        for typed in ["31.02.2026", "0026-01-01", "demain", "99999-01-01"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}

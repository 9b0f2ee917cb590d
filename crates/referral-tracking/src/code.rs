//! The code and the PIN on the paper slip, by which a person asks about a referral without
//! account, phone or e-mail (SEC-06).
//!
//! **Invariant:** one wrong sign, or two neighbours in the wrong order, never give another
//! valid code.
//!
//! **Invariant:** no code has a sign that looks like another one of the alphabet in capitals
//! and digits (0/O, 1/I/L), nor spells one of a few offensive words.

use std::fmt;

/// The signs of a code: 2 to 9 and the capital letters without I, L and O.
///
/// Thirty-one of them, a prime, which is what makes the check sign catch what it catches.
pub const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// How many random signs a code has, before its check sign.
pub const RANDOM_SIGNS: usize = 7;

// What nobody wants to read aloud at a counter; only words that the alphabet can spell.
const UNWANTED: [&str; 27] = [
    "A55", "ANUS", "ARAB", "ASS", "BEUR", "CACA", "CREVE", "CUNT", "DEAD", "FAG", "FCK", "FUCK",
    "FUK", "HATE", "HEXE", "KKK", "MERD", "NAZ", "NEGR", "PEDE", "PUTE", "RAPE", "SEX", "5EX",
    "TARE", "TWAT", "WTF",
];

/// Eight signs, the last of which checks the others.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Code(String);

// A code opens a page about a person: it never reaches a log by accident.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

impl fmt::Display for Code {
    /// In two groups, as printed: `K7PM-4XQ2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(4);
        write!(f, "{first}-{second}")
    }
}

impl Code {
    /// Makes a code of random bytes; 32 are enough nearly always. `None` when they are used
    /// up or spell something unwanted: try again with fresh ones.
    pub fn from_random(bytes: &[u8]) -> Option<Code> {
        let mut signs = String::with_capacity(RANDOM_SIGNS + 1);
        for value in evenly(bytes, 31).take(RANDOM_SIGNS) {
            signs.push(sign(value)?);
        }
        if signs.len() < RANDOM_SIGNS {
            return None;
        }
        signs.push(check_sign(&signs)?);
        let is_unwanted = UNWANTED.iter().any(|word| signs.contains(word));
        (!is_unwanted).then_some(Code(signs))
    }

    /// Reads a code as people type it: small letters, spaces and dashes do not matter. `None`
    /// when a sign is missing, unknown or wrong. No sign is guessed: a 0 or an O is in no code.
    pub fn parse(text: &str) -> Option<Code> {
        let mut signs = String::with_capacity(RANDOM_SIGNS + 1);
        for c in text.chars() {
            if c.is_whitespace() || matches!(c, '-' | '.' | '_' | '\u{2010}'..='\u{2015}') {
                continue;
            }
            if signs.len() > RANDOM_SIGNS || !c.is_ascii() {
                return None;
            }
            signs.push(c.to_ascii_uppercase());
        }
        let (random, check) = signs.split_at_checked(RANDOM_SIGNS)?;
        let is_right = check.chars().eq([check_sign(random)?]);
        is_right.then_some(Code(signs))
    }

    /// The eight signs without a dash: what is hashed and looked up.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Four digits that open the details behind a code.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

impl Pin {
    /// Makes a PIN of random bytes; 16 are enough nearly always. `None` when they are used up.
    pub fn from_random(bytes: &[u8]) -> Option<Pin> {
        let digits: String =
            evenly(bytes, 10).take(4).filter_map(|value| char::from_digit(value, 10)).collect();
        (digits.len() == 4).then_some(Pin(digits))
    }

    /// Reads a PIN as people type it; spaces do not matter.
    pub fn parse(text: &str) -> Option<Pin> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let fits = digits.len() == 4 && digits.chars().all(|c| c.is_ascii_digit());
        fits.then_some(Pin(digits))
    }

    /// The four digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

// Values below `range`, each equally likely: bytes that would favour the low ones are left out.
fn evenly(bytes: &[u8], range: u32) -> impl Iterator<Item = u32> {
    let most = 256 - 256 % range;
    bytes
        .iter()
        .map(|byte| u32::from(*byte))
        .filter(move |byte| *byte < most)
        .map(move |b| b % range)
}

fn sign(value: u32) -> Option<char> {
    ALPHABET.get(usize::try_from(value).ok()?).map(|byte| char::from(*byte))
}

fn value(sign: char) -> Option<u32> {
    let index = ALPHABET.iter().position(|known| char::from(*known) == sign)?;
    u32::try_from(index).ok()
}

fn check_sign(random: &str) -> Option<char> {
    let mut sum = 0;
    for (weight, c) in (1..).zip(random.chars()) {
        sum += weight * value(c)?;
    }
    sign(sum % 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn some_code() -> impl Strategy<Value = Code> {
        proptest::collection::vec(any::<u8>(), 32)
            .prop_filter_map("not enough good bytes", |bytes| Code::from_random(&bytes))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn every_wrong_sign_and_every_swap_of_neighbours_is_refused(code in some_code()) {
            let right: Vec<char> = code.as_str().chars().collect();
            for place in 0..right.len() {
                for other in ALPHABET.iter().map(|byte| char::from(*byte)) {
                    let mut wrong = right.clone();
                    wrong[place] = other;
                    let read = Code::parse(&wrong.iter().collect::<String>());
                    prop_assert_eq!(read.is_some(), other == right[place]);
                }
            }
            for place in 1..right.len() {
                let mut swapped = right.clone();
                swapped.swap(place - 1, place);
                let read = Code::parse(&swapped.iter().collect::<String>());
                prop_assert_eq!(read.is_some(), swapped == right);
            }
        }

        #[test]
        fn a_printed_code_reads_back_however_it_is_typed(code in some_code()) {
            let printed = code.to_string();
            prop_assert_eq!(printed.len(), 9);
            prop_assert_eq!(Code::parse(&printed), Some(code.clone()));
            let typed = format!("  {}\u{a0}", printed.to_lowercase().replace('-', " – "));
            prop_assert_eq!(Code::parse(&typed), Some(code));
        }

        #[test]
        fn any_text_is_read_or_refused_without_harm(text in ".*") {
            let _ = (Code::parse(&text), Pin::parse(&text));
        }
    }

    #[test]
    fn the_check_sign_is_the_weighted_sum() {
        // Values 0 to 6 with weights 1 to 7: 0+2+6+12+20+30+42 = 112, and 112 mod 31 = 19.
        assert_eq!(check_sign("2345678"), Some('N'));
        assert_eq!(char::from(ALPHABET[19]), 'N');
    }

    #[test]
    fn the_same_bytes_give_the_same_code_and_too_few_give_none() {
        let bytes = [7, 250, 30, 61, 92, 123, 5, 200];
        let code = Code::from_random(&bytes).unwrap();

        // 250 is left out: it would favour low signs.
        assert_eq!(code.as_str(), "9ZZZZ7GX");
        assert_eq!(Code::from_random(&bytes[..7]), None);
    }

    #[test]
    fn a_code_never_spells_an_unwanted_word() {
        let values: Vec<u8> =
            "22SEX22".chars().map(|c| u8::try_from(value(c).unwrap()).unwrap()).collect();

        assert_eq!(Code::from_random(&values), None);
        for word in UNWANTED {
            assert!(word.chars().all(|c| value(c).is_some()), "{word} can never come up");
        }
    }

    #[test]
    fn signs_that_look_alike_are_in_no_code() {
        for sign in "01OIL".chars() {
            assert_eq!(value(sign), None, "{sign}");
        }
    }

    #[test]
    fn a_pin_has_four_digits_zeros_in_front_included() {
        let pin = Pin::from_random(&[0, 255, 10, 13, 4]).unwrap();

        assert_eq!(pin.as_str(), "0034");
        assert_eq!(Pin::parse(" 00 34 "), Some(pin));
        assert_eq!(Pin::parse("34"), None);
        assert_eq!(Pin::parse("٣٤٥٦"), None);
    }

    #[test]
    fn neither_code_nor_pin_reaches_a_log() {
        let code = Code::from_random(&[1, 2, 3, 4, 5, 6, 7]).unwrap();
        let pin = Pin::parse("1234").unwrap();

        assert!(!format!("{code:?}").contains(code.as_str()));
        assert!(!format!("{pin:?}").contains("1234"));
    }
}

//! Check digits of official numbers, so that a mistyped one is not kept.
//!
//! A number with a right check digit may still belong to nobody.

use crate::organization::Identifier;
use crate::terms::IdentifierScheme;

/// A number that its register cannot have given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrongIdentifier {
    /// Too short, too long, or with other signs than its register uses.
    #[error("not a number of this register")]
    Form,
    /// Its last digit does not fit the others.
    #[error("wrong check digit")]
    CheckDigit,
}

/// Reads a number as people write it, with spaces, dots and hyphens, into the register's form.
///
/// # Errors
/// [`WrongIdentifier`] says what is wrong with it.
pub fn read(scheme: IdentifierScheme, text: &str) -> Result<Identifier, WrongIdentifier> {
    let bare: String = text
        .chars()
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, '.' | '-'))
        .map(|sign| sign.to_ascii_uppercase())
        .collect();
    let value = match scheme {
        IdentifierScheme::ChUid => uid(&bare)?,
        IdentifierScheme::Siret => french(bare, 14)?,
        IdentifierScheme::Siren => french(bare, 9)?,
        IdentifierScheme::Rna => rna(bare)?,
        IdentifierScheme::Other => other(text)?,
    };
    Ok(Identifier { scheme, value })
}

/// Weights of the first eight digits, modulo 11 (eCH-0097).
const UID_WEIGHTS: [u32; 8] = [5, 4, 3, 2, 7, 6, 5, 4];
/// The post office's own number; its SIRETs only add up to a multiple of five.
const LA_POSTE: &str = "356000000";

fn uid(bare: &str) -> Result<String, WrongIdentifier> {
    // "CHE-123.456.788 TVA" is how invoices write it.
    let bare = ["MWST", "TVA", "IVA", "HR", "RC"]
        .iter()
        .find_map(|suffix| bare.strip_suffix(suffix))
        .unwrap_or(bare);
    let number = bare.strip_prefix("CHE").ok_or(WrongIdentifier::Form)?;
    let digits = digits(number, 9)?;
    let sum: u32 = UID_WEIGHTS.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum();
    let check = (11 - sum % 11) % 11;
    // 10 is never given as a check digit.
    match digits.last() {
        Some(last) if *last == check => Ok(format!("CHE{number}")),
        _ => Err(WrongIdentifier::CheckDigit),
    }
}

fn french(bare: String, length: usize) -> Result<String, WrongIdentifier> {
    let digits = digits(&bare, length)?;
    let is_post_office = length == 14 && bare.starts_with(LA_POSTE);
    let is_right = luhn(&digits) || (is_post_office && digits.iter().sum::<u32>() % 5 == 0);
    if is_right { Ok(bare) } else { Err(WrongIdentifier::CheckDigit) }
}

fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| match index % 2 {
            0 => *digit,
            _ if *digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != 0)
}

fn rna(bare: String) -> Result<String, WrongIdentifier> {
    let number = bare.strip_prefix('W').ok_or(WrongIdentifier::Form)?;
    digits(number, 9)?;
    Ok(bare)
}

fn other(text: &str) -> Result<String, WrongIdentifier> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= 64 && !text.contains(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err(WrongIdentifier::Form) }
}

fn digits(text: &str, count: usize) -> Result<Vec<u32>, WrongIdentifier> {
    let digits: Option<Vec<u32>> = text.chars().map(|sign| sign.to_digit(10)).collect();
    digits.filter(|digits| digits.len() == count).ok_or(WrongIdentifier::Form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(scheme: IdentifierScheme, text: &str) -> Result<String, WrongIdentifier> {
        read(scheme, text).map(|read| read.value)
    }

    #[test]
    fn a_swiss_number_is_read_however_it_is_written() {
        // Of the federal register: Swiss Post, and the example of eCH-0097.
        for text in ["CHE-116.281.710", "che116281710", " CHE 116 281 710 TVA"] {
            assert_eq!(
                value(IdentifierScheme::ChUid, text),
                Ok("CHE116281710".to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn every_single_wrong_digit_of_a_swiss_number_is_noticed() {
        let right = "116281710";
        for (index, digit) in right.char_indices() {
            for other in ('0'..='9').filter(|other| *other != digit) {
                let mut wrong = right.to_owned();
                wrong.replace_range(index..=index, &other.to_string());
                let text = format!("CHE{wrong}");
                assert_eq!(
                    value(IdentifierScheme::ChUid, &text),
                    Err(WrongIdentifier::CheckDigit),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn a_french_number_has_its_luhn_digit_and_the_post_office_its_own_rule() {
        let siret = |text| value(IdentifierScheme::Siret, text);
        assert_eq!(siret("732 829 320 00074"), Ok("73282932000074".to_owned()));
        assert_eq!(siret("73282932000075"), Err(WrongIdentifier::CheckDigit));
        assert_eq!(siret("35600000049837"), Ok("35600000049837".to_owned()));
        assert_eq!(siret("00000000000000"), Err(WrongIdentifier::CheckDigit));
        assert_eq!(siret("7328293200007"), Err(WrongIdentifier::Form));
        assert_eq!(value(IdentifierScheme::Siren, "732829320"), Ok("732829320".to_owned()));
    }

    #[test]
    fn what_is_no_number_of_the_register_is_refused() {
        assert_eq!(value(IdentifierScheme::ChUid, "116281710"), Err(WrongIdentifier::Form));
        assert_eq!(value(IdentifierScheme::ChUid, "CHE-116.281.71A"), Err(WrongIdentifier::Form));
        assert_eq!(value(IdentifierScheme::Rna, "W123456789"), Ok("W123456789".to_owned()));
        assert_eq!(value(IdentifierScheme::Rna, "123456789"), Err(WrongIdentifier::Form));
        assert_eq!(value(IdentifierScheme::Other, " "), Err(WrongIdentifier::Form));
    }
}

//! Telephone numbers, mail addresses and web addresses as they are kept.

use phonenumber::country;

/// A telephone number in international form.
///
/// # Errors
/// The code of what is wrong with it.
pub(crate) fn phone(text: &str) -> Result<String, &'static str> {
    phone_of(text, &[country::CH])
}

/// The public number of an organization, which may be French.
///
/// # Errors
/// The code of what is wrong with it.
pub(crate) fn public_phone(text: &str) -> Result<String, &'static str> {
    phone_of(text, &[country::CH, country::FR])
}

fn phone_of(text: &str, countries: &[country::Id]) -> Result<String, &'static str> {
    countries
        .iter()
        .filter_map(|country| phonenumber::parse(Some(*country), text).ok())
        .find(phonenumber::is_valid)
        .map(|number| number.format().mode(phonenumber::Mode::International).to_string())
        .ok_or("not_a_phone")
}

/// A mail address to which a letter can go.
///
/// # Errors
/// The code of what is wrong with it.
pub(crate) fn email(text: &str) -> Result<String, &'static str> {
    let is_full = text.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    let is_one_word = !text.chars().any(char::is_whitespace);
    (is_full && is_one_word && mail::is_address(text))
        .then(|| text.to_lowercase())
        .ok_or("not_an_address")
}

/// The address of a web page; no other sort of link is ever shown to people.
///
/// # Errors
/// The code of what is wrong with it.
pub(crate) fn web_page(text: &str) -> Result<String, &'static str> {
    let (scheme, rest) = text.split_once("://").ok_or("not_a_url")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_named = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
    let is_plain =
        |sign: char| !sign.is_whitespace() && !sign.is_control() && !"<>\"'`".contains(sign);
    // A name before the host would hide where the link goes.
    (is_web && is_named && !host.contains('@') && text.chars().all(is_plain))
        .then(|| text.to_owned())
        .ok_or("not_a_url")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_web_addresses_are_links() {
        for text in ["https://www.exemple.ch", "http://exemple.org/a?b=c#d", "HTTPS://a.b.ch/é"] {
            assert!(web_page(text).is_ok(), "{text}");
        }
        for text in [
            "www.exemple.ch",
            "javascript://exemple.ch/%0aalert(1)",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://exemple.ch",
            "https://exemple",
            "https://.ch",
            "https://banque.ch@exemple.ch",
            "https://exemple.ch/a b",
            "https://exemple.ch/\"onclick=x",
        ] {
            assert_eq!(web_page(text), Err("not_a_url"), "{text}");
        }
    }

    #[test]
    fn a_public_number_may_be_french() {
        assert_eq!(public_phone("022 418 29 00"), Ok("+41 22 418 29 00".to_owned()));
        assert_eq!(public_phone("05 45 35 00 00"), Ok("+33 5 45 35 00 00".to_owned()));
        assert_eq!(public_phone("12"), Err("not_a_phone"));
    }
}

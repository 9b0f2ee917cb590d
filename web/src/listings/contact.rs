//! Ways to reach somebody, as links.

use serde::Serialize;

/// A telephone number to read and to dial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ContactView {
    /// As its source writes it, Swiss and French numbers in groups.
    pub(crate) shown: String,
    /// A link that dials.
    pub(crate) href: String,
}

impl ContactView {
    /// Only digits and the sign of a country are dialled.
    pub(crate) fn phone(number: &str) -> ContactView {
        let digits = number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+');
        let href = format!("tel:{}", digits.collect::<String>());
        ContactView { shown: grouped(number).unwrap_or_else(|| number.to_owned()), href }
    }
}

/// A number written without any space, as people read it aloud: `+33 5 45 78 05 92`.
fn grouped(number: &str) -> Option<String> {
    let (country, rest, groups) = match (number.strip_prefix("+41"), number.strip_prefix("+33")) {
        (Some(rest), _) => ("+41", rest, [2, 3, 2, 2].as_slice()),
        (_, Some(rest)) => ("+33", rest, [1, 2, 2, 2, 2].as_slice()),
        _ => return None,
    };
    let is_plain = rest.len() == 9 && rest.bytes().all(|digit| digit.is_ascii_digit());
    let mut digits = rest.chars();
    let groups = groups.iter().map(|size| digits.by_ref().take(*size).collect::<String>());
    let parts: Vec<String> = [country.to_owned()].into_iter().chain(groups).collect();
    is_plain.then(|| parts.join("\u{a0}"))
}

/// Directories hold what people typed; only addresses of the web become links.
pub(crate) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The number of an organization as its register writes it: `CHE-123.456.788`. Any other text
/// stays as it is.
pub(crate) fn register_number(value: &str) -> String {
    let digits = value.strip_prefix("CHE").filter(|rest| rest.len() == 9);
    let digits = digits.filter(|rest| rest.bytes().all(|sign| sign.is_ascii_digit()));
    match digits.and_then(|rest| Some((rest.get(..3)?, rest.get(3..6)?, rest.get(6..)?))) {
        Some((one, two, three)) => format!("CHE-{one}.{two}.{three}"),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert!(is_web("https://fil-et-souris.example/"));
        for url in ["javascript:alert(1)", "data:text/html,x", "fil.example", " https://x"] {
            assert!(!is_web(url), "{url}");
        }
    }

    #[test]
    fn a_telephone_number_can_be_dialled_however_it_is_written() {
        assert_eq!(ContactView::phone("+41 22 555 10 00").href, "tel:+41225551000");
        assert_eq!(
            ContactView::phone("+33545780592").shown,
            "+33\u{a0}5\u{a0}45\u{a0}78\u{a0}05\u{a0}92"
        );
        assert_eq!(
            ContactView::phone("+41225551000").shown,
            "+41\u{a0}22\u{a0}555\u{a0}10\u{a0}00"
        );
        for odd in ["+41 22 555 10 00", "+4122555", "+33abcdefghi", "118"] {
            assert_eq!(ContactView::phone(odd).shown, odd);
        }
        assert_eq!(ContactView::phone("022/555.10.00 (matin)").href, "tel:0225551000");
    }

    #[test]
    fn a_swiss_number_is_written_as_its_register_does() {
        assert_eq!(register_number("CHE123456788"), "CHE-123.456.788");
        for other in ["43493312300029", "CHE12345678", "CHE-123.456.788", "CHEnumero9", ""] {
            assert_eq!(register_number(other), other);
        }
    }
}

//! Ways to reach somebody, as links.

use serde::Serialize;

/// A telephone number to read and to dial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ContactView {
    /// As its source writes it.
    pub(crate) shown: String,
    /// A link that dials.
    pub(crate) href: String,
}

impl ContactView {
    /// Only digits and the sign of a country are dialled.
    pub(crate) fn phone(number: &str) -> ContactView {
        let digits = number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+');
        let href = format!("tel:{}", digits.collect::<String>());
        ContactView { shown: number.to_owned(), href }
    }
}

/// Directories hold what people typed; only addresses of the web become links.
pub(crate) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
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
        assert_eq!(ContactView::phone("022/555.10.00 (matin)").href, "tel:0225551000");
    }
}

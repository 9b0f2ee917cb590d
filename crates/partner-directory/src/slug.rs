//! The readable last part of an address.

use crate::fold::words;

/// The most characters a slug has before its suffix.
const MAX: usize = 60;

// For names written in another script, of which nothing is left.
const NAMELESS: &str = "fiche";

/// A slug of ASCII letters, digits and single hyphens, made from a name; never empty.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for word in words(name) {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() {
            continue;
        }
        if !slug.is_empty() && slug.len() + 1 + word.len() > MAX {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    slug.truncate(MAX);
    if slug.is_empty() { NAMELESS.to_owned() } else { slug }
}

/// A slug told apart by what the caller knows to be different, such as a commune or a number.
pub fn slug_with(name: &str, suffix: &str) -> String {
    format!("{}-{}", slug(name), slug(suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_reads_like_the_name() {
        let fixtures = [
            ("Médiathèque de l’Œuvre", "mediatheque-de-l-oeuvre"),
            ("  CA DU GRAND COGNAC ", "ca-du-grand-cognac"),
            ("数字帮助", "fiche"),
            ("", "fiche"),
        ];
        for (name, expected) in fixtures {
            assert_eq!(slug(name), expected);
        }
        assert_eq!(slug_with("Médiathèque", "Grand-Saconnex"), "mediatheque-grand-saconnex");
    }

    #[test]
    fn a_long_name_is_cut_between_words() {
        let slug = slug("Communauté d’agglomération du Grand Cognac service des usages numériques");

        assert_eq!(slug, "communaute-d-agglomeration-du-grand-cognac-service-des");
        assert!(super::slug(&"x".repeat(300)).len() <= MAX);
    }
}

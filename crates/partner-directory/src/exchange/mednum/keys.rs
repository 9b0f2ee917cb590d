//! Who and where a row is about, when the file does not say it with an identifier.

use crate::exchange::Reason;
use crate::fold::words;
use crate::organization::Identifier;
use crate::terms::IdentifierScheme;

/// The official number in the column `pivot`.
///
/// # Errors
/// [`Reason::Placeholder`] for zeros, [`Reason::Invalid`] for what is no such number.
pub(in crate::exchange) fn identifier(pivot: &str) -> Result<Option<Identifier>, Reason> {
    let value: String = pivot
        .chars()
        .filter(|c| !c.is_whitespace() && !".-".contains(*c))
        .collect::<String>()
        .to_uppercase();
    if value.is_empty() {
        return Ok(None);
    }
    if value.bytes().all(|byte| byte == b'0') {
        return Err(Reason::Placeholder);
    }
    let digits = |text: &str, count: usize| {
        text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let after = |prefix: &str| value.strip_prefix(prefix).unwrap_or_default();
    let scheme = match value.as_str() {
        text if digits(text, 14) => IdentifierScheme::Siret,
        text if digits(text, 9) => IdentifierScheme::Siren,
        _ if digits(after("W"), 9) => IdentifierScheme::Rna,
        _ if digits(after("CHE"), 9) => IdentifierScheme::ChUid,
        text if (9..=14).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            IdentifierScheme::Other
        }
        _ => return Err(Reason::Invalid),
    };
    Ok(Some(Identifier { scheme, value }))
}

/// The natural key of a row's organization: its official number, else the body it belongs to,
/// else its own name and commune (decisions.md 10).
pub(in crate::exchange) fn organization(
    identifier: Option<&Identifier>,
    parent: Option<&str>,
    name: &str,
    commune: &str,
) -> String {
    let folded = |text: &str| words(text).join(" ");
    match (identifier, parent) {
        (Some(identifier), _) => format!("{}:{}", identifier.scheme.word(), identifier.value),
        (None, Some(parent)) => format!("parent:{}", folded(parent)),
        (None, None) => format!("name:{}|{}", folded(name), folded(commune)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_official_number_is_told_from_zeros_and_from_nonsense() {
        let scheme = |pivot| identifier(pivot).map(|found| found.map(|one| one.scheme));
        assert_eq!(scheme("24160054300128"), Ok(Some(IdentifierScheme::Siret)));
        assert_eq!(scheme("241 600 543 00128"), Ok(Some(IdentifierScheme::Siret)));
        assert_eq!(scheme("W161000123"), Ok(Some(IdentifierScheme::Rna)));
        assert_eq!(scheme("CHE-123.456.789"), Ok(Some(IdentifierScheme::ChUid)));
        assert_eq!(scheme("00000000000000"), Err(Reason::Placeholder));
        assert_eq!(scheme("inconnu"), Err(Reason::Invalid));
        assert_eq!(scheme(""), Ok(None));
    }

    #[test]
    fn the_same_name_in_the_same_commune_is_one_organization_however_it_is_written() {
        let key = |name, commune| organization(None, None, name, commune);
        assert_eq!(key("Médiathèque", "ANGOULÊME"), key("MEDIATHEQUE", "Angouleme"));
        assert_ne!(key("Médiathèque", "Angoulême"), key("Médiathèque", "Cognac"));
        assert_eq!(organization(None, Some("La Poste"), "Bureau", "Cognac"), "parent:la poste");
    }
}

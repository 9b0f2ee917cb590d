//! The forms that the French schema demands, and ours: one place for both.

use super::columns::Column;
use super::line::Line;

/// Where a number may be called, by the French schema: mainland and overseas.
const FRENCH_PREFIXES: [&str; 10] =
    ["+33", "+590", "+594", "+262", "+596", "+269", "+687", "+689", "+508", "+681"];

/// Whether a text has the form of its column.
type Fits = fn(&str) -> bool;

/// Empties the columns whose true value the French schema refuses, and says which.
pub(super) fn clear(line: &mut Line) -> Vec<Column> {
    let checks: [(Column, Fits); 4] = [
        (Column::Pivot, is_pivot),
        (Column::CodePostal, is_postcode),
        (Column::CodeInsee, is_commune),
        (Column::Telephone, is_phone),
    ];
    let refused = checks.into_iter().filter(|(column, fits)| {
        let text = line.get(*column);
        !text.is_empty() && !fits(text)
    });
    let refused: Vec<Column> = refused.map(|(column, _)| column).collect();
    for column in &refused {
        line.clear(*column);
    }
    refused
}

fn is_pivot(text: &str) -> bool {
    (9..=14).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_postcode(text: &str) -> bool {
    text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_commune(text: &str) -> bool {
    let (Some(department), Some(rest)) = (text.get(..2), text.get(2..)) else { return false };
    let mut signs = department.chars();
    let is_department = match (signs.next(), signs.next()) {
        (Some('2'), Some(second)) => matches!(second, 'A' | 'B' | '1'..='9'),
        (Some(first), Some(second)) => first.is_ascii_digit() && second.is_ascii_digit(),
        _ => false,
    };
    is_department && rest.len() == 3 && rest.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_phone(text: &str) -> bool {
    FRENCH_PREFIXES
        .iter()
        .filter_map(|prefix| text.strip_prefix(prefix))
        .any(|rest| (6..=9).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swiss_values_are_left_out_for_french_recipients_and_french_ones_stay() {
        let mut swiss = Line::default();
        swiss.put(Column::Pivot, "CHE123456789");
        swiss.put(Column::CodePostal, "1204");
        swiss.put(Column::CodeInsee, "6621");
        swiss.put(Column::Telephone, "+41224180000");
        let mut french = Line::default();
        french.put(Column::Pivot, "24160054300128");
        french.put(Column::CodePostal, "16200");
        french.put(Column::CodeInsee, "2A004");
        french.put(Column::Telephone, "+33545932222");
        let same = french.clone();

        let refused = clear(&mut swiss);

        assert_eq!(refused, [Column::CodePostal, Column::CodeInsee, Column::Telephone]);
        assert_eq!(swiss.get(Column::CodePostal), "");
        assert_eq!(swiss.get(Column::Pivot), "CHE123456789");
        assert_eq!(clear(&mut french), []);
        assert_eq!(french, same);
    }
}

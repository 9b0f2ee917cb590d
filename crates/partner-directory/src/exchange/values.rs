//! Single values of imported rows, made uniform where that is sure.

use chrono::NaiveDate;

use super::remark::Reason;
use crate::geography::Point;

/// Text without control characters and without spaces around it.
pub(super) fn clean(text: &str) -> String {
    let kept: String =
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}

/// Text on one line.
pub(super) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A telephone number in international form when it is surely French or Swiss.
pub(super) fn phone(text: &str, country: &str) -> Result<String, Reason> {
    let digits: String =
        text.chars().filter(|c| !c.is_whitespace() && !"().-/".contains(*c)).collect();
    let digits = match digits.strip_prefix("00") {
        Some(rest) => format!("+{rest}"),
        None => digits,
    };
    let national = |prefix: &str, rest: &str| {
        let fits =
            rest.len() == 9 && rest.bytes().all(|b| b.is_ascii_digit()) && !rest.starts_with('0');
        fits.then(|| format!("{prefix}{rest}"))
    };
    // French overseas departments and collectivities have their own prefixes.
    let abroad =
        ["+33", "+41", "+262", "+590", "+594", "+596", "+269", "+508", "+681", "+687", "+689"];
    if let Some(rest) = digits.strip_prefix('+') {
        let known = abroad.iter().any(|prefix| digits.starts_with(prefix));
        let fits = (8..=12).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit());
        return if known && fits { Ok(digits) } else { Err(Reason::UnusualPhone) };
    }
    let prefix = if country == "CH" { "+41" } else { "+33" };
    let rest = digits.strip_prefix('0').and_then(|rest| national(prefix, rest));
    rest.ok_or(Reason::UnusualPhone)
}

/// A web address that a browser may be sent to; the scheme is added when missing.
pub(super) fn url(text: &str) -> Result<String, Reason> {
    let lower = text.to_ascii_lowercase();
    let url = if lower.starts_with("https://") || lower.starts_with("http://") {
        text.to_owned()
    } else if lower.starts_with("www.") {
        format!("https://{text}")
    } else {
        return Err(Reason::Invalid);
    };
    let host = url.split_once("://").map(|(_, rest)| rest).unwrap_or_default();
    let fits =
        host.contains('.') && !url.contains(|c: char| c.is_whitespace() || "<>\"".contains(c));
    if fits { Ok(url) } else { Err(Reason::Invalid) }
}

/// An address for mail, as it came.
pub(super) fn email(text: &str) -> Result<String, Reason> {
    let fits = text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && !host.contains('@')
            && host.split('.').count() > 1
            && host.split('.').all(|label| !label.is_empty())
    });
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\"\\".contains(c);
    if fits && !text.contains(odd) { Ok(text.to_owned()) } else { Err(Reason::Invalid) }
}

/// A date of the years in which such files have existed, not after `today`.
pub(super) fn date(text: &str, today: NaiveDate) -> Result<NaiveDate, Reason> {
    let day = text.get(..10).unwrap_or(text);
    let date: NaiveDate = day.parse().map_err(|_| Reason::Invalid)?;
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    if date < first || date > today { Err(Reason::UnlikelyDate) } else { Ok(date) }
}

/// The point of a row with this French postcode.
pub(super) fn point(lat: &str, lon: &str, postcode: &str) -> Result<Point, Reason> {
    let (lat, lon) = coordinates(lat, lon)?;
    let point = Point::new(lat, lon).ok_or(Reason::Invalid)?;
    let overseas = postcode.starts_with("97") || postcode.starts_with("98");
    match (overseas || in_metropolitan_france(lat, lon), in_metropolitan_france(lon, lat)) {
        (true, _) => Ok(point),
        (false, true) => Err(Reason::CoordinatesSwapped),
        (false, false) => Err(Reason::CoordinatesElsewhere),
    }
}

/// The point of a row in `country` (ISO 3166 code) with this postcode.
pub(super) fn point_in(
    country: &str,
    (lat, lon): (&str, &str),
    postcode: &str,
) -> Result<Point, Reason> {
    if country != "CH" {
        return point(lat, lon, postcode);
    }
    let (lat, lon) = coordinates(lat, lon)?;
    let point = Point::new(lat, lon).ok_or(Reason::Invalid)?;
    match (in_switzerland(lat, lon), in_switzerland(lon, lat)) {
        (true, _) => Ok(point),
        (false, true) => Err(Reason::CoordinatesSwapped),
        (false, false) => Err(Reason::CoordinatesElsewhere),
    }
}

/// True when a time of closing stands before its time of opening: `18:00-09:00`.
pub(super) fn is_over_midnight(osm: &str) -> bool {
    osm.split([',', ';', ' ']).filter_map(|part| part.split_once('-')).any(|(from, until)| {
        let is_time = |text: &str| text.len() == 5 && text.as_bytes().get(2) == Some(&b':');
        // Both have five signs, so that the order of letters is the order of times.
        is_time(from) && is_time(until) && until <= from
    })
}

fn coordinates(lat: &str, lon: &str) -> Result<(f64, f64), Reason> {
    let number = |text: &str| text.replace(',', ".").parse::<f64>().map_err(|_| Reason::Invalid);
    match (number(lat)?, number(lon)?) {
        (lat, lon) if lat == 0.0 && lon == 0.0 => Err(Reason::Placeholder),
        both => Ok(both),
    }
}

fn in_switzerland(lat: f64, lon: f64) -> bool {
    (45.8..47.9).contains(&lat) && (5.9..10.6).contains(&lon)
}

fn in_metropolitan_france(lat: f64, lon: f64) -> bool {
    (41.0..51.5).contains(&lat) && (-5.5..10.0).contains(&lon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_swiss_numbers_are_made_international() {
        let fixtures = [
            ("05 45 95 50 40", "FR", Ok("+33545955040")),
            ("+33 5.45.95.50.40", "FR", Ok("+33545955040")),
            ("0033545955040", "FR", Ok("+33545955040")),
            ("022 418 00 00", "CH", Ok("+41224180000")),
            ("+687 26 53 00", "FR", Ok("+687265300")),
            ("3960", "FR", Err(Reason::UnusualPhone)),
            ("+1 555 0100", "FR", Err(Reason::UnusualPhone)),
            ("accueil", "FR", Err(Reason::UnusualPhone)),
        ];
        for (text, country, expected) in fixtures {
            assert_eq!(phone(text, country), expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(url("www.lacharente.fr"), Ok("https://www.lacharente.fr".to_owned()));
        assert_eq!(url("https://udaf16.org"), Ok("https://udaf16.org".to_owned()));
        for text in
            ["javascript:alert(1)", "ftp://a.fr", "https://a b.fr", "https://x\"y.fr", "http://"]
        {
            assert_eq!(url(text), Err(Reason::Invalid), "{text}");
        }
    }

    #[test]
    fn addresses_for_mail_need_a_name_and_a_domain() {
        assert!(email("accueil@rochefoucauld-perigord.fr").is_ok());
        for text in ["@a.fr", "a@", "a@b", "a@b..fr", "a b@c.fr", "a@b@c.fr", "<a@b.fr>"] {
            assert_eq!(email(text), Err(Reason::Invalid), "{text}");
        }
    }

    #[test]
    fn dates_of_1970_and_of_the_future_are_not_believed() {
        let today = "2026-03-03".parse().unwrap();
        assert_eq!(date("2023-02-22", today), Ok("2023-02-22".parse().unwrap()));
        assert_eq!(date("2023-02-22T10:00:00Z", today), Ok("2023-02-22".parse().unwrap()));
        assert_eq!(date("1970-01-01", today), Err(Reason::UnlikelyDate));
        assert_eq!(date("2026-03-04", today), Err(Reason::UnlikelyDate));
        assert_eq!(date("22/02/2023", today), Err(Reason::Invalid));
    }

    #[test]
    fn points_that_cannot_be_right_are_named() {
        assert!(point("45.681367", "-0.331217", "16100").is_ok());
        assert!(point("45,681367", "-0,331217", "16100").is_ok());
        assert!(point("-22.27", "166.44", "98800").is_ok());
        assert_eq!(point("0", "0", "16100"), Err(Reason::Placeholder));
        assert_eq!(point("0.33", "45.68", "16100"), Err(Reason::CoordinatesSwapped));
        assert_eq!(point("10.0", "80.0", "16100"), Err(Reason::CoordinatesElsewhere));
        assert_eq!(point("145.68", "0.33", "16100"), Err(Reason::Invalid));
        assert_eq!(point("x", "0.33", "16100"), Err(Reason::Invalid));
    }
}

//! What must hold for all templates, texts and colours together.

use std::collections::{BTreeMap, BTreeSet};

use super::gallery::examples_of;
use super::*;
use crate::assets;

/// Texts that Rust code or views name, by the start of their key.
const NAMED_ELSEWHERE: [&str; 10] = [
    "month-",
    "weekday-",
    "date-",
    "day-",
    "time-",
    "duration-",
    "distance-",
    "money",
    "moment",
    "direction",
];

/// How the frame of the pages names the script.
const SCRIPT: &str = "<script src=\"{{ asset(name=\"relais.js\") }}\" defer";
const SCRIPT_AS_SENT: &str = "<script src=\"/static/relais.js?v=";

fn chrome() -> Chrome {
    Chrome {
        lang: "fr".into(),
        dir: "ltr".into(),
        title_key: "gallery-title".into(),
        path: "/_components".into(),
        nav: vec![NavItem {
            label_key: "page-about".into(),
            href: "/".into(),
            is_current: true,
            count: Some(3),
        }],
        account: Some(AccountView { name: "Ada".into(), role_key: "page-about".into() }),
        flash: Some(Flash {
            tone: Tone::Good,
            key: "duration-hours".into(),
            args: BTreeMap::from([("count".into(), "2".into())]),
        }),
        basket: 2,
        network: NetworkView {
            name: "Réseau".into(),
            helpdesk_phone: "0800 00 00 00".into(),
            helpdesk_hours: "lundi à vendredi".into(),
        },
        is_demo: true,
        width: Width::Wide,
    }
}

fn templates(folder: &str) -> Vec<(String, String)> {
    sources().unwrap().into_iter().filter(|(path, _)| path.starts_with(folder)).collect()
}

/// What stands between `before` and the next quote, each time `before` occurs.
fn quoted(text: &str, before: &str) -> BTreeSet<String> {
    text.split(before)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn every_component_can_be_shown_with_every_example() {
    let pages = Pages::load().unwrap();
    for component in pages.component_names() {
        assert!(!examples_of(&component).unwrap().is_empty(), "{component} has no example");
    }
    let html = pages.gallery(&chrome()).unwrap();
    for component in pages.component_names() {
        assert!(html.contains(&format!("<code>{component}</code>")), "{component} is not shown");
    }
}

#[test]
fn a_component_has_the_name_of_its_file() {
    let pages = Pages::load().unwrap();
    let files: Vec<_> = templates("components/")
        .into_iter()
        .map(|(path, _)| path.replace("components/", "").replace(".html", ""))
        .collect();
    let mut sorted = files.clone();
    sorted.sort();
    assert_eq!(pages.component_names(), sorted);
}

#[test]
fn every_text_that_a_template_names_exists_in_every_language() {
    let texts = Texts::load().unwrap();
    for (path, template) in sources().unwrap() {
        // A key that ends in a hyphen is completed at run time.
        for key in quoted(&template, "t(key=\"").into_iter().filter(|key| !key.ends_with('-')) {
            for lang in texts.languages() {
                assert!(texts.has(lang, &key), "{path} names `{key}`, which {lang} lacks");
            }
        }
    }
}

#[test]
fn a_component_that_writes_text_takes_the_language() {
    for (path, template) in templates("components/") {
        if template.contains("t(key=") || template.contains("| number") {
            assert!(template.contains("@lang"), "{path} writes text without @lang");
        }
    }
}

#[test]
fn every_shared_text_is_used() {
    let all: String = sources().unwrap().into_iter().map(|(_, template)| template).collect();
    let used = quoted(&all, "t(key=\"");
    let files = [
        include_str!("../../locales/fr/common.ftl"),
        include_str!("../../locales/fr/components.ftl"),
    ];
    for line in files.iter().flat_map(|file| file.lines()) {
        let Some((key, _)) = line.split_once(" =") else { continue };
        if !key.starts_with(|first: char| first.is_ascii_lowercase()) {
            continue;
        }
        let is_named = NAMED_ELSEWHERE.iter().any(|start| key.starts_with(start))
            || used.iter().any(|start| start.ends_with('-') && key.starts_with(start.as_str()));
        assert!(is_named || used.contains(key), "`{key}` is never used");
    }
}

#[test]
fn no_template_carries_style_or_script_of_its_own() {
    for (path, template) in
        sources().unwrap().into_iter().filter(|(path, _)| path.ends_with(".html"))
    {
        // The one script is a file of ours, named by the frame of the pages.
        let template = match path.as_str() {
            "layouts/page.html" | "layouts/slip.html" => template.replacen(SCRIPT, "", 1),
            _ => template,
        };
        for forbidden in [" style=", "<style", "<script", " onclick=", "javascript:"] {
            assert!(!template.contains(forbidden), "{path} has {forbidden}");
        }
    }
}

#[test]
fn what_people_type_never_becomes_markup() {
    let pages = Pages::load().unwrap();
    let mut chrome = chrome();
    chrome.network.name = "\"><script>alert(1)</script>".into();
    let html = pages.gallery(&chrome).unwrap();
    assert!(!html.contains("<script>"), "typed markup");
    assert_eq!(html.matches("<script").count(), html.matches(SCRIPT_AS_SENT).count());
}

#[test]
fn a_missing_variable_is_an_error() {
    let mut tera = Tera::default();
    tera.add_raw_template("x.html", "{{ view.nothing }}").unwrap();
    assert!(tera.render("x.html", &Context::new()).is_err());
}

#[test]
fn the_slip_can_be_shown() {
    let html = Pages::load().unwrap().render("layouts/slip.html", &chrome(), &()).unwrap();
    assert!(html.contains("/static/slip.css?v="));
}

#[test]
fn the_style_sheet_and_icons_stay_small() {
    let size = |name: &str| assets::find(name).unwrap().bytes.len();
    assert!(size("relais.css") <= 40_000, "{}", size("relais.css"));
    assert!(size("slip.css") <= 10_000, "{}", size("slip.css"));
    assert!(size("relais.js") <= 10_000, "{}", size("relais.js"));
    assert!(size("favicon.svg") <= 1_000);
    let icons = source("components/icon.html").unwrap();
    assert!(icons.len() <= 8_000, "{}", icons.len());
}

mod contrast {
    use super::*;

    /// Ground, what stands on it, and the least ratio (WCAG 2.2: 7 for text, 3 for borders).
    const PAIRS: [(&str, &str, f64); 31] = [
        ("ground", "ink", 7.0),
        ("ground", "quiet", 7.0),
        ("ground", "accent", 7.0),
        ("sheet", "ink", 7.0),
        ("sheet", "quiet", 7.0),
        ("sheet", "accent", 7.0),
        ("sheet", "late", 7.0),
        ("sheet", "good", 7.0),
        ("sheet", "warn", 7.0),
        ("accent", "sheet", 7.0),
        ("accent-strong", "sheet", 7.0),
        ("accent-soft", "ink", 7.0),
        ("accent-soft", "quiet", 7.0),
        ("accent-soft", "accent", 7.0),
        ("good-soft", "good", 7.0),
        ("good-soft", "ink", 7.0),
        ("warn-soft", "warn", 7.0),
        ("warn-soft", "ink", 7.0),
        ("late-soft", "late", 7.0),
        ("late-soft", "ink", 7.0),
        ("neutral-soft", "quiet", 7.0),
        ("neutral-soft", "ink", 7.0),
        ("late", "sheet", 7.0),
        ("deep", "sheet", 7.0),
        ("deep", "on-deep", 7.0),
        ("deep", "sun", 7.0),
        ("sun", "ink", 7.0),
        ("sheet", "edge", 3.0),
        ("ground", "edge", 3.0),
        ("sheet", "focus", 3.0),
        ("ground", "focus", 3.0),
    ];

    fn tokens() -> BTreeMap<String, [f64; 3]> {
        let css =
            String::from_utf8(assets::find("relais.css").unwrap().bytes.into_owned()).unwrap();
        css.split("--")
            .filter_map(|part| part.split_once(": #"))
            .filter_map(|(name, rest)| {
                let hex = rest.get(..6)?;
                let channel = |at: usize| {
                    Some(f64::from(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?) / 255.0)
                };
                Some((name.to_owned(), [channel(0)?, channel(2)?, channel(4)?]))
            })
            .collect()
    }

    fn luminance(colour: [f64; 3]) -> f64 {
        let [red, green, blue] = colour.map(|channel| match channel <= 0.040_45 {
            true => channel / 12.92,
            false => ((channel + 0.055) / 1.055).powf(2.4),
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn ratio(one: [f64; 3], other: [f64; 3]) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn the_ratio_is_the_one_of_wcag() {
        assert!((ratio([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
        let grey = [f64::from(0x77_u8) / 255.0; 3];
        assert!((ratio(grey, [1.0; 3]) - 4.478).abs() < 0.001);
    }

    #[test]
    fn every_pair_of_colours_can_be_read() {
        let tokens = tokens();
        for (ground, text, least) in PAIRS {
            let found = ratio(tokens[ground], tokens[text]);
            assert!(found >= least, "{text} on {ground}: {found:.2} is under {least}");
        }
    }

    #[test]
    fn every_colour_of_the_sheet_is_a_token() {
        let css =
            String::from_utf8(assets::find("relais.css").unwrap().bytes.into_owned()).unwrap();
        let rules = css.split_once('}').map(|(_, rules)| rules).unwrap_or_default();
        for line in rules.lines().filter(|line| !line.contains("print-only")) {
            assert!(!line.contains('#'), "a colour outside of :root: {line}");
            assert!(!line.contains("rgb("), "a colour outside of :root: {line}");
        }
    }
}

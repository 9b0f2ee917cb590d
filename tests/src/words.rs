use std::sync::LazyLock;

use web::texts::Texts;

/// What pages say in French for `key`, so that a story does not hold on to one wording.
#[track_caller]
pub fn say(key: &str) -> String {
    static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::load().expect("the texts can be read"));
    TEXTS.get("fr", key, &[]).unwrap_or_else(|| panic!("no text {key}"))
}

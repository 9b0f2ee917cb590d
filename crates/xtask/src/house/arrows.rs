//! Who may name whom: the arrows of docs/ARCHITECTURE.md, read from `cargo metadata`.
//!
//! **Invariant:** every crate of the workspace stands in [`CRATES`]; one that does not is a
//! breach, so that a new crate is placed on the map before it is used.

use serde_json::Value;

use super::Finding;

/// Each crate of the workspace with the crates of ours that it may name.
const CRATES: [(&str, &[&str]); 11] = [
    ("kernel", &[]),
    ("partner-directory", &["kernel"]),
    ("referral-tracking", &["kernel"]),
    ("network-figures", &["kernel", "partner-directory", "referral-tracking"]),
    ("store", &["kernel", "partner-directory", "referral-tracking", "network-figures"]),
    ("search", &["kernel", "partner-directory"]),
    ("mail", &["kernel"]),
    (
        "app",
        &[
            "kernel",
            "partner-directory",
            "referral-tracking",
            "network-figures",
            "store",
            "search",
            "mail",
        ],
    ),
    ("web", &["kernel", "partner-directory", "referral-tracking", "network-figures", "app"]),
    (TESTS, &[]),
    ("xtask", &[]),
];

/// The whole-site tests: they may name everything, and nobody may name them.
const TESTS: &str = "blackbox";

/// Families of crates from outside, by the start of their name, and the only crates of ours that
/// may name them.
const OUTSIDE: [(&str, &[&str]); 11] = [
    ("diesel", &["store"]),
    ("libsqlite3-sys", &["store"]),
    ("pq-sys", &["store"]),
    ("lettre", &["mail"]),
    ("actix", &["web"]),
    ("tera", &["web"]),
    ("fluent", &["web"]),
    ("tantivy", &["search"]),
    ("meilisearch", &["search"]),
    ("tokio", &["store", "search", "mail", "app", "web"]),
    ("reqwest", &["search", "app", "web"]),
];

/// Every dependency that the tables do not allow, of any kind (normal, build or test).
pub(super) fn breaches(metadata: &Value) -> Vec<Finding> {
    let packages = list(metadata, "packages");
    let mut breaches = vec![];
    for package in packages {
        let user = text(package, "name");
        match CRATES.iter().find(|(name, _)| *name == user) {
            None => breaches.push(Finding::new(user, "is not on the map of crates")),
            Some((_, uses)) => {
                let names = list(package, "dependencies").iter().map(|it| (text(it, "name"), it));
                let wrong = names.filter(|(name, it)| !is_allowed(user, uses, name, it));
                breaches.extend(
                    wrong.map(|(name, _)| Finding::new(user, format!("must not name `{name}`"))),
                );
            }
        }
    }
    for (name, _) in CRATES {
        if !packages.iter().any(|package| text(package, "name") == name) {
            breaches.push(Finding::new(name, "is on the map of crates and does not exist"));
        }
    }
    breaches
}

fn is_allowed(user: &str, uses: &[&str], name: &str, dependency: &Value) -> bool {
    let is_ours = dependency.get("path").is_some_and(Value::is_string)
        || CRATES.iter().any(|(krate, _)| *krate == name);
    if is_ours {
        // A crate names itself to turn on a feature of its own in its tests.
        return name == user || user == TESTS || uses.contains(&name);
    }
    let family = OUTSIDE.iter().find(|(start, _)| name.starts_with(start));
    user == TESTS || family.is_none_or(|(_, users)| users.contains(&user))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A workspace that has every crate, and one dependency.
    fn workspace(user: &str, dependency: Value) -> Vec<Finding> {
        let dependencies =
            |name: &str| if name == user { vec![dependency.clone()] } else { vec![] };
        let packages: Vec<Value> = CRATES
            .iter()
            .map(|(name, _)| json!({"name": name, "dependencies": dependencies(name)}))
            .collect();
        breaches(&json!({ "packages": packages }))
    }

    fn ours(name: &str) -> Value {
        json!({"name": name, "path": format!("/x/{name}")})
    }

    fn outside(name: &str) -> Value {
        json!({"name": name, "path": null})
    }

    #[test]
    fn arrows_point_down_and_never_up_or_sideways() {
        for (user, name) in [
            ("kernel", "partner-directory"),
            ("partner-directory", "referral-tracking"),
            ("referral-tracking", "partner-directory"),
            ("search", "store"),
            ("search", "referral-tracking"),
            ("referral-tracking", "network-figures"),
            ("mail", "partner-directory"),
            ("store", "app"),
            ("app", "web"),
            ("web", "store"),
            ("web", "mail"),
            ("app", "blackbox"),
            ("app", "xtask"),
            ("xtask", "kernel"),
            ("web", "something-new"),
        ] {
            assert_eq!(workspace(user, ours(name)).len(), 1, "{user} names {name}");
        }
        for (user, name) in
            [("web", "app"), ("web", "kernel"), ("store", "store"), ("blackbox", "store")]
        {
            assert_eq!(workspace(user, ours(name)), [], "{user} names {name}");
        }
    }

    #[test]
    fn one_crate_only_may_name_each_outside_family() {
        for (user, name) in [
            ("app", "diesel"),
            ("web", "diesel_migrations"),
            ("app", "lettre"),
            ("app", "actix-web"),
            ("mail", "tera"),
            ("app", "fluent-bundle"),
            ("app", "tantivy"),
            ("web", "meilisearch-sdk"),
            ("referral-tracking", "tokio"),
            ("store", "reqwest"),
        ] {
            assert_eq!(workspace(user, outside(name)).len(), 1, "{user} names {name}");
        }
        for (user, name) in
            [("store", "diesel"), ("web", "tera"), ("web", "serde"), ("blackbox", "diesel")]
        {
            assert_eq!(workspace(user, outside(name)), [], "{user} names {name}");
        }
    }

    #[test]
    fn the_map_and_the_workspace_hold_the_same_crates() {
        let unknown = json!({"packages": [{"name": "helpers", "dependencies": []}]});
        let found = breaches(&unknown);
        assert_eq!(found.len(), 1 + CRATES.len());
        assert_eq!(found.first().unwrap().place, "helpers");
    }
}

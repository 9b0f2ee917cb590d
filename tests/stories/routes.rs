//! Every address of the site, read where it is registered.

const ROUTES: &str = concat!(
    include_str!("../../web/src/routes/mod.rs"),
    include_str!("../../web/src/routes/figures/addresses.rs"),
    include_str!("../../web/src/routes/network/addresses.rs")
);

/// Every route that the site registers, such as `POST /orientations/{id}/arret`.
pub(crate) fn all() -> Vec<String> {
    let mut routes = vec![];
    for part in functions() {
        // `of("x")` stands for an address that begins as the function says.
        let prefix = part.split_once("format!(\"").and_then(|(_, rest)| rest.split_once("{what}"));
        let prefix = prefix.map(|(prefix, _)| prefix.replace("{{", "{").replace("}}", "}"));
        for resource in part.split("resource(").skip(1) {
            let Some((before, rest)) = resource.split_once('"') else { continue };
            let Some((path, rest)) = rest.split_once('"') else { continue };
            let prefix = if before == "of(" { prefix.as_deref().unwrap() } else { "" };
            for (sign, method) in [("get()", "GET"), ("post()", "POST")] {
                if rest.contains(&format!("route({sign}")) {
                    routes.push(format!("{method} {prefix}{path}"));
                }
            }
        }
    }
    routes.sort();
    routes
}

fn functions() -> impl Iterator<Item = &'static str> {
    ROUTES.split("\nfn ").flat_map(|part| part.split("\npub(crate) fn "))
}

/// What the platform says can be done without a screen, and for which addresses.
const ALTERNATIVES: &str = include_str!("../../web/alternatives.toml");

#[test]
fn every_route_belongs_to_a_function_that_has_a_way_without_a_screen() {
    let is_route = |text: &&str| text.starts_with("GET /") || text.starts_with("POST /");
    let listed: Vec<&str> = ALTERNATIVES.split('"').filter(is_route).collect();

    let missing: Vec<_> =
        all().into_iter().filter(|route| !listed.contains(&route.as_str())).collect();
    let routes = all();
    let gone: Vec<_> =
        listed.iter().filter(|listed| !routes.iter().any(|route| route == *listed)).collect();
    assert!(missing.is_empty(), "web/alternatives.toml lacks {missing:#?}");
    assert!(gone.is_empty(), "web/alternatives.toml names what is no more: {gone:#?}");
}

#[test]
fn the_list_of_routes_is_read_whole() {
    let routes = all();

    assert!(routes.contains(&"POST /connexion".to_owned()), "{routes:#?}");
    assert!(routes.iter().all(|route| route.contains(" /")), "{routes:#?}");
    assert_eq!(routes.len(), ROUTES.matches(".route(").count(), "{routes:#?}");
}

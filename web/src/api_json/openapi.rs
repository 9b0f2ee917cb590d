//! The description of the interface for machines, made from the lists that the program uses.

use app::directory::Facet;
use partner_directory::ranking::{Excluded, ReasonCode, Rule};
use partner_directory::{Adjustment, Audience, Capacity, Kind, OpenFilter, Query, Sort, Theme};
use serde_json::{Value, json};
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathsBuilder,
};
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, ComponentsBuilder, KnownFormat, ObjectBuilder,
    OneOfBuilder, Schema, SchemaFormat, SchemaType, Type,
};
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, Ref, RefOr, Required,
    ResponseBuilder,
};

use crate::listings::ask::RADIUS_MAX_KM;
use crate::listings::params::Param;

/// The `OpenAPI` 3.1 document.
pub(crate) fn openapi() -> OpenApi {
    let info = InfoBuilder::new().title("Relais").version(env!("CARGO_PKG_VERSION")).description(
        Some("The public directory of a digital-inclusion network. No key is needed."),
    );
    let paths = PathsBuilder::new()
        .path("/api/v1/offers", PathItem::new(HttpMethod::Get, offers()))
        .path("/offres/{slug}.json", PathItem::new(HttpMethod::Get, offer()));
    let components = ComponentsBuilder::new()
        .schema("Results", results())
        .schema("Item", item())
        .schema("Score", score())
        .schema("Opening", opening())
        .schema("Refusal", refusal());
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components.build())).build()
}

fn offers() -> OperationBuilder {
    OperationBuilder::new()
        .operation_id(Some("searchOffers"))
        .summary(Some("Search the offers, in the published order"))
        .parameters(Some(Param::ALL.iter().map(|param| parameter(*param))))
        .response("200", answer("One page of offers", "Results"))
        .response("400", answer("A value was not understood", "Refusal"))
}

fn offer() -> OperationBuilder {
    let slug = ParameterBuilder::new()
        .name("slug")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .schema(Some(text()));
    let found = ContentBuilder::new().schema(Some(object([
        ("id", text()),
        ("slug", text()),
        ("name", text()),
    ])));
    OperationBuilder::new()
        .operation_id(Some("readOffer"))
        .summary(Some("Read everything that is public about one offer"))
        .parameter(slug)
        .response(
            "200",
            ResponseBuilder::new().description("The offer").content("application/json", found),
        )
        .response("404", ResponseBuilder::new().description("There is no such offer"))
}

fn answer(description: &str, schema: &str) -> ResponseBuilder {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(schema)));
    ResponseBuilder::new().description(description).content("application/json", content)
}

fn parameter(param: Param) -> ParameterBuilder {
    let (schema, says) = match param {
        Param::Words => (text().max_length(Some(Query::WORDS_MAX)), "Free words, in French"),
        Param::Near => (text(), "A commune, a postcode or `latitude,longitude`"),
        Param::Radius => {
            (whole(1).maximum(Some(RADIUS_MAX_KM)), "How far away at most; only with `near`")
        }
        Param::Theme => (one_of(Theme::ALL.iter().map(|one| one.word())), "What it helps with"),
        Param::Kind => (one_of(Kind::ALL.iter().map(|one| one.word())), "The nature of the help"),
        Param::Commune => (text(), "With a place in the commune with this number"),
        Param::Hidden => {
            let words = one_of(Excluded::ALL.iter().map(|one| one.word()));
            (words, "Only what this reason of `excluded` keeps away")
        }
        Param::Audience => {
            let words = one_of(Audience::ALL.iter().map(|one| one.word()));
            (words, "For this audience, or for everyone")
        }
        Param::Language => {
            (text().pattern(Some("^[a-z]{2,3}$")), "A BCP 47 tag; sign languages included")
        }
        Param::Adjustment => {
            (one_of(Adjustment::ALL.iter().map(|one| one.word())), "Prepared for this")
        }
        Param::Appointment => (yes_no(), "Only by appointment, or only without"),
        Param::Capacity => (one_of(Capacity::ALL.iter().map(|one| one.word())), "Room, as stated"),
        Param::Free => (yes_no(), "Only free of charge"),
        Param::Anonymous => (yes_no(), "Only without a name or papers"),
        Param::Open => (one_of(OpenFilter::ALL.iter().map(|one| one.word())), "Open at that time"),
        Param::Sort => {
            let words = one_of(Sort::ALL.iter().map(|one| one.word()));
            (words, "The order; `distance` only with `near`")
        }
        Param::Page => (whole(1), "The page, from 1"),
    };
    ParameterBuilder::new()
        .name(param.english())
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(says))
        .schema(Some(schema))
}

fn results() -> ObjectBuilder {
    let counted = |name: &str, count: &str, words: ObjectBuilder| {
        ArrayBuilder::new().items(object([(name, words), (count, whole(0))]))
    };
    let value = counted("value", "count", text());
    object([("total", whole(0)), ("page", whole(1)), ("per_page", whole(1))])
        .property("items", ArrayBuilder::new().items(Ref::from_schema_name("Item")))
        .required("items")
        .property(
            "facets",
            ObjectBuilder::new()
                .schema_type(Type::Object)
                .additional_properties(Some(AdditionalProperties::from(RefOr::T(Schema::from(
                    value,
                )))))
                .description(Some(
                    "The values of each filter, with how many results each would give",
                ))
                .property_names(Some(Schema::from(one_of(
                    Facet::ALL.iter().map(|one| one.word()),
                )))),
        )
        .required("facets")
        .property(
            "excluded",
            counted("reason", "count", one_of(Excluded::ALL.iter().map(|one| one.word()))),
        )
        .required("excluded")
        .property("relax", counted("drop", "total", text()))
        .required("relax")
        .property(
            "recognized",
            ArrayBuilder::new().items(object([
                ("typed", text()),
                ("what", one_of(["place", "open", "organization"].into_iter())),
                ("value", text()),
            ])),
        )
        .required("recognized")
        .property("backend", text())
        .required("backend")
        .property("is_fallback", yes_no())
        .required("is_fallback")
        .property("hash", text())
        .required("hash")
}

fn item() -> ObjectBuilder {
    let date = text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
    let room = Capacity::ALL.iter().map(|one| json!(one.word())).chain([Value::Null]);
    let room = ObjectBuilder::new().schema_type(nullable(Type::String)).enum_values(Some(room));
    object([
        ("id", text()),
        ("slug", text()),
        ("name", text()),
        ("organization", text()),
        ("place", ObjectBuilder::new().schema_type(nullable(Type::String))),
        ("commune", ObjectBuilder::new().schema_type(nullable(Type::String))),
        ("distance_m", ObjectBuilder::new().schema_type(nullable(Type::Integer))),
        ("verified_on", date),
        ("capacity", room),
    ])
    .property(
        "next_opening",
        OneOfBuilder::new()
            .item(Ref::from_schema_name("Opening"))
            .item(ObjectBuilder::new().schema_type(Type::Null)),
    )
    .required("next_opening")
    .property("score", Ref::from_schema_name("Score"))
    .required("score")
}

fn score() -> ObjectBuilder {
    let reason =
        object([("code", one_of(ReasonCode::ALL.iter().map(|one| one.word()))), ("value", text())]);
    let point = object([
        ("rule", one_of(Rule::ALL.iter().map(|one| one.word()))),
        ("points", whole(0)),
        ("max", whole(0)),
        ("reason", reason),
    ]);
    object([("total", whole(0).maximum(Some(100))), ("rules_version", text())])
        .property("points", ArrayBuilder::new().items(point))
        .required("points")
}

fn opening() -> ObjectBuilder {
    let instant = || text().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)));
    object([("from", instant()), ("until", instant())])
}

fn refusal() -> ObjectBuilder {
    let field = ObjectBuilder::new().schema_type(nullable(Type::String));
    object([("error", text()), ("field", field), ("message", text())])
}

/// An object that always has these properties.
fn object<const N: usize>(properties: [(&str, ObjectBuilder); N]) -> ObjectBuilder {
    properties
        .into_iter()
        .fold(ObjectBuilder::new().schema_type(Type::Object), |object, (name, schema)| {
            object.property(name, schema).required(name)
        })
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn yes_no() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Boolean)
}

fn whole(least: u32) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(least))
}

fn one_of(words: impl Iterator<Item = &'static str>) -> ObjectBuilder {
    text().enum_values(Some(words))
}

fn nullable(kind: Type) -> SchemaType {
    SchemaType::Array(vec![kind, Type::Null])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::testing::{city, results};
    use std::collections::BTreeSet;

    fn document() -> Value {
        serde_json::to_value(openapi()).unwrap()
    }

    /// Every difference between a value and the schema that describes it.
    fn differences(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
        if let Some(name) = schema["$ref"].as_str() {
            let pointer = name.strip_prefix('#').unwrap();
            let Some(meant) = root.pointer(pointer) else {
                return vec![format!("{name} is nowhere")];
            };
            return differences(root, meant, value, at);
        }
        if let Some(options) = schema["oneOf"].as_array() {
            let fits = options.iter().any(|one| differences(root, one, value, at).is_empty());
            return if fits { Vec::new() } else { vec![format!("{at}: none of the forms")] };
        }
        let kinds: Vec<&str> = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            kind => kind.as_str().into_iter().collect(),
        };
        let kind = kind_of(value);
        if !kinds.contains(&kind) {
            return vec![format!("{at}: {kind} and not {kinds:?}")];
        }
        let mut found = Vec::new();
        if let Some(words) = schema["enum"].as_array() {
            found.extend((!words.contains(value)).then(|| format!("{at}: {value} is no value")));
        }
        for (index, one) in value.as_array().into_iter().flatten().enumerate() {
            found.extend(differences(root, &schema["items"], one, &format!("{at}/{index}")));
        }
        let Some(object) = value.as_object() else { return found };
        for name in schema["required"].as_array().into_iter().flatten() {
            let is_there = object.contains_key(name.as_str().unwrap());
            found.extend((!is_there).then(|| format!("{at}: no {name}")));
        }
        for (name, one) in object {
            let described = match &schema["properties"][name] {
                Value::Null => &schema["additionalProperties"],
                described => described,
            };
            let at = format!("{at}/{name}");
            match described {
                Value::Null => found.push(format!("{at} is not described")),
                described => found.extend(differences(root, described, one, &at)),
            }
        }
        found
    }

    fn kind_of(value: &Value) -> &'static str {
        match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
    }

    #[test]
    fn every_value_that_can_be_asked_is_described_once() {
        let document = document();

        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        let parameters =
            document["paths"]["/api/v1/offers"]["get"]["parameters"].as_array().unwrap();
        let described: BTreeSet<&str> =
            parameters.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(described.len(), parameters.len());
        assert_eq!(described, Param::ALL.iter().map(|one| one.english()).collect());
        for parameter in parameters {
            assert_eq!(parameter["in"], "query");
            assert!(parameter["schema"]["type"].is_string(), "{parameter}");
        }
    }

    #[test]
    fn what_is_answered_is_what_is_described() {
        let document = document();
        let schema = document.pointer("/components/schemas/Results").unwrap();
        let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let mut results = results(city(), 129);
        results.excluded = vec![(Excluded::Full, 3)];
        results.relax = vec![(app::directory::Dropped::Words, 40)];
        results.facets.insert(Facet::Theme, vec![("safe_use".to_owned(), 7)]);

        let answer = crate::api_json::results(&results, &[], today);

        assert_eq!(differences(&document, schema, &answer, ""), Vec::<String>::new());
        let mut wrong = answer.clone();
        wrong["items"][0]["score"]["points"][0]["rule"] = json!("fame");
        wrong["extra"] = json!(1);
        assert_eq!(differences(&document, schema, &wrong, "").len(), 2);
    }

    #[test]
    fn a_refusal_is_what_is_described() {
        let document = document();
        let schema = document.pointer("/components/schemas/Refusal").unwrap();
        let refusals = [
            crate::api_json::refusal("unknown", Some("theme"), "No."),
            crate::api_json::refusal("not_text", None, "No."),
        ];
        for refusal in refusals {
            assert_eq!(differences(&document, schema, &refusal, ""), Vec::<String>::new());
        }
    }
}

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
        .property("backend", text())
        .required("backend")
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

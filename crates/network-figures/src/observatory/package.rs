//! The files of an edition: a Frictionless data package, and a DCAT catalogue of all editions.

use serde_json::{Value, json};

use super::{Edition, checksum};

/// The sign of a hidden cell in files.
const HIDDEN: &str = "·";

/// Who publishes, as the descriptions say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// The name of the network.
    pub name: String,
    /// The address of the site, without a stroke at the end.
    pub url: String,
    /// The licence (SPDX) and its page.
    pub licence: (String, String),
}

/// One file of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    /// Its SHA-256 in hexadecimal.
    pub fn checksum(&self) -> String {
        checksum(&self.bytes)
    }
}

const CSV: &str = "text/csv; charset=utf-8";
const JSON: &str = "application/json";

/// The files of an edition: the edition itself, a table each, and `datapackage.json`.
pub fn files(edition: &Edition, publisher: &Publisher) -> Vec<File> {
    let mut files = vec![
        File { name: "edition.json".to_owned(), media_type: JSON, bytes: edition.to_bytes() },
        figures(edition),
    ];
    files.extend(edition.tables.iter().map(|table| {
        let mut text = String::from("theme,column,count\r\n");
        let sums = table.column_sums.iter().map(|sum| Some(*sum)).collect::<Vec<_>>();
        let all = |sum: u64| [Some(sum)];
        for ((row, cells), sum) in table.rows.iter().zip(&table.cells).zip(&table.row_sums) {
            let columns = table.columns.iter().map(String::as_str).chain(["total"]);
            for (column, count) in columns.zip(cells.iter().chain(&all(*sum))) {
                text.push_str(&line(&[row, column, &number(*count)]));
            }
        }
        let columns = table.columns.iter().map(String::as_str).chain(["total"]);
        for (column, count) in columns.zip(sums.iter().chain(&all(table.total))) {
            text.push_str(&line(&["total", column, &number(*count)]));
        }
        let name = format!("theme-{}.csv", table.columns_are);
        File { name, media_type: CSV, bytes: text.into_bytes() }
    }));
    files.push(description(edition, publisher, &files));
    files
}

fn figures(edition: &Edition) -> File {
    let mut text = String::from("indicator,formula,figure,unit,value\r\n");
    for figure in &edition.figures {
        let value = figure.value.map_or_else(|| HIDDEN.to_owned(), |value| value.to_string());
        let formula = figure.formula.to_string();
        text.push_str(&line(&[&figure.indicator, &formula, &figure.name, &figure.unit, &value]));
    }
    File { name: "figures.csv".to_owned(), media_type: CSV, bytes: text.into_bytes() }
}

/// Coded words and numbers only: none needs quotes, and none is a formula.
fn line(cells: &[&str]) -> String {
    format!("{}\r\n", cells.join(","))
}

fn number(count: Option<u64>) -> String {
    count.map_or_else(|| HIDDEN.to_owned(), |count| count.to_string())
}

/// Frictionless Data Package 1.0 with Table Schemas.
fn description(edition: &Edition, publisher: &Publisher, files: &[File]) -> File {
    let (licence, licence_url) = &publisher.licence;
    let resource = |file: &File| {
        let is_table = file.media_type == CSV;
        let name = file.name.split('.').next().unwrap_or_default();
        let mut resource = json!({
            "name": name,
            "path": file.name,
            "format": if is_table { "csv" } else { "json" },
            "mediatype": if is_table { "text/csv" } else { JSON },
            "encoding": "utf-8",
            "bytes": file.bytes.len(),
            "hash": format!("sha256:{}", file.checksum()),
        });
        if let (true, Some(all)) = (is_table, resource.as_object_mut()) {
            all.insert("profile".to_owned(), json!("tabular-data-resource"));
            all.insert("schema".to_owned(), schema(&file.name));
        }
        resource
    };
    let package = json!({
        "profile": "data-package",
        "name": format!("observatoire-{}", edition.quarter.to_lowercase()),
        "title": format!("{}, {}", publisher.name, edition.quarter),
        "homepage": format!("{}/observatoire/{}", publisher.url, edition.quarter),
        "version": format!("{}", edition.version),
        "created": format!("{}T00:00:00Z", edition.counted_on),
        "licenses": [{ "name": licence, "path": licence_url }],
        "resources": files.iter().map(resource).collect::<Vec<Value>>(),
    });
    let bytes = serde_json::to_vec_pretty(&package).unwrap_or_default();
    File { name: "datapackage.json".to_owned(), media_type: JSON, bytes }
}

fn schema(name: &str) -> Value {
    let text = |name: &str| json!({ "name": name, "type": "string" });
    let whole = |name: &str| json!({ "name": name, "type": "integer" });
    let fields = match name {
        "figures.csv" => {
            vec![text("indicator"), whole("formula"), text("figure"), text("unit"), whole("value")]
        }
        _ => vec![text("theme"), text("column"), whole("count")],
    };
    json!({ "fields": fields, "missingValues": [HIDDEN] })
}

/// All editions as a DCAT 3 catalogue in JSON-LD.
pub fn catalogue(editions: &[Edition], publisher: &Publisher) -> Value {
    let dataset = |edition: &Edition| {
        let page = format!("{}/observatoire/{}", publisher.url, edition.quarter);
        let distribution = |file: File| {
            json!({
                "@type": "dcat:Distribution",
                "dct:title": file.name,
                "dcat:downloadURL": { "@id": format!("{page}/{}", file.name) },
                "dcat:mediaType": file.media_type.split(';').next().unwrap_or_default(),
                "dcat:byteSize": file.bytes.len(),
                "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
                    "spdx:checksumValue": file.checksum(),
                },
            })
        };
        let files = files(edition, publisher);
        json!({
            "@type": "dcat:Dataset",
            "@id": page,
            "dct:title": format!("{}, {}", publisher.name, edition.quarter),
            "dct:issued": edition.counted_on.to_string(),
            "dct:license": { "@id": publisher.licence.1 },
            "dct:accrualPeriodicity": {
                "@id": "http://publications.europa.eu/resource/authority/frequency/QUARTERLY"
            },
            "dcat:distribution": files.into_iter().map(distribution).collect::<Vec<Value>>(),
        })
    };
    json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
        },
        "@type": "dcat:Catalog",
        "@id": format!("{}/observatoire", publisher.url),
        "dct:title": publisher.name,
        "dct:publisher": { "@type": "foaf:Organization", "foaf:name": publisher.name },
        "dct:license": { "@id": publisher.licence.1 },
        "dcat:dataset": editions.iter().map(dataset).collect::<Vec<Value>>(),
    })
}

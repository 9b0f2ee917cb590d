//! A coordinator brings the wrong file: the page says what it is and what to bring instead, and
//! the directory stays as it was.

use blackbox::{Page, Person, Site, each_site};
use partner_directory::exchange::MAX_BYTES;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use store::{Page as Slice, organizations};

const BOUNDARY: &str = "----a-line-that-no-file-holds";
const PAGE: &str = "/coordination/import";

/// The body of the form of the page with a file.
fn multipart(format: &str, name: &str, file: &[u8]) -> Vec<u8> {
    let part = |field: &str| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"").into_bytes()
    };
    let mut body = part("format");
    body.extend(format!("\r\n\r\n{format}\r\n").into_bytes());
    body.extend(part("file"));
    body.extend(format!("; filename=\"{name}\"\r\n\r\n").into_bytes());
    body.extend(file);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    body
}

async fn bring(person: &Person, body: Vec<u8>) -> Page {
    let request = person.request(Method::POST, PAGE).header("sec-fetch-site", "same-origin");
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    person.send(request.header(CONTENT_TYPE, kind).body(body)).await
}

async fn organizations_of(site: &Site) -> i64 {
    let slice = Slice { number: 1, size: 1 };
    site.read(move |conn| organizations::list(conn, slice)).await.1
}

#[tokio::test]
async fn a_file_of_another_kind_is_named_and_what_to_bring_instead_is_said() {
    each_site(async |site| {
        let person = site.coordinator().await;
        let before = organizations_of(site).await;
        let header = "id;structure;offre;npa;localite\n";
        let latin: Vec<u8> = [header.as_bytes(), b"1;Caf\xe9;Aide;1203;Gen\xe8ve\n"].concat();
        let wrong: [(&str, &[u8], &str); 9] = [
            ("annuaire.xlsx", b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml xl/", "tableur"),
            ("annuaire.zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00annuaire.csv", "compressée"),
            ("annuaire.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "document PDF"),
            ("annuaire.csv", b"<!doctype html><title>Connexion</title>", "page web"),
            ("annuaire.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "une image"),
            ("annuaire.csv", &latin, "UTF-8"),
            ("annuaire.csv", b"", "vide"),
            ("annuaire.csv", b"id;structure;offre;npa;localite\n1;\"Atelier", "fin du fichier"),
            ("annuaire.csv", b"nom;couleur\nrose;rouge\n", "Il manque des colonnes"),
        ];

        for (name, file, words) in wrong {
            let page = bring(&person, multipart("csv", name, file)).await.with_status(422);
            page.shows(words).shows("Choisir un fichier");
            let chosen = page.attributes("input[name=format][checked]", "value");
            assert_eq!(chosen, ["csv"], "{words}: the format stays chosen");
        }

        assert_eq!(organizations_of(site).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_file_over_the_limit_or_cut_on_its_way_is_refused_in_words_and_not_kept() {
    each_site(async |site| {
        let person = site.coordinator().await;
        let before = organizations_of(site).await;
        let large = multipart("csv", "annuaire.csv", &vec![b'a'; MAX_BYTES + 1]);
        let mut cut = multipart("csv", "annuaire.csv", b"id;structure;offre;npa;localite\n");
        cut.truncate(cut.len() - BOUNDARY.len());

        for body in [large, cut] {
            let page = bring(&person, body).await.with_status(422);
            page.shows("dépasse 64 Mo, ou l’envoi a été coupé");
        }
        bring(&person, multipart("csv", "", b"")).await.with_status(422);
        bring(&person, multipart("nothing", "a.csv", b"a")).await.with_status(422);

        assert_eq!(organizations_of(site).await, before);
        person.page(PAGE).await.ok().hides("annuaire.csv");
    })
    .await;
}

//! Whatever people type is kept to the letter, or refused by name.

use partner_directory::{Offer, Organization};
use store::testing::each_database;
use store::{StoreError, offers, organizations};

use crate::support::{offer, organization, read, write};

#[tokio::test]
async fn quotes_emojis_and_long_texts_come_back_to_the_letter() {
    let texts = [
        "L'œuvre d’\"Anne\" ; -- DROP TABLE offers % _ \\ {{ name }}".to_owned(),
        "👩‍👩‍👧‍👦 ❤️ العربية فارسی 中文 e\u{301}\u{202e}\u{feff}".to_owned(),
        "\u{1}\u{7}\t\r\n\u{85}\u{2028}".to_owned(),
        "é".repeat(5_000),
        " ".to_owned(),
    ];
    each_database(|db, _| {
        let texts = texts.clone();
        async move {
            for (number, text) in texts.into_iter().enumerate() {
                let of = organization(&format!("organization-{number}"));
                let of = Organization { name: text.clone(), ..of };
                let wanted = Offer {
                    description: text.clone(),
                    programmes: vec![text.clone()],
                    human_channel: Some(text),
                    ..offer(&of, &format!("offer-{number}"))
                };
                let kept = (of.clone(), wanted.clone());
                write(&db, move |conn| {
                    organizations::insert(conn, &kept.0)?;
                    offers::insert(conn, &kept.1)
                })
                .await
                .unwrap();

                let id = wanted.id.clone();
                assert_eq!(read(&db, move |conn| offers::find(conn, &id)).await, wanted);
                let id = of.id.clone();
                assert_eq!(read(&db, move |conn| organizations::find(conn, &id)).await, of);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_nul_character_is_refused_on_both_databases() {
    each_database(|db, _| async move {
        let of = organization("eclair");
        let named = Organization { name: "a\0b".to_owned(), ..of.clone() };
        let refused = write(&db, move |conn| organizations::insert(conn, &named)).await;
        assert!(matches!(refused, Err(StoreError::NulCharacter)), "{refused:?}");

        let labelled = Offer { programmes: vec!["\0".to_owned()], ..offer(&of, "offer") };
        let refused = write(&db, move |conn| {
            organizations::insert(conn, &of)?;
            offers::insert(conn, &labelled)
        })
        .await;
        assert!(matches!(refused, Err(StoreError::NulCharacter)), "{refused:?}");
    })
    .await;
}

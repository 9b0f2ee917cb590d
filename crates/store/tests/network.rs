//! What belongs to the network comes back as a coordinator set it.

use chrono::{NaiveTime, Weekday};
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{Language, OpeningHours, OrganizationId};
use store::StoreError;
use store::network::{self, NetworkSettings};
use store::testing::each_database;

use crate::support::{day, later, now, read, write};

fn full_settings() -> NetworkSettings {
    NetworkSettings {
        name: "Réseau d’inclusion numérique".to_owned(),
        helpdesk_phone: Some("+41 22 000 00 00".to_owned()),
        helpdesk_email: Some("aide@reseau.example".to_owned()),
        helpdesk_hours_note: Some("Du lundi au vendredi".to_owned()),
        languages: ["fr", "pt", "sq"].map(|tag| Language::parse(tag).unwrap()).to_vec(),
        country: "FR".to_owned(),
        moderation: partner_directory::moderation::Moderation::LabelledPlaces,
        coordinating: Some(OrganizationId::from("o1")),
    }
}

fn hour(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

#[tokio::test]
async fn settings_that_nobody_touched_are_the_defaults() {
    each_database(|db, _| async move {
        assert_eq!(read(&db, network::settings).await, NetworkSettings::default());
    })
    .await;
}

#[tokio::test]
async fn a_new_network_counts_from_monday_to_friday() {
    each_database(|db, _| async move {
        let calendar = read(&db, |conn| network::calendar(conn, chrono_tz::Europe::Zurich)).await;

        assert!(calendar.is_open("2026-03-02T07:00:00Z".parse().unwrap()), "Monday, 8:00");
        assert!(!calendar.is_open("2026-03-02T17:00:00Z".parse().unwrap()), "Monday, 18:00");
        assert!(!calendar.is_open("2026-03-07T10:00:00Z".parse().unwrap()), "Saturday");
    })
    .await;
}

#[tokio::test]
async fn settings_come_back_as_they_were_kept_and_can_be_emptied_again() {
    each_database(|db, _| async move {
        for wanted in [full_settings(), NetworkSettings::default()] {
            let kept = wanted.clone();
            write(&db, move |conn| network::put_settings(conn, &kept, None, now())).await.unwrap();
            assert_eq!(read(&db, network::settings).await, wanted);
        }
    })
    .await;
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[tokio::test]
async fn only_the_setting_that_changed_bears_the_date_of_the_change() {
    each_database(|db, _| async move {
        write(&db, |conn| {
            network::put_settings(conn, &full_settings(), None, now())?;
            let wanted = NetworkSettings { country: "CH".to_owned(), ..full_settings() };
            network::put_settings(conn, &wanted, None, later(5))
        })
        .await
        .unwrap();

        let changed: Vec<Name> = read(&db, |conn| {
            Ok(diesel::sql_query(
                "SELECT name FROM network_settings
                 WHERE changed_at > (SELECT MIN(changed_at) FROM network_settings)",
            )
            .load(conn)?)
        })
        .await;

        assert_eq!(changed.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["country"]);
    })
    .await;
}

#[tokio::test]
async fn opening_hours_come_back_as_they_were_kept_and_replace_older_ones() {
    each_database(|db, _| async move {
        let long =
            [(Weekday::Mon, hour(8, 0), hour(18, 0)), (Weekday::Sun, hour(9, 30), hour(12, 15))];
        let short = [(Weekday::Tue, hour(10, 0), hour(11, 0))];
        for spans in [&long[..], &short[..]] {
            let hours = OpeningHours::from_spans(spans).unwrap();
            let kept = hours.clone();
            write(&db, move |conn| network::put_openings(conn, &kept)).await.unwrap();
            assert_eq!(read(&db, network::openings).await, hours);
        }
    })
    .await;
}

#[tokio::test]
async fn the_calendar_leaves_out_the_holidays_of_the_network_country_only() {
    each_database(|db, _| async move {
        write(&db, |conn| {
            let hours = [(Weekday::Fri, hour(8, 0), hour(18, 0))];
            network::put_openings(conn, &OpeningHours::from_spans(&hours).unwrap())?;
            network::put_holidays(conn, "CH", &[(day("2026-04-03"), "Vendredi saint".to_owned())])?;
            network::put_holidays(conn, "FR", &[(day("2026-05-01"), "Fête du travail".to_owned())])
        })
        .await
        .unwrap();

        let calendar = read(&db, |conn| network::calendar(conn, chrono_tz::Europe::Zurich)).await;

        let opens = ["2026-04-03", "2026-05-01"].map(|text| calendar.span(day(text)).is_some());
        assert_eq!(opens, [false, true]);
    })
    .await;
}

#[tokio::test]
async fn the_holidays_of_one_country_are_replaced_and_those_of_another_stay() {
    each_database(|db, _| async move {
        write(&db, |conn| {
            network::put_holidays(conn, "CH", &[(day("2026-04-03"), "a".to_owned())])?;
            network::put_holidays(conn, "FR", &[(day("2026-05-01"), "b".to_owned())])?;
            network::put_holidays(conn, "CH", &[(day("2026-09-10"), "c".to_owned())])
        })
        .await
        .unwrap();
        let days = |country: &'static str| {
            read(&db, move |conn| {
                network::put_settings(
                    conn,
                    &NetworkSettings { country: country.to_owned(), ..full_settings() },
                    None,
                    now(),
                )?;
                let hours = OpeningHours::from_spans(&[(Weekday::Mon, hour(8, 0), hour(9, 0))]);
                network::put_openings(conn, &hours.unwrap())?;
                let calendar = network::calendar(conn, chrono_tz::Europe::Zurich)?;
                Ok(["2026-04-03", "2026-05-01", "2026-09-10"].map(|d| calendar.is_holiday(day(d))))
            })
        };

        assert_eq!(days("CH").await, [false, false, true]);
        assert_eq!(days("FR").await, [false, true, false]);
    })
    .await;
}

#[tokio::test]
async fn a_database_is_marked_and_tied_to_a_secret_once() {
    each_database(|db, _| async move {
        assert!(!read(&db, network::is_demo).await);
        assert_eq!(read(&db, network::key_fingerprint).await, None);

        write(&db, network::mark_demo).await.unwrap();
        write(&db, |conn| network::insert_key_fingerprint(conn, "abc")).await.unwrap();
        let again = [
            write(&db, network::mark_demo).await,
            write(&db, |conn| network::insert_key_fingerprint(conn, "def")).await,
        ];

        for answer in again {
            assert!(matches!(answer, Err(StoreError::Duplicate)), "{answer:?}");
        }
        assert!(read(&db, network::is_demo).await);
        assert_eq!(read(&db, network::key_fingerprint).await.as_deref(), Some("abc"));
    })
    .await;
}

//! The calendar that every promise is counted in.

use blackbox::each_site;

#[tokio::test]
async fn a_new_network_knows_the_public_holidays_of_geneva() {
    each_site(async |site| {
        let calendar =
            site.read(|conn| store::network::calendar(conn, chrono_tz::Europe::Zurich)).await;

        assert!(calendar.is_holiday("2026-09-10".parse().unwrap()), "Jeûne genevois");
        assert!(!calendar.is_holiday("2026-12-26".parse().unwrap()));
    })
    .await;
}

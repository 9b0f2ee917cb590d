//! One holder at a time.

use chrono::Duration;
use store::leases;
use store::testing::each_database;

use crate::support::{later, now, write};

async fn takes(db: &store::Db, holder: &str, at: chrono::DateTime<chrono::Utc>) -> bool {
    let holder = holder.to_owned();
    let ten = Duration::minutes(10);
    write(db, move |conn| leases::take(conn, "jobs", &holder, at, ten)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_who_take_a_lease_at_once_one_gets_it() {
    each_database(|db, _| async move {
        let takers: Vec<_> = (0..20)
            .map(|number| {
                let db = db.clone();
                tokio::spawn(async move { takes(&db, &format!("process-{number}"), now()).await })
            })
            .collect();
        let mut got = 0;
        for taker in takers {
            got += usize::from(taker.await.unwrap());
        }
        assert_eq!(got, 1);
    })
    .await;
}

#[tokio::test]
async fn a_lease_is_free_again_when_it_runs_out_or_is_given_back() {
    each_database(|db, _| async move {
        assert!(takes(&db, "a", now()).await);
        assert!(takes(&db, "a", later(5)).await, "the holder makes it longer");
        assert!(!takes(&db, "b", later(14)).await, "still held");
        assert!(takes(&db, "b", later(15)).await, "run out");

        write(&db, |conn| leases::release(conn, "jobs", "a", later(16))).await.unwrap();
        assert!(!takes(&db, "a", later(16)).await, "nobody gives back what another holds");
        write(&db, |conn| leases::release(conn, "jobs", "b", later(16))).await.unwrap();
        assert!(takes(&db, "a", later(16)).await);
    })
    .await;
}

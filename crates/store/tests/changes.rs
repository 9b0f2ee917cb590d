//! What changed is noted in commit order, and nothing else is.

use store::testing::each_database;
use store::{StoreError, changes, offers, organizations, places};

use crate::support::{example, later, now, offer, organization, read, write};

#[tokio::test]
async fn whatever_a_listing_shows_is_noted_when_it_changes() {
    each_database(|db, _| async move {
        let example = example(&db).await;
        let known = example.clone();
        let noted = write(&db, move |conn| {
            let second = offer(&known.organization, "second");
            let mut noted = vec![];
            let mut note = |conn: &mut _| -> Result<(), StoreError> {
                let seen = noted.iter().map(Vec::len).sum::<usize>();
                let all = changes::since(conn, 0, 100)?;
                noted.push(all[seen..].iter().map(|change| change.offer.clone()).collect());
                Ok(())
            };
            note(conn)?;
            offers::insert(conn, &second)?;
            note(conn)?;
            organizations::update(conn, &known.organization, later(1))?;
            note(conn)?;
            places::update(conn, &known.place, later(2))?;
            note(conn)?;
            offers::set_places(conn, &known.offer.id, &[], later(3))?;
            note(conn)?;
            Ok((second.id, noted))
        })
        .await
        .unwrap();

        let (second, noted) = noted;
        let first = example.offer.id;
        assert_eq!(
            noted,
            [
                vec![first.clone(), first.clone()],
                vec![second.clone()],
                vec![first.clone(), second],
                vec![first.clone()],
                vec![first],
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_write_that_is_taken_back_leaves_no_change() {
    each_database(|db, _| async move {
        let example = example(&db).await;
        let before = read(&db, changes::latest).await;

        let offer = example.offer.clone();
        let taken_back: Result<(), _> = write(&db, move |conn| {
            offers::update(conn, &offer, later(1))?;
            Err(StoreError::Interrupted)
        })
        .await;

        assert!(matches!(taken_back, Err(StoreError::Interrupted)));
        assert_eq!(read(&db, changes::latest).await, before);
        assert_eq!(read(&db, move |conn| changes::since(conn, before, 10)).await, vec![]);
        let id = example.offer.id.clone();
        assert_eq!(read(&db, move |conn| offers::find(conn, &id)).await.version, 1);
    })
    .await;
}

#[tokio::test]
async fn changes_are_read_from_a_cursor_in_portions() {
    each_database(|db, _| async move {
        example(&db).await;
        let first = read(&db, |conn| changes::since(conn, 0, 1)).await;
        assert_eq!(first.iter().map(|change| change.seq).collect::<Vec<_>>(), [1]);
        assert_eq!(first[0].changed_at, now());
        let rest = read(&db, |conn| changes::since(conn, 1, 10)).await;
        assert_eq!(rest.iter().map(|change| change.seq).collect::<Vec<_>>(), [2]);
        assert_eq!(read(&db, changes::latest).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reader_who_follows_eight_writers_misses_no_change() {
    const WRITERS: usize = 8;
    const WRITES: usize = 25;

    each_database(|db, _| async move {
        let writers: Vec<_> = (0..WRITERS)
            .map(|number| tokio::spawn(write_offers(db.clone(), number, WRITES)))
            .collect();
        let mut seen = vec![];
        while seen.len() < WRITERS * WRITES {
            let cursor = seen.last().copied().unwrap_or_default();
            let are_done = writers.iter().all(tokio::task::JoinHandle::is_finished);
            let new = read(&db, move |conn| changes::since(conn, cursor, 1000)).await;
            assert!(!(are_done && new.is_empty()), "only {} changes came", seen.len());
            seen.extend(new.into_iter().map(|change| change.seq));
        }
        for writer in writers {
            writer.await.unwrap();
        }

        let wanted: Vec<i64> = (1..).take(WRITERS * WRITES).collect();
        assert_eq!(seen, wanted);
    })
    .await;
}

/// Each write touches an organization first and its offer last, as an editor would.
async fn write_offers(db: store::Db, number: usize, writes: usize) {
    let of = organization(&format!("writer-{number}"));
    let kept = of.clone();
    write(&db, move |conn| organizations::insert(conn, &kept)).await.unwrap();
    for count in 0..writes {
        let offer = offer(&of, &format!("offer-{number}-{count}"));
        write(&db, move |conn| offers::insert(conn, &offer)).await.unwrap();
    }
}

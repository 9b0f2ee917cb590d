//! Staged files, what sources said, and the whole directory at once.

use std::collections::BTreeMap;

use kernel::ImportRunId;
use partner_directory::OfferStatus;
use partner_directory::exchange::{Outcome, SourceFormat};
use store::external_ids::{self, ExternalKind};
use store::imports::{self, Run, RunState, StagedRow};
use store::provenance::{self, Statement};
use store::testing::each_database;
use store::{StoreError, offers, organizations, published};

use crate::fixture::write;
use crate::support::{later, now, offer, organization, read};

fn run(id: &str, state: RunState) -> Run {
    Run {
        id: ImportRunId::from(id),
        file_name: "lieux.csv".to_owned(),
        format: SourceFormat::Mednum,
        state,
        rows: 2,
        remarks: Vec::new(),
        account: None,
        staged_at: now(),
        finished_at: None,
    }
}

fn row(number: usize, outcome: Outcome) -> StagedRow {
    StagedRow {
        number,
        external_id: format!("row-{number}"),
        name: "Aide".to_owned(),
        outcome,
        record: None,
        differences: Vec::new(),
        remarks: Vec::new(),
    }
}

#[tokio::test]
async fn a_run_moves_on_once_and_its_rows_are_counted_by_outcome() {
    each_database(|db, _| async move {
        let found = write(&db, |conn| {
            let one = run("run-1", RunState::Staging);
            imports::insert(conn, &one)?;
            let rows = [row(1, Outcome::Added), row(2, Outcome::Refused)];
            imports::insert_rows(conn, &one.id, &rows)?;
            let mut advance = |from, to| imports::advance(conn, &one.id, from, to, later(1));
            let moved = [
                advance(RunState::Staging, RunState::Staged)?,
                advance(RunState::Staging, RunState::Staged)?,
                advance(RunState::Staged, RunState::Applied)?,
            ];
            Ok((moved, imports::find(conn, &one.id)?, imports::counts(conn, &one.id)?))
        })
        .await;

        let (moved, kept, mut counts) = found;
        counts.sort_by_key(|(outcome, _)| outcome.word());
        assert_eq!(moved, [true, false, true]);
        assert_eq!((kept.state, kept.finished_at), (RunState::Applied, Some(later(1))));
        assert_eq!(counts, [(Outcome::Added, 1), (Outcome::Refused, 1)]);
    })
    .await;
}

#[tokio::test]
async fn old_runs_go_with_their_rows_and_one_that_is_being_written_stays() {
    each_database(|db, _| async move {
        let left = write(&db, |conn| {
            for (id, state) in [("old", RunState::Applied), ("busy", RunState::Applying)] {
                imports::insert(conn, &run(id, state))?;
                imports::insert_rows(conn, &ImportRunId::from(id), &[row(1, Outcome::Added)])?;
            }
            let gone = imports::delete_old(conn, later(1))?;
            let counted = imports::counts(conn, &ImportRunId::from("old"))?;
            Ok((gone, counted, imports::list(conn, 10)?))
        })
        .await;

        let names: Vec<&str> = left.2.iter().map(|run| run.id.as_str()).collect();
        assert_eq!((left.0, left.1.len(), names), (1, 0, vec!["busy"]));
    })
    .await;
}

#[tokio::test]
async fn a_source_says_what_it_said_last_and_others_keep_their_word() {
    each_database(|db, _| async move {
        let say = |source: &str, field: &str, value: &str| Statement {
            kind: ExternalKind::Offer,
            object: "o1".to_owned(),
            source: source.to_owned(),
            values: BTreeMap::from([(field.to_owned(), value.to_owned())]),
        };
        let first = [say("Canton", "offer.name", "Avant"), say("Ville", "offer.name", "Autre")];
        let second = [say("Canton", "offer.summary", "Après")];

        let stated = write(&db, move |conn| {
            provenance::put(conn, &first, now())?;
            provenance::put(conn, &second, later(1))?;
            provenance::of(conn, ExternalKind::Offer, "o1")
        })
        .await;

        let said: Vec<_> =
            stated.iter().map(|one| (one.source.as_str(), one.value.as_str())).collect();
        assert_eq!(said, [("Ville", "Autre"), ("Canton", "Après")]);
        assert_eq!(stated[1].seen_at, later(1));
    })
    .await;
}

#[tokio::test]
async fn the_name_that_a_source_gave_first_is_known_after_a_merge() {
    each_database(|db, _| async move {
        let found = write(&db, |conn| {
            let name = |name: &str| [(ExternalKind::Offer, name.to_owned(), "o1".to_owned())];
            external_ids::put_new(conn, "csv", &name("b"), now())?;
            external_ids::put_new(conn, "csv", &name("a"), later(1))?;
            external_ids::put_new(conn, "mednum", &name("z"), now())?;
            external_ids::first_names(conn, "csv", &["o1", "o2"])
        })
        .await;

        let first = found.get(&(ExternalKind::Offer, "o1".to_owned()));
        assert_eq!((first.map(String::as_str), found.len()), (Some("b"), 1));
    })
    .await;
}

#[tokio::test]
async fn only_published_offers_are_listed_for_others() {
    each_database(|db, _| async move {
        write(&db, |conn| {
            let of = organization("lac");
            organizations::insert(conn, &of)?;
            for (name, status) in
                [("ouverte", OfferStatus::Published), ("brouillon", OfferStatus::Draft)]
            {
                let one = partner_directory::Offer { status, ..offer(&of, name) };
                offers::insert(conn, &one)?;
            }
            Ok::<_, StoreError>(())
        })
        .await;

        let listed = read(&db, |conn| published::list_all(conn, now().date_naive())).await;

        let slugs: Vec<&str> = listed.iter().map(|one| one.offer().slug.as_str()).collect();
        assert_eq!(slugs, ["ouverte"]);
        assert_eq!(listed[0].organization().referral_email, None);
    })
    .await;
}

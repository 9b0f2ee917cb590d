//! The directory stays tidy: duplicates become one and two again, what needs a second look
//! waits, organizations are invited.

use app::AppError;
use app::merging::MergeForm;
use app::moderation::Decision;
use app::workspace::SavePlace;
use blackbox::{Partner, Person, Site, each_site};
use chrono::Duration;
use kernel::{Actor, OrganizationId, PlaceId, Role};
use partner_directory::merging::{Choices, Side};
use partner_directory::revision::ObjectKind;
use partner_directory::{Label, Place};
use store::external_ids::{self, ExternalKind};
use store::{offers, organizations, places};

async fn coordinator(site: &Site) -> Actor {
    site.coordinator().await.account.unwrap().actor()
}

async fn organization_merge(
    site: &Site,
    actor: &Actor,
    (kept, absorbed): (&OrganizationId, &OrganizationId),
) -> Result<String, AppError> {
    let version = async |id: &OrganizationId| {
        let id = id.clone();
        site.read(move |conn| organizations::find(conn, &id)).await.version.into()
    };
    let form = MergeForm {
        kind: ObjectKind::Organization,
        kept: (kept.to_string(), version(kept).await),
        absorbed: (absorbed.to_string(), version(absorbed).await),
        choices: Choices::new(),
    };
    site.app.merge(actor, form).await
}

fn code(result: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    match result {
        Err(AppError::Invalid(errors)) => errors.iter().next().unwrap().code,
        Err(AppError::Stale) => "stale",
        other => panic!("{other:?}"),
    }
}

async fn place_of(site: &Site, partner: &Partner) -> Place {
    let offer = partner.offer.id.clone();
    let id = site.read(move |conn| offers::places_of(conn, &offer)).await.remove(0).place;
    site.read(move |conn| places::find(conn, &id)).await
}

#[tokio::test]
async fn an_absorbed_organization_leads_to_the_one_that_stays_with_offers_people_and_referrals() {
    each_site(async |site| {
        let (kept, absorbed) =
            (site.partner_with_offer("Éclair").await, site.partner_with_offer("L’Éclair").await);
        let actor = coordinator(site).await;
        let colleague = site.partner_of(&absorbed).await;
        site.referral_sent_to(&[&absorbed]).await;
        let (kept_id, absorbed_id) =
            (kept.organization.id.clone(), absorbed.organization.id.clone());
        let name = absorbed_id.to_string();
        let now = site.now();
        site.write(move |conn| {
            let names = [(ExternalKind::Organization, "42".to_owned(), name)];
            external_ids::put_new(conn, "mednum", &names, now)
        })
        .await;

        let merge = organization_merge(site, &actor, (&kept_id, &absorbed_id)).await.unwrap();

        let visitor = site.visitor();
        let moved = visitor.page(&format!("/structures/{}", absorbed.organization.slug)).await;
        let moved = moved.with_status(301);
        let to = format!("/structures/{}", kept.organization.slug);
        assert_eq!(moved.header("location"), Some(to.as_str()));
        let (offer, id) = (absorbed.offer.id.clone(), kept_id.to_string());
        let offer = site.read(move |conn| offers::find(conn, &offer)).await;
        assert_eq!(offer.organization, kept_id);
        let known = site
            .read(|conn| external_ids::find(conn, ExternalKind::Organization, "mednum", "42"))
            .await;
        assert_eq!(known, Some(id));
        assert_eq!(inbox_size(&colleague).await, 1, "the referral is still answered");

        site.app.undo_merge(&actor, merge.clone()).await.unwrap();

        visitor.page(&format!("/structures/{}", absorbed.organization.slug)).await.ok();
        let offer = absorbed.offer.id.clone();
        let offer = site.read(move |conn| offers::find(conn, &offer)).await;
        assert_eq!(offer.organization, absorbed_id);
        assert_eq!(inbox_size(&colleague).await, 1);
        assert_eq!(code(site.app.undo_merge(&actor, merge).await), "undone_before");
    })
    .await;
}

async fn inbox_size(person: &Person) -> usize {
    let page = person.page("/structure").await.ok();
    let asked = page.attributes("a[href^='/structure/tentatives/']", "href");
    asked.into_iter().collect::<std::collections::HashSet<_>>().len()
}

#[tokio::test]
async fn merges_of_merges_are_taken_back_from_the_outside_in() {
    each_site(async |site| {
        let mut ids = Vec::new();
        for name in ["Un", "Deux", "Trois"] {
            ids.push(site.partner_with_offer(name).await.organization.id);
        }
        let actor = coordinator(site).await;
        let inner = organization_merge(site, &actor, (&ids[1], &ids[0])).await.unwrap();
        let outer = organization_merge(site, &actor, (&ids[2], &ids[1])).await.unwrap();

        assert_eq!(code(organization_merge(site, &actor, (&ids[2], &ids[0])).await), "absorbed");
        assert_eq!(code(site.app.undo_merge(&actor, inner.clone()).await), "merged_since");
        site.app.undo_merge(&actor, outer).await.unwrap();
        site.app.undo_merge(&actor, inner.clone()).await.unwrap();

        for id in ids {
            let found = site.read(move |conn| offers::list_of(conn, &id)).await;
            assert_eq!(found.len(), 1);
        }
    })
    .await;
}

#[tokio::test]
async fn a_merge_is_refused_when_a_row_changed_and_undone_for_90_days_only() {
    each_site(async |site| {
        let (kept, absorbed) =
            (site.partner_with_offer("Un").await, site.partner_with_offer("Deux").await);
        let actor = coordinator(site).await;
        let (left, right) = (place_of(site, &kept).await, place_of(site, &absorbed).await);
        let form = |version: i64| MergeForm {
            kind: ObjectKind::Place,
            kept: (left.id.to_string(), left.updated_at.timestamp_millis()),
            absorbed: (right.id.to_string(), version),
            choices: Choices::from([("place.name".to_owned(), Side::Absorbed)]),
        };
        assert_ne!(left.id, right.id);
        assert_eq!(code(site.app.merge(&actor, form(1)).await), "stale");
        let version = right.updated_at.timestamp_millis();
        let merge = site.app.merge(&actor, form(version)).await.unwrap();

        let id = left.id.clone();
        assert_eq!(site.read(move |conn| places::find(conn, &id)).await.name, right.name);
        assert_eq!(place_of(site, &absorbed).await.id, left.id);

        site.clock.advance(Duration::days(91));
        assert_eq!(code(site.app.undo_merge(&actor, merge).await), "too_late");
    })
    .await;
}

#[tokio::test]
async fn the_name_of_a_labelled_place_waits_and_its_author_is_told() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Labellisée").await;
        let place = place_of(site, &partner).await;
        let (id, now) = (partner.organization.id.clone(), site.now());
        site.write(move |conn| {
            let mut one = organizations::find(conn, &id)?;
            let name = "Aidants Connect".to_owned();
            one.labels = vec![Label { name, awarded_by: None, from: None, until: None }];
            organizations::update(conn, &one, now)
        })
        .await;
        let account = site.account(Role::Partner, partner.organization.id.clone()).await;
        let author = account.actor();
        let save = async |name: &str, id: &PlaceId| {
            let mut form = site.app.place_for_edit(&author, id.clone()).await.unwrap().form;
            form.place_name = name.to_owned();
            site.app.save_place(&author, id.clone(), form).await.unwrap()
        };
        let actor = coordinator(site).await;

        assert_eq!(save("Nouveau nom", &place.id).await, SavePlace::Waiting);
        assert_eq!(place_of(site, &partner).await.name, place.name);
        let waiting = site.app.proposals(&actor).await.unwrap();
        assert_eq!(waiting.len(), 1);
        let refuse = |words: &str| Decision::Refuse(words.to_owned());
        let empty = site.app.decide_proposal(&actor, waiting[0].id.clone(), refuse(" ")).await;
        assert_eq!(code(empty), "required");
        let no = refuse("Le panneau dit autre chose.");
        site.app.decide_proposal(&actor, waiting[0].id.clone(), no).await.unwrap();
        site.run_jobs().await;
        assert!(site.letter_to(&account.email).text.contains("Le panneau dit autre chose."));
        let again = site.app.decide_proposal(&actor, waiting[0].id.clone(), Decision::Accept).await;
        assert_eq!(code(again), "stale");

        assert_eq!(save("Nom exact", &place.id).await, SavePlace::Waiting);
        let waiting = site.app.proposals(&actor).await.unwrap();
        site.app.decide_proposal(&actor, waiting[0].id.clone(), Decision::Accept).await.unwrap();
        assert_eq!(place_of(site, &partner).await.name, "Nom exact");
    })
    .await;
}

#[tokio::test]
async fn the_pages_of_the_coordinators_show_pairs_and_members() {
    each_site(async |site| {
        let first = site.partner_with_offer("Médiathèque Jean Moulin").await;
        let second = site.partner_with_offer("Mediatheque Jean Moulin Genève").await;
        let coordinator = site.coordinator().await;

        let page = coordinator.page("/coordination/doublons?type=organization").await.ok();
        page.shows(&first.organization.name).shows(&second.organization.name);
        let merge = page.attributes("a[href*='/doublons/fusion']", "href").remove(0);
        coordinator.page(&merge).await.ok().shows("Fusionner");
        let pair = [
            ("kind", "organization"),
            ("left", first.organization.id.as_str()),
            ("right", second.organization.id.as_str()),
        ];
        coordinator.post("/coordination/doublons/ecarter", &pair).await;
        let page = coordinator.page("/coordination/doublons?type=organization").await.ok();
        page.hides(&second.organization.name);

        // What is kept of the pairs follows the directory, also where nothing is offered.
        let third = site.organization("Atelier Numérique du Bourg").await;
        let fourth = site.organization("Épicerie").await;
        let path = "/coordination/doublons?type=organization";
        coordinator.page(path).await.ok().hides(&third.name);
        let now = site.now();
        site.write(move |conn| {
            let name = "Atelier numérique du bourg".to_owned();
            organizations::update(conn, &partner_directory::Organization { name, ..fourth }, now)
        })
        .await;
        coordinator.page(path).await.ok().shows(&third.name);
        coordinator.page("/coordination/membres").await.ok().shows(&first.organization.name);
    })
    .await;
}

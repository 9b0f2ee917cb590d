//! What a change of a public listing means: it counts as a check, it opens no gap, it goes by the
//! second look, and what was absorbed is not changed any more.

use app::AppError;
use app::merging::MergeForm;
use app::workspace::{CapacityForm, ObjectRef, OfferForm, PlaceForm, SaveOffer, SavePlace, Undone};
use blackbox::{Partner, Site, each_site};
use chrono::Duration;
use kernel::{Actor, OfferId, Role};
use partner_directory::merging::Choices;
use partner_directory::revision::ObjectKind;
use partner_directory::{CallResult, Label, VerifiedHow};
use store::offers;

async fn editor(site: &Site, partner: &Partner) -> Actor {
    site.account(Role::Partner, partner.organization.id.clone()).await.actor()
}

async fn form_of(site: &Site, actor: &Actor, id: &OfferId) -> OfferForm {
    site.app.offer_for_edit(actor, id.clone()).await.unwrap().form
}

async fn save(site: &Site, actor: &Actor, id: &OfferId, form: OfferForm) -> SaveOffer {
    site.app.save_offer(actor, id.clone(), form).await.unwrap()
}

fn fields(error: AppError) -> Vec<&'static str> {
    match error {
        AppError::Invalid(errors) => errors.iter().map(|one| one.field).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_correction_by_its_organization_makes_a_listing_fresh_and_an_unchanged_form_does_not() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let (actor, id) = (editor(site, &partner).await, partner.offer.id.clone());
        site.pass(Duration::days(200)).await;
        let form = form_of(site, &actor, &id).await;
        save(site, &actor, &id, form.clone()).await;
        let read = async || {
            let id = id.clone();
            site.read(move |conn| offers::find(conn, &id)).await
        };
        assert_eq!(read().await.freshness_since, partner.offer.freshness_since);

        save(site, &actor, &id, OfferForm { summary: "Au premier.".to_owned(), ..form }).await;

        let kept = read().await;
        assert_eq!(kept.freshness_since, site.now().date_naive());
        assert_eq!(kept.verified.how, VerifiedHow::Web);
        assert_eq!(kept.verified.by.as_deref(), Some("Maison"));
    })
    .await;
}

#[tokio::test]
async fn what_is_corrected_after_a_call_was_learned_by_telephone_and_the_call_list_is_shorter() {
    each_site(async |site| {
        let partner = site
            .partner_with("Maison", |organization, _| {
                (organization.email, organization.referral_email) = (None, None);
            })
            .await;
        site.pass(Duration::days(400)).await;
        let coordinator = site.coordinator().await;
        let actor = coordinator.account.as_ref().unwrap().actor();
        assert_eq!(site.app.call_list(&actor, 1).await.unwrap().1, 1);
        let path = format!("/coordination/appels/{}", partner.organization.id);
        let form = coordinator.page(&path).await.ok().form(&path);
        let form = form.choose("how", "phone").choose("result", CallResult::Corrected.word());
        assert_eq!(coordinator.submit(&form).await.status, 303);

        let id = partner.offer.id.clone();
        let form = form_of(site, &actor, &id).await;
        save(site, &actor, &id, OfferForm { summary: "Au premier.".to_owned(), ..form }).await;

        let kept = site.read(move |conn| offers::find(conn, &id)).await;
        assert_eq!(kept.verified.how, VerifiedHow::Phone);
        assert_eq!(site.app.call_list(&actor, 1).await.unwrap().1, 0);
    })
    .await;
}

#[tokio::test]
async fn a_public_listing_keeps_what_people_need_to_know_whatever_way_it_is_changed() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let (actor, id) = (editor(site, &partner).await, partner.offer.id.clone());
        let form = form_of(site, &actor, &id).await;
        let mute = OfferForm { human_channel: " ".to_owned(), ..form.clone() };
        let error = site.app.save_offer(&actor, id.clone(), mute).await.unwrap_err();
        assert_eq!(fields(error), ["human_channel"]);
        let nowhere = OfferForm { places: Vec::new(), ..form };
        let error = site.app.save_offer(&actor, id.clone(), nowhere).await.unwrap_err();
        assert_eq!(fields(error), ["place", "schedules"]);

        let person = site.signed_in(Role::Partner, partner.organization.id.clone()).await;
        let path = format!("/structure/offres/{id}");
        let form = person.page(&path).await.ok().form(&path).fill("human_channel", "");
        let page = person.submit(&form.fill("summary", "Gardez ceci.")).await.with_status(422);
        page.shows("Gardez ceci.");
        site.visitor().page(&format!("/offres/{}", partner.offer.slug)).await.ok().shows("Maison");
    })
    .await;
}

#[tokio::test]
async fn a_later_check_is_not_taken_back_with_an_earlier_word() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let (actor, id) = (editor(site, &partner).await, partner.offer.id.clone());
        let form = form_of(site, &actor, &id).await;
        save(site, &actor, &id, OfferForm { summary: "Un.".to_owned(), ..form }).await;
        site.pass(Duration::days(3)).await;
        let form = form_of(site, &actor, &id).await;
        save(site, &actor, &id, OfferForm { alert: "Travaux.".to_owned(), ..form }).await;
        let history = site.app.history(&actor, ObjectRef::Offer(id.clone())).await.unwrap();

        let undone = site.app.undo_change(&actor, history[1].id.clone()).await.unwrap();

        assert_eq!(undone, Undone::Now);
        let kept = site.read(move |conn| offers::find(conn, &id)).await;
        assert_eq!(
            (&kept.summary, kept.alert.as_deref()),
            (&partner.offer.summary, Some("Travaux."))
        );
        assert_eq!(kept.freshness_since, site.now().date_naive());
    })
    .await;
}

#[tokio::test]
async fn taking_back_a_name_of_a_labelled_place_waits_for_a_coordinator_too() {
    each_site(async |site| {
        let label =
            Label { name: "Lieu sûr".to_owned(), awarded_by: None, from: None, until: None };
        let partner =
            site.partner_with("Maison", |organization, _| organization.labels = vec![label]).await;
        let actor = editor(site, &partner).await;
        let coordinator = site.coordinator().await.account.unwrap().actor();
        let place = form_of(site, &actor, &partner.offer.id).await.places[0].place.clone();
        let form = site.app.place_for_edit(&coordinator, place.clone()).await.unwrap().form;
        let form = PlaceForm { place_name: "Maison du Lac".to_owned(), ..form };
        let saved = site.app.save_place(&coordinator, place.clone(), form).await.unwrap();
        assert!(matches!(saved, SavePlace::Saved { .. }), "{saved:?}");
        let history = site.app.history(&actor, ObjectRef::Place(place.clone())).await.unwrap();

        let undone = site.app.undo_change(&actor, history[0].id.clone()).await.unwrap();

        assert_eq!(undone, Undone::Waiting);
        let now = site.app.place_for_edit(&actor, place).await.unwrap().place;
        assert_eq!(now.name, "Maison du Lac");
    })
    .await;
}

#[tokio::test]
async fn an_absorbed_offer_is_changed_by_nobody_and_stands_in_no_list() {
    each_site(async |site| {
        let kept = site.partner_with_offer("Maison").await;
        let absorbed = site.partner_with_offer("La Maison").await;
        let actor = site.coordinator().await.account.unwrap().actor();
        let own = editor(site, &absorbed).await;
        let version = async |id: &OfferId| form_of(site, &actor, id).await.version.into();
        let form = MergeForm {
            kind: ObjectKind::Offer,
            kept: (kept.offer.id.to_string(), version(&kept.offer.id).await),
            absorbed: (absorbed.offer.id.to_string(), version(&absorbed.offer.id).await),
            choices: Choices::new(),
        };
        let merge = site.app.merge(&actor, form).await.unwrap();
        let id = absorbed.offer.id.clone();

        assert!(site.app.workspace(&own, None).await.unwrap().offers.is_empty());
        for refused in [
            site.app.offer_for_edit(&own, id.clone()).await.map(drop),
            site.app.publish_offer(&own, id.clone()).await.map(drop),
            site.app.copy_offer(&own, id.clone()).await.map(drop),
            site.app.set_capacity(&own, id.clone(), CapacityForm::default()).await,
            site.app.confirm_offer(&own, id.clone()).await,
        ] {
            assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
        }
        site.app.undo_merge(&actor, merge).await.unwrap();
        assert_eq!(site.app.workspace(&own, None).await.unwrap().offers.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_new_name_and_new_hours_of_two_colleagues_are_both_kept() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let guest = site.partner_with_offer("Ailleurs").await;
        let (actor, id) = (editor(site, &partner).await, partner.offer.id.clone());
        let opened = form_of(site, &actor, &id).await;
        let mut elsewhere = opened.clone();
        let other = site.coordinator().await.account.unwrap().actor();
        elsewhere.places.extend(form_of(site, &other, &guest.offer.id).await.places);
        save(site, &actor, &id, elsewhere).await;

        let name = OfferForm { name: "Le mardi".to_owned(), places_stay: true, ..opened };
        let saved = save(site, &actor, &id, name).await;

        assert!(matches!(saved, SaveOffer::Saved { .. }), "{saved:?}");
        let now = form_of(site, &actor, &id).await;
        assert_eq!((now.name.as_str(), now.places.len()), ("Le mardi", 2));
    })
    .await;
}

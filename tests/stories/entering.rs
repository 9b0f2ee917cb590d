//! What somebody enters is compared with the directory first, and what was changed is kept for a
//! while.

use app::AppError;
use app::workspace::{
    Confirmed, NewOrganization, ObjectRef, OfferForm, OrganizationForm, PlaceForm, SavePlace,
};
use blackbox::{Partner, Person, Site, each_site};
use chrono::Duration;
use kernel::{Actor, Role};
use partner_directory::Place;
use partner_directory::moderation::Moderation;
use store::network;

fn organization(name: &str) -> OrganizationForm {
    OrganizationForm {
        name: name.to_owned(),
        phone: "022 555 14 14".to_owned(),
        ..OrganizationForm::default()
    }
}

async fn place_of(site: &Site, actor: &Actor, partner: &Partner) -> Place {
    let offer = site.app.offer_for_edit(actor, partner.offer.id.clone()).await.unwrap();
    offer.places[0].place.clone()
}

async fn coordinator(site: &Site) -> Actor {
    let organization = site.organization("Ville").await;
    site.account(Role::Coordinator, organization.id).await.actor()
}

#[tokio::test]
async fn an_organization_that_is_known_is_proposed_before_it_is_entered_again() {
    each_site(async |site| {
        let actor = coordinator(site).await;
        let enter = async |name: &str, confirmed| {
            site.app.create_organization(&actor, organization(name), confirmed).await
        };

        let first = enter("Atelier du Lac", Confirmed::NotYet).await.unwrap();
        let NewOrganization::Made(id) = first else { panic!("{first:?}") };
        let again = enter("Association Atelier du Lac", Confirmed::NotYet).await.unwrap();
        let NewOrganization::Alike(alike) = again else { panic!("{again:?}") };
        assert_eq!(alike[0].id, id.as_str());
        let other = enter("Association Atelier du Lac", Confirmed::IsOther).await.unwrap();
        assert!(matches!(other, NewOrganization::Made(other) if other != id));

        let nobody = OrganizationForm { phone: String::new(), ..organization("Sans adresse") };
        let error = site.app.create_organization(&actor, nobody, Confirmed::NotYet).await;
        assert!(matches!(error, Err(AppError::Invalid(_))), "{error:?}");
    })
    .await;
}

#[tokio::test]
async fn an_organization_proposed_by_a_partner_waits_where_the_network_wants_it() {
    each_site(async |site| {
        let now = site.now();
        site.write(move |conn| {
            let settings = network::settings(conn)?;
            let moderation = Moderation::NewOrganizations;
            let wanted = network::NetworkSettings { moderation, ..settings };
            network::put_settings(conn, &wanted, None, now)
        })
        .await;
        let partner = site.partner_with_offer("Maison").await;
        let person = site.signed_in(Role::Partner, partner.organization.id.clone()).await;
        let form = person.page("/structure/proposer").await.ok().form("/structure/proposer");
        let form = form.fill("name", "Club des aînés").fill("phone", "022 555 14 14");
        assert_eq!(person.submit(&form).await.status, 303);

        let actor = coordinator(site).await;
        let waiting = site.app.proposals(&actor).await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].name, "Club des aînés");
        person.page("/structure").await.ok().shows("Club des aînés");
    })
    .await;
}

#[tokio::test]
async fn two_new_organizations_of_one_name_are_both_accepted_from_the_page() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let person = site.signed_in(Role::Partner, partner.organization.id.clone()).await;
        for phone in ["022 555 14 14", "022 555 15 15"] {
            let form = person.page("/structure/proposer").await.ok().form("/structure/proposer");
            let form = form.fill("name", "Club des aînés").fill("phone", phone);
            person.submit(&form).await.with_status(303);
        }

        let coordinator = site.coordinator().await;
        for left in [1, 0] {
            let page = coordinator.page("/coordination/moderation").await.ok();
            page.shows("Club des aînés");
            let form = page.form("/coordination/moderation").forge("act", "accepter");
            coordinator.submit(&form).await.with_status(303);
            let waiting = site.app.proposals(&coordinator_of(&coordinator)).await.unwrap();
            assert_eq!(waiting.len(), left);
        }
        for slug in ["club-des-aines", "club-des-aines-2"] {
            let path = format!("/structures/{slug}");
            site.visitor().page(&path).await.ok().shows("Club des aînés");
        }
    })
    .await;
}

fn coordinator_of(person: &Person) -> Actor {
    person.account.as_ref().unwrap().actor()
}

#[tokio::test]
async fn an_offer_that_is_there_is_proposed_once_and_what_was_typed_is_kept() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let person = site.signed_in(Role::Partner, partner.organization.id.clone()).await;
        let actor = person.account.as_ref().unwrap().actor();
        let path = format!("/structure/nouvelle?modele={}", partner.offer.kind.word());
        let place = place_of(site, &actor, &partner).await;
        let form = person.page(&path).await.ok().form("/nouvelle");
        let form = form.fill("name", &partner.offer.name).choose("place", place.id.as_str());
        let page = person.submit(&form).await.with_status(409);
        page.shows("Est-ce déjà dans l’annuaire ?").shows(&partner.offer.name);
        let offers = site.app.workspace(&actor, None).await.unwrap().offers.len();
        assert_eq!(offers, 1, "nothing is kept yet");

        let again = page.form("/nouvelle").press("Garder comme brouillon");
        assert_eq!(person.submit(&again).await.status, 303);
        let offers = site.app.workspace(&actor, None).await.unwrap().offers.len();
        assert_eq!(offers, 2);
    })
    .await;
}

#[tokio::test]
async fn a_place_keeps_its_history_for_three_years_and_a_change_can_be_taken_back() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let person = site.signed_in(Role::Partner, partner.organization.id.clone()).await;
        let actor = person.account.as_ref().unwrap().actor();
        let place = place_of(site, &actor, &partner).await;
        let form = site.app.place_for_edit(&actor, place.id.clone()).await.unwrap().form;
        let form = PlaceForm { place_street: "Rue du Lac 3".to_owned(), ..form };
        let saved = site.app.save_place(&actor, place.id.clone(), form).await.unwrap();
        assert!(matches!(saved, SavePlace::Saved { .. }), "{saved:?}");

        let path = format!("/structure/lieux/{}/historique", place.id);
        let page = person.page(&path).await.ok();
        page.shows("Rue du Lac 3").shows(&place.street);
        assert_eq!(person.submit(&page.form("/historique")).await.status, 303);
        let now = site.app.place_for_edit(&actor, place.id.clone()).await.unwrap().place;
        assert_eq!(now.street, place.street);

        let kept = async || {
            site.app.history(&actor, ObjectRef::Place(place.id.clone())).await.unwrap().len()
        };
        assert_eq!(kept().await, 2);
        site.pass(Duration::days(3 * 365 - 1)).await;
        assert_eq!(kept().await, 2);
        site.pass(Duration::days(2)).await;
        assert_eq!(kept().await, 0);
    })
    .await;
}

#[tokio::test]
async fn nobody_sees_the_drafts_of_others_while_entering_an_offer() {
    each_site(async |site| {
        let one = site.partner_with_offer("Maison").await;
        let other = site.partner_with_offer("Atelier").await;
        let actor = site.account(Role::Partner, one.organization.id.clone()).await.actor();
        let its = site.account(Role::Partner, other.organization.id.clone()).await.actor();
        let form = OfferForm {
            name: "Réparer son téléphone le jeudi".to_owned(),
            kind: "repair".to_owned(),
            ..OfferForm::default()
        };
        site.app.create_offer(&its, None, form.clone()).await.unwrap();

        let alike = site.app.alike_to_form(&actor, None, &form).await.unwrap();
        assert!(alike.is_empty(), "{alike:?}");
        site.app.create_offer(&actor, None, form.clone()).await.unwrap();
        let alike = site.app.alike_to_form(&actor, None, &form).await.unwrap();
        assert_eq!(alike.offers.len(), 1);
    })
    .await;
}

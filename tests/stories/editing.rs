//! An organization keeps its own listings: what is written, who may, and what stays of it.

use app::AppError;
use app::workspace::{
    CapacityForm, ClosureForm, LabelForm, ObjectRef, OfferForm, OrganizationForm, PlaceForm,
    Publish, SaveOffer, SaveOrganization, SavePlace, new_offer_form,
};
use blackbox::{Partner, Site, each_site};
use chrono::Duration;
use kernel::{Actor, OfferId, Role, ScheduleId};
use partner_directory::{Capacity, Compulsory, Kind, OfferStatus, Schedule, VerifiedHow};

/// Somebody of the organization that makes the offer.
async fn editor(site: &Site, partner: &Partner) -> Actor {
    site.account(Role::Partner, partner.organization.id.clone()).await.actor()
}

async fn form_of(site: &Site, actor: &Actor, id: &OfferId) -> OfferForm {
    site.app.offer_for_edit(actor, id.clone()).await.unwrap().form
}

fn new_place() -> PlaceForm {
    PlaceForm {
        place_name: "Salle du fond".to_owned(),
        place_postcode: "1203".to_owned(),
        place_locality: "Genève".to_owned(),
        place_commune_code: "6621".to_owned(),
        place_lat: "46.2105".to_owned(),
        place_lon: "6.1300".to_owned(),
        ..PlaceForm::default()
    }
}

fn fields(error: AppError) -> Vec<(&'static str, &'static str)> {
    match error {
        AppError::Invalid(errors) => errors.iter().map(|one| (one.field, one.code)).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_first_offer_goes_from_its_template_to_the_directory_in_three_steps() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let actor = editor(site, &partner).await;
        let mut form = new_offer_form(Kind::DigitalDropIn, "Permanence du lundi".to_owned());
        let id = site.app.create_offer(&actor, None, form.clone()).await.unwrap();

        let missing = site.app.publish_offer(&actor, id.clone()).await.unwrap();
        let expected =
            [Compulsory::Place, Compulsory::Hours, Compulsory::HumanChannel, Compulsory::Price];
        assert_eq!(missing, Publish::Missing(expected.to_vec()));

        form.version = form_of(site, &actor, &id).await.version;
        form.cost_bands = vec!["free".to_owned()];
        form.human_channel = "Au guichet".to_owned();
        form.new_place = Some(new_place());
        form.new_place_schedules =
            vec![Schedule::of_hours(ScheduleId::from("typed"), "Mo 09:00-12:00".to_owned())];
        let saved = site.app.save_offer(&actor, id.clone(), form).await.unwrap();
        assert_eq!(saved, SaveOffer::Saved { merged: Vec::new() });
        assert_eq!(site.app.publish_offer(&actor, id.clone()).await.unwrap(), Publish::Published);

        let workspace = site.app.workspace(&actor, None).await.unwrap();
        let line = workspace.offers.iter().find(|line| line.offer.id == id).unwrap();
        assert_eq!(line.offer.status, OfferStatus::Published);
        assert_eq!(line.missing, []);
        assert_eq!(line.places[0].1.name, "Salle du fond");
        assert_eq!(line.offer.verified.how, VerifiedHow::Web);
        assert_eq!(line.offer.verified.by.as_deref(), Some("Maison"));
        assert!(site.app.listing(&line.offer.slug).await.is_ok());
        let history = site.app.history(&actor, ObjectRef::Offer(id)).await.unwrap();
        assert_eq!(history.len(), 3);
        assert!(history[2].is_first && !history[2].can_undo);
        let places = history[1].fields.iter().find(|one| one.field == "offer.places").unwrap();
        assert_eq!(places.after, ["Salle du fond"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_offer_and_new_place_is_said_at_once_and_nothing_is_kept() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let actor = editor(site, &partner).await;
        let before = form_of(site, &actor, &partner.offer.id).await;
        let mut form = before.clone();
        form.name = String::new();
        form.places.push(form.places[0].clone());
        form.new_place = Some(PlaceForm {
            place_lat: "46.26".to_owned(),
            place_lon: "6.19".to_owned(),
            ..new_place()
        });
        form.new_place_schedules =
            vec![Schedule::of_hours(ScheduleId::from("typed"), "Mo 25:00-12:00".to_owned())];

        let error = site.app.save_offer(&actor, partner.offer.id.clone(), form).await;

        let expected = [("name", "required"), ("places", "twice"), ("place_lat", "in_the_lake")];
        assert_eq!(fields(error.unwrap_err()), expected);
        assert_eq!(form_of(site, &actor, &partner.offer.id).await, before);
    })
    .await;
}

#[tokio::test]
async fn impossible_hours_are_refused_and_hours_left_as_they_were_are_not() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let actor = editor(site, &partner).await;
        let mut form = form_of(site, &actor, &partner.offer.id).await;
        let impossible = Schedule::of_hours(ScheduleId::fresh(), "Mo 9h-25h99".to_owned());
        form.places[0].schedules = vec![impossible];
        let error = site.app.save_offer(&actor, partner.offer.id.clone(), form).await;
        assert_eq!(fields(error.unwrap_err()), [("schedules", "unreadable_hours")]);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_edit_at_once_nobody_loses_a_word() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let (one, other) = (editor(site, &partner).await, editor(site, &partner).await);
        let id = partner.offer.id.clone();
        let opened = form_of(site, &one, &id).await;

        let first = OfferForm { name: "Nom neuf".to_owned(), ..opened.clone() };
        site.app.save_offer(&one, id.clone(), first).await.unwrap();
        let elsewhere = OfferForm { alert: "Travaux".to_owned(), ..opened.clone() };
        let saved = site.app.save_offer(&other, id.clone(), elsewhere).await.unwrap();
        let SaveOffer::Saved { merged } = saved else { panic!("{saved:?}") };
        assert_eq!(merged[0].field, "offer.name");
        let now = form_of(site, &one, &id).await;
        assert_eq!((now.name.as_str(), now.alert.as_str()), ("Nom neuf", "Travaux"));

        let same = OfferForm { name: "Un autre nom".to_owned(), ..opened };
        let kept = site.app.save_offer(&other, id.clone(), same).await.unwrap();
        let SaveOffer::Conflict { current, theirs } = kept else { panic!("{kept:?}") };
        assert_eq!(*current, now);
        let names: Vec<&str> = theirs.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(names, ["offer.alert", "offer.name"]);
        assert_eq!(form_of(site, &one, &id).await, now, "nothing was written");
    })
    .await;
}

#[tokio::test]
async fn a_change_is_taken_back_without_taking_later_ones_along() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let actor = editor(site, &partner).await;
        let id = partner.offer.id.clone();
        let before = form_of(site, &actor, &id).await;
        let renamed = OfferForm { name: "Faux nom".to_owned(), ..before.clone() };
        site.app.save_offer(&actor, id.clone(), renamed).await.unwrap();
        site.clock.advance(Duration::days(1));
        site.app.confirm_offer(&actor, id.clone()).await.unwrap();
        let object = ObjectRef::Offer(id.clone());
        let history = site.app.history(&actor, object.clone()).await.unwrap();

        site.app.undo_change(&actor, history[1].id.clone()).await.unwrap();

        assert_eq!(form_of(site, &actor, &id).await.name, before.name);
        let after = site.app.history(&actor, object).await.unwrap();
        assert_eq!(after.len(), 3);
        assert!(after[2].is_undone && !after[2].can_undo);
        assert_eq!(after[0].fields[0].after, [before.name.as_str()]);
        let again = site.app.undo_change(&actor, history[1].id.clone()).await;
        assert!(matches!(again, Err(AppError::Stale)), "{again:?}");

        // What somebody wrote later in the same field stays.
        site.app.undo_change(&actor, after[0].id.clone()).await.unwrap();
        let now = form_of(site, &actor, &id).await;
        let third = OfferForm { name: "Troisième nom".to_owned(), ..now };
        site.app.save_offer(&actor, id.clone(), third).await.unwrap();
        let object = ObjectRef::Offer(id.clone());
        let all = site.app.history(&actor, object).await.unwrap();
        let late = site.app.undo_change(&actor, all[1].id.clone()).await;
        assert!(matches!(late, Err(AppError::Stale)), "{late:?}");
    })
    .await;
}

#[tokio::test]
async fn listings_of_others_are_not_found_and_a_coordinator_edits_all() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let other = site.partner_with_offer("Atelier").await;
        let stranger = editor(site, &other).await;
        let id = partner.offer.id.clone();
        let place = site.app.offer_for_edit(&editor(site, &partner).await, id.clone()).await;
        let place = place.unwrap().form.places[0].place.clone();
        let of = Some(partner.organization.id.clone());
        let colleague = site.account(Role::Partner, partner.organization.id.clone()).await;
        let app = &site.app;

        let refused = [
            app.offer_for_edit(&stranger, id.clone()).await.err(),
            app.offer_preview(&stranger, id.clone()).await.err(),
            app.save_offer(&stranger, id.clone(), OfferForm::default()).await.err(),
            app.publish_offer(&stranger, id.clone()).await.err(),
            app.pause_offer(&stranger, id.clone()).await.err(),
            app.archive_offer(&stranger, id.clone()).await.err(),
            app.copy_offer(&stranger, id.clone()).await.err(),
            app.set_capacity(&stranger, id.clone(), CapacityForm::default()).await.err(),
            app.confirm_offer(&stranger, id.clone()).await.err(),
            app.confirm_all(&stranger, of.clone()).await.err(),
            app.workspace(&stranger, of.clone()).await.err(),
            app.place_for_edit(&stranger, place.clone()).await.err(),
            app.save_place(&stranger, place, PlaceForm::default()).await.err(),
            app.organization_for_edit(&stranger, of.clone()).await.err(),
            app.add_closure(&stranger, of.clone(), ClosureForm::default()).await.err(),
            app.people(&stranger, of.clone()).await.err(),
            app.disable_colleague(&stranger, None, colleague.id).await.err(),
            app.history(&stranger, ObjectRef::Offer(id.clone())).await.err(),
        ];
        for (index, error) in refused.iter().enumerate() {
            assert!(matches!(error, Some(AppError::NotFound)), "{index}: {error:?}");
        }
        let coordinator = site.account(Role::Coordinator, other.organization.id).await.actor();
        assert!(app.workspace(&coordinator, of).await.is_ok());
        app.confirm_offer(&coordinator, id.clone()).await.unwrap();
        let line = app.offer_for_edit(&coordinator, id).await.unwrap().line;
        assert_eq!(line.offer.verified.by.as_deref(), Some("Atelier"));
    })
    .await;
}

#[tokio::test]
async fn everything_still_right_counts_for_all_published_offers() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let actor = editor(site, &partner).await;
        let copy = site.app.copy_offer(&actor, partner.offer.id.clone()).await.unwrap();
        site.clock.advance(Duration::days(200));

        assert_eq!(site.app.confirm_all(&actor, None).await.unwrap(), 1, "a copy is a draft");

        let workspace = site.app.workspace(&actor, None).await.unwrap();
        let ages: Vec<i64> = workspace.offers.iter().map(|line| line.age_days).collect();
        assert_eq!(ages, [0, 200]);
        assert_eq!(workspace.offers[1].offer.id, copy);
        assert_eq!(workspace.offers[1].places.len(), workspace.offers[0].places.len());
        assert_eq!(site.app.checks_of(&partner.offer.id).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn room_is_said_in_one_step_and_not_until_yesterday() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let actor = editor(site, &partner).await;
        let id = partner.offer.id.clone();
        let full = CapacityForm {
            state: "full".to_owned(),
            until: "31.03.2026".to_owned(),
            places_per_week: Some("4".to_owned()),
        };
        site.app.set_capacity(&actor, id.clone(), full.clone()).await.unwrap();
        let line = site.app.offer_for_edit(&actor, id.clone()).await.unwrap().line;
        assert_eq!(line.capacity.state, Some(Capacity::Full));
        assert_eq!(line.offer.places_per_week, Some(4));

        let late = CapacityForm { until: "2026-03-02".to_owned(), ..full };
        let error = site.app.set_capacity(&actor, id, late).await.unwrap_err();
        assert_eq!(fields(error), [("until", "past_date")]);
    })
    .await;
}

#[tokio::test]
async fn a_card_keeps_its_labels_and_closures_and_a_wrong_number_is_refused() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let actor = editor(site, &partner).await;
        let form = site.app.organization_for_edit(&actor, None).await.unwrap().form;
        let wanted = OrganizationForm {
            identifier_scheme: "ch_uid".to_owned(),
            identifier: "CHE-116.281.710".to_owned(),
            labels: vec![LabelForm { name: "Label".to_owned(), ..LabelForm::default() }],
            ..form.clone()
        };
        let away = ClosureForm { from: "2026-07-20".to_owned(), until: "07.08.2026".to_owned() };
        site.app.add_closure(&actor, None, away.clone()).await.unwrap();
        let saved = site.app.save_organization(&actor, None, wanted.clone()).await.unwrap();
        assert!(matches!(saved, SaveOrganization::Saved { .. }), "{saved:?}");

        let kept = site.app.organization_for_edit(&actor, None).await.unwrap().organization;
        assert_eq!(kept.labels[0].name, "Label");
        assert_eq!(kept.identifier.unwrap().value, "CHE116281710");
        assert_eq!(kept.closures.len(), 1);
        let twice = site.app.add_closure(&actor, None, away).await.unwrap_err();
        assert_eq!(fields(twice), [("from", "twice")]);
        let days = (kept.closures[0].from, kept.closures[0].until);
        site.app.remove_closure(&actor, None, days).await.unwrap();

        let wrong = OrganizationForm { identifier: "CHE-116.281.711".to_owned(), ..wanted };
        let error = site.app.save_organization(&actor, None, wrong).await.unwrap_err();
        assert_eq!(fields(error), [("identifier", "wrong_check_digit")]);
        let backwards =
            ClosureForm { from: "2026-07-20".to_owned(), until: "2026-07-19".to_owned() };
        let error = site.app.add_closure(&actor, None, backwards).await.unwrap_err();
        assert_eq!(fields(error), [("until", "order")]);
    })
    .await;
}

#[tokio::test]
async fn a_place_is_edited_by_who_came_there_first_and_others_take_no_key_from_them() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let actor = editor(site, &partner).await;
        let edit = site.app.offer_for_edit(&actor, partner.offer.id.clone()).await.unwrap();
        let place = edit.form.places[0].place.clone();
        assert!(edit.places[0].is_editable);
        let page = site.app.place_for_edit(&actor, place.clone()).await.unwrap();
        assert_eq!(page.used_by, [partner.offer.name.as_str()]);
        let form = PlaceForm { place_entrance: "Par la cour".to_owned(), ..page.form.clone() };

        let saved = site.app.save_place(&actor, place.clone(), form).await.unwrap();
        assert_eq!(saved, SavePlace::Saved { merged: Vec::new() });
        let clash = PlaceForm { place_entrance: "Par la rue".to_owned(), ..page.form };
        let saved = site.app.save_place(&actor, place, clash).await.unwrap();
        assert!(matches!(saved, SavePlace::Conflict { .. }), "{saved:?}");

        let guest = site.partner_with_offer("Invitée").await;
        let other = editor(site, &guest).await;
        let mut form = form_of(site, &other, &guest.offer.id).await;
        form.places[0].place =
            form_of(site, &actor, &partner.offer.id).await.places[0].place.clone();
        site.app.save_offer(&other, guest.offer.id.clone(), form).await.unwrap();
        let edit = site.app.offer_for_edit(&other, guest.offer.id.clone()).await.unwrap();
        assert!(!edit.places[0].is_editable, "a guest does not change the house");
        let edit = site.app.offer_for_edit(&actor, partner.offer.id.clone()).await.unwrap();
        assert!(edit.places[0].is_editable);
    })
    .await;
}

#[tokio::test]
async fn a_colleague_is_invited_as_a_partner_and_shut_out_again() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let actor = editor(site, &partner).await;
        let email = "collegue@maison.example".to_owned();
        let id = site.app.invite_colleague(&actor, None, email.clone(), "Camille".to_owned()).await;
        let id = id.unwrap();
        let people = site.app.people(&actor, None).await.unwrap();
        let new = people.iter().find(|account| account.id == id).unwrap();
        assert_eq!((new.role, &new.organization), (Role::Partner, &Some(partner.organization.id)));
        let again = site.app.invite_colleague(&actor, None, email, "Camille".to_owned()).await;
        assert_eq!(fields(again.unwrap_err()), [("email", "taken")]);

        site.app.disable_colleague(&actor, None, id.clone()).await.unwrap();
        let own = actor.account().unwrap().clone();
        let oneself = site.app.disable_colleague(&actor, None, own).await;
        assert!(matches!(oneself, Err(AppError::NotFound)));
        site.run_jobs().await;
    })
    .await;
}

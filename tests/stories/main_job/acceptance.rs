//! Whole stories by the names that the network gave them.

use blackbox::{each_site, say};
use chrono::Duration;
use kernel::{Language, Urgency};
use referral_tracking::{AttemptState, Owner};
use store::handouts;

use crate::steps::accept;

#[tokio::test]
async fn urgence_a_silent_partner_costs_two_hours_and_the_answer_still_comes_in_time() {
    each_site(async |site| {
        let silent = site.partner_with_offer("Atelier du Lac").await;
        let tigrinya = Language::parse("ti").unwrap();
        // The site begins on a Tuesday at ten; the person comes at 15:40.
        site.pass(Duration::minutes(5 * 60 + 40)).await;
        let asked = [&silent];
        let sent = site.referral_with(&asked, |new| {
            new.urgency = Urgency::U2;
            new.person.language = tigrinya;
        });
        let sent = sent.await;

        site.pass(Duration::hours(2)).await;
        let waiting = site.referral(&sent.id).await;
        let with_coordinators = matches!(waiting.owner, Some(Owner::Pool | Owner::Account(_)));
        assert!(with_coordinators, "{:?} owns it at 17:42", waiting.owner);
        site.coordinator().await.page("/coordination").await.ok().shows(&sent.code);
        // Four opening hours, 8 to 18: until 9:40 on Wednesday.
        let due = waiting.attempts[0].due.unwrap();
        assert_eq!(due, "2026-03-04T08:40:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap());
        site.pass(Duration::minutes(15 * 60 + 50)).await;
        accept(&site.visitor(), &site.answer_link(&silent)).await.with_status(303);

        let answered = site.referral(&sent.id).await;
        assert_eq!(answered.attempts[0].state, AttemptState::Accepted);
        assert!(answered.attempts[0].answered_at.unwrap() <= due, "too late");
    })
    .await;
}

#[tokio::test]
async fn sans_numerique_who_wants_no_internet_gets_an_address_and_leaves_no_trace_but_a_count() {
    each_site(async |site| {
        let desk = site.partner_with_offer("Guichet du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let since = site.now() - Duration::hours(1);

        let results = mediator.page("/recherche?q=imprimer").await.ok();
        let to_slip = results.attributes("main a[href$='/feuille']", "href").remove(0);
        let slip = mediator.page(&format!("{to_slip}?taille=grand")).await.ok();
        slip.shows("Rue de Lyon 1").shows("+41 22 555 11 11").shows("Besoin d’aide");
        let given = mediator.submit(&slip.form(&say("slips-show-count"))).await.with_status(303);
        mediator.follow(&given).await.ok().shows(&say("flash-handout-counted"));

        let until = site.now() + Duration::hours(1);
        assert_eq!(site.read(move |conn| handouts::count(conn, since, until)).await, 1);
        let organization = desk.organization.id.clone();
        let page = store::Page { number: 1, size: 20 };
        let of = store::referrals::SentBy::Organization(organization);
        let sent = site.read(move |conn| store::referrals::sent_by(conn, &of, page)).await;
        assert_eq!(sent.0, 0);
        assert!(site.letters().is_empty());
    })
    .await;
}

#[tokio::test]
async fn partenaire_sans_compte_a_partner_answers_from_a_telephone_in_two_taps() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let sent = site.referral_sent_to(&[&atelier]).await;
        let (telephone, link) = (site.visitor(), site.answer_link(&atelier));

        let page = telephone.page(&link).await.ok();
        let yes = page.form(&say("answers-accept-go"));
        telephone.submit(&yes).await.with_status(303);
        assert_eq!(site.referral(&sent.id).await.attempts[0].state, AttemptState::Accepted);

        // Pressed again by mistake: the page says how it stands.
        let again = telephone.submit(&yes).await.with_status(303);
        telephone.follow(&again).await.ok().shows(&say("answers-person-go"));
    })
    .await;
}

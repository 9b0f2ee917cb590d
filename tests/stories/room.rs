//! An offer with places for so many people a week is not asked for one more.

use blackbox::{Partner, Site, each_site, say};
use chrono::Duration;
use kernel::ReferralId;
use referral_tracking::Owner;
use tokio::task::JoinSet;

use crate::steps::{accept, refer_to};

async fn with_places(site: &Site, name: &str, places: u16) -> Partner {
    site.partner_with(name, |_, offer| offer.places_per_week = Some(places)).await
}

#[tokio::test]
async fn a_sixth_person_is_not_sent_to_an_offer_with_five_places_until_monday() {
    each_site(async |site| {
        let atelier = with_places(site, "Atelier du Lac", 2).await;
        site.referral_sent_to(&[&atelier]).await;
        let second = site.referral_sent_to(&[&atelier]).await;
        let mediator = site.mediator_at("Maison du Lac").await;

        let page = mediator.page(&refer_to(&[&atelier])).await.ok();
        page.shows(&say("not-orientable-week-full"));
        let refused = refuse(site, &atelier).await;
        assert!(refused, "not even by force");

        // A no gives the place back.
        crate::steps::decline(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        assert_eq!(site.referral(&second.id).await.owner, Some(Owner::Pool));
        mediator.page(&refer_to(&[&atelier])).await.ok().hides(&say("not-orientable-week-full"));
        site.referral_sent_to(&[&atelier]).await;
        accept(&site.visitor(), &site.answer_link(&atelier)).await.with_status(303);
        assert!(refuse(site, &atelier).await, "who is helped keeps the place");
        // From Tuesday to Monday at ten.
        site.pass(Duration::days(6)).await;
        assert!(!refuse(site, &atelier).await, "a new week");
    })
    .await;
}

/// True when the rules refuse one more.
async fn refuse(site: &Site, partner: &Partner) -> bool {
    let mediator = site.mediator_at("Maison du Lac").await;
    let actor = mediator.account.as_ref().unwrap().actor();
    let new = site.new_referral(&[partner]);
    site.app.refer(&actor, new).await.is_err()
}

#[tokio::test]
async fn of_twenty_people_sent_at_once_to_five_places_five_are_asked_for() {
    each_site(async |site| {
        let atelier = with_places(site, "Atelier du Lac", 5).await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let actor = mediator.account.as_ref().unwrap().actor();
        let other = site.process_with(mail::Mailer::memory()).await;
        let mut sending = JoinSet::new();
        for number in 0..20 {
            let app = if number % 2 == 0 { site.app.clone() } else { other.clone() };
            let (actor, mut new) = (actor.clone(), site.new_referral(&[&atelier]));
            new.person.contact = format!("+41 79 123 45 {:02}", 10 + number);
            sending.spawn(async move { app.refer(&actor, new).await });
        }
        let results: Vec<Result<ReferralId, _>> = sending.join_all().await;

        let taken = results.iter().filter(|result| result.is_ok()).count();
        assert_eq!(taken, 5, "{results:#?}");
        let offer = atelier.offer.id.clone();
        let week = (site.now() - Duration::days(1), site.now() + Duration::days(1));
        let asked = site.read(move |conn| store::referrals::count_since(conn, &offer, week)).await;
        assert_eq!(asked, 5);
    })
    .await;
}

#[tokio::test]
async fn any_partner_passes_by_an_offer_whose_week_is_full() {
    each_site(async |site| {
        let first = site.partner_with_offer("Atelier du Lac").await;
        let full = with_places(site, "Cyber-Grottes", 1).await;
        site.referral_sent_to(&[&full]).await;
        let sent = site.referral_with(&[&first], |new| new.any_partner = true).await;

        let link = site.link_in(&site.letter_to(first.email()));
        crate::steps::decline(&site.visitor(), &link).await.with_status(303);

        let referral = site.referral(&sent.id).await;
        assert!(referral.attempts.iter().all(|one| one.offer != full.offer.id), "{referral:#?}");
        assert_eq!(referral.owner, Some(Owner::Pool));
    })
    .await;
}

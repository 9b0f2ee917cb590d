//! Organizations are invited and reminded, and what is known of them outlives a merge.

use app::merging::MergeForm;
use blackbox::{Partner, Site, each_site};
use chrono::Duration;
use kernel::{Actor, OrganizationId};
use partner_directory::merging::Choices;
use partner_directory::revision::ObjectKind;
use partner_directory::{CallResult, VerifiedHow};
use store::organization_calls::{self, Call};
use store::{accounts, freshness_asks, organizations};

const NEW: &str = "nouvelle@silencieuse.example";

async fn coordinator(site: &Site) -> Actor {
    site.coordinator().await.account.unwrap().actor()
}

/// Invites somebody of `partner`; the first letter leaves.
async fn invite(site: &Site, partner: &Partner) {
    let typed = (NEW.to_owned(), "Nadia".to_owned());
    let of = partner.organization.id.clone();
    site.app.invite_member(&coordinator(site).await, of, typed).await.unwrap();
    site.run_jobs().await;
    assert_eq!(letters(site), 1);
}

fn letters(site: &Site) -> usize {
    site.letters().iter().filter(|one| one.to == NEW).count()
}

/// How many letters the invited one has after each of `rounds` times two weeks.
async fn letters_after(site: &Site, rounds: usize) -> Vec<usize> {
    let mut seen = Vec::new();
    for _ in 0..rounds {
        site.pass(Duration::weeks(2)).await;
        seen.push(letters(site));
    }
    seen
}

/// Opens the link of the last invitation and chooses a password.
async fn come(site: &Site) {
    let link = site.link_in(&site.letter_to(NEW));
    let visitor = site.visitor();
    let form = visitor.page(&link).await.ok().form("/invitation");
    let form = form.fill("password", "une longue phrase de passe");
    visitor.submit(&form).await.with_status(303);
    let address = NEW.to_owned();
    let account = site.read(move |conn| accounts::find_by_email(conn, &address)).await.unwrap();
    assert!(account.has_password, "it came");
}

async fn merge(site: &Site, kept: &Partner, absorbed: &Partner) -> String {
    let version = async |id: &OrganizationId| {
        let id = id.clone();
        site.read(move |conn| organizations::find(conn, &id)).await.version.into()
    };
    let [kept, absorbed] = [kept, absorbed].map(|one| &one.organization.id);
    let form = MergeForm {
        kind: ObjectKind::Organization,
        kept: (kept.to_string(), version(kept).await),
        absorbed: (absorbed.to_string(), version(absorbed).await),
        choices: Choices::new(),
    };
    site.app.merge(&coordinator(site).await, form).await.unwrap()
}

#[tokio::test]
async fn an_invited_organization_gets_four_letters_at_most() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Silencieuse").await;
        invite(site, &partner).await;
        assert_eq!(letters_after(site, 5).await, [2, 3, 4, 4, 4]);
    })
    .await;
}

#[tokio::test]
async fn an_invited_organization_gets_no_letter_after_it_came() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Silencieuse").await;
        invite(site, &partner).await;
        assert_eq!(letters_after(site, 1).await, [2]);
        come(site).await;
        assert_eq!(letters_after(site, 3).await, [2, 2, 2]);
    })
    .await;
}

#[tokio::test]
async fn who_came_to_the_organization_that_stays_is_not_reminded_by_the_one_it_absorbed() {
    each_site(async |site| {
        let (kept, absorbed) =
            (site.partner_with_offer("Éclair").await, site.partner_with_offer("L’Éclair").await);
        invite(site, &absorbed).await;
        let id = merge(site, &kept, &absorbed).await;
        assert_eq!(letters_after(site, 1).await, [2], "it goes with the one that stays");
        come(site).await;
        assert_eq!(letters_after(site, 2).await, [2, 2]);
        site.app.undo_merge(&coordinator(site).await, id).await.unwrap();
        assert_eq!(letters_after(site, 2).await, [2, 2]);
    })
    .await;
}

#[tokio::test]
async fn an_absorbed_organization_takes_its_calls_along_and_is_not_asked_twice_in_a_month() {
    each_site(async |site| {
        let old = |organization: &mut partner_directory::Organization,
                   offer: &mut partner_directory::Offer| {
            organization.referral_email = Some("accueil@eclair.example".to_owned());
            offer.freshness_since = site.now().date_naive() - Duration::days(200);
        };
        let absorbed = site.partner_with("L’Éclair", old).await;
        site.run_jobs().await;
        let asked = site.letters().len();
        assert_eq!(asked, 1, "L’Éclair was asked");
        let kept = site.partner_with("Éclair", old).await;
        let call = Call {
            organization: absorbed.organization.id.clone(),
            on: site.now().date_naive(),
            at: site.now(),
            how: VerifiedHow::Phone,
            result: CallResult::DoNotCall,
            note: None,
            again_on: None,
            account: None,
        };
        site.write(move |conn| organization_calls::insert(conn, &call)).await;
        let calls = async |of: &Partner| {
            let of = of.organization.id.clone();
            site.read(move |conn| organization_calls::list_of(conn, &of)).await.len()
        };

        let id = merge(site, &kept, &absorbed).await;
        site.run_jobs().await;
        assert_eq!(site.letters().len(), asked, "the month of the absorbed one counts on");
        assert_eq!((calls(&kept).await, calls(&absorbed).await), (1, 0));
        site.clock.advance(Duration::days(15));
        let page = site.coordinator().await.page("/coordination/appels").await.ok();
        page.hides("Éclair");

        site.app.undo_merge(&coordinator(site).await, id).await.unwrap();
        assert_eq!((calls(&kept).await, calls(&absorbed).await), (0, 1));
        let day = site.now().date_naive() - Duration::days(30);
        let asked = site
            .read(move |conn| freshness_asks::asked_after(conn, freshness_asks::Cause::Age, day))
            .await;
        assert!(asked.contains(&absorbed.organization.id));
        assert!(!asked.contains(&kept.organization.id));
    })
    .await;
}

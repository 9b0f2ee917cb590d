//! From the search to the sheet in the person's hands, and the versions of that sheet.

use blackbox::{Form, PERSON_NAME, PERSON_NOTE, PERSON_PHONE, Page, Person, Site, each_site, say};
use chrono::Duration;
use referral_tracking::ReferralState;

use crate::steps::{filled, path_of, refer_to, referral_of};

/// Somebody at a counter whose pages and actions are counted; typing is not.
struct Walk<'a> {
    mediator: &'a Person,
    pages: usize,
    actions: usize,
}

impl Walk<'_> {
    async fn open(&mut self, path: &str) -> Page {
        self.pages += 1;
        self.mediator.page(path).await.ok()
    }

    async fn follow(&mut self, page: &Page, selector: &str) -> Page {
        self.actions += 1;
        let to = page.attributes(selector, "href").remove(0);
        self.open(&to).await
    }

    /// A choice counts when it is not made already.
    fn choose(&mut self, form: Form, name: &str, value: &str) -> Form {
        self.actions += usize::from(form.value(name) != Some(value));
        form.choose(name, value)
    }

    async fn send(&mut self, form: &Form) -> Page {
        self.actions += 1;
        self.pages += 1;
        let answer = self.mediator.submit(form).await;
        match answer.status {
            303 => self.mediator.follow(&answer).await.ok(),
            _ => answer.ok(),
        }
    }
}

#[tokio::test]
async fn finding_handing_over_and_printing_take_four_pages_and_nine_actions() {
    each_site(async |site| {
        site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let mut walk = Walk { mediator: &mediator, pages: 0, actions: 0 };

        let desk = walk.open("/mediation").await;
        let search = desk.form("/recherche").fill("q", "imprimer");
        let results = walk.send(&search).await;
        let page = walk.follow(&results, "main a[href^='/orienter?']").await;
        let form = page.form("/orienter").fill("name", PERSON_NAME).fill("contact", PERSON_PHONE);
        let mut form = form;
        for (name, value) in
            [("channel", "phone"), ("language", "pt"), ("urgency", "u1"), ("consent", "oral")]
        {
            form = walk.choose(form, name, value);
        }
        let slip = walk.send(&form).await;

        slip.shows(&say("slips-show-print")).shows(&say("flash-referral-sent"));
        assert_eq!(slip.count("[data-print]"), 1, "{}", slip.html());
        walk.actions += 1;
        assert!(
            walk.pages <= 4 && walk.actions <= 9,
            "{} pages, {} actions",
            walk.pages,
            walk.actions
        );
    })
    .await;
}

#[tokio::test]
async fn on_the_slip_a_sending_can_be_taken_back_for_a_minute_and_nothing_leaves() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();
        let sent = mediator.submit(&filled(&page)).await.with_status(303);
        site.pass(Duration::seconds(50)).await;

        let slip = mediator.follow(&sent).await.ok();
        let undo = slip.form(&say("slips-show-undo"));
        mediator.submit(&undo).await.with_status(303);
        site.pass(Duration::minutes(5)).await;

        assert!(site.letters().is_empty(), "{:?}", site.letters());
        let referral = site.referral(&referral_of(&sent).as_str().into()).await;
        assert_eq!(referral.state, ReferralState::EnteredInError);
    })
    .await;
}

#[tokio::test]
async fn after_the_minute_the_slip_offers_no_way_back_and_a_late_button_changes_nothing() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&refer_to(&[&atelier])).await.ok();
        let sent = mediator.submit(&filled(&page)).await.with_status(303);
        let undo = mediator.follow(&sent).await.ok().form(&say("slips-show-undo"));
        site.pass(Duration::seconds(60)).await;

        mediator.follow(&sent).await.ok().hides(&say("slips-show-undo"));
        let late = mediator.submit(&undo).await.with_status(409);

        late.shows(&say("error-refused-too-late-title"));
        let referral = site.referral(&referral_of(&sent).as_str().into()).await;
        assert_eq!(referral.state, ReferralState::Open);
        site.letter_to(atelier.email());
        mediator.page(&path_of(&sent)).await.ok().shows(&say("attempt-state-sent"));
    })
    .await;
}

/// The slip of a person who speaks `language`, with everything that an address may ask for.
async fn slip_of(site: &Site, language: &str, version: &str) -> Page {
    let atelier = site.partner_with_offer("Atelier du Lac").await;
    let speaks = kernel::Language::parse(language).unwrap();
    let sent = site.referral_with(&[&atelier], |new| new.person.language = speaks).await;
    let mediator = site.mediator_at("Maison du Lac").await;
    mediator.page(&format!("/orientations/{}/feuille{version}", sent.id)).await.ok()
}

#[tokio::test]
async fn without_a_native_readers_name_the_slip_is_french_with_drawings_and_says_why() {
    each_site(async |site| {
        let slip = slip_of(site, "ti", "").await;

        slip.shows(&say("slips-show-where"));
        assert!(slip.text().contains("tigrinya"), "{slip}");
        assert_eq!(slip.count("main [lang]"), 0, "{}", slip.html());
        assert!(slip.count("main .lines .pictogram") >= 5, "{}", slip.html());
    })
    .await;
}

#[tokio::test]
async fn the_neutral_slip_names_neither_the_network_nor_the_offer() {
    each_site(async |site| {
        let slip = slip_of(site, "fr", "?neutre=oui&taille=grand").await;

        slip.hides("Réseau d’essai").hides("Permanence Atelier du Lac");
        slip.shows("Rue de Lyon 1").shows(&say("slips-show-ask-neutral"));
        slip.hides(PERSON_NAME).hides(PERSON_PHONE).hides(PERSON_NOTE);
        assert_eq!(slip.count("body.large"), 1);
        assert_eq!(slip.count("main .logo"), 0);
    })
    .await;
}

#[tokio::test]
async fn in_the_demonstration_the_slip_speaks_the_language_of_the_person_and_is_marked_a_draft() {
    let site = Site::open_demo().await;
    for (language, dir, word) in [("pt", "ltr", "Onde"), ("ar", "rtl", "أين"), ("uk", "ltr", "Де")]
    {
        let atelier = site.partner_with_offer(&format!("Atelier {language}")).await;
        let speaks = kernel::Language::parse(language).unwrap();
        let sent = site.referral_with(&[&atelier], |new| new.person.language = speaks).await;
        let mediator = site.mediator_at("Maison du Lac").await;

        let slip = mediator.page(&format!("/orientations/{}/feuille", sent.id)).await.ok();

        slip.shows(&say("slips-show-draft")).shows(word).shows(&say("slips-show-where"));
        let lines = slip.count("main .lines > li");
        let labels = slip.count(&format!("main .lines h2 [lang='{language}'][dir='{dir}']"));
        assert_eq!(lines, labels, "a line without its second language: {}", slip.html());
    }
}

#[tokio::test]
async fn a_person_without_mail_gets_a_letter_that_tells_nobody_at_home_what_it_is_about() {
    each_site(async |site| {
        let atelier = site.partner_with_offer("Atelier du Lac").await;
        let home = "Rue du Stand 5\n1204 Genève";
        let asked = [&atelier];
        let sent = site.referral_with(&asked, |new| {
            new.person.channel = referral_tracking::ContactChannel::Letter;
            new.person.contact = home.to_owned();
        });
        let sent = sent.await;
        let mediator = site.mediator_at("Maison du Lac").await;
        let page = mediator.page(&format!("/orientations/{}", sent.id)).await.ok();

        let letter = mediator.submit(&page.form(&say("referrals-letter-go"))).await.ok();

        letter.shows(PERSON_NAME).shows("Rue du Stand 5").shows("1204 Genève");
        letter.shows(&say("code-state-asked")).shows(&sent.code);
        for secret in [sent.pin.as_str(), "Atelier du Lac", PERSON_NOTE] {
            letter.hides(secret);
        }
        letter.hides(&say("theme-administrative-help"));
        let log = mediator.page(&format!("/orientations/{}", sent.id)).await.ok();
        log.shows(&say("opening-contact-person"));
    })
    .await;
}

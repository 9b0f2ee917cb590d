//! A bus gives its dates at once, cancels a stop, and who was sent to it hears of it; the week, the
//! calendar and the page of hours that go with it.

use blackbox::{Page, Partner, Person, Site, each_site};
use chrono::{Days, NaiveDate};
use partner_directory::schedule::{Exception, Rule, Times};
use partner_directory::{Itinerance, Schedule};
use referral_tracking::ContactChannel;

fn today(site: &Site) -> NaiveDate {
    site.now().date_naive()
}

async fn bus(site: &Site) -> (Partner, Person) {
    let bus =
        site.partner_with("Bus du Lac", |_, offer| offer.itinerance = Itinerance::Itinerant).await;
    let driver = site.partner_of(&bus).await;
    (bus, driver)
}

fn tour_of(partner: &Partner) -> String {
    format!("/structure/offres/{}/tournee", partner.offer.id)
}

/// Announces a stop in a week and another in two weeks.
async fn announced(site: &Site, bus: &Partner, driver: &Person) -> (NaiveDate, Page) {
    let (first, second) = (today(site) + Days::new(7), today(site) + Days::new(14));
    let page = driver.page(&tour_of(bus)).await.ok();
    let form = page.form("/tournee");
    let place = form.offered("place-1").into_iter().find(|id| !id.is_empty()).unwrap().to_owned();
    let form = form
        .choose("place-1", &place)
        .fill("dates-1", &format!("{}\n{second}", first.format("%d.%m.%Y")))
        .fill("opens-1", "19:00")
        .fill("closes-1", "21:00");
    assert_eq!(driver.submit(&form).await.status, 303);
    (first, driver.page(&tour_of(bus)).await.ok())
}

async fn cancelled(site: &Site, bus: &Partner, driver: &Person) -> NaiveDate {
    let (first, page) = announced(site, bus, driver).await;
    let stops = page.attributes("input[name=stop]", "value");
    let stop = stops.iter().find(|stop| stop.ends_with(&first.to_string())).unwrap().clone();
    let silent = [("act", "cancel"), ("stop", stop.as_str()), ("reason", " ")];
    driver.post(&tour_of(bus), &silent).await.with_status(422);
    let form = [("act", "cancel"), ("stop", stop.as_str()), ("reason", "Panne du moteur")];
    driver.post(&tour_of(bus), &form).await.with_status(303);
    first
}

#[tokio::test]
async fn dates_given_at_once_are_on_the_public_page_and_in_the_calendar() {
    each_site(async |site| {
        let (bus, driver) = bus(site).await;
        let (first, _) = announced(site, &bus, &driver).await;

        let visitor = site.visitor();
        let path = format!("/offres/{}", bus.offer.slug);
        visitor.page(&path).await.ok().shows("19\u{a0}h");
        let calendar = visitor.page(&format!("{path}.ics")).await.ok();
        assert!(calendar.header("content-type").unwrap().starts_with("text/calendar"));
        let text = String::from_utf8(calendar.body.clone()).unwrap();
        let start = format!("DTSTART;TZID=Europe/Zurich:{}T190000", first.format("%Y%m%d"));
        assert!(text.contains(&start), "{text}");
    })
    .await;
}

#[tokio::test]
async fn who_sent_somebody_to_a_stop_that_is_cancelled_is_told_once() {
    each_site(async |site| {
        let (bus, driver) = bus(site).await;
        let other = site.partner_with_offer("Cyber-Grottes").await;
        let sent = site.referral_sent_to(&[&bus]).await;
        let elsewhere = site.referral_sent_to(&[&other]).await;
        cancelled(site, &bus, &driver).await;
        site.run_jobs().await;

        let letters = site.letters();
        let about = |id: &str| {
            letters
                .iter()
                .filter(|one| one.subject.contains("annulé") && one.text.contains(id))
                .count()
        };
        assert_eq!(about(sent.id.as_str()), 1);
        assert_eq!(about(elsewhere.id.as_str()), 0);

        let path = format!("/offres/{}", bus.offer.slug);
        site.visitor().page(&path).await.ok().shows("Panne du moteur");
        let calendar = site.visitor().page(&format!("{path}.ics")).await.ok();
        assert!(String::from_utf8_lossy(&calendar.body).contains("STATUS:CANCELLED"));
    })
    .await;
}

#[tokio::test]
async fn a_person_who_left_a_mail_address_is_told_without_a_word_about_what_for() {
    each_site(async |site| {
        let (bus, driver) = bus(site).await;
        site.referral_with(&[&bus], |new| {
            new.person.channel = ContactChannel::Email;
            new.person.contact = "personne@courriel.example".to_owned();
        })
        .await;
        let before = site.letters().len();
        cancelled(site, &bus, &driver).await;
        site.run_jobs().await;

        let letters = site.letters();
        assert_eq!(letters.len(), before + 1);
        let letter = site.letter_to("personne@courriel.example");
        assert!(!letter.text.contains("Bus") && !letter.text.contains("Panne"), "{}", letter.text);
    })
    .await;
}

#[tokio::test]
async fn the_week_shows_what_is_open() {
    each_site(async |site| {
        let (bus, driver) = bus(site).await;
        let week = driver.page("/structure/semaine").await.ok();
        week.shows(&bus.offer.name).shows("9\u{a0}h");
        assert!(week.count("tbody tr") >= 5, "{week}");
    })
    .await;
}

#[tokio::test]
async fn the_page_of_hours_stays_within_its_budget_with_everything_on_it() {
    each_site(async |site| {
        let (bus, driver) = bus(site).await;
        let rule = |hour: u16| {
            let days = vec![chrono::Weekday::Mon, chrono::Weekday::Thu];
            Rule::weekly(days, vec![Times::of_minutes(hour * 60, hour * 60 + 30).unwrap()])
        };
        let exception = |day: u64| {
            let day = today(site) + Days::new(day);
            Exception::closed(day, day, Some("Fête".to_owned()))
        };
        let id = bus.offer.id.clone();
        let mut places = site.read(move |conn| store::offers::places_of(conn, &id)).await;
        places[0].schedules = vec![Schedule {
            exceptions: (1..9).map(exception).collect(),
            ..Schedule::of_rules("own".into(), (8..16).map(rule).collect())
        }];
        let (id, now, place) = (bus.offer.id.clone(), site.now(), places[0].place.clone());
        site.write(move |conn| store::offers::set_places(conn, &id, &places, now).map(drop)).await;

        let path = format!("/structure/offres/{}/lieux/{place}", bus.offer.id);
        let page = driver.page(&path).await.ok();
        let (elements, bytes) = (page.count("*"), page.body.len());
        assert!(elements <= 500 && bytes <= 80_000, "{elements} elements, {bytes} bytes");
        let editing = page.form("/lieux/").forge("schedule-edit-rule", "0");
        let opened = driver.submit(&editing).await.with_status(200);
        assert!(opened.count("*") <= 500, "{}", opened.count("*"));
    })
    .await;
}

//! Measures searches over invented offers: 20,000, or as many as are named.
//!
//! `cargo run --release -p search --example latency [-- 200000]`
//!
//! "At best" is the mean over all queries of the fastest of their runs: what an idle machine
//! would need.

#[expect(clippy::unwrap_used, reason = "the values are written out here")]
#[path = "../src/testing.rs"]
mod testing;

use std::collections::HashSet;
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use kernel::Language;
use partner_directory::ranking::{Lexicon, PUBLISHED_RULES, Rules};
use partner_directory::{
    Adjustment, Audience, Filters, Kind, Listing, Near, OpenFilter, Point, Query, Theme,
};
use search::{Catalog, Embedded};

const OFFERS: usize = 20_000;
const ROUNDS: usize = 30;

/// The searches that `relais bench` measures too.
const QUERIES: &str = include_str!("../../../seed-data/bench-queries.txt");

fn main() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_current_thread().build()?.block_on(measure())
}

async fn measure() -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::published()?;
    let rules = Rules::parse(PUBLISHED_RULES)?;
    let catalog = Catalog::new(Arc::new(Embedded::new()?), rules, lexicon);
    let (now, today) = (testing::at("2026-03-03T09:10:00Z"), testing::day("2026-03-03"));
    let offers = std::env::args().nth(1).map_or(Ok(OFFERS), |count| count.parse())?;
    let listings: Vec<Listing> = (0..offers).map(invent).collect();
    let one = listings.first().cloned().into_iter().collect();

    let start = Instant::now();
    catalog.replace_all(listings).await?;
    println!("{offers} offers loaded in {:?}", start.elapsed());
    let start = Instant::now();
    catalog.refresh(now, today);
    println!("opening hours of all offers read in {:?}", start.elapsed());
    let start = Instant::now();
    catalog.apply(one, vec![]).await?;
    println!("one offer changed in {:?}", start.elapsed());

    println!(
        "µs                      at best     cpu    mean     p50     p95     p99     max  results"
    );
    for (name, queries) in searches().ok_or("no point")? {
        let mut times: Vec<(Duration, &str)> = Vec::new();
        let mut results = 0;
        let busy = on_processor();
        for query in std::iter::repeat_n(&queries, ROUNDS).flatten() {
            let start = Instant::now();
            let found = catalog.search(query, now, today).await?;
            times.push((start.elapsed(), &query.words));
            results += found.total;
        }
        let cpu = (on_processor() - busy) / 1000 / times.len() as u128;
        report(name, cpu, &mut times, results);
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default());
    Ok(())
}

fn searches() -> Option<[(&'static str, Vec<Query>); 7]> {
    let near = Near {
        point: Point::new(45.19, 5.72)?,
        label: "Grenoble".to_owned(),
        commune_code: Some("38185".to_owned()),
    };
    let free = Filters { free: true, open: Some(OpenFilter::Today), ..Filters::default() };
    let words =
        || QUERIES.lines().map(|words| Query { words: words.to_owned(), ..Query::default() });
    let browse = || vec![Query::default(); 20].into_iter();
    let around = |query| Query { near: Some(near.clone()), ..query };
    let within = |query| Query { radius_km: Some(20), ..around(query) };
    let filtered = |query| Query { filters: free.clone(), ..query };
    Some([
        ("words", words().collect()),
        ("words near", words().map(around).collect()),
        ("words within 20 km", words().map(within).collect()),
        ("words, free, today", words().map(filtered).collect()),
        ("browse", browse().collect()),
        ("browse near", browse().map(around).collect()),
        ("browse, free, today", browse().map(filtered).collect()),
    ])
}

/// How long this thread was on a processor, in nanoseconds; on a busy machine the clock on the
/// wall says less.
fn on_processor() -> u128 {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    schedule.split(' ').next().and_then(|busy| busy.parse().ok()).unwrap_or(0)
}

fn report(name: &str, cpu: u128, times: &mut [(Duration, &str)], results: usize) {
    times.sort_unstable();
    let micros = |(time, _): &(Duration, &str)| time.as_micros();
    let mean = |times: &[(Duration, &str)]| {
        times.iter().map(micros).sum::<u128>() / times.len().max(1) as u128
    };
    let mut seen = HashSet::new();
    let best: Vec<_> = times.iter().filter(|(_, words)| seen.insert(*words)).copied().collect();
    let at = |part: usize| times.get(times.len() * part / 100).map_or(0, micros);
    let slowest = times.last().copied().unwrap_or_default();
    println!(
        "{name:22} {:8} {cpu:7} {:7} {:7} {:7} {:7} {:7} {:8}  {}",
        mean(&best),
        mean(times),
        at(50),
        at(95),
        at(99),
        micros(&slowest),
        results / times.len(),
        slowest.1
    );
}

const NAMES: [&str; 24] = [
    "Permanence numérique",
    "Cours d’informatique pour débutants",
    "Écrivain public",
    "Aide aux démarches en ligne",
    "Atelier smartphone et tablette",
    "Espace public numérique",
    "Ordinateurs en libre accès",
    "Impression et photocopie",
    "Réparation d’appareils",
    "Recherche d’emploi et CV",
    "Café numérique des seniors",
    "Atelier photo",
    "Initiation à la messagerie",
    "Sécurité et mots de passe",
    "Français et ordinateur",
    "Accompagnement individuel",
    "Visite à domicile",
    "Bus numérique",
    "Fablab de quartier",
    "Parents et écrans",
    "Ligne d’écoute",
    "Vente d’ordinateurs reconditionnés",
    "Conseiller numérique France Services",
    "Formation bureautique",
];

const SENTENCES: [&str; 20] = [
    "Nous vous aidons à faire votre déclaration d’impôts et vos demandes en ligne.",
    "Apprenez à utiliser la souris, le clavier et l’ordinateur à votre rythme.",
    "Sans rendez-vous, dans l’ordre d’arrivée.",
    "Apportez votre téléphone, votre tablette ou votre ordinateur portable.",
    "Une imprimante et un scanner sont à disposition.",
    "Wifi gratuit et ordinateurs en libre accès à la médiathèque.",
    "Créer une adresse mail, envoyer une pièce jointe, classer ses messages.",
    "Reconnaître une arnaque sur internet et choisir un bon mot de passe.",
    "Rédiger un CV et une lettre de motivation, s’inscrire à France Travail.",
    "Pour les seniors et les personnes éloignées du numérique.",
    "Bibliothèque municipale, ouverte à toutes et à tous.",
    "Sauvegarder ses photos et libérer de la place sur son smartphone.",
    "Un interprète peut venir sur demande.",
    "Maison de quartier animée par des bénévoles.",
    "Payer une facture ou prendre un billet de train sur internet.",
    "Découvrir les réseaux sociaux et protéger sa vie privée.",
    "Remplacer un écran cassé ou une batterie usée.",
    "Atelier en petit groupe, six personnes au plus.",
    "Assurance maladie, caisse d’allocations familiales, retraite.",
    "Vente à prix solidaire de matériel reconditionné.",
];

const OWNERS: [&str; 6] = [
    "Maison de quartier",
    "Association",
    "Médiathèque",
    "Centre social",
    "Mairie de",
    "Bibliothèque",
];

const HOURS: [&str; 8] = [
    "Mo-Fr 09:00-12:00,14:00-17:00",
    "Tu,Th 14:00-18:00",
    "We 09:00-12:00; PH off",
    "Mo-Sa 10:00-19:00",
    "We[1] 14:00-17:00",
    "Sa 09:00-12:00",
    "Mo-Fr 08:30-12:30; Th 17:00-20:00",
    "",
];

/// A chain of numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn one<T: Copy>(&mut self, of: &[T], other: T) -> T {
        of.get(self.below(of.len())).copied().unwrap_or(other)
    }

    fn word(&mut self) -> String {
        let syllables =
            ["ba", "ri", "mon", "cha", "ville", "lu", "ser", "to", "gne", "vau", "pré", "dor"];
        (0..2 + self.below(2)).map(|_| self.one(&syllables, "")).collect()
    }
}

fn invent(number: usize) -> Listing {
    let mut chance = Chance(number as u64 + 1);
    for _ in 0..4 {
        chance.below(2);
    }
    let name = format!("{} {}", chance.one(&NAMES, ""), chance.word());
    let about: Vec<String> = (0..3 + chance.below(4))
        .map(|_| format!("{} {}.", chance.one(&SENTENCES, ""), chance.word()))
        .collect();
    let mut offer =
        testing::described(testing::offer(&format!("offer-{number:05}"), &name), &about.join(" "));
    offer.kind = chance.one(Kind::ALL, Kind::DigitalDropIn);
    offer.themes =
        (0..1 + chance.below(3)).map(|_| chance.one(Theme::ALL, Theme::SafeUse)).collect();
    offer.audiences =
        (0..chance.below(3)).map(|_| chance.one(Audience::ALL, Audience::Seniors)).collect();
    offer.adjustments =
        (0..chance.below(3)).map(|_| chance.one(Adjustment::ALL, Adjustment::MoreTime)).collect();
    let tag = chance.one(&["fr", "ar", "pt", "en", "es", "ti"], "fr");
    for language in offer.languages.iter_mut() {
        language.language = Language::parse(tag).unwrap_or_else(Language::french);
    }
    offer.cost.bands.truncate(chance.below(3));
    // Half of all offers lie in one of twelve towns.
    let town = chance.below(24);
    let spread = if town < 12 { 0.05 } else { 3.0 };
    let mut away = || spread * (chance.below(2_000) as f64 / 1_000.0 - 1.0);
    let (lat, lon) = (45.19 + (town % 4) as f64 + away(), 5.72 - (town % 3) as f64 + away());
    let mut place = testing::place(&format!("place-{number}"), lat, lon);
    place.name = format!("Maison {}", chance.word());
    place.street = format!("Rue {} {}", chance.word(), chance.below(90));
    place.commune = if town < 12 {
        chance.one(&["Grenoble", "Lyon", "Genève"], "").to_owned()
    } else {
        chance.word()
    };
    let mut listing = testing::listing(offer, &[(place, chance.one(&HOURS, ""))]);
    listing.organization.name = format!("{} {}", chance.one(&OWNERS, ""), chance.word());
    listing
}

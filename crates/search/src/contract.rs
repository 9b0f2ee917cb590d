//! What every index must do. A new index adds one test below.

use std::future::Future;

use kernel::OfferId;
use partner_directory::ranking::{Lexicon, ListingWords, Vocabulary, WordQuery};
use partner_directory::{Kind, Listing};

use crate::testing::{described, listing, offer, place};
use crate::{Embedded, Entry, Match, OfferIndex, OfferKey};

/// An index with the directory that fills it.
struct Trial<'a> {
    index: &'a dyn OfferIndex,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    ids: Vec<OfferId>,
}

impl<'a> Trial<'a> {
    fn of(index: &'a dyn OfferIndex) -> Trial<'a> {
        let lexicon = Lexicon::published().unwrap();
        let vocabulary = Vocabulary::new(&lexicon);
        Trial { index, lexicon, vocabulary, ids: Vec::new() }
    }

    fn entries(&mut self, listings: &[Listing]) -> Vec<Entry> {
        for listing in listings {
            ListingWords::of(listing, &mut self.vocabulary);
            self.ids.push(listing.offer.id.clone());
        }
        listings.iter().map(|listing| Entry::of(listing, &self.lexicon)).collect()
    }

    /// The offers that match as many terms as any does, best first.
    async fn found(&self, text: &str) -> Vec<&str> {
        let words = WordQuery::parse(text, &self.lexicon, &self.vocabulary);
        let mut matches = self.index.candidates(&words).await.unwrap().matches;
        let terms = |one: &Match| one.sure.with(one.doubtful).count();
        let most = matches.iter().map(terms).max().unwrap_or(0);
        matches.retain(|one| terms(one) == most);
        matches.sort_by_key(|one| std::cmp::Reverse(one.weight));
        let id = |one: &Match| self.ids.iter().find(|id| OfferKey::of(id) == one.offer);
        matches.iter().map(|one| id(one).unwrap().as_str()).collect()
    }

    async fn finds_only(&self, text: &str, id: &str) {
        assert_eq!(self.found(text).await, [id], "{text}");
    }
}

fn directory() -> Vec<Listing> {
    let offers = [
        ("printing", "Impression de documents", "Venez utiliser l’imprimante et le scanner."),
        ("jobs", "Atelier de recherche d’emploi", "Rédiger un curriculum."),
        ("phones", "Premiers pas avec un smartphone", "Découvrir l’écran tactile."),
        ("taxes", "Permanence fiscale", "Aide pour la déclaration d’impôts à l’école."),
        ("repair", "Réparation d’appareils", "Remplacer la batterie d’un smartphone."),
    ];
    let at = |(id, name, about): (&str, &str, &str)| {
        let mut offer = described(offer(id, name), about);
        // Far from all the words that are looked for here.
        (offer.kind, offer.themes) = (Kind::Interpreting, vec![]);
        listing(offer, &[(place(id, 46.2, 6.1), "")])
    };
    offers.map(at).to_vec()
}

pub(crate) async fn keeps_the_contract(index: &dyn OfferIndex) {
    let mut trial = Trial::of(index);
    let entries = trial.entries(&directory());
    index.replace_all(entries).await.unwrap();

    finds_words_however_they_are_typed(&trial).await;
    narrows_with_each_word(&trial).await;
    takes_any_text(&trial).await;
    puts_the_name_before_the_description(&trial).await;
    follows_changes(&mut trial).await;
}

async fn finds_words_however_they_are_typed(trial: &Trial<'_>) {
    for text in ["ecole", "école", "ÉCOLE", "e\u{301}cole", "l'école", "l’ecole"] {
        trial.finds_only(text, "taxes").await;
    }
    for text in ["imprimante", "imprimantes", "L'IMPRIMANTE", "imprimmante", "imprim"] {
        trial.finds_only(text, "printing").await;
    }
    for text in ["demploi", "d'emploi", "lemploi", "curiculum", "curricul"] {
        trial.finds_only(text, "jobs").await;
    }
    for text in ["smarthpone", "smartphones", "smartph"] {
        let mut found = trial.found(text).await;
        found.sort_unstable();
        assert_eq!(found, ["phones", "repair"], "{text}");
    }
}

async fn narrows_with_each_word(trial: &Trial<'_>) {
    assert_eq!(trial.found("smartphone batterie").await[0], "repair");
    assert_eq!(trial.found("smartphone tactile").await[0], "phones");
    assert_eq!(trial.found("batterie piscinette").await, ["repair"], "an unknown word is let go");
    assert!(trial.found("piscinette").await.is_empty());
}

async fn takes_any_text(trial: &Trial<'_>) {
    let long = "imprimante ".repeat(500);
    assert_eq!(trial.found(&long).await, ["printing"], "5,500 characters");
    let signs = ["\"", ":", "*", "-", "(", "[a TO b]", "~2", "^", "\\", "\0", "\u{7}\u{1b}", "🖨"];
    for sign in signs {
        trial.found(sign).await;
        trial.finds_only(&format!("{sign}imprimante{sign}"), "printing").await;
    }
    trial.finds_only("imprimante AND", "printing").await;
    trial.finds_only("name:imprimante", "printing").await;
    trial.found("OR NOT").await;
}

async fn puts_the_name_before_the_description(trial: &Trial<'_>) {
    assert_eq!(trial.found("smartphone").await, ["phones", "repair"]);
    assert_eq!(trial.found("geneve").await.len(), 5, "all of them, however many");
}

async fn follows_changes(trial: &mut Trial<'_>) {
    let index = trial.index;
    let renamed = listing(offer("printing", "Photocopie"), &[]);
    let added = listing(offer("sewing", "Couture"), &[]);
    let entries = trial.entries(&[renamed, added]);
    index.put(entries.clone()).await.unwrap();
    assert!(trial.found("imprimante scanner").await.iter().all(|id| *id != "printing"));
    trial.finds_only("photocopie", "printing").await;
    trial.finds_only("couture", "sewing").await;
    assert_eq!(index.state().await.unwrap().entries, 6);

    index.put(entries).await.unwrap();
    assert_eq!(index.state().await.unwrap().entries, 6, "putting again adds nothing");

    index.forget(vec!["sewing".into(), "unknown".into()]).await.unwrap();
    assert!(trial.found("couture").await.is_empty());
    assert_eq!(index.state().await.unwrap().entries, 5);

    index.replace_all(vec![]).await.unwrap();
    assert!(trial.found("photocopie").await.is_empty());
    assert_eq!(index.state().await.unwrap().entries, 0);
    let entries = trial.entries(&directory()[..1]);
    index.replace_all([entries.clone(), entries].concat()).await.unwrap();
    assert_eq!(index.state().await.unwrap().entries, 1, "an offer given twice is one");
}

/// Runs a test that waits for answers.
pub(crate) fn wait<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[test]
fn the_embedded_index_keeps_the_contract() {
    wait(keeps_the_contract(&Embedded::new().unwrap()));
}

//! A thousand edits of the same fifty offers at once: nothing is lost, nothing is half there.

use std::collections::HashMap;
use std::sync::Arc;

use app::workspace::{ObjectRef, OfferForm, SaveOffer};
use blackbox::{Site, each_site};
use kernel::{Actor, OfferId, Role};
use tokio::task::JoinSet;

const OFFERS: usize = 50;
const ROUNDS: usize = 10;
/// How many open the same form before any of them sends it.
const EDITORS: usize = 2;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_thousand_edits_at_once_each_is_kept_or_said_to_be_too_late() {
    each_site(async |site| {
        let partner = site.partner_with_offer("Maison").await;
        let actor = site.account(Role::Partner, partner.organization.id.clone()).await.actor();
        let mut offers = Vec::new();
        for _ in 0..OFFERS {
            offers.push(site.app.copy_offer(&actor, partner.offer.id.clone()).await.unwrap());
        }
        let offers = Arc::new(offers);

        let mut accepted: HashMap<OfferId, Vec<String>> = HashMap::new();
        let mut refused = 0;
        for round in 0..ROUNDS {
            for (id, word, is_kept) in edit_all(site, &actor, &offers, round).await {
                match is_kept {
                    true => accepted.entry(id).or_default().push(word),
                    false => refused += 1,
                }
            }
        }

        let kept: usize = accepted.values().map(Vec::len).sum();
        assert_eq!(kept + refused, OFFERS * ROUNDS * EDITORS);
        assert_eq!(refused, OFFERS * ROUNDS * (EDITORS - 1), "one of each pair came first");
        for id in offers.iter() {
            let chain = site.app.history(&actor, ObjectRef::Offer(id.clone())).await.unwrap();
            let mut names: Vec<String> = chain
                .iter()
                .filter(|change| !change.is_first)
                .flat_map(|change| &change.fields)
                .flat_map(|field| field.after.clone())
                .collect();
            names.reverse();
            assert_eq!(&names, &accepted[id], "each accepted edit is in the chain, in its order");
            let now = site.app.offer_for_edit(&actor, id.clone()).await.unwrap().form;
            assert_eq!(usize::try_from(now.version).unwrap(), 1 + names.len());
            assert_eq!(Some(&now.name), names.last());
        }
    })
    .await;
}

/// Every editor opens every offer, then all of them send at once.
async fn edit_all(
    site: &Site,
    actor: &Actor,
    offers: &[OfferId],
    round: usize,
) -> Vec<(OfferId, String, bool)> {
    let mut running = JoinSet::new();
    for id in offers {
        let opened = site.app.offer_for_edit(actor, id.clone()).await.unwrap().form;
        for editor in 0..EDITORS {
            let name = format!("Tour {round}, main {editor}");
            let form = OfferForm { name: name.clone(), ..opened.clone() };
            let (app, actor, id) = (site.app.clone(), actor.clone(), id.clone());
            running.spawn(async move {
                let saved = app.save_offer(&actor, id.clone(), form).await.unwrap();
                (id, name, matches!(saved, SaveOffer::Saved { .. }))
            });
        }
    }
    running.join_all().await
}

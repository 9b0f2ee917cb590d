//! The basket: offers put aside to print, or to ask one after the other (S4).
//!
//! **Invariant:** it lives in a cookie of the session that holds the names of offers in
//! addresses and nothing about a person; the site keeps no trace of it.

use actix_web::web::Form;
use actix_web::{HttpRequest, HttpResponse};
use app::AppError;
use app::referrals::MOST_OFFERS;
use kernel::Role;
use serde::Serialize;

use super::encode;
use super::form::Pairs;
use crate::error::PageError;
use crate::listings::card::can_be_asked;
use crate::listings::labels::Labels;
use crate::listings::offer_page::{Around, OfferView};
use crate::visit::Visit;

const PATH: &str = "/panier";
/// The cookie that holds it.
pub(crate) const COOKIE: &str = "relais_basket";
/// What stands between two offers; no slug holds it.
const BETWEEN: char = '.';
/// How many offers it holds: what fits on a few sheets.
const MOST: usize = 12;
/// The longest slug that is believed.
const SLUG_MAX: usize = 150;

/// The slugs of the offers put aside, in the order in which they were chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Basket(Vec<String>);

impl Basket {
    /// What the browser holds; whatever is no slug is left out.
    pub(crate) fn of(request: &HttpRequest) -> Basket {
        request.cookie(COOKIE).map(|cookie| Basket::parse(cookie.value())).unwrap_or_default()
    }

    fn parse(text: &str) -> Basket {
        let mut basket = Basket::default();
        for slug in text.split(BETWEEN).filter(|one| is_slug(one)) {
            basket.add(slug);
        }
        basket
    }

    fn text(&self) -> String {
        self.0.join(&BETWEEN.to_string())
    }

    /// How many offers it holds.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// True when the offer is in it.
    pub(crate) fn holds(&self, slug: &str) -> bool {
        self.0.iter().any(|one| one == slug)
    }

    /// False when it is full.
    fn add(&mut self, slug: &str) -> bool {
        if self.holds(slug) {
            return true;
        }
        let has_room = self.0.len() < MOST;
        if has_room {
            self.0.push(slug.to_owned());
        }
        has_room
    }
}

fn is_slug(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=SLUG_MAX).contains(&text.len()) && text.bytes().all(is_part)
}

#[derive(Serialize)]
struct BasketView {
    offers: Vec<OfferView>,
    refer_href: Option<String>,
    refer_label: String,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let role = visit.account.as_ref().map(|account| account.role);
    let may_refer = matches!(role, Some(Role::Mediator | Role::Coordinator));
    let mut offers = Vec::new();
    let mut asked = Vec::new();
    for slug in &Basket::of(visit.request()).0 {
        let listing = match visit.site.app.listing(slug).await {
            Ok(listing) => listing,
            // Taken off the directory since: nothing to show, nothing to print.
            Err(AppError::NotFound) => continue,
            Err(other) => return Err(other.into()),
        };
        if may_refer && can_be_asked(&listing, labels) && asked.len() < MOST_OFFERS {
            asked.push(format!("offre={}", encode(slug)));
        }
        offers.push(OfferView::new(&listing, Around::default(), labels));
    }
    let view = BasketView {
        offers,
        refer_label: labels.say("basket-refer", &[("count", asked.len().into())]),
        refer_href: (!asked.is_empty()).then(|| format!("/orienter?{}", asked.join("&"))),
    };
    visit.page("pages/basket/show.html", &visit.chrome("basket-title"), &view)
}

pub(crate) async fn change(
    visit: Visit,
    sent: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    let pairs = Pairs::new(sent.into_inner());
    let mut basket = Basket::of(visit.request());
    let (added, removed) = (pairs.one("ajouter"), pairs.one("retirer"));
    let said = if !added.is_empty() {
        let slug = visit.site.app.listing(&added).await?.offer.slug;
        if basket.add(&slug) { "flash-basket-added" } else { "flash-basket-full" }
    } else if !removed.is_empty() {
        basket.0.retain(|one| *one != removed);
        "flash-basket-removed"
    } else {
        basket.0.clear();
        "flash-basket-emptied"
    };
    let mut answer = visit.see_other(&way_back(&pairs.one("retour")), Some(said));
    let _ = answer.add_cookie(&visit.basket_cookie(&basket.text()));
    Ok(answer)
}

/// Only to a page of this site.
fn way_back(wanted: &str) -> String {
    let is_ours = wanted.starts_with('/')
        && !wanted.starts_with("//")
        && wanted.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_ours { wanted.to_owned() } else { PATH.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_holds_what_was_chosen_in_order_and_each_once() {
        let mut basket = Basket::default();
        for slug in ["imprimer-onex", "aide", "imprimer-onex"] {
            assert!(basket.add(slug));
        }

        assert_eq!(basket.text(), "imprimer-onex.aide");
        assert_eq!(Basket::parse(&basket.text()), basket);
    }

    #[test]
    fn a_cookie_that_somebody_wrote_by_hand_does_no_harm() {
        let long = "a".repeat(5_000);
        for text in ["", "...", "<script>.a b.é", long.as_str(), "/../x;y"] {
            assert_eq!(Basket::parse(text), Basket::default(), "{text}");
        }
        let many: Vec<String> = (0..500).map(|at| format!("offre-{at}")).collect();
        assert_eq!(Basket::parse(&many.join(".")).len(), MOST);
    }

    #[test]
    fn the_thirteenth_offer_is_not_taken() {
        let mut basket = Basket::default();
        let taken = (0..20).filter(|at| basket.add(&format!("offre-{at}"))).count();

        assert_eq!((taken, basket.len()), (MOST, MOST));
        assert!(basket.add("offre-0"), "what is in it stays in it");
    }

    #[test]
    fn the_way_back_never_leads_to_another_site() {
        for elsewhere in ["", "https://x.example", "//x.example", "/\\x.example", "x", "/a b", "/é"]
        {
            assert_eq!(way_back(elsewhere), PATH, "{elsewhere}");
        }
        assert_eq!(way_back("/recherche?q=cv&page=2"), "/recherche?q=cv&page=2");
    }
}

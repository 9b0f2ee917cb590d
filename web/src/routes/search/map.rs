//! The results on a map: outlines, numbered marks, and the same numbers in a list.
//!
//! **Invariant:** the map never is the only way: whatever stands on it stands in the list, and
//! what has no public address stands in the list only (DIR-10).

use actix_web::HttpResponse;
use app::directory::{Hit, Results};
use app::ground::ground;
use partner_directory::ground::{Frame, Ground, group};
use partner_directory::{ListedPlace, Point, Query};
use serde::Serialize;

use super::page::Page;
use super::{MAP_PATH, PATH, read};
use crate::error::PageError;
use crate::listings::card::Shown;
use crate::listings::labels::Labels;
use crate::listings::params::Param;
use crate::visit::Visit;

/// Marks closer than this share one, in percent of the breadth: what a mark takes at 320 px.
const REACH: f64 = 10.0;

#[derive(Serialize)]
struct MapView {
    heading: String,
    label: String,
    back_href: String,
    view_box: String,
    land: String,
    lakes: String,
    names: Vec<NameView>,
    points: Vec<PointView>,
    here: Option<HereView>,
    scale: ScaleView,
    elsewhere: Vec<OfferLine>,
    page: u32,
    pages: usize,
    pages_href: String,
}

/// A name of a commune, with its middle in percent.
#[derive(Serialize)]
struct NameView {
    text: String,
    x: String,
    y: String,
    is_for_large: bool,
}

/// One mark, with its offers in the order of the results.
#[derive(Serialize)]
struct PointView {
    x: String,
    y: String,
    sign: String,
    is_group: bool,
    label: String,
    offers: Vec<OfferLine>,
}

/// Where the distances are counted from.
#[derive(Serialize)]
struct HereView {
    x: String,
    y: String,
    label: String,
}

#[derive(Serialize)]
struct ScaleView {
    label: String,
    to: String,
}

#[derive(Serialize)]
struct OfferLine {
    name: String,
    href: String,
    who: String,
    place: String,
    when: String,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let (typed, mut asked) = read(&visit)?;
    asked.query.per_page = Query::PER_PAGE;
    let results = visit.site.app.search(&asked.query).await?;
    let labels = Labels::of(&visit.site);
    let near = asked.query.near.as_ref().map(|near| (near.point, near.label.as_str()));
    let heading = Page::new(&typed, &asked, &results, labels).heading();
    let carried = typed.without(&[Param::Page]);
    let per_page = usize::try_from(results.per_page).unwrap_or(1).max(1);
    let drawn = Drawing::new(&results, near, labels, ground()?);
    let view = MapView {
        heading,
        label: labels.say("map-label", &[("count", drawn.points.len().into())]),
        back_href: carried.address(PATH),
        view_box: drawn.frame.view_box(),
        land: drawn.ground.communes_in(drawn.frame),
        lakes: drawn.ground.lakes_in(drawn.frame),
        names: drawn.names(),
        scale: drawn.scale(labels),
        here: drawn.here,
        points: drawn.points,
        elsewhere: drawn.elsewhere,
        page: results.page,
        pages: results.total.div_ceil(per_page),
        pages_href: carried.address_of_pages(MAP_PATH),
    };
    visit.page("pages/search/map.html", &visit.chrome("map-title"), &view)
}

/// The results put on the ground.
struct Drawing<'a> {
    ground: &'a Ground,
    frame: Frame,
    points: Vec<PointView>,
    here: Option<HereView>,
    elsewhere: Vec<OfferLine>,
    taken: Vec<(f64, f64)>,
}

impl<'a> Drawing<'a> {
    fn new(
        results: &Results,
        near: Option<(Point, &str)>,
        labels: Labels<'_>,
        ground: &'a Ground,
    ) -> Drawing<'a> {
        let point = |hit: &Hit| hit.place().and_then(|place| place.point);
        let (on_map, elsewhere): (Vec<&Hit>, Vec<&Hit>) =
            results.items.iter().partition(|hit| point(hit).is_some());
        let points: Vec<Point> = on_map.iter().filter_map(|hit| point(hit)).collect();
        let frame = ground.frame(points.iter().copied().chain(near.map(|(at, _)| at)));
        let at: Vec<_> = points.iter().map(|one| frame.percent(ground.spot(*one))).collect();
        let mut taken: Vec<(f64, f64)> = Vec::new();
        let mut marks = Vec::new();
        for members in group(&at, REACH) {
            let Some(middle) = members.first().and_then(|one| at.get(*one)) else { continue };
            let hits: Vec<&Hit> =
                members.iter().filter_map(|one| on_map.get(*one).copied()).collect();
            taken.push(*middle);
            marks.push(mark(taken.len(), *middle, &hits, labels));
        }
        let here = near.map(|(at, label)| {
            let (x, y) = frame.percent(ground.spot(at));
            taken.push((x, y));
            let label = labels.say("map-here", &[("place", label.into())]);
            HereView { x: percent(x), y: percent(y), label }
        });
        let elsewhere = elsewhere.into_iter().map(|hit| line(hit, labels)).collect();
        Drawing { ground, frame, points: marks, here, elsewhere, taken }
    }

    fn names(&self) -> Vec<NameView> {
        let names = self.ground.names_in(self.frame, &self.taken).into_iter();
        names
            .map(|name| NameView {
                text: name.text.to_owned(),
                x: percent(name.x),
                y: percent(name.y),
                is_for_large: name.is_for_large,
            })
            .collect()
    }

    fn scale(&self, labels: Labels<'_>) -> ScaleView {
        let scale = self.frame.scale();
        ScaleView {
            label: labels.words().distance(scale.metres),
            to: percent(SCALE_FROM + scale.percent),
        }
    }
}

/// Where the scale begins, in percent of the breadth.
const SCALE_FROM: f64 = 3.0;

fn mark(number: usize, (x, y): (f64, f64), hits: &[&Hit], labels: Labels<'_>) -> PointView {
    let offers: Vec<OfferLine> = hits.iter().map(|hit| line(hit, labels)).collect();
    let names: Vec<&str> = offers.iter().map(|one| one.name.as_str()).collect();
    let args = [
        ("number", number.to_string().into()),
        ("count", offers.len().into()),
        ("names", names.join(", ").into()),
    ];
    let is_group = offers.len() > 1;
    PointView {
        x: percent(x),
        y: percent(y),
        sign: match is_group {
            true => format!("{number} ×{}", offers.len()),
            false => number.to_string(),
        },
        is_group,
        label: labels.say("map-mark", &args),
        offers,
    }
}

fn line(hit: &Hit, labels: Labels<'_>) -> OfferLine {
    let place: Option<&ListedPlace> = hit.place();
    let opening = hit.shown.and_then(|shown| shown.opening);
    let shown = Shown {
        listing: &hit.listing,
        place,
        distance_m: hit.shown.and_then(|shown| shown.distance_m),
        opening,
    };
    OfferLine {
        name: hit.listing.offer.name.clone(),
        href: format!("/offres/{}", hit.listing.offer.slug),
        who: labels.organization(&hit.listing),
        place: labels.place_line(shown),
        when: labels.when(place, opening),
    }
}

fn percent(share: f64) -> String {
    format!("{share:.1}%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;
    use crate::listings::testing::{NOW, city, results};

    fn drawing(near: Option<(Point, &str)>) -> Drawing<'static> {
        let listings: Vec<_> = city().into_iter().take(20).collect();
        Drawing::new(&results(listings, 20), near, at(NOW), ground().unwrap())
    }

    #[test]
    fn every_offer_stands_in_the_list_once_and_only_those_with_an_address_on_the_map() {
        let drawn = drawing(None);

        let on_map: usize = drawn.points.iter().map(|one| one.offers.len()).sum();
        assert_eq!(on_map + drawn.elsewhere.len(), 20);
        assert!(drawn.points.len() >= 3, "{}", drawn.points.len());
        for (at, point) in drawn.points.iter().enumerate() {
            assert!(point.sign.starts_with(&(at + 1).to_string()), "{}", point.sign);
            assert_eq!(point.is_group, point.offers.len() > 1);
        }
    }

    #[test]
    fn a_protected_place_never_stands_on_the_map() {
        let hidden = |one: &partner_directory::Listing| {
            one.places.first().is_some_and(|place| place.is_address_hidden)
        };
        let listings: Vec<_> = city().into_iter().filter(hidden).collect();
        assert!(!listings.is_empty(), "the fictional city has a protected place");
        let count = listings.len();
        let drawn = Drawing::new(&results(listings, count), None, at(NOW), ground().unwrap());

        assert!(drawn.points.is_empty());
        assert_eq!(drawn.elsewhere.len(), count);
    }

    #[test]
    fn the_place_that_was_asked_for_is_on_the_map() {
        let onex = Point::new(46.184, 6.103).unwrap();
        let drawn = drawing(Some((onex, "Onex")));

        let here = drawn.here.unwrap();
        let x: f64 = here.x.trim_end_matches('%').parse().unwrap();
        assert!((0.0..=100.0).contains(&x), "{x}");
        assert!(here.label.contains("Onex"));
    }
}

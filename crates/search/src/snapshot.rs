//! Every public listing at one state of the directory, laid out for searching.
//!
//! **Invariant:** a snapshot never changes what it lists; a changed directory is another
//! snapshot. Searches that have begun end on the one with which they began.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use kernel::OfferId;
use partner_directory::fold::sort_key;
use partner_directory::ranking::{Lexicon, ListingWords, Ranked, Vocabulary};
use partner_directory::{Coverage, Listing};

use crate::bits::Bits;
use crate::facets::Columns;
use crate::fingerprint::fingerprint;
use crate::index::OfferKey;
use crate::map::Map;
use crate::moment::Moment;
use crate::tagged::Tagged;

/// One listing with what is computed from it once.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) listing: Arc<Listing>,
    pub(crate) words: ListingWords,
    pub(crate) key: OfferKey,
    name: String,
    fingerprint: u64,
}

/// The listings of the directory, each in a slot.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    items: Vec<Option<Arc<Item>>>,
    slots: HashMap<OfferKey, usize, BuildHasherDefault<AsItIs>>,
    free: Vec<usize>,
    by_name: Vec<usize>,
    fingerprint: u64,
    pub(crate) vocabulary: Arc<Vocabulary>,
    pub(crate) live: Bits,
    /// Offers that do not help people from everywhere.
    pub(crate) limited: Bits,
    pub(crate) columns: Columns,
    pub(crate) tagged: Tagged,
    pub(crate) map: Map,
    moment: Mutex<Arc<Moment>>,
    standing: Mutex<Option<Standing>>,
}

/// Keys are hashes already.
#[derive(Debug, Clone, Copy, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// Every slot in an order that needs no words, good for one minute.
#[derive(Debug)]
struct Standing {
    minute: i64,
    order: Order,
}

/// An order of slots, both ways.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(crate) slots: Arc<[usize]>,
    /// For each slot its place in the order and its points.
    places: Arc<[(u32, u32)]>,
}

impl Order {
    fn of(ranked: &[Ranked], slot_count: usize) -> Order {
        let mut places = vec![(u32::MAX, 0); slot_count];
        let slots: Arc<[usize]> = ranked.iter().map(|one| one.slot as usize).collect();
        for (place, one) in (0..).zip(ranked) {
            if let Some(at) = places.get_mut(one.slot as usize) {
                *at = (place, one.total);
            }
        }
        Order { slots, places: places.into() }
    }

    pub(crate) fn place(&self, slot: usize) -> u32 {
        self.places.get(slot).map_or(u32::MAX, |(place, _)| *place)
    }

    pub(crate) fn points(&self, slot: usize) -> u32 {
        self.places.get(slot).map_or(0, |(_, points)| *points)
    }
}

impl Snapshot {
    pub(crate) fn of(listings: Vec<Listing>, lexicon: &Lexicon) -> Snapshot {
        let vocabulary = Arc::new(Vocabulary::new(lexicon));
        let mut snapshot = Snapshot { vocabulary, ..Snapshot::default() };
        snapshot.change(listings, &[], |_, _| {});
        snapshot
    }

    /// The next state: `changed` listings are new or replace what they were.
    pub(crate) fn with(&self, changed: Vec<Listing>, removed: &[OfferId]) -> Snapshot {
        let mut moment = (*self.kept_moment()).clone();
        let mut next = Snapshot {
            items: self.items.clone(),
            slots: self.slots.clone(),
            free: self.free.clone(),
            by_name: self.by_name.clone(),
            fingerprint: self.fingerprint,
            vocabulary: self.vocabulary.clone(),
            live: self.live.clone(),
            limited: self.limited.clone(),
            columns: self.columns.clone(),
            tagged: self.tagged.clone(),
            map: self.map.clone(),
            moment: Mutex::default(),
            standing: Mutex::default(),
        };
        next.change(changed, removed, |slot, listing| moment.put(slot, listing));
        next.moment = Mutex::new(Arc::new(moment));
        next
    }

    fn change(
        &mut self,
        changed: Vec<Listing>,
        removed: &[OfferId],
        mut moved: impl FnMut(usize, Option<&Listing>),
    ) {
        let gone = changed.iter().map(|listing| &listing.offer.id).chain(removed);
        let gone: Bits = gone.filter_map(|id| self.slot(OfferKey::of(id))).collect();
        self.map.forget(&gone);
        self.by_name.retain(|slot| !gone.has(*slot));
        for id in removed {
            if let Some(slot) = self.slots.remove(&OfferKey::of(id)) {
                self.empty(slot);
                moved(slot, None);
            }
        }
        for listing in last_of_each(changed) {
            let slot = self.put(listing);
            moved(slot, self.listing(slot));
        }
        let items = &self.items;
        let name = |slot: &usize| {
            let item = items.get(*slot)?.as_ref()?;
            Some((item.name.as_str(), item.key))
        };
        self.by_name.sort_by(|one, two| name(one).cmp(&name(two)));
    }

    fn empty(&mut self, slot: usize) {
        if let Some(item) = self.items.get_mut(slot).and_then(Option::take) {
            self.fingerprint ^= item.fingerprint;
            Arc::make_mut(&mut self.vocabulary).forget(&item.words);
        }
        self.live.set(slot, false);
        self.limited.set(slot, false);
        self.columns.put(slot, None);
        self.tagged.put(slot, None);
        self.free.push(slot);
    }

    fn put(&mut self, listing: Listing) -> usize {
        let key = OfferKey::of(&listing.offer.id);
        let known = self.slots.get(&key).copied();
        let slot = known.or_else(|| self.free.pop()).unwrap_or(self.items.len());
        self.slots.insert(key, slot);
        self.columns.put(slot, Some(&listing));
        self.tagged.put(slot, Some(&listing));
        self.map.put(slot, &listing);
        self.live.set(slot, true);
        self.limited.set(slot, listing.offer.coverage != Coverage::Anywhere);
        self.by_name.push(slot);
        let item = Item {
            words: ListingWords::of(&listing, Arc::make_mut(&mut self.vocabulary)),
            key,
            name: sort_key(&listing.offer.name),
            fingerprint: fingerprint(&listing),
            listing: Arc::new(listing),
        };
        self.fingerprint ^= item.fingerprint;
        if self.items.len() <= slot {
            self.items.resize(slot + 1, None);
        }
        if let Some(kept) = self.items.get_mut(slot) {
            if let Some(before) = kept {
                self.fingerprint ^= before.fingerprint;
                Arc::make_mut(&mut self.vocabulary).forget(&before.words);
            }
            *kept = Some(Arc::new(item));
        }
        slot
    }

    pub(crate) fn slot(&self, key: OfferKey) -> Option<usize> {
        self.slots.get(&key).copied()
    }

    pub(crate) fn item(&self, slot: usize) -> Option<&Arc<Item>> {
        self.items.get(slot)?.as_ref()
    }

    pub(crate) fn listing(&self, slot: usize) -> Option<&Listing> {
        self.item(slot).map(|item| &*item.listing)
    }

    pub(crate) fn listings(&self) -> Vec<Arc<Listing>> {
        self.items.iter().flatten().map(|item| item.listing.clone()).collect()
    }

    pub(crate) fn find(&self, id: &OfferId) -> Option<Arc<Listing>> {
        self.item(self.slot(OfferKey::of(id))?).map(|item| item.listing.clone())
    }

    /// How many slots there are, empty ones included.
    pub(crate) fn slot_count(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The slots in the order of names.
    pub(crate) fn by_name(&self) -> &[usize] {
        &self.by_name
    }

    /// What depends on the time; reads again only the hours that can have changed.
    pub(crate) fn moment(&self, now: DateTime<Utc>, today: NaiveDate) -> Arc<Moment> {
        let mut kept = self.moment.lock().unwrap_or_else(|broken| broken.into_inner());
        if !kept.holds(now, today) {
            let listings = self.items.iter().map(|item| item.as_ref().map(|one| &*one.listing));
            Arc::make_mut(&mut kept).move_to(now, today, listings);
        }
        kept.clone()
    }

    /// Every slot in an order that needs no words; `order` makes it, at most once a minute.
    pub(crate) fn standing(
        &self,
        now: DateTime<Utc>,
        order: impl FnOnce() -> Vec<Ranked>,
    ) -> Order {
        let minute = now.timestamp().div_euclid(60);
        let mut kept = self.standing.lock().unwrap_or_else(|broken| broken.into_inner());
        if let Some(kept) = kept.as_ref().filter(|kept| kept.minute == minute) {
            return kept.order.clone();
        }
        let order = Order::of(&order(), self.slot_count());
        *kept = Some(Standing { minute, order: order.clone() });
        order
    }

    /// Stands for everything that the listings say, whatever the order in which they came.
    pub(crate) fn data_version(&self) -> String {
        format!("{}-{:016x}", self.len(), self.fingerprint)
    }

    fn kept_moment(&self) -> Arc<Moment> {
        self.moment.lock().unwrap_or_else(|broken| broken.into_inner()).clone()
    }
}

// Of two listings of one offer the last one counts.
fn last_of_each(mut listings: Vec<Listing>) -> Vec<Listing> {
    let mut seen = HashSet::with_capacity(listings.len());
    listings.reverse();
    listings.retain(|listing| seen.insert(OfferKey::of(&listing.offer.id)));
    listings.reverse();
    listings
}

//! The directory as people and rules read it: search, listings, organizations and places.
//!
//! The catalog is a copy in memory of what anyone may read. It is filled at the start and
//! follows the `changes` table with a cursor of this process (decisions.md 10).

use std::sync::{Arc, RwLock};

use kernel::Language;
use partner_directory::ranking::{Lexicon, PUBLISHED_RULES, Rules};
use partner_directory::recognize::{Part, recognize};
use partner_directory::{
    Filters, Gazetteer, Holidays, Listing, Near, Organization, Point, Query, orientable,
};
use referral_tracking::{Candidate, Referral};
use search::{Catalog, Embedded, Meilisearch, OfferIndex, Patience, SearchError, WithFallback};
use store::{Conn, changes, listings, network, offers, organizations, referrals};
use tokio::sync::Mutex;

mod names;

pub use search::{Dropped, Facet, Hit, Results, State};

use crate::communes_served::KnownCommunes;
use crate::referrals::candidate;
use crate::{App, AppError, MeiliSettings};
use names::{Listed, Named, gazetteer};

/// How many changes one refresh takes at once.
const BATCH: u32 = 1000;
/// How many offers are proposed when the person allows any partner.
const MOST_FALLBACKS: usize = 5;

/// What this process holds of the directory; clones share it.
#[derive(Clone)]
pub(crate) struct Directory {
    catalog: Arc<Catalog>,
    gazetteer: Arc<Gazetteer>,
    /// What the listings name, for directories of other regions and for words of a search.
    listed: Arc<RwLock<Listed>>,
    /// The last change that the catalog has seen.
    cursor: Arc<Mutex<i64>>,
    /// The communes of what it holds.
    pub(crate) communes: KnownCommunes,
    /// The server that is asked first, when there is one.
    pub(crate) server: Option<Arc<Meilisearch>>,
}

impl Directory {
    /// An empty directory with the project's rules, words and places; `installation` keeps its
    /// index apart from others on the same server.
    ///
    /// # Errors
    /// One of the data files that are part of the program is malformed, or the key of the server
    /// cannot be sent.
    pub(crate) fn new(
        meili: Option<&MeiliSettings>,
        installation: &str,
    ) -> Result<Directory, AppError> {
        let wrong = |error: Box<dyn std::error::Error + Send + Sync>| AppError::Internal(error);
        let rules = Rules::parse(PUBLISHED_RULES).map_err(|error| wrong(error.into()))?;
        let lexicon = Lexicon::published().map_err(|error| wrong(error.into()))?;
        // Of two places with one name, the one nearer to Geneva is meant.
        let home = Point::new(46.204, 6.143);
        let gazetteer = gazetteer(home).map_err(|error| wrong(error.into()))?;
        let mut index: Arc<dyn OfferIndex> =
            Arc::new(Embedded::new().map_err(|error| wrong(error.into()))?);
        let server = meili
            .map(|meili| Meilisearch::new(&meili.url, meili.key.as_deref(), installation))
            .transpose()
            .map_err(|error| wrong(error.into()))?
            .map(Arc::new);
        if let Some(server) = &server {
            let after_failure = meili.map_or(MeiliSettings::RETRY_AFTER, |meili| meili.retry_after);
            let patience = Patience { after_failure, ..Patience::default() };
            index = Arc::new(WithFallback::new(server.clone(), index, patience));
        }
        Ok(Directory {
            catalog: Arc::new(Catalog::new(index, rules, lexicon)),
            gazetteer: Arc::new(gazetteer),
            listed: Arc::default(),
            cursor: Arc::new(Mutex::new(0)),
            communes: KnownCommunes::default(),
            server,
        })
    }

    /// The last change that this process has seen.
    pub(crate) async fn seen(&self) -> i64 {
        *self.cursor.lock().await
    }

    /// The words that searches understand.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        self.catalog.lexicon()
    }

    /// Every public offer.
    pub(crate) fn listings(&self) -> Vec<Arc<Listing>> {
        self.catalog.listings()
    }
}

impl App {
    /// One page of what `query` finds now, by the published rules.
    ///
    /// # Errors
    /// The index failed: our fault.
    pub async fn search(&self, query: &Query) -> Result<Results, AppError> {
        let now = self.clock.now();
        let today = now.with_timezone(&self.settings.time_zone).date_naive();
        Ok(self.directory.catalog.search(query, now, today).await?)
    }

    /// `query` as it is meant: places, times and organizations among its words narrow it.
    pub fn understand(&self, query: &Query) -> (Query, Vec<Part>) {
        let listed = self.directory.listed.read().unwrap_or_else(|broken| broken.into_inner());
        let names = Named { gazetteer: &self.directory.gazetteer, listed: &listed };
        recognize(query, self.directory.catalog.lexicon(), &names)
    }

    /// The place somebody means by a commune, a locality, a postcode or coordinates.
    pub fn find_place(&self, text: &str) -> Option<Near> {
        let listed = || {
            let listed = &self.directory.listed;
            listed.read().unwrap_or_else(|broken| broken.into_inner()).places.find(text)
        };
        self.directory.gazetteer.find(text).or_else(listed)
    }

    /// The rules by which results are ordered.
    pub fn ranking_rules(&self) -> &Rules {
        self.directory.catalog.rules()
    }

    /// How the search engine stands.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn search_state(&self) -> Result<State, AppError> {
        Ok(self.directory.catalog.index_state().await?)
    }

    /// The published offer with this slug.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none.
    pub async fn listing(&self, slug: &str) -> Result<Listing, AppError> {
        let slug = slug.to_owned();
        self.db
            .read(move |conn| {
                let holidays = network::holidays(conn)?;
                Ok(listings::find_by_slug(conn, &slug, &holidays)?)
            })
            .await
    }

    /// The public and school holidays by which opening hours are read.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn holidays(&self) -> Result<Holidays, AppError> {
        self.db.read(|conn| Ok(network::holidays(conn)?)).await
    }

    /// An organization with its published offers, by name.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none.
    pub async fn organization(&self, slug: &str) -> Result<(Organization, Vec<Listing>), AppError> {
        let slug = slug.to_owned();
        self.db
            .read(move |conn| {
                let organization = organizations::find_by_slug(conn, &slug)?;
                let holidays = network::holidays(conn)?;
                let of = offers::list_of(conn, &organization.id)?;
                let ids: Vec<_> = of.into_iter().map(|offer| offer.id).collect();
                Ok((organization, listings::find_many(conn, &ids, &holidays)?))
            })
            .await
    }

    /// Learns the whole directory; at the start, and to repair an index.
    ///
    /// # Errors
    /// The database did not answer, or the index failed.
    pub async fn fill_catalog(&self) -> Result<usize, AppError> {
        let mut cursor = self.directory.cursor.lock().await;
        let (latest, all) = self
            .db
            .read(|conn| {
                // The number first: what changes during the load comes again.
                let latest = changes::latest(conn)?;
                let holidays = network::holidays(conn)?;
                Ok::<_, AppError>((latest, listings::list_all(conn, &holidays)?))
            })
            .await?;
        let count = all.len();
        *self.directory.listed.write().unwrap_or_else(|broken| broken.into_inner()) =
            Listed::of(&all);
        self.directory.catalog.replace_all(all).await?;
        self.directory.communes.outdate();
        *cursor = latest;
        Ok(count)
    }

    /// Learns what changed since the last time.
    ///
    /// # Errors
    /// The database did not answer, or the index failed; the next call takes it up again.
    pub async fn refresh_catalog(&self) -> Result<(), AppError> {
        let mut cursor = self.directory.cursor.lock().await;
        loop {
            let since = *cursor;
            let (changed, removed, last) = self
                .db
                .read(move |conn| {
                    let seen = changes::since(conn, since, BATCH)?;
                    let last = seen.last().map(|change| change.seq);
                    let mut ids: Vec<_> = seen.into_iter().map(|change| change.offer).collect();
                    ids.sort();
                    ids.dedup();
                    let holidays = network::holidays(conn)?;
                    let found = listings::find_many(conn, &ids, &holidays)?;
                    ids.retain(|id| !found.iter().any(|listing| listing.offer.id == *id));
                    Ok::<_, AppError>((found, ids, last))
                })
                .await?;
            let Some(last) = last else { break };
            self.directory.catalog.apply(changed, removed).await?;
            self.directory.communes.outdate();
            *cursor = last;
        }
        let now = self.clock.now();
        let today = now.with_timezone(&self.settings.time_zone).date_naive();
        self.directory.catalog.refresh(now, today);
        Ok(())
    }

    /// The offers that can be asked for a referral when the person allows any partner, best
    /// first by the published rules.
    pub(crate) fn candidates_for(
        &self,
        conn: &mut Conn,
        referral: &Referral,
    ) -> Result<Vec<Candidate>, AppError> {
        let need = referrals::find_need(conn, &referral.id)?;
        let commune = need.commune_code.as_deref().and_then(crate::communes::commune_name);
        let spoken = (need.language != Language::french()).then_some(need.language);
        let mut query = Query {
            near: commune.and_then(|name| self.find_place(name)),
            filters: Filters { theme: Some(need.theme), language: spoken, ..Filters::default() },
            ..Query::default()
        };
        let mut found = self.proposed(conn, referral, &query)?;
        if found.is_empty() && query.filters.language.take().is_some() {
            found = self.proposed(conn, referral, &query)?;
        }
        Ok(found)
    }

    fn proposed(
        &self,
        conn: &mut Conn,
        referral: &Referral,
        query: &Query,
    ) -> Result<Vec<Candidate>, AppError> {
        let now = self.clock.now();
        let today = now.with_timezone(&self.settings.time_zone).date_naive();
        // This runs on a thread for blocking work, inside the transaction of the change.
        let search = self.directory.catalog.search(query, now, today);
        let results = tokio::runtime::Handle::current().block_on(search)?;
        let mut found = Vec::new();
        for hit in results.items {
            let offer = &hit.listing.offer;
            let is_asked = referral.attempts.iter().any(|one| one.offer == offer.id);
            if is_asked || found.len() == MOST_FALLBACKS {
                continue;
            }
            let organization = organizations::find(conn, &offer.organization)?;
            if orientable(offer, &organization, today).is_ok() {
                found.push(candidate(conn, &offer.id)?);
            }
        }
        Ok(found)
    }
}

impl From<SearchError> for AppError {
    fn from(error: SearchError) -> Self {
        AppError::Internal(error.into())
    }
}

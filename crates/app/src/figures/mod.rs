//! The figures of the network (requirements.md 2.4): for coordinators, for partners about
//! themselves, for everybody by the quarter.
//!
//! **Invariant:** what too few people stand behind leaves these functions as it is counted, and
//! only by way of `network_figures::Shown` reaches a page.

mod lately;
mod ledger;
mod listings;
pub mod observatory;
mod own;

use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use kernel::{Actor, FieldErrors};
use network_figures::indicators::{Counted, ListingFact, Reach};
use network_figures::{Basis, Cross, Cut, Fact, Figure, Indicator, NeedFact, Period, SearchCount};
use partner_directory::Theme;
use store::{Conn, demand, handouts, network, organizations, unmet_needs};

pub use lately::Figures;
pub(crate) use ledger::Ledger;
pub(crate) use listings::ListingFacts;
pub use network_figures::Shown;
pub use own::OwnFigure;

use crate::access::{Right, scope};
use crate::{App, AppError};

/// The word for a commune that nobody said.
pub const NOT_SAID: &str = "other";

/// An indicator with what it says about two periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Which one.
    pub indicator: Indicator,
    /// Its figures; empty when it is not collected.
    pub figures: Vec<Figure>,
    /// The same of the period before; empty for what has no period.
    pub before: Vec<Figure>,
}

/// How many referrals went which way, from the hand-over to the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// Handed to the network.
    pub opened: u64,
    /// Accepted by the organization asked first.
    pub accepted_first: u64,
    /// Accepted by a later one.
    pub accepted_later: u64,
    /// Ended with help.
    pub helped: u64,
    /// Ended without.
    pub without_help: u64,
    /// Withdrawn.
    pub withdrawn: u64,
    /// Still under way.
    pub under_way: u64,
}

/// What the charts of one period are drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Pictures {
    /// Referrals by theme and commune.
    pub referrals: Cross,
    /// Open needs of the register by theme and commune.
    pub needs: Cross,
    /// First answers by opening days: up to 1, 2, 3, 4, 5, more; then silent ones.
    pub answers: Vec<u64>,
    /// Which way they went.
    pub flow: Flow,
    /// Published offers by how long ago somebody looked: up to 30, 90, 180, 365 days, more.
    pub freshness: Vec<u64>,
    /// Communes and themes with help within reach.
    pub coverage: Vec<network_figures::indicators::Covered>,
}

/// Everything but the referrals that figures of one cut are counted from.
pub(crate) struct Around {
    now: DateTime<Utc>,
    handouts: u64,
    needs: Vec<NeedFact>,
    searches: Vec<SearchCount>,
    listings: std::sync::Arc<Vec<ListingFact>>,
    communes: Vec<Reach>,
}

impl Around {
    fn counted<'a>(&'a self, cut: &'a Cut, facts: &'a [Fact]) -> Counted<'a> {
        Counted {
            cut,
            now: self.now,
            facts: facts.iter().filter(|fact| cut.takes(fact)).collect(),
            handouts: self.handouts,
            needs: &self.needs,
            searches: &self.searches,
            listings: &self.listings,
            communes: &self.communes,
        }
    }
}

impl App {
    /// All indicators over one cut and the period before.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate; [`AppError::Invalid`] with the fields
    /// `commune`, `sender`, `partner` when they are not known.
    pub async fn indicators(&self, actor: &Actor, cut: Cut) -> Result<Vec<Told>, AppError> {
        self.told(actor, cut, Indicator::all().collect()).await
    }

    /// One indicator over one cut and the period before.
    ///
    /// # Errors
    /// As [`App::indicators`].
    pub async fn indicator(
        &self,
        actor: &Actor,
        indicator: Indicator,
        cut: Cut,
    ) -> Result<Told, AppError> {
        self.told(actor, cut, vec![indicator]).await?.pop().ok_or(AppError::NotFound)
    }

    async fn told(
        &self,
        actor: &Actor,
        cut: Cut,
        wanted: Vec<Indicator>,
    ) -> Result<Vec<Told>, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let app = self.clone();
        self.db
            .read(move |conn| {
                check(conn, &cut)?;
                let before = cut.before();
                let around = [app.around(conn, &cut)?, app.around(conn, &before)?];
                app.with_facts(conn, |facts| {
                    let [now, then] = &around;
                    let (now, then) = (now.counted(&cut, facts), then.counted(&before, facts));
                    let tell = |indicator: Indicator| Told {
                        indicator,
                        figures: indicator.figures(&now),
                        before: match indicator.basis() {
                            Basis::Listings | Basis::NotCollected => Vec::new(),
                            _ => indicator.figures(&then),
                        },
                    };
                    wanted.into_iter().map(tell).collect()
                })
            })
            .await
    }

    /// What the charts of one cut are drawn from.
    ///
    /// # Errors
    /// As [`App::indicators`].
    pub async fn pictures(&self, actor: &Actor, cut: Cut) -> Result<Pictures, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let app = self.clone();
        self.db
            .read(move |conn| {
                check(conn, &cut)?;
                let around = app.around(conn, &cut)?;
                app.with_facts(conn, |facts| draw(&around.counted(&cut, facts)))
            })
            .await
    }

    /// The organization with this name, whatever its accents and capitals; `None` when no or
    /// more than one bears it.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn organization_named(&self, name: &str) -> Result<Option<String>, AppError> {
        let name = name.to_owned();
        self.db
            .read(move |conn| {
                let found = organizations::named(conn, &name)?;
                Ok(<[_; 1]>::try_from(found).ok().map(|[id]| id.to_string()))
            })
            .await
    }

    /// What is looked at beside the referrals themselves.
    fn around(&self, conn: &mut Conn, cut: &Cut) -> Result<Around, AppError> {
        let Period { from, until } = cut.period;
        let zone = self.settings.time_zone;
        let start = |day: chrono::NaiveDate| {
            let local = zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest();
            local.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |at| at.to_utc())
        };
        let after = until.succ_opt().unwrap_or(until);
        // Slips and searches are not told apart by anything about people but theme and commune.
        let handouts = handouts::count(conn, start(from), start(after))?;
        let mut searches = demand::counts(conn, from, until, cut.commune.as_deref())?;
        searches.retain(|one| cut.theme.is_none() || one.theme == cut.theme);
        Ok(Around {
            now: self.clock.now(),
            handouts: u64::try_from(handouts).unwrap_or(0),
            needs: unmet_needs::facts(conn, zone)?,
            searches,
            listings: self.listing_facts(conn)?,
            communes: listings::communes()?,
        })
    }

    /// Keeps the facts of this process up to date; pages then need not wait for them.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn refresh_figures(&self) -> Result<(), AppError> {
        let app = self.clone();
        self.db
            .read(move |conn| {
                app.learn_listing_facts(conn)?;
                app.with_facts(conn, |_| ())
            })
            .await
    }

    /// Runs `work` over all facts, after learning what changed.
    pub(crate) fn with_facts<T>(
        &self,
        conn: &mut Conn,
        work: impl FnOnce(&[Fact]) -> T,
    ) -> Result<T, AppError> {
        let calendar = network::calendar(conn, self.settings.time_zone)?;
        self.ledger.refresh(conn, &calendar, self.clock.now())?;
        Ok(self.ledger.read(work))
    }
}

/// Refuses words that name nothing.
fn check(conn: &mut Conn, cut: &Cut) -> Result<(), AppError> {
    let mut errors = FieldErrors::default();
    if cut.commune.as_deref().is_some_and(|code| crate::communes::commune_name(code).is_none()) {
        errors.add("commune", "unknown");
    }
    for (field, id) in [("sender", &cut.sender), ("partner", &cut.partner)] {
        let Some(id) = id else { continue };
        match organizations::find(conn, &id.as_str().into()) {
            Ok(_) => {}
            Err(store::StoreError::NotFound) => errors.add(field, "unknown"),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(errors.or(())?)
}

/// The bounds of the spans of the first answer, in opening minutes.
const ANSWER_BOUNDS: [u32; 5] = [600, 1_200, 1_800, 2_400, 3_001];

fn draw(counted: &Counted<'_>) -> Pictures {
    let commune = |code: Option<&'_ str>| code.unwrap_or(NOT_SAID).to_owned();
    let referrals: Vec<(Theme, String)> =
        counted.facts.iter().map(|fact| (fact.theme, commune(fact.commune.as_deref()))).collect();
    let last = counted.cut.period.until;
    let is_open = |need: &&NeedFact| {
        need.noted_on <= last && need.closed_on.is_none_or(|closed| closed > last)
    };
    let open = counted.needs.iter().filter(is_open);
    let needs: Vec<(Theme, String)> =
        open.map(|need| (need.theme, commune(need.commune.as_deref()))).collect();
    let cross = |pairs: &[(Theme, String)]| {
        Cross::count(pairs.iter().map(|(theme, commune)| (theme.word(), commune.as_str())))
    };
    let times = network_figures::indicators::first_answers(counted);
    let mut answers = times.within(&ANSWER_BOUNDS);
    answers.push(times.missed);
    Pictures {
        referrals: cross(&referrals),
        needs: cross(&needs),
        answers,
        flow: Flow::of(&counted.facts),
        freshness: ages(counted.listings),
        coverage: network_figures::indicators::coverage(counted.listings, counted.communes),
    }
}

fn ages(listings: &[ListingFact]) -> Vec<u64> {
    let mut counts = vec![0; 5];
    for listing in listings {
        let span = [30, 90, 180, 365].iter().position(|bound| listing.age_days <= *bound);
        if let Some(count) = counts.get_mut(span.unwrap_or(4)) {
            *count += 1;
        }
    }
    counts
}

impl Flow {
    fn of(facts: &[&Fact]) -> Flow {
        use referral_tracking::ReferralState;

        let mut flow = Flow { opened: facts.len() as u64, ..Flow::default() };
        for fact in facts {
            let accepted = fact.attempts.iter().position(|one| one.accepted_at.is_some());
            match accepted {
                Some(0) => flow.accepted_first += 1,
                Some(_) => flow.accepted_later += 1,
                None => {}
            }
            match fact.state {
                ReferralState::Completed => flow.helped += 1,
                ReferralState::ClosedWithoutHelp => flow.without_help += 1,
                ReferralState::Withdrawn => flow.withdrawn += 1,
                _ => flow.under_way += 1,
            }
        }
        flow
    }
}

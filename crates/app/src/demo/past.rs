//! Past referrals: invented people whose cases go through the real rules, at past times.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use kernel::{
    Actor, Calendar, Channel, FixedClock, Language, OfferId, OrganizationId, ReferralId, Role,
    Urgency,
};
use partner_directory::{Theme, orientable};
use referral_tracking::{
    Action, Attempt, AttemptAction, AttemptState, ClosureReason, ConsentMode, ContactChannel,
    DeclineReason, Declined, Outcome, PersonDetails, PersonReason, Referral, ReferralState, Tries,
};
use store::referrals::{self, Handover};
use store::{Conn, keys, network, outbox, personal};

use super::city::{City, ReferralMix, Weights};
use super::dice::Dice;
use crate::referrals::{NewReferral, write_person};
use crate::{App, AppError};

/// How many cases wait for a coordinator, so that the first page has something to show.
const IN_QUEUE: u32 = 4;
/// The most steps one case takes; real ones take about five.
const MOST_STEPS: usize = 24;
/// The most times the clock moves one case between two steps; a forgotten one moves each day.
const MOST_TICKS: usize = 400;
/// Days before it would be asked at which an organization says that help goes on.
const EARLY_DAYS: i64 = 3;

/// Invented cases, not lived through yet.
pub(super) struct Past {
    cases: Vec<Case>,
    now: DateTime<Utc>,
}

struct Case {
    id: ReferralId,
    wrapped_key: String,
    ciphertext: String,
    sender: OrganizationId,
    new: NewReferral,
    age_days: i64,
    /// True for a case that every organization declines and no coordinator has seen yet.
    is_in_queue: bool,
    dice: Dice,
}

/// Draws the people and what they need.
pub(super) fn invent(app: &App, city: &City, now: DateTime<Utc>) -> Result<Past, AppError> {
    let mut dice = Dice::new(city.mix.seed);
    // A need that no offer of the city meets today is drawn again.
    let cases = (0..city.mix.count * 2)
        .filter_map(|number| invent_one(app, city, number, &mut dice, now).transpose())
        .take(city.mix.count as usize)
        .collect::<Result<Vec<_>, AppError>>()?;
    Ok(Past { cases, now })
}

fn invent_one(
    app: &App,
    city: &City,
    number: u32,
    dice: &mut Dice,
    now: DateTime<Utc>,
) -> Result<Option<Case>, AppError> {
    let mix = &city.mix;
    let Some(theme) = Theme::from_word(dice.word(&mix.themes)) else { return Ok(None) };
    let offers = chosen_offers(app, city, theme, dice, now);
    let sender = super::city::organization_id(dice.word(&mix.senders));
    let has_mediator =
        city.accounts.iter().any(|one| one.organization == sender && one.role == Role::Mediator);
    if offers.is_empty() {
        return Ok(None);
    }
    let new = NewReferral {
        form: String::new(),
        is_another: false,
        offers,
        any_partner: number >= IN_QUEUE && dice.below(10) < 3,
        consent: Some(ConsentMode::Oral),
        person: person(mix, number, dice),
        adjustments: Vec::new(),
        theme,
        kind: None,
        commune_code: Some(dice.word(&mix.communes).to_owned()),
        urgency: Urgency::from_word(dice.word(&mix.urgencies)).unwrap_or(Urgency::U0),
        handover: Handover::Sent,
    };
    let id = ReferralId::fresh();
    let wrapped_key = app.secrets.new_referral_key(&id)?;
    let text = write_person(&new.person, &[])?;
    let ciphertext = app.secrets.encrypt(&id, &wrapped_key, &text)?;
    let sender = match (has_mediator, city.network.coordinating.clone()) {
        (false, Some(coordinating)) => coordinating,
        _ => sender,
    };
    let is_in_queue = number < IN_QUEUE;
    let drawn = dice.below(u64::from(mix.days)) as i64;
    let age_days = if is_in_queue { 1 + i64::from(number) } else { drawn };
    let dice = Dice::new(mix.seed ^ u64::from(number).wrapping_mul(0x9E37_79B9));
    Ok(Some(Case { id, wrapped_key, ciphertext, sender, new, age_days, is_in_queue, dice }))
}

pub(super) fn person(mix: &ReferralMix, number: u32, dice: &mut Dice) -> PersonDetails {
    let channel = ContactChannel::from_word(dice.word(&mix.contact_channels))
        .unwrap_or(ContactChannel::ComesBack);
    let contact = match channel {
        ContactChannel::Phone | ContactChannel::Sms => format!("+41 22 555 1{number:03}"),
        ContactChannel::Email => format!("personne{number}@demo.example"),
        ContactChannel::Letter => format!("Case fictive {number}, 1200 Genève"),
        ContactChannel::ViaMediator | ContactChannel::ComesBack | ContactChannel::Counter => {
            String::new()
        }
    };
    PersonDetails {
        name: format!("Personne fictive {number}"),
        channel,
        contact,
        language: Language::parse(dice.word(&mix.languages)).unwrap_or_else(Language::french),
        note: String::new(),
    }
}

fn chosen_offers(
    app: &App,
    city: &City,
    theme: Theme,
    dice: &mut Dice,
    now: DateTime<Utc>,
) -> Vec<OfferId> {
    let today = now.with_timezone(&app.settings.time_zone).date_naive();
    let fitting: Vec<&partner_directory::Offer> = city
        .offers
        .iter()
        .filter(|offer| offer.themes.contains(&theme))
        .filter(|offer| {
            let owner = city.organizations.iter().find(|one| one.id == offer.organization);
            owner.is_some_and(|owner| orientable(offer, owner, today).is_ok())
        })
        .collect();
    let mut offers: Vec<OfferId> = Vec::new();
    for _ in 0..1 + dice.below(3) {
        if let Some(offer) = dice.one(&fitting)
            && !offers.contains(&offer.id)
        {
            offers.push(offer.id.clone());
        }
    }
    offers
}

/// Keeps the keys of all invented people.
pub(super) fn keep_keys(
    conn: &mut Conn,
    all: &[(ReferralId, String, DateTime<Utc>)],
) -> Result<(), AppError> {
    for (id, wrapped, at) in all {
        keys::put(conn, id, wrapped, *at)?;
    }
    Ok(())
}

impl Past {
    pub(super) fn keys(&self) -> Vec<(ReferralId, String, DateTime<Utc>)> {
        let row = |case: &Case| (case.id.clone(), case.wrapped_key.clone(), self.now);
        self.cases.iter().map(row).collect()
    }

    /// Lets every case live from its past beginning to the present.
    pub(super) fn live(self, conn: &mut Conn, app: &App, city: &City) -> Result<(), AppError> {
        let calendar = network::calendar(conn, app.settings.time_zone)?;
        for case in self.cases {
            let id = case.id.clone();
            Life { app, city, calendar: &calendar, until: self.now, case }.run(conn)?;
            // What was said is long past; nobody gets a letter about an invented case.
            outbox::drop_for_referral(conn, &id, self.now)?;
        }
        Ok(())
    }
}

struct Life<'a> {
    app: &'a App,
    city: &'a City,
    calendar: &'a Calendar,
    until: DateTime<Utc>,
    case: Case,
}

impl Life<'_> {
    fn run(mut self, conn: &mut Conn) -> Result<(), AppError> {
        let day = self.until - Duration::days(self.case.age_days);
        let minutes = Duration::minutes(self.case.dice.below(540) as i64);
        let begun = self.calendar.after(day - Duration::hours(12), minutes, &[]).min(self.until);
        let Some(sender) = self.mediator() else { return Ok(()) };
        let id = self.case.id.clone();
        let then = self.at(begun);
        then.begin(conn, &id, &sender, &self.case.new, begun)?;
        personal::put(conn, &id, &self.case.ciphertext)?;
        then.issue_card(conn, &id, begun)?;
        match self.act(conn, Action::Send, &sender, begun) {
            // The week of an offer was full already: the draft is forgotten, as it would be.
            Ok(_) | Err(AppError::Refused(_)) => {}
            Err(other) => return Err(other),
        }

        let state = self.wished_state();
        for _ in 0..MOST_STEPS {
            let referral = referrals::find(conn, &id)?;
            match self.next_step(&referral, &state) {
                Some((action, actor, at)) if at <= self.until => {
                    self.pass_time(conn, at)?;
                    // The clock may have moved the case meanwhile; then the step is void.
                    let _ = self.act(conn, action, &actor, at);
                }
                _ => break,
            }
        }
        self.pass_time(conn, self.until)
    }

    fn at(&self, instant: DateTime<Utc>) -> App {
        App { clock: Arc::new(FixedClock::at(instant)), ..self.app.clone() }
    }

    fn act(
        &self,
        conn: &mut Conn,
        action: Action,
        actor: &Actor,
        at: DateTime<Utc>,
    ) -> Result<Referral, AppError> {
        let channel = match actor {
            Actor::AnswerLink { .. } => Channel::MailLink,
            Actor::System => Channel::System,
            _ => Channel::Web,
        };
        self.at(at).carry_out(conn, &self.case.id, action, actor, channel)
    }

    /// Does what the clock calls for up to `until`, each thing at its own time.
    fn pass_time(&self, conn: &mut Conn, until: DateTime<Utc>) -> Result<(), AppError> {
        for _ in 0..MOST_TICKS {
            let referral = referrals::find(conn, &self.case.id)?;
            match referral.wake_at {
                Some(at) if at <= until => {
                    self.act(conn, Action::Tick, &Actor::System, at)?;
                }
                _ => return Ok(()),
            }
        }
        Ok(())
    }

    fn next_step(
        &mut self,
        referral: &Referral,
        state: &str,
    ) -> Option<(Action, Actor, DateTime<Utc>)> {
        if referral.state != ReferralState::Open {
            return None;
        }
        if let Some(live) = referral.live().cloned() {
            return match live.state {
                AttemptState::Sent => self.answer(&live),
                AttemptState::Accepted => self
                    .after(&live, 3.0, |_| AttemptAction::RecordContact { appointment_at: None }),
                AttemptState::InProgress => self.go_on(&live, state),
                AttemptState::Waitlisted => {
                    self.after(&live, 12.0, |_| AttemptAction::Accept { in_charge: None })
                }
                _ => None,
            };
        }
        // Nobody is asked any more: a coordinator acts, unless the case is to stay in the queue.
        if self.case.is_in_queue {
            return None;
        }
        let word = self.case.dice.word(&self.city.mix.closed_without_help);
        let reason = ClosureReason::from_word(word)?;
        let last = referral.attempts.last();
        let since = last.and_then(|one| one.closed_at.or(one.lapsed_at)).unwrap_or(self.until);
        let minutes = 20 + self.case.dice.below(300) as i64;
        let at = self.calendar.after(since, Duration::minutes(minutes), &[]);
        Some((Action::CloseWithoutHelp(reason, None), self.coordinator()?, at))
    }

    /// Help under way: it ends, or somebody says that it goes on.
    fn go_on(&mut self, live: &Attempt, state: &str) -> Option<(Action, Actor, DateTime<Utc>)> {
        match state {
            "completed" => {
                let outcome = Outcome::from_word(self.case.dice.word(&self.city.mix.outcomes))?;
                self.after(live, 20.0, |_| AttemptAction::Complete(outcome))
            }
            "closed_without_help" => {
                let tries = Tries { times: 3, channels: 2, letters: 1 };
                self.after(live, 10.0, |_| AttemptAction::RecordUnreachable(tries))
            }
            _ => {
                let at = live.due? - Duration::days(EARLY_DAYS);
                let action = AttemptAction::RecordContact { appointment_at: None };
                Some((Action::OnAttempt(live.id.clone(), action), link(live), at))
            }
        }
    }

    fn answer(&mut self, live: &Attempt) -> Option<(Action, Actor, DateTime<Utc>)> {
        if self.case.is_in_queue {
            let at = self.calendar.after(live.sent_at, Duration::minutes(50), &[]);
            let declined = Declined::ByProvider(DeclineReason::Full);
            let action = AttemptAction::Decline { declined, suggests: None };
            return Some((Action::OnAttempt(live.id.clone(), action), link(live), at));
        }
        let at = self.calendar.after(live.sent_at, self.hours(), &[]);
        let mix = &self.city.mix;
        let action = match self.case.dice.word(&mix.attempts) {
            "accepted" => AttemptAction::Accept { in_charge: None },
            "waitlisted" => AttemptAction::Waitlist {
                expected_on: at.date_naive().checked_add_days(chrono::Days::new(21)),
            },
            "declined" => AttemptAction::Decline {
                declined: Declined::ByProvider(DeclineReason::from_word(
                    self.case.dice.word(&mix.decline_reasons),
                )?),
                suggests: None,
            },
            "withdrawn" => {
                let actor = Actor::Person { referral: self.case.id.clone() };
                return Some((Action::Withdraw(PersonReason::NeedSolved), actor, at));
            }
            // Silence: the clock does the rest, up to the present if nothing else happens.
            _ => return live.due.map(|due| (Action::Tick, Actor::System, due)),
        };
        Some((Action::OnAttempt(live.id.clone(), action), link(live), at))
    }

    fn after(
        &mut self,
        live: &Attempt,
        days: f64,
        action: impl Fn(&Attempt) -> AttemptAction,
    ) -> Option<(Action, Actor, DateTime<Utc>)> {
        let since = live.contacted_at.or(live.accepted_at).unwrap_or(live.sent_at);
        let hours = 1.0 + self.case.dice.share() * days * 10.0;
        let at = self.calendar.after(since, Duration::minutes((hours * 60.0) as i64), &[]);
        Some((Action::OnAttempt(live.id.clone(), action(live)), link(live), at))
    }

    fn hours(&mut self) -> Duration {
        let spans = &self.city.mix.answer_hours;
        let weights: Weights =
            spans.iter().enumerate().map(|(n, span)| (n.to_string(), span.weight)).collect();
        let drawn: usize = self.case.dice.word(&weights).parse().unwrap_or(0);
        let (from, until) = spans.get(drawn).map_or((1.0, 2.0), |span| (span.from, span.until));
        let hours = from + self.case.dice.share() * (until - from);
        Duration::minutes((hours * 60.0) as i64)
    }

    fn wished_state(&mut self) -> String {
        let groups = self.city.mix.states.values();
        let age = self.case.age_days;
        let fitting = groups
            .filter(|group| age <= i64::from(group.max_age_days))
            .min_by_key(|group| group.max_age_days);
        match fitting {
            Some(group) => self.case.dice.word(&group.weights).to_owned(),
            None => "completed".to_owned(),
        }
    }

    fn mediator(&self) -> Option<Actor> {
        self.account(|role| role == Role::Mediator, Some(&self.case.sender))
    }

    fn coordinator(&self) -> Option<Actor> {
        self.account(|role| role == Role::Coordinator, None)
    }

    fn account(
        &self,
        fits: impl Fn(Role) -> bool,
        organization: Option<&OrganizationId>,
    ) -> Option<Actor> {
        self.city
            .accounts
            .iter()
            .find(|one| fits(one.role) && organization.is_none_or(|id| one.organization == *id))
            .map(|one| Actor::Account {
                id: one.id.clone(),
                role: one.role,
                organization: Some(one.organization.clone()),
            })
    }
}

fn link(attempt: &Attempt) -> Actor {
    Actor::AnswerLink { attempt: attempt.id.clone(), organization: attempt.organization.clone() }
}

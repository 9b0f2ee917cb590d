//! Many past referrals at once: invented lives, kept as they ended up.
//!
//! Unlike [`super::past`], which lets each case live in the database, the lives are lived in
//! memory by the same rules and only their end is written: two hundred thousand take minutes.
//!
//! **Invariant:** nothing here queues a letter; whoever is not erased yet has a key, a
//! ciphertext and a card like everybody else.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use kernel::{Actor, Calendar, Closure, Language, OrganizationId, ReferralId, Role, Urgency};
use partner_directory::{Theme, orientable};
use referral_tracking::simulation::{Case, Dice, Life, Network, habits};
use referral_tracking::{Candidate, ContactChannel};
use store::referrals::{self, Handover, Need, events};
use store::{Conn, network, personal};

use super::city::{City, ReferralMix};
use super::dice::Dice as Drawn;
use super::past;
use crate::referrals::{CONSENT_TEXT, promise, write_person};
use crate::{App, AppError};

/// The minutes of an opening day in which referrals are begun.
const DAY_MINUTES: u64 = 590;
/// The most other offers that one case can be sent on to.
const MOST_OTHERS: usize = 12;

/// Everything that the cases of one city share.
pub(super) struct Crowd {
    network: Network,
    by_theme: BTreeMap<&'static str, Vec<Candidate>>,
    senders: BTreeMap<OrganizationId, (Actor, bool)>,
    mix: ReferralMix,
    now: DateTime<Utc>,
    days: u64,
}

/// One person's past, ready to be written.
pub(super) struct Kept {
    life: Life,
    need: Need,
    wrapped_key: Option<String>,
    ciphertext: Option<String>,
}

impl Crowd {
    /// The crowd of `city`, which began referrals over the last `days`; the city is kept in
    /// the database already.
    pub(super) fn new(
        conn: &mut Conn,
        app: &App,
        city: &City,
        now: DateTime<Utc>,
        days: u64,
    ) -> Result<Crowd, AppError> {
        let calendar = network::calendar(conn, app.settings.time_zone)?;
        let coordinating = city.network.coordinating.clone().ok_or(AppError::NotFound)?;
        let coordinators =
            city.accounts.iter().filter(|one| one.role == Role::Coordinator).map(|one| &one.id);
        Ok(Crowd {
            by_theme: candidates(city, &calendar, now),
            senders: senders(city),
            network: Network {
                policy: network::policy(conn)?,
                coordinators: coordinators.cloned().collect(),
                consent_text: CONSENT_TEXT,
                coordinating,
                calendar,
            },
            mix: city.mix.clone(),
            now,
            days: days.max(1),
        })
    }

    /// The past of person `number`; `None` when nobody in the city could be asked.
    ///
    /// # Errors
    /// The machine gave no random numbers.
    pub(super) fn invent(&self, app: &App, number: u64) -> Result<Option<Kept>, AppError> {
        let mut drawn = Drawn::new(self.mix.seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let Some(theme) = Theme::from_word(drawn.word(&self.mix.themes)) else { return Ok(None) };
        let person = past::person(&self.mix, number as u32, &mut drawn);
        let Some(case) = self.case(theme, person.channel, number, &mut drawn) else {
            return Ok(None);
        };
        let life = case.live(&self.network, self.now);
        let need = Need {
            theme,
            kind: None,
            commune_code: Some(drawn.word(&self.mix.communes).to_owned()),
            language: Language::parse(drawn.word(&self.mix.languages))
                .unwrap_or_else(Language::french),
            contact_channel: person.channel,
            handover: handover(&mut drawn),
            contact_digest: None,
        };
        let mut kept = Kept { life, need, wrapped_key: None, ciphertext: None };
        if !kept.life.referral.is_identity_erased {
            let text = write_person(&person, &[])?;
            let wrapped = app.secrets.new_referral_key(&case.id)?;
            kept.ciphertext = Some(app.secrets.encrypt(&case.id, &wrapped, &text)?);
            kept.wrapped_key = Some(wrapped);
        }
        Ok(Some(kept))
    }

    fn case(
        &self,
        theme: Theme,
        channel: ContactChannel,
        number: u64,
        drawn: &mut Drawn,
    ) -> Option<Case> {
        let fitting = self.by_theme.get(theme.word())?;
        let (sender, is_sender_trusted) = self.sender(drawn)?;
        let mut dice = Dice::new(drawn.below(u64::MAX));
        let mut others: Vec<Candidate> = Vec::new();
        for _ in 0..MOST_OTHERS {
            if let Some(one) = dice.one(fitting)
                && !others.contains(one)
            {
                others.push(one.clone());
            }
        }
        let chosen = others.len().min(1 + dice.below(3) as usize);
        let begins = self.begins(&mut dice);
        let organizations = others.iter().map(|one| one.organization.clone());
        let day = self.network.calendar.date(begins);
        let said =
            |id: OrganizationId| (id.clone(), habits::away(&id, day, habits::Away::Declared));
        let declared: BTreeMap<OrganizationId, Vec<Closure>> = organizations.map(said).collect();
        Some(Case {
            id: ReferralId::from(format!("{:016x}{number:016x}", dice.number())),
            seed: dice.number(),
            sender,
            is_sender_trusted,
            urgency: Urgency::from_word(drawn.word(&self.mix.urgencies))?,
            candidates: others.drain(..chosen).collect(),
            others,
            allows_any: dice.percent(45),
            is_hard_to_reach: !channel.is_automatic(),
            begins,
            declared,
        })
    }

    fn sender(&self, drawn: &mut Drawn) -> Option<(Actor, bool)> {
        let wished = super::city::organization_id(drawn.word(&self.mix.senders));
        self.senders.get(&wished).or_else(|| self.senders.values().next()).cloned()
    }

    /// Some instant of an opening day of the past, never the future.
    fn begins(&self, dice: &mut Dice) -> DateTime<Utc> {
        let day = self.now - Duration::days(1 + dice.below(self.days) as i64);
        let midnight = day - Duration::hours(12);
        let minutes = Duration::minutes(1 + dice.below(DAY_MINUTES) as i64);
        self.network.calendar.after(midnight, minutes, &[]).min(self.now - Duration::minutes(30))
    }
}

impl Kept {
    /// True when nobody has anything left to do.
    pub(super) fn is_over(&self) -> bool {
        self.life.referral.state.is_closed()
    }
}

/// The keys of those who are not erased, as the key store keeps them.
pub(super) fn keys(people: &[Kept]) -> Vec<(ReferralId, String, DateTime<Utc>)> {
    let key = |one: &Kept| {
        let referral = &one.life.referral;
        Some((referral.id.clone(), one.wrapped_key.clone()?, referral.created_at))
    };
    people.iter().filter_map(key).collect()
}

/// Writes what became of `people`.
pub(super) fn keep(conn: &mut Conn, app: &App, people: &[Kept]) -> Result<(), AppError> {
    for one in people {
        let referral = &one.life.referral;
        referrals::insert(conn, referral, &one.need)?;
        events::append(conn, &one.life.events)?;
        if let Some(ciphertext) = &one.ciphertext {
            personal::put(conn, &referral.id, ciphertext)?;
            app.issue_card(conn, &referral.id, referral.created_at)?;
        }
    }
    Ok(())
}

fn candidates(
    city: &City,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> BTreeMap<&'static str, Vec<Candidate>> {
    let today = calendar.date(now);
    let mut found: BTreeMap<&'static str, Vec<Candidate>> = BTreeMap::new();
    for offer in &city.offers {
        let Some(owner) = city.organizations.iter().find(|one| one.id == offer.organization) else {
            continue;
        };
        if orientable(offer, owner, today).is_err() {
            continue;
        }
        let candidate = Candidate {
            offer: offer.id.clone(),
            organization: owner.id.clone(),
            promise: promise(owner),
        };
        for theme in &offer.themes {
            found.entry(theme.word()).or_default().push(candidate.clone());
        }
    }
    found
}

fn senders(city: &City) -> BTreeMap<OrganizationId, (Actor, bool)> {
    let mediators = city.accounts.iter().filter(|one| one.role == Role::Mediator);
    mediators
        .filter_map(|one| {
            let own = city.organizations.iter().find(|other| other.id == one.organization)?;
            let actor = Actor::Account {
                id: one.id.clone(),
                role: Role::Mediator,
                organization: Some(own.id.clone()),
            };
            Some((own.id.clone(), (actor, own.is_trusted_sender)))
        })
        .collect()
}

fn handover(drawn: &mut Drawn) -> Handover {
    match drawn.below(100) {
        0..12 => Handover::ThreeWayCall,
        12..18 => Handover::Accompanied,
        18..30 => Handover::BookedTogether,
        30..88 => Handover::Sent,
        _ => Handover::Card,
    }
}

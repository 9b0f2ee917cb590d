//! Who the person is: written and read encrypted, and opened only for whom it is meant.
//!
//! **Invariant:** details are opened only for the organization that said yes, for the sender's
//! organization, and for a coordinator who gives a reason; each opening leaves an audit line.

use chrono::{DateTime, Utc};
use kernel::{Actor, AttemptId, Channel, Language, OrganizationId, ReferralId, Role};
use partner_directory::Adjustment;
use referral_tracking::{
    Action, ContactChannel, OpeningReason, PersonDetails, Referral, ReferralState, Refused,
};
use serde::{Deserialize, Serialize};
use store::{Conn, keys, personal, referrals};

use crate::{App, AppError};

/// What somebody who may see it reads about the person.
#[derive(Debug, Clone)]
pub struct Person {
    /// First name or chosen name.
    pub name: String,
    /// How to reach them.
    pub channel: ContactChannel,
    /// The number or address; empty when the channel needs none.
    pub contact: String,
    /// The language they speak best.
    pub language: Language,
    /// Free words for the organization asked.
    pub note: String,
    /// What the person chose to pass on so that it goes well.
    pub adjustments: Vec<Adjustment>,
}

/// How details are written before they are encrypted; fields may be added, never renamed.
#[derive(Serialize, Deserialize)]
struct Written {
    name: String,
    channel: String,
    contact: String,
    language: String,
    note: String,
    #[serde(default)]
    adjustments: Vec<String>,
}

/// The text that is encrypted.
pub(crate) fn write(
    person: &PersonDetails,
    adjustments: &[Adjustment],
) -> Result<String, AppError> {
    let written = Written {
        name: person.name.clone(),
        channel: person.channel.word().to_owned(),
        contact: person.contact.clone(),
        language: person.language.to_string(),
        note: person.note.clone(),
        adjustments: adjustments.iter().map(|one| one.word().to_owned()).collect(),
    };
    serde_json::to_string(&written).map_err(|error| AppError::Internal(error.into()))
}

pub(super) fn read(text: &str) -> Result<Person, AppError> {
    let written: Written =
        serde_json::from_str(text).map_err(|error| AppError::Internal(error.into()))?;
    let unknown = || AppError::Internal("unknown word in personal data".into());
    Ok(Person {
        name: written.name,
        channel: ContactChannel::from_word(&written.channel).ok_or_else(unknown)?,
        contact: written.contact,
        language: Language::parse(&written.language).ok_or_else(unknown)?,
        note: written.note,
        adjustments: written
            .adjustments
            .iter()
            .filter_map(|word| Adjustment::from_word(word))
            .collect(),
    })
}

impl App {
    /// The person behind a referral, for who may know; `None` once erased.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn person(&self, actor: &Actor, id: ReferralId) -> Result<Option<Person>, AppError> {
        let (who, of) = (actor.clone(), id.clone());
        let ciphertext = self
            .db
            .read(move |conn| {
                let referral = referrals::find(conn, &of)?;
                if !may_open(&who, &referral) {
                    return Err(AppError::NotFound);
                }
                Ok(personal::find(conn, &of)?)
            })
            .await?;
        let Some(ciphertext) = ciphertext else { return Ok(None) };
        let Some(person) = self.open_person(&id, &ciphertext).await? else { return Ok(None) };
        let attempt = match actor {
            Actor::AnswerLink { attempt, .. } => Some(attempt),
            _ => None,
        };
        tracing::info!(target: "audit", referral = %id, by = actor.word(),
            account = actor.account().map(tracing::field::display),
            organization = actor.organization().map(tracing::field::display),
            attempt = attempt.map(tracing::field::display), "identity opened");
        Ok(Some(person))
    }

    /// The same for a page that asks why; the reason stands in the referral's log (REF-19).
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else, [`AppError::Refused`] by the rules.
    pub async fn open_identity(
        &self,
        actor: &Actor,
        id: ReferralId,
        reason: OpeningReason,
    ) -> Result<Option<Person>, AppError> {
        let (app, who, of) = (self.clone(), actor.clone(), id.clone());
        let is_there = self
            .db
            .write(move |conn| {
                if !may_open(&who, &referrals::find(conn, &of)?) {
                    return Err(AppError::NotFound);
                }
                let action = Action::OpenIdentity(reason);
                match app.carry_out(conn, &of, action, &who, Channel::Web) {
                    Err(AppError::Refused(Refused::Erased)) => Ok(false),
                    logged => logged.map(|_| true),
                }
            })
            .await?;
        if is_there { self.person(actor, id).await } else { Ok(None) }
    }

    /// The person's e-mail address, for the job that tells them; `None` once erased.
    pub(crate) async fn person_address(&self, id: ReferralId) -> Result<Option<String>, AppError> {
        let of = id.clone();
        let ciphertext =
            self.db.read(move |conn| Ok::<_, AppError>(personal::find(conn, &of)?)).await?;
        let Some(ciphertext) = ciphertext else { return Ok(None) };
        let person = self.open_person(&id, &ciphertext).await?;
        Ok(person.filter(|one| one.channel == ContactChannel::Email).map(|one| one.contact))
    }

    async fn open_person(
        &self,
        id: &ReferralId,
        ciphertext: &str,
    ) -> Result<Option<Person>, AppError> {
        let of = id.clone();
        let wrapped = self.keys.read(move |conn| Ok::<_, AppError>(keys::find(conn, &of)?)).await?;
        let Some(wrapped) = wrapped else { return Ok(None) };
        Ok(Some(read(&self.secrets.decrypt(id, &wrapped, ciphertext)?)?))
    }

    /// Destroys what is kept of people whose time is over, and says of how many.
    ///
    /// # Errors
    /// Only that a database did not answer; what was not erased comes again.
    pub async fn erase_due(&self) -> Result<usize, AppError> {
        let now = self.clock.now();
        let due = self
            .db
            .read(move |conn| Ok::<_, AppError>(referrals::erasable(conn, now, 500)?))
            .await?;
        let mut count = 0;
        for id in due {
            match self.erase(id.clone(), now).await {
                Ok(()) => count += 1,
                // One that fails must not keep the others readable; it comes again.
                Err(error) => {
                    tracing::error!(referral = %id, error = crate::with_causes(&error), "not erased");
                }
            }
        }
        if count > 0 {
            self.keys.read(|conn| Ok::<_, AppError>(keys::forget_freed(conn)?)).await?;
        }
        Ok(count)
    }

    async fn erase(&self, id: ReferralId, now: DateTime<Utc>) -> Result<(), AppError> {
        let of = id.clone();
        // The key goes first: without it the text cannot be read, here or in any backup.
        self.keys
            .write(move |conn| Ok::<_, AppError>(keys::erase(conn, &of, now, "retention")?))
            .await?;
        self.db.write(move |conn: &mut Conn| Ok(personal::delete(conn, &id)?)).await
    }
}

/// True for the sender's organization, and for the organization that holds the person.
pub(super) fn may_open(actor: &Actor, referral: &Referral) -> bool {
    if referral.state == ReferralState::EnteredInError {
        return false;
    }
    let holds = |organization: &OrganizationId, attempt: Option<&AttemptId>| {
        referral.attempts.iter().any(|one| {
            one.state.holds_person()
                && one.organization == *organization
                && attempt.is_none_or(|id| one.id == *id)
        })
    };
    match actor {
        Actor::Account { role: Role::Mediator, organization: Some(organization), .. } => {
            referral.sender.organization == *organization
        }
        Actor::Account { role: Role::Partner, organization: Some(organization), .. } => {
            holds(organization, None)
        }
        Actor::AnswerLink { attempt, organization } => holds(organization, Some(attempt)),
        // A coordinator opens an identity only in the own queue, which the caller has checked.
        Actor::Account { id, role: Role::Coordinator, organization } => {
            referral.waits_for_coordinator()
                || referral.sender.account == *id
                || organization.as_ref() == Some(&referral.sender.organization)
        }
        _ => false,
    }
}

//! Handing people over: sending, answering, following and closing referrals.
//!
//! Every change goes the same way: read the referral and what the rules need to know, ask the
//! rules, keep what they say, append their events and queue their notices, all in one
//! transaction ([`App::act`]).
//!
//! **Invariant:** nothing is kept of a change that the rules refused, and no letter is queued
//! for a change that was not kept.

mod answering;
mod cards;
mod coordinating;
mod handouts;
mod lines;
mod notes;
mod notices;
mod persons;
mod reaching;
mod reading;
mod repeats;
mod room;
mod sending;
mod telephone;
mod undoing;
mod unsent;
mod world;

use kernel::{Actor, Channel, ReferralId};
use referral_tracking::{Action, Referral};
use store::Conn;
use store::referrals::{self, events};

pub use answering::{AnswerPage, LinkState};
pub use cards::{CardAction, CardDetails, CardPage, DeskCard};
pub use handouts::HandoutPage;
pub use lines::{InboxLine, QueueLine, SentLine};
pub use persons::Person;
pub(crate) use persons::write as write_person;
pub use reading::{AttemptView, EventView, ReferralView};
pub use sending::{Chosen, MOST_OFFERS, NewReferral, ReferForm, form_languages};
pub(crate) use sending::{candidate, promise};
pub use store::referrals::{Handover, Need};
pub use telephone::{CalledOrganization, TelephonePage};
pub(crate) use undoing::undo_until;
pub use unsent::{BegunForm, FilledIn};
pub use world::CONSENT_TEXT;

use crate::{App, AppError};
use world::World;

impl App {
    /// Carries out `action` on a referral and queues the letters it calls for.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a stranger, [`AppError::Refused`] by the rules, or
    /// [`AppError::Stale`] when somebody else was faster.
    pub async fn act(
        &self,
        id: ReferralId,
        action: Action,
        actor: Actor,
        channel: Channel,
    ) -> Result<Referral, AppError> {
        let action = self.seal_action(&id, action).await?;
        let app = self.clone();
        self.db.write(move |conn| app.carry_out(conn, &id, action, &actor, channel)).await
    }

    pub(crate) fn carry_out(
        &self,
        conn: &mut Conn,
        id: &ReferralId,
        action: Action,
        actor: &Actor,
        channel: Channel,
    ) -> Result<Referral, AppError> {
        let now = self.clock.now();
        let referral = referrals::find(conn, id)?;
        let world = World::load(self, conn, &referral, &action, now)?;
        let change = referral.apply(action, actor, now, &world.context(channel))?;
        referrals::update(conn, &change.referral)?;
        events::append(conn, &change.events)?;
        self.queue(conn, &change, now)?;
        self.note_need_of(conn, &change, now)?;
        Ok(change.referral)
    }
}

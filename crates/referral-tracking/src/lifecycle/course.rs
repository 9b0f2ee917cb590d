use chrono::{DateTime, Utc};
use kernel::Actor;

use crate::{Action, Change, Context, Draft, Referral, Refused};

impl Referral {
    /// Begins a referral as a draft of `actor`, who becomes its sender.
    ///
    /// # Errors
    /// When the actor hands nobody over.
    pub fn draft(
        draft: Draft,
        actor: &Actor,
        now: DateTime<Utc>,
        context: &Context<'_>,
    ) -> Result<Change, Refused> {
        let _ = (draft, actor, now, context);
        Err(Refused::NotAllowed)
    }

    /// Carries out `action` as `actor` at `now`.
    ///
    /// # Errors
    /// When the actor has no say in it, or the action is not possible from here.
    pub fn apply(
        &self,
        action: Action,
        actor: &Actor,
        now: DateTime<Utc>,
        context: &Context<'_>,
    ) -> Result<Change, Refused> {
        let _ = (action, actor, now, context);
        Err(Refused::NotAllowed)
    }
}

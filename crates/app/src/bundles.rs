//! How many letters one account gets in a day, and the bundle that holds the rest (REF-11).
//!
//! What the reader must act on leaves at once; news waits for the bundle of the next opening
//! morning. Whatever comes after the fifth letter of a day waits for it too.
//!
//! **Invariant:** an account gets at most [`MOST_A_DAY`] letters in a day. Only an urgent
//! referral (U2) is never held back: its time is counted in hours.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use kernel::{AccountId, Calendar, Urgency};
use referral_tracking::{ContactChannel, News};
use store::outbox::{self, Waiting};
use store::{Conn, code_cards, network, referrals};

use crate::letters::{BUNDLE, BundleLine, INVITATION, LetterContent};
use crate::{App, AppError};

/// The most letters that one account gets in a day, its bundle included.
pub const MOST_A_DAY: i64 = 5;

/// How soon somebody has to read something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Haste {
    /// At once: the reader has to act.
    Now,
    /// With the next bundle: good to know.
    Bundle,
    /// In no letter; the page of the referral says it.
    Never,
}

/// How soon a sender reads `news` about a person who is reached by `channel`: at once when they
/// have to answer something, or to tell the person whom no program can tell (REF-15).
pub(crate) fn haste_of_sender(news: News, channel: ContactChannel) -> Haste {
    match news {
        News::InfoRequested | News::NewAgreementNeeded | News::Unreachable | News::Returned => {
            Haste::Now
        }
        News::Accepted | News::Waitlisted | News::ClosedWithoutHelp if !channel.is_automatic() => {
            Haste::Now
        }
        News::Accepted
        | News::Waitlisted
        | News::ClosedWithoutHelp
        | News::WithCoordinators
        | News::Completed => Haste::Bundle,
        News::Asked
        | News::PauseOver
        | News::StillWaiting
        | News::InProgress
        | News::NoShow
        | News::Declined
        | News::Lapsed
        | News::Reopened
        | News::Withdrawn
        | News::Duplicate
        | News::EnteredInError => Haste::Never,
    }
}

/// When the next bundle leaves: as the network opens, on the first day that is not over.
pub(crate) fn next_bundle(calendar: &Calendar, now: DateTime<Utc>) -> DateTime<Utc> {
    calendar
        .date(now)
        .iter_days()
        .take(400)
        .filter_map(|day| calendar.span(day))
        .map(|(opens, _)| opens)
        .find(|opens| *opens > now)
        .unwrap_or_else(|| now + Duration::days(1))
}

/// What becomes of a letter whose time has come.
pub(crate) enum Fate {
    /// It leaves.
    Leaves,
    /// Somebody switched its kind off.
    IsOff,
    /// It waits until then, for the bundle.
    Waits(DateTime<Utc>),
}

impl App {
    /// Whether `waiting` may leave now.
    pub(crate) fn fate(
        &self,
        conn: &mut Conn,
        waiting: &Waiting,
        now: DateTime<Utc>,
    ) -> Result<Fate, AppError> {
        let kind = waiting.letter.kind.as_str();
        if network::letters_off(conn)?.contains(kind) {
            return Ok(Fate::IsOff);
        }
        let Some(account) = waiting.letter.account.as_ref().filter(|_| kind != INVITATION) else {
            return Ok(Fate::Leaves);
        };
        if !waiting.is_bundled && is_urgent(conn, waiting)? {
            return Ok(Fate::Leaves);
        }
        if !self.has_had_enough(conn, account, now)? {
            return Ok(Fate::Leaves);
        }
        let calendar = network::calendar(conn, self.settings.time_zone)?;
        Ok(Fate::Waits(next_bundle(&calendar, now)))
    }

    fn has_had_enough(
        &self,
        conn: &mut Conn,
        account: &AccountId,
        now: DateTime<Utc>,
    ) -> Result<bool, AppError> {
        let today = crate::days::start_of_day(now, self.settings.time_zone);
        Ok(outbox::sent_to_since(conn, account, today)? >= MOST_A_DAY)
    }

    /// What the bundle of `letters`, all for one account, says; `None` when nothing of it
    /// matters any more.
    pub(crate) fn bundle_content(
        &self,
        conn: &mut Conn,
        letters: &[Waiting],
    ) -> Result<Option<LetterContent>, AppError> {
        let mut lines = Vec::new();
        for waiting in letters {
            let Some(id) = &waiting.letter.referral else { continue };
            let card = code_cards::find(conn, id)?;
            let code = card.and_then(|card| referral_tracking::code::Code::parse(&card.code));
            lines.push(BundleLine {
                kind: waiting.letter.kind.clone(),
                detail: waiting.letter.detail.clone().unwrap_or_default(),
                code: code.map(|code| code.to_string()).unwrap_or_default(),
                link: format!("{}/orientations/{id}", self.settings.public_url),
            });
        }
        let settings = network::settings(conn)?;
        Ok((!lines.is_empty()).then(|| LetterContent {
            kind: BUNDLE.to_owned(),
            network: settings.name,
            helpdesk_phone: settings.helpdesk_phone,
            helpdesk_hours: settings.helpdesk_hours_note,
            reply_to: settings.helpdesk_email,
            link: Some(format!("{}/", self.settings.public_url)),
            lines,
            ..LetterContent::default()
        }))
    }
}

/// The bundled letters of `due`, by account, in the order in which they were queued.
pub(crate) fn by_account(due: &[Waiting]) -> BTreeMap<AccountId, Vec<Waiting>> {
    let mut bundles: BTreeMap<AccountId, Vec<Waiting>> = BTreeMap::new();
    for waiting in due.iter().filter(|waiting| waiting.is_bundled) {
        if let Some(account) = &waiting.letter.account {
            bundles.entry(account.clone()).or_default().push(waiting.clone());
        }
    }
    bundles
}

fn is_urgent(conn: &mut Conn, waiting: &Waiting) -> Result<bool, AppError> {
    match &waiting.letter.referral {
        Some(id) => Ok(referrals::find(conn, id)?.urgency == Urgency::U2),
        None => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveTime, Weekday};
    use kernel::OpeningHours;

    use super::*;

    fn calendar() -> Calendar {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let week = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
        let hours = OpeningHours::weekly(&week, at(8), at(18)).unwrap();
        Calendar::new(chrono_tz::Europe::Zurich, hours, ["2026-03-09".parse().unwrap()])
    }

    #[test]
    fn a_bundle_leaves_as_the_network_opens_next_and_never_on_a_holiday() {
        let next = |text: &str| next_bundle(&calendar(), text.parse().unwrap()).to_rfc3339();

        // A Tuesday, before and after eight o'clock in Geneva.
        assert_eq!(next("2026-03-03T06:00:00Z"), "2026-03-03T07:00:00+00:00");
        assert_eq!(next("2026-03-03T07:00:00Z"), "2026-03-04T07:00:00+00:00");
        // Friday evening before a Monday that is a holiday.
        assert_eq!(next("2026-03-06T20:00:00Z"), "2026-03-10T07:00:00+00:00");
    }

    #[test]
    fn who_has_to_act_or_to_tell_the_person_reads_it_at_once_and_all_else_can_wait() {
        for channel in ContactChannel::ALL {
            assert_eq!(haste_of_sender(News::InfoRequested, channel), Haste::Now);
            assert_eq!(haste_of_sender(News::Completed, channel), Haste::Bundle);
            assert_eq!(haste_of_sender(News::Withdrawn, channel), Haste::Never);
            let accepted = haste_of_sender(News::Accepted, channel);
            let told_by_program = channel == ContactChannel::Email;
            assert_eq!(accepted == Haste::Bundle, told_by_program, "{channel:?}");
        }
    }
}

//! What each event makes somebody want to do later.

use chrono::{DateTime, Utc};
use kernel::{AttemptId, OrganizationId, Urgency};

use super::habits::{self, Manner, minutes};
use super::life::Living;
use crate::{AttemptState, Event, Move};

/// Something that somebody will do; how exactly is decided when its time has come.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Intent {
    /// The sender hands the draft over.
    Send,
    /// The sender marks it as a mistake.
    Mistake,
    /// The organization answers for the first time.
    Answer(AttemptId),
    /// The sender answers the organization's question.
    Inform(AttemptId),
    /// The organization has a place for somebody on its list.
    Place(AttemptId),
    /// The organization calls the person.
    Contact(AttemptId),
    /// The organization says what came of it.
    Result(AttemptId),
    /// A coordinator does what is needed.
    Coordinate,
    /// The person stops it.
    Stop,
    /// The person says how the help was.
    SayHelped,
    /// Who closed it opens it again.
    Reopen,
}

impl Living<'_> {
    /// Lets everybody concerned plan what follows from `event`.
    pub(super) fn want(&mut self, event: &Event, at: DateTime<Utc>) {
        match (event.what, event.attempt.clone()) {
            (Move::Create, _) => self.begun(at),
            (Move::Send, _) => self.sent(at),
            (Move::Hold | Move::Escalate, _) => self.call_coordinator(at),
            (Move::Ask, Some(id)) => self.asked(id, at),
            (Move::Remind, Some(id)) => self.later(
                habits::ANSWERS_REMINDER,
                Intent::Answer(id.clone()),
                (at, minutes::ANSWER_LATE),
                Some(&id),
            ),
            (Move::Lapse, Some(id)) => self.later(
                habits::ANSWERS_LATE,
                Intent::Answer(id.clone()),
                (at, minutes::ANSWER_LATE),
                Some(&id),
            ),
            (Move::AskInformation, Some(id)) => {
                let share = 100 - habits::LEAVES_QUESTION;
                self.later(share, Intent::Inform(id), (at, minutes::INFORM), None);
            }
            (Move::GiveInformation | Move::Resume, Some(id)) => self.answers(id, at),
            (Move::Waitlist, Some(id)) => {
                let intent = Intent::Place(id.clone());
                self.later(habits::PLACE_COMES, intent, (at, minutes::PLACE), Some(&id));
            }
            (Move::Accept, Some(id)) => {
                let share = 100 - habits::FORGETS_CONTACT;
                let intent = Intent::Contact(id.clone());
                self.later(share, intent, (at, self.contact_minutes()), Some(&id));
            }
            (Move::RecordContact | Move::Reopen, Some(id)) => {
                let share = 100 - habits::FORGETS_RESULT;
                let intent = Intent::Result(id.clone());
                self.later(share, intent, (at, minutes::HELP), Some(&id));
            }
            (Move::RecordNoShow, Some(id)) => {
                self.later(90, Intent::Contact(id.clone()), (at, minutes::AGAIN), Some(&id));
            }
            (Move::Review, Some(id)) => self.asked_how_it_goes(id, at),
            (Move::Complete, None) => self.completed(at),
            _ => {}
        }
    }

    fn begun(&mut self, at: DateTime<Utc>) {
        if self.dice.percent(100 - habits::FORGOTTEN_DRAFT) {
            self.plan(Intent::Send, at, minutes::SEND, None);
        }
    }

    fn sent(&mut self, at: DateTime<Utc>) {
        self.later(habits::WITHDRAWS, Intent::Stop, (at, minutes::PERSON), None);
        self.later(habits::MISTAKE, Intent::Mistake, (at, (5, 240)), None);
    }

    fn asked(&mut self, id: AttemptId, at: DateTime<Utc>) {
        // An organization that is away stays silent until it is back; the plan sees to that.
        let silence = self.organization(&id).map_or(100, |one| Manner::of(&one).silence());
        if self.dice.percent(100 - silence) {
            self.answers(id, at);
        }
    }

    fn answers(&mut self, id: AttemptId, at: DateTime<Utc>) {
        let Some(organization) = self.organization(&id) else { return };
        let within = Manner::of(&organization).answers(self.case.urgency);
        self.plan(Intent::Answer(id), at, within, Some(&organization));
    }

    fn asked_how_it_goes(&mut self, id: AttemptId, at: DateTime<Utc>) {
        let state = self.referral.attempt(&id).map(|attempt| attempt.state);
        let intent = match state {
            Some(AttemptState::Waitlisted) => Intent::Place(id.clone()),
            Some(AttemptState::Accepted | AttemptState::NoShow) => Intent::Contact(id.clone()),
            _ => Intent::Result(id.clone()),
        };
        self.later(habits::ANSWERS_REVIEW, intent, (at, minutes::REVIEW), Some(&id));
    }

    fn completed(&mut self, at: DateTime<Utc>) {
        self.later(habits::SAYS_HELPED, Intent::SayHelped, (at, minutes::PERSON), None);
        self.later(habits::REOPENS, Intent::Reopen, (at, (60, 3_000)), None);
    }

    fn call_coordinator(&mut self, at: DateTime<Utc>) {
        let usual = match self.case.urgency {
            Urgency::U2 => minutes::COORDINATE_URGENT,
            Urgency::U0 | Urgency::U1 => minutes::COORDINATE,
        };
        let is_late = self.dice.percent(habits::COORDINATOR_LATE);
        let within = if is_late { minutes::COORDINATE_LATE } else { usual };
        self.plan(Intent::Coordinate, at, within, None);
    }

    fn later(
        &mut self,
        share: habits::Percent,
        intent: Intent,
        (at, minutes): (DateTime<Utc>, (i64, i64)),
        attempt: Option<&AttemptId>,
    ) {
        if self.dice.percent(share) {
            let organization = attempt.and_then(|id| self.organization(id));
            self.plan(intent, at, minutes, organization.as_ref());
        }
    }

    fn contact_minutes(&self) -> (i64, i64) {
        let (from, until) = minutes::CONTACT;
        match self.case.urgency {
            Urgency::U0 => (from, until),
            Urgency::U1 => (from, until / 2),
            Urgency::U2 => (from / 4, until / 6),
        }
    }

    fn organization(&self, id: &AttemptId) -> Option<OrganizationId> {
        self.referral.attempt(id).map(|attempt| attempt.organization.clone())
    }
}

//! A week in which every organization stays silent: nobody is left without a human.

use chrono::{DateTime, Duration, Utc};
use kernel::{Actor, AttemptId, Channel, ReferralId, Urgency};

use crate::testing::{Step, World};
use crate::{
    Action, AttemptState, Consent, ConsentMode, Context, Draft, Event, Owner, Referral, Scope,
    TextVersion,
};

/// One referral and when a coordinator first did something.
struct Followed {
    referral: Referral,
    log: Vec<Event>,
    helped_at: Option<DateTime<Utc>>,
}

fn context<'a>(world: &'a World, name: &str) -> Context<'a> {
    let step = Step {
        at: world.begins,
        actor: Actor::System,
        channel: Channel::System,
        action: Action::Tick,
        next_attempt: AttemptId::from(name),
        consent_text: TextVersion(1),
        is_sender_trusted: true,
        said: Vec::new(),
    };
    Context { fallback: Vec::new(), ..step.context(world) }
}

impl Followed {
    fn send(world: &World, number: usize, at: DateTime<Utc>) -> Followed {
        let partners: Vec<_> = world.candidates.iter().take(5).cloned().collect();
        let chosen = partners.iter().cycle().skip(number % 5).take(1 + number % 3);
        let candidates: Vec<_> = chosen.cloned().collect();
        let consent = Consent {
            id: kernel::ConsentId::from("consent"),
            mode: ConsentMode::Oral,
            text: TextVersion(1),
            scope: Scope::Named(candidates.iter().map(|one| one.organization.clone()).collect()),
            asked_by: world.sender.account.clone(),
            given_at: at,
        };
        let draft = Draft {
            id: ReferralId::from(format!("referral-{number}")),
            urgency: Urgency::ALL[number % 3],
            consent: Some(consent),
            candidates,
        };
        let begun = Referral::draft(draft, &world.mediator(), at, &context(world, "none")).unwrap();
        let mut followed = Followed { referral: begun.referral, log: Vec::new(), helped_at: None };
        followed.act(world, Action::Send, &world.mediator(), at);
        followed
    }

    fn act(&mut self, world: &World, action: Action, actor: &Actor, at: DateTime<Utc>) {
        let context = context(world, &format!("attempt-{}", self.log.len()));
        let change = self.referral.apply(action, actor, at, &context).unwrap();
        self.referral = change.referral;
        self.log.extend(change.events);
    }

    // Only the clock acts, and a coordinator just before the first one's time is over.
    fn live(&mut self, world: &World, until: DateTime<Utc>) {
        let coordinator = world.coordinator(&world.coordinators[0]);
        while let Some(wake) = self.referral.wake_at.filter(|at| *at <= until) {
            if self.referral.owner == Some(Owner::Pool) && self.helped_at.is_none() {
                let at = self.referral.due.unwrap() - Duration::minutes(1);
                if at <= wake {
                    self.helped_at = Some(at);
                    self.act(world, Action::Take, &coordinator, at);
                    continue;
                }
            }
            self.act(world, Action::Tick, &Actor::System, wake);
        }
    }

    fn last_deadline(&self) -> DateTime<Utc> {
        self.referral
            .attempts
            .iter()
            .filter_map(|asked| asked.lapsed_at.or(asked.due))
            .max()
            .unwrap()
    }
}

#[test]
fn after_a_week_of_silence_a_human_owns_every_referral_within_an_opening_day() {
    let world = World::new();
    let monday = world.begins;
    let until = monday + Duration::days(60);
    for number in 0..300 {
        let minutes = Duration::minutes(i64::try_from(number).unwrap() * 17 % (4 * 24 * 60));
        let sent = world.calendar.after(monday, minutes / 3, &[]);
        let mut one = Followed::send(&world, number, sent);
        one.live(&world, until);

        let asked = &one.referral.attempts;
        let live = asked.iter().filter(|attempt| attempt.state.is_live()).count();
        assert_eq!(live, 0, "everybody was asked and nobody answered: {asked:?}");
        assert!(asked.iter().all(|attempt| attempt.state == AttemptState::Lapsed));
        assert!(
            matches!(one.referral.owner, Some(Owner::Pool | Owner::Account(_))),
            "a human owns it: {:?}",
            one.referral
        );
        let in_time = world.calendar.after(one.last_deadline(), Duration::hours(10), &[]);
        let helped = one.helped_at.expect("a coordinator acts");
        assert!(helped <= in_time, "{helped} is after {in_time}");
    }
}

#[test]
fn without_any_coordinator_every_one_of_them_stays_with_the_pool_past_its_time() {
    let world = World::new();
    let until = world.begins + Duration::days(60);
    for number in 0..30 {
        let mut one = Followed::send(&world, number, world.begins);
        one.helped_at = Some(world.begins);
        one.live(&world, until);
        assert_eq!(one.referral.owner, Some(Owner::Pool), "it stays with the coordinators");
        // What IND-04 counts: one opening day after the last deadline nobody has spoken.
        let in_time = world.calendar.after(one.last_deadline(), Duration::hours(10), &[]);
        assert!(in_time < until && one.referral.attempts.iter().all(|a| a.answered_at.is_none()));
    }
}

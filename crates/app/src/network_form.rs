//! What coordinators and administrators set for the whole network: who can be called, by when
//! everybody has to act, and which letters leave.
//!
//! **Invariant:** every number lies in the range of its [`Term`]; what would leave somebody
//! without an answer cannot be switched off.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Actor, FieldErrors};
use referral_tracking::{Policy, Term};
use store::{network, outbox};

use crate::access::{Right, scope};
use crate::{App, AppError, NetworkSettings};

/// The longest name or line of hours, in characters.
const MOST_NAME: usize = 120;

/// What is set for the whole network, as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkForm {
    /// The name that pages, letters and slips bear.
    pub name: String,
    /// The telephone number for people who need a human being.
    pub phone: String,
    /// The address of the helpdesk, to which answers to letters go.
    pub email: String,
    /// When the helpdesk answers, in words.
    pub hours: String,
    /// The numbers; what is absent stays as it is.
    pub terms: Vec<(Term, i64)>,
}

/// One kind of letter and what became of those of the last 30 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterKind {
    /// The kind in the outbox.
    pub kind: &'static str,
    /// Who reads it, as a word.
    pub reader: &'static str,
    /// False when the network cannot do without it.
    pub may_be_off: bool,
    /// True when it is switched off.
    pub is_off: bool,
    /// How many left.
    pub sent: i64,
    /// How many wait.
    pub waiting: i64,
    /// How many were given up.
    pub failed: i64,
}

/// Every letter, who reads it, and whether the network can do without it.
const LETTERS: [(&str, &str, bool); 17] = [
    ("ask_partner", "partner", false),
    ("remind_partner", "partner", true),
    ("ask_review", "partner", true),
    ("send_contact", "partner", false),
    ("tell_partner_withdrawn", "partner", false),
    ("tell_partner_information", "partner", false),
    ("tell_partner_resumed", "partner", true),
    ("ask_confirm", "partner", true),
    ("tell_reports", "partner", true),
    ("tell_sender", "sender", true),
    ("tell_cancelled_stop", "sender", true),
    ("tell_person", "person", false),
    ("tell_coordinators", "coordinator", false),
    ("invitation", "account", false),
    ("tell_reporter", "visitor", true),
    ("tell_need", "account", true),
    ("tell_proposal", "account", true),
];

impl App {
    /// The deadlines that hold; anybody may read them.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn policy(&self) -> Result<Policy, AppError> {
        self.db.read(|conn| Ok(network::policy(conn)?)).await
    }

    /// What is set for the network, for who may change it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not.
    pub async fn network_set(&self, actor: &Actor) -> Result<(NetworkSettings, Policy), AppError> {
        scope(actor, Right::ManageNetwork).ok_or(AppError::NotFound)?;
        self.db.read(|conn| Ok((network::settings(conn)?, network::policy(conn)?))).await
    }

    /// Keeps what is set for the network.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not, [`AppError::Invalid`] with what is wrong.
    pub async fn set_network(
        &self,
        actor: &Actor,
        form: NetworkForm,
    ) -> Result<NetworkSettings, AppError> {
        scope(actor, Right::ManageNetwork).ok_or(AppError::NotFound)?;
        let before = self.policy().await?;
        let (form, policy) = checked(form, &before)?;
        let (now, by) = (self.clock.now(), actor.account().cloned());
        self.db
            .write(move |conn| {
                let settings = NetworkSettings {
                    name: form.name,
                    helpdesk_phone: Some(form.phone).filter(|text| !text.is_empty()),
                    helpdesk_email: Some(form.email).filter(|text| !text.is_empty()),
                    helpdesk_hours_note: Some(form.hours).filter(|text| !text.is_empty()),
                    ..network::settings(conn)?
                };
                network::put_settings(conn, &settings, by.as_ref(), now)?;
                network::put_policy(conn, &policy, by.as_ref(), now)?;
                Ok(settings)
            })
            .await
    }

    /// Every kind of letter with its switch and its counts.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not.
    pub async fn letter_kinds(&self, actor: &Actor) -> Result<Vec<LetterKind>, AppError> {
        scope(actor, Right::ManageNetwork).ok_or(AppError::NotFound)?;
        let read = self
            .db
            .read(|conn| Ok::<_, AppError>((network::letters_off(conn)?, outbox::counts(conn)?)))
            .await?;
        Ok(kinds(&read.0, read.1))
    }

    /// Switches a kind of letter off or on again.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not, and for a letter that is always needed.
    pub async fn switch_letter(
        &self,
        actor: &Actor,
        kind: &str,
        switch: Switch,
    ) -> Result<(), AppError> {
        scope(actor, Right::ManageNetwork).ok_or(AppError::NotFound)?;
        let known = LETTERS.iter().find(|(known, _, may_be_off)| *known == kind && *may_be_off);
        let (kind, ..) = *known.ok_or(AppError::NotFound)?;
        let (now, by) = (self.clock.now(), actor.account().cloned());
        self.db
            .write(move |conn| {
                let mut off = network::letters_off(conn)?;
                match switch {
                    Switch::Off => off.insert(kind.to_owned()),
                    Switch::On => off.remove(kind),
                };
                Ok(network::put_letters_off(conn, &off, by.as_ref(), now)?)
            })
            .await
    }
}

/// What to do with a kind of letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// It leaves no more.
    Off,
    /// It leaves again.
    On,
}

fn kinds(off: &BTreeSet<String>, counts: Vec<(String, String, i64)>) -> Vec<LetterKind> {
    let counted: BTreeMap<(String, String), i64> =
        counts.into_iter().map(|(kind, state, count)| ((kind, state), count)).collect();
    let count = |kind: &str, state: &str| {
        counted.get(&(kind.to_owned(), state.to_owned())).copied().unwrap_or(0)
    };
    LETTERS
        .into_iter()
        .map(|(kind, reader, may_be_off)| LetterKind {
            kind,
            reader,
            may_be_off,
            is_off: off.contains(kind),
            sent: count(kind, "sent"),
            waiting: count(kind, "waiting"),
            failed: count(kind, "failed"),
        })
        .collect()
}

fn checked(form: NetworkForm, before: &Policy) -> Result<(NetworkForm, Policy), AppError> {
    let mut errors = FieldErrors::default();
    let mut form = NetworkForm {
        name: form.name.trim().to_owned(),
        phone: form.phone.trim().to_owned(),
        email: form.email.trim().to_owned(),
        hours: form.hours.trim().to_owned(),
        ..form
    };
    if form.name.is_empty() {
        errors.add("network", "required");
    }
    for (field, text) in [("network", &form.name), ("hours", &form.hours)] {
        if text.chars().count() > MOST_NAME {
            errors.add(field, "too_long");
        }
        if text.chars().any(char::is_control) {
            errors.add(field, "unreadable");
        }
    }
    if !form.phone.is_empty() {
        match crate::contact::public_phone(&form.phone) {
            Ok(phone) => form.phone = phone,
            Err(code) => errors.add("phone", code),
        }
    }
    if !form.email.is_empty() {
        match crate::contact::email(&form.email) {
            Ok(email) => form.email = email,
            Err(code) => errors.add("email", code),
        }
    }
    let wanted: Vec<(Term, i64)> = Term::ALL
        .iter()
        .map(|term| {
            let typed = form.terms.iter().find(|(one, _)| one == term);
            (*term, typed.map_or(term.of(before), |(_, number)| *number))
        })
        .collect();
    match Policy::of_terms(&wanted) {
        Ok(policy) => Ok((errors.or(form)?, policy)),
        Err(wrong) => {
            wrong.iter().for_each(|one| errors.add(one.field, one.code));
            Err(errors.into())
        }
    }
}

//! Which letter is sent to whom, with what in it.
//!
//! The words are put together by a [`LetterWriter`], which the web layer gives: this crate
//! knows no template and no sentence.
//!
//! **Invariant:** no letter carries the person's name, contact, note, language, need or theme; a
//! letter to a person names no partner either (LAW-11). The page behind the link says the rest.

mod listings;

use chrono::{DateTime, Utc};
use kernel::{AttemptId, Language, Urgency};
use mail::Letter;
use partner_directory::Theme;
use referral_tracking::Referral;
use store::answer_links::Purpose;
use store::outbox::Waiting;
use store::{Conn, accounts, code_cards, network, offers, organizations, referrals};

use crate::{App, AppError};

pub use listings::NamedOffer;

/// The outbox kind of an invitation; all other kinds are `Notice` words of referral-tracking.
pub const INVITATION: &str = "invitation";
/// The letter to the person, by e-mail only.
pub(crate) const TELL_PERSON: &str = "tell_person";

/// To who sent a person: a stop of the offer they were sent to is cancelled; the detail is its
/// local date.
pub const TELL_CANCELLED_STOP: &str = "tell_cancelled_stop";

/// The letter that bundles news for one account.
pub const BUNDLE: &str = "bundle";

/// Puts a letter into words.
pub trait LetterWriter: Send + Sync {
    /// The words of one letter, in its language.
    ///
    /// # Errors
    /// A template or a text is missing: our fault, and the letter stays in the outbox.
    fn write(
        &self,
        content: &LetterContent,
    ) -> Result<Words, Box<dyn std::error::Error + Send + Sync>>;
}

/// The words of one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The subject.
    pub subject: String,
    /// The body for readers without HTML.
    pub text: String,
    /// The body for readers with HTML.
    pub html: String,
}

/// What a letter speaks of; what is absent does not matter to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LetterContent {
    /// Which letter: the outbox kind.
    pub kind: String,
    /// The word of what is told, or the number of a reminder.
    pub detail: Option<String>,
    /// In which language.
    pub language: Option<Language>,
    /// The name of the reader, when it is an account.
    pub reader: Option<String>,
    /// Where the button leads.
    pub link: Option<String>,
    /// The name of the network.
    pub network: String,
    /// The telephone of the helpdesk.
    pub helpdesk_phone: Option<String>,
    /// The hours of the helpdesk, in words.
    pub helpdesk_hours: Option<String>,
    /// The offer asked.
    pub offer: Option<String>,
    /// The organization asked.
    pub organization: Option<String>,
    /// With what help is missing, when no person is meant.
    pub theme: Option<Theme>,
    /// In which language the person speaks best.
    pub spoken: Option<Language>,
    /// How soon.
    pub urgency: Option<Urgency>,
    /// Until when an answer is due.
    pub due: Option<DateTime<Utc>>,
    /// The code on the card.
    pub code: Option<String>,
    /// The offers it asks about.
    pub offers: Vec<NamedOffer>,
    /// What a coordinator wrote to the reader.
    pub words: Option<String>,
    /// What a bundle tells.
    pub lines: Vec<BundleLine>,
    /// Where an answer to the letter goes.
    pub reply_to: Option<String>,
}

/// One thing that a bundle tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleLine {
    /// The kind of letter that it would have been alone.
    pub kind: String,
    /// The word of what is told.
    pub detail: String,
    /// The code on the card; empty when there is none any more.
    pub code: String,
    /// Where it can be read.
    pub link: String,
}

/// A letter ready for its words, and where it goes.
pub(crate) struct Addressed {
    content: LetterContent,
    to: String,
    to_name: Option<String>,
}

impl App {
    /// Looks up what a waiting letter says and to whom; `None` when it is not needed any more.
    pub(crate) fn address(
        &self,
        conn: &mut Conn,
        waiting: &Waiting,
    ) -> Result<Option<Addressed>, AppError> {
        let settings = network::settings(conn)?;
        let content = LetterContent {
            kind: waiting.letter.kind.clone(),
            detail: waiting.letter.detail.clone(),
            network: settings.name,
            helpdesk_phone: settings.helpdesk_phone,
            helpdesk_hours: settings.helpdesk_hours_note,
            reply_to: settings.helpdesk_email,
            ..LetterContent::default()
        };
        match (&waiting.letter.referral, &waiting.letter.attempt, &waiting.letter.account) {
            (None, _, Some(_)) => self.invitation(conn, waiting, content),
            (Some(id), attempt, account) => {
                let referral = referrals::find(conn, id)?;
                let content = about(conn, content, &referral)?;
                match (attempt, account) {
                    (Some(attempt), _) => self.to_organization(conn, content, &referral, attempt),
                    (None, Some(_)) => self.to_account(conn, waiting, content, &referral),
                    (None, None) => self.to_person(content, &referral),
                }
            }
            (None, _, None) => self.about_listings(conn, waiting, content),
        }
    }

    fn invitation(
        &self,
        conn: &mut Conn,
        waiting: &Waiting,
        mut content: LetterContent,
    ) -> Result<Option<Addressed>, AppError> {
        let Some(account) = &waiting.letter.account else { return Ok(None) };
        let account = accounts::find(conn, account)?;
        let nonce = waiting.letter.detail.as_deref().unwrap_or_default();
        let token = self.secrets.invitation_token(nonce);
        content.detail = None;
        content.reader = Some(account.name.clone());
        content.link = Some(format!("{}/invitation/{token}", self.settings.public_url));
        Ok(Some(Addressed { content, to: account.email, to_name: Some(account.name) }))
    }

    fn to_organization(
        &self,
        conn: &mut Conn,
        mut content: LetterContent,
        referral: &Referral,
        attempt: &AttemptId,
    ) -> Result<Option<Addressed>, AppError> {
        let Some(attempt) = referral.attempt(attempt) else { return Ok(None) };
        let organization = organizations::find(conn, &attempt.organization)?;
        let asks = matches!(content.kind.as_str(), "ask_partner" | "remind_partner");
        // What was answered, withdrawn or lapsed since it was queued needs no question any more.
        if asks && !attempt.state.is_live() {
            return Ok(None);
        }
        let purpose = match content.kind.as_str() {
            "send_contact" => Purpose::Contact,
            _ => Purpose::Answer,
        };
        content.offer = Some(offers::find(conn, &attempt.offer)?.name);
        content.organization = Some(organization.name.clone());
        content.due = attempt.due;
        content.link = Some(self.answer_address(&attempt.id, purpose));
        let to = organization.letter_address().unwrap_or_default().to_owned();
        Ok(Some(Addressed { content, to, to_name: Some(organization.name) }))
    }

    fn to_account(
        &self,
        conn: &mut Conn,
        waiting: &Waiting,
        mut content: LetterContent,
        referral: &Referral,
    ) -> Result<Option<Addressed>, AppError> {
        let Some(account) = &waiting.letter.account else { return Ok(None) };
        let account = accounts::find(conn, account)?;
        if account.is_disabled {
            return Ok(None);
        }
        content.reader = Some(account.name.clone());
        content.link = Some(format!("{}/orientations/{}", self.settings.public_url, referral.id));
        Ok(Some(Addressed { content, to: account.email, to_name: Some(account.name) }))
    }

    /// The person reads a neutral line and the code, nothing else.
    fn to_person(
        &self,
        content: LetterContent,
        referral: &Referral,
    ) -> Result<Option<Addressed>, AppError> {
        if content.kind != TELL_PERSON || referral.is_identity_erased {
            return Ok(None);
        }
        let neutral = LetterContent {
            kind: content.kind,
            language: content.spoken,
            network: content.network,
            helpdesk_phone: content.helpdesk_phone,
            helpdesk_hours: content.helpdesk_hours,
            reply_to: content.reply_to,
            code: content.code,
            link: Some(format!("{}/code", self.settings.public_url)),
            ..LetterContent::default()
        };
        // The address is encrypted; the job that sends puts it in.
        Ok(Some(Addressed { content: neutral, to: String::new(), to_name: None }))
    }
}

impl Addressed {
    /// A bundle for an account.
    pub(crate) fn bundle(content: LetterContent, to: String, name: String) -> Addressed {
        let content = LetterContent { reader: Some(name.clone()), ..content };
        Addressed { content, to, to_name: Some(name) }
    }

    /// True when the address is the person's, which only the job opens.
    pub(crate) fn is_for_person(&self) -> bool {
        self.content.kind == TELL_PERSON
    }

    /// True when nobody knows where it has to go.
    pub(crate) fn goes_nowhere(&self) -> bool {
        self.to.is_empty()
    }

    /// The same, to this address.
    pub(crate) fn to(self, address: String) -> Addressed {
        Addressed { to: address, ..self }
    }

    /// The letter in words.
    ///
    /// # Errors
    /// What the writer says.
    pub(crate) fn into_letter(
        self,
        writer: &dyn LetterWriter,
        waiting: &Waiting,
    ) -> Result<Letter, AppError> {
        let words = writer.write(&self.content).map_err(AppError::Internal)?;
        Ok(Letter {
            to: self.to,
            to_name: self.to_name,
            subject: words.subject,
            text: words.text,
            html: words.html,
            reply_to: self.content.reply_to,
            seed: waiting.id.clone(),
            at: waiting.created_at,
        })
    }
}

fn about(
    conn: &mut Conn,
    content: LetterContent,
    referral: &Referral,
) -> Result<LetterContent, AppError> {
    let need = referrals::find_need(conn, &referral.id)?;
    let code = code_cards::find(conn, &referral.id)?
        .and_then(|card| referral_tracking::code::Code::parse(&card.code))
        .map(|code| code.to_string());
    Ok(LetterContent {
        spoken: Some(need.language),
        urgency: Some(referral.urgency),
        due: referral.due,
        code,
        ..content
    })
}

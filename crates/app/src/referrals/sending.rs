//! Handing a person over: the form, and what becomes of it.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use kernel::{
    Actor, Channel, ConsentId, FieldErrors, Language, OfferId, OrganizationId, ReferralId, Urgency,
};
use partner_directory::{
    Adjustment, Kind, Listing, NotOrientable, Offer, Organization, Theme, orientable,
};
use referral_tracking::code::Code;
use referral_tracking::{
    Action, Candidate, Consent, ConsentMode, ContactChannel, Draft, PersonDetails, Referral, Scope,
};
use store::referrals::{self, Handover, Need, events};
use store::{Conn, StoreError, code_cards, listings, network, offers, organizations, personal};

use super::repeats::period;
use super::room::Count;
use super::world::{CONSENT_TEXT, World};
use crate::access::{Right, scope};
use crate::{App, AppError, secrets};

/// The most offers one referral asks in order (REF-05).
pub const MOST_OFFERS: usize = 3;

/// What the mediator filled in.
#[derive(Debug, Clone)]
pub struct NewReferral {
    /// What tells one opened form from another, drawn when it is opened; sent again with the
    /// same content it is the same referral. Empty: each time is a new one.
    pub form: String,
    /// True when the mediator says that it is another need than the one sent lately.
    pub is_another: bool,
    /// The offers to ask, in order; one to three.
    pub offers: Vec<OfferId>,
    /// True when the person allows any partner of the network for this need.
    pub any_partner: bool,
    /// How the person agreed; without it nothing is sent.
    pub consent: Option<ConsentMode>,
    /// Who the person is and how to reach them.
    pub person: PersonDetails,
    /// What the person chose to pass on so that it goes well; never a diagnosis.
    pub adjustments: Vec<Adjustment>,
    /// With what.
    pub theme: Theme,
    /// Which nature of help.
    pub kind: Option<Kind>,
    /// The commune the person lives in.
    pub commune_code: Option<String>,
    /// How soon.
    pub urgency: Urgency,
    /// How the mediator hands the person over.
    pub handover: Handover,
}

/// What the page to refer needs to know about the chosen offers.
#[derive(Debug, Clone)]
pub struct ReferForm {
    /// The chosen offers, in order.
    pub chosen: Vec<Chosen>,
    /// The local date of today.
    pub today: NaiveDate,
}

/// One chosen offer.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The offer as anyone sees it.
    pub listing: Listing,
    /// Why the person cannot be referred to it, if so.
    pub hindrance: Option<NotOrientable>,
    /// Until when an answer would be due at each urgency, asked now.
    pub due: Vec<(Urgency, DateTime<Utc>)>,
}

impl App {
    /// What the page to refer shows for the offers with these slugs.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not refer, or an offer that is not published.
    pub async fn refer_form(
        &self,
        actor: &Actor,
        slugs: Vec<String>,
    ) -> Result<ReferForm, AppError> {
        scope(actor, Right::Refer).ok_or(AppError::NotFound)?;
        let (app, now, zone) = (self.clone(), self.clock.now(), self.settings.time_zone);
        self.db
            .read(move |conn| {
                let calendar = network::calendar(conn, zone)?;
                let holidays = network::holidays(conn)?;
                let policy = network::policy(conn)?;
                let today = calendar.date(now);
                let mut chosen = Vec::new();
                for slug in slugs.iter().take(MOST_OFFERS) {
                    let listing = listings::find_by_slug(conn, slug, &holidays)?;
                    let organization = organizations::find(conn, &listing.offer.organization)?;
                    let hindrance = orientable(&listing.offer, &organization, today)
                        .and(app.room(conn, &listing.offer, now, Count::Looking)?)
                        .err();
                    let promise = promise(&organization);
                    let due = Urgency::ALL.map(|urgency| {
                        let most = policy.answer.of(urgency);
                        let allowed = promise.map_or(most, |promise| promise.min(most));
                        (urgency, calendar.after(now, allowed, &organization.closures))
                    });
                    chosen.push(Chosen { listing, hindrance, due: due.to_vec() });
                }
                Ok(ReferForm { chosen, today })
            })
            .await
    }

    /// Hands a person over: keeps the referral with consent and card, asks the first offer.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is missing, [`AppError::Refused`] when an offer cannot
    /// be asked, [`AppError::NotFound`] for who may not refer.
    pub async fn refer(&self, actor: &Actor, new: NewReferral) -> Result<ReferralId, AppError> {
        scope(actor, Right::Refer).ok_or(AppError::NotFound)?;
        let new = self.validate(new)?;
        let details = super::persons::write(&new.person, &new.adjustments)?;
        let id = self.name_of(actor, &new, &details);
        if self.is_sent(&id).await? {
            return Ok(id);
        }
        match self.keep(actor, &id, new, &details).await {
            Ok(()) => Ok(id),
            // The same form may have been kept at the same moment.
            Err(error) => {
                if self.is_sent(&id).await? {
                    Ok(id)
                } else {
                    Err(error)
                }
            }
        }
    }

    async fn keep(
        &self,
        actor: &Actor,
        id: &ReferralId,
        new: NewReferral,
        details: &str,
    ) -> Result<(), AppError> {
        let now = self.clock.now();
        // The key comes first: a key without a text is harmless, a text without a key is lost.
        let wrapped = self.key_for(id, now).await?;
        let ciphertext = self.secrets.encrypt(id, &wrapped, details)?;
        let (app, actor, id) = (self.clone(), actor.clone(), id.clone());
        self.db
            .write(move |conn| {
                let sender = actor.organization().ok_or(AppError::NotFound)?;
                app.ask_about_similar(conn, sender, &new, now)?;
                let referral = app.begin(conn, &id, &actor, &new, now)?;
                personal::put(conn, &id, &ciphertext)?;
                app.issue_card(conn, &id, now)?;
                let first = first_step(conn, &referral)?;
                app.carry_out(conn, &id, first, &actor, Channel::Web)?;
                Ok(())
            })
            .await
    }

    pub(crate) fn begin(
        &self,
        conn: &mut Conn,
        id: &ReferralId,
        actor: &Actor,
        new: &NewReferral,
        now: DateTime<Utc>,
    ) -> Result<Referral, AppError> {
        let (Some(account), Some(sender)) = (actor.account(), actor.organization()) else {
            return Err(AppError::NotFound);
        };
        let candidates = new
            .offers
            .iter()
            .map(|offer| candidate(conn, offer))
            .collect::<Result<Vec<_>, AppError>>()?;
        let scope = match new.any_partner {
            true => Scope::AnyPartner,
            false => Scope::Named(organizations_of(&candidates)),
        };
        let consent = new.consent.map(|mode| Consent {
            id: ConsentId::fresh(),
            mode,
            text: CONSENT_TEXT,
            scope,
            asked_by: account.clone(),
            given_at: now,
        });
        let asked = candidates.iter().map(|one| (one.offer.clone(), one.organization.clone()));
        let world = World::of(self, conn, asked.collect(), sender, Vec::new(), now)?;
        let draft = Draft { id: id.clone(), urgency: new.urgency, consent, candidates };
        let change = Referral::draft(draft, actor, now, &world.context(Channel::Web))?;
        referrals::insert(conn, &change.referral, &self.need(new, now))?;
        events::append(conn, &change.events)?;
        Ok(change.referral)
    }

    fn need(&self, new: &NewReferral, now: DateTime<Utc>) -> Need {
        let contact = new.person.contact.trim();
        let digest =
            (!contact.is_empty()).then(|| self.secrets.contact_digest(contact, period(now)));
        Need {
            theme: new.theme,
            kind: new.kind,
            commune_code: new.commune_code.clone(),
            language: new.person.language.clone(),
            contact_channel: new.person.channel,
            handover: new.handover,
            contact_digest: digest,
        }
    }

    pub(crate) fn issue_card(
        &self,
        conn: &mut Conn,
        id: &ReferralId,
        now: DateTime<Utc>,
    ) -> Result<(), AppError> {
        loop {
            let Some(code) = Code::from_random(&secrets::random::<32>()?) else { continue };
            let pin = self.secrets.pin(id, code.as_str());
            let hash = self.secrets.pin_hash(id, code.as_str(), &pin);
            match code_cards::issue(conn, id, code.as_str(), &hash, now) {
                Err(StoreError::Duplicate) => {}
                issued => return Ok(issued?),
            }
        }
    }

    fn validate(&self, new: NewReferral) -> Result<NewReferral, FieldErrors> {
        let mut errors = FieldErrors::default();
        if new.offers.is_empty() {
            errors.add("offers", "required");
        }
        if new.offers.len() > MOST_OFFERS {
            errors.add("offers", "too_many");
        }
        if new.consent.is_none() {
            errors.add("consent", "required");
        }
        let is_known = |code: &String| self.communes().iter().any(|(known, _)| known == code);
        if !new.commune_code.iter().all(is_known) {
            errors.add("commune", "unknown");
        }
        if !form_languages().contains(&new.person.language) {
            errors.add("language", "unknown");
        }
        let mut person = new.person.clone();
        match new.person.clone().validate() {
            Ok(valid) => person = valid,
            Err(wrong) => wrong.iter().for_each(|one| errors.add(one.field, one.code)),
        }
        if !errors.iter().any(|one| one.field == "contact") {
            match contact(person.channel, &person.contact) {
                Ok(clean) => person.contact = clean,
                Err(code) => errors.add("contact", code),
            }
        }
        errors.or(NewReferral { person, ..new })
    }
}

/// Sends at once, or lets a coordinator look first when the sender is not trusted yet.
fn first_step(conn: &mut Conn, referral: &Referral) -> Result<Action, AppError> {
    let sender = organizations::find(conn, &referral.sender.organization)?;
    Ok(if sender.is_trusted_sender { Action::Send } else { Action::Hold })
}

/// An offer as the rules ask it.
pub(crate) fn candidate(conn: &mut Conn, offer: &OfferId) -> Result<Candidate, AppError> {
    let offer: Offer = offers::find(conn, offer)?;
    let organization = organizations::find(conn, &offer.organization)?;
    let promise = promise(&organization);
    Ok(Candidate { offer: offer.id, organization: organization.id, promise })
}

/// The opening time within which an organization promises an answer; one day is ten hours.
pub(crate) fn promise(organization: &Organization) -> Option<Duration> {
    organization.answer_promise_days.map(|days| Duration::hours(10 * i64::from(days)))
}

fn organizations_of(candidates: &[Candidate]) -> Vec<OrganizationId> {
    let mut named: Vec<OrganizationId> = Vec::new();
    for candidate in candidates {
        if !named.contains(&candidate.organization) {
            named.push(candidate.organization.clone());
        }
    }
    named
}

/// A number or address as it is kept.
///
/// # Errors
/// The code of what is wrong with it.
pub(super) fn contact(channel: ContactChannel, text: &str) -> Result<String, &'static str> {
    match channel {
        ContactChannel::Phone | ContactChannel::Sms => crate::contact::phone(text),
        ContactChannel::Email => crate::contact::email(text),
        ContactChannel::Letter => Ok(text.to_owned()),
        ContactChannel::ViaMediator | ContactChannel::ComesBack | ContactChannel::Counter => {
            Ok(String::new())
        }
    }
}

/// The languages of the person texts, then others by how many speak them around Geneva.
const LANGUAGES: [&str; 21] = [
    "fr", "en", "pt", "es", "sq", "ar", "ti", "so", "uk", "de", "it", "fa", "tr", "ta", "ru", "zh",
    "ku", "ro", "pl", "sr", "am",
];

/// The languages that a person on the form may speak best, French first; no other is kept.
pub fn form_languages() -> Vec<Language> {
    LANGUAGES.into_iter().filter_map(Language::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swiss_number_is_taken_however_it_is_written() {
        for text in ["079 123 45 67", "+41 79 123 45 67", "0041791234567", "079/123.45.67"] {
            assert_eq!(contact(ContactChannel::Phone, text), Ok("+41 79 123 45 67".to_owned()));
        }
    }

    #[test]
    fn a_number_that_cannot_exist_is_said_to_be_wrong() {
        for text in ["12", "abc", "079 123", "+41 00 000 00 00"] {
            assert_eq!(contact(ContactChannel::Phone, text), Err("not_a_phone"), "{text}");
        }
    }

    #[test]
    fn an_address_to_which_no_letter_can_go_is_said_to_be_wrong() {
        let mail = |text: &str| contact(ContactChannel::Email, text);
        for text in ["a..b@exemple.ch", "a@exemple..ch", "a@-exemple.ch", "a@b", "a b@c.ch", "a@"] {
            assert_eq!(mail(text), Err("not_an_address"), "{text}");
        }
        assert_eq!(mail("Zeb.Enya+aide@Exemple.CH"), Ok("zeb.enya+aide@exemple.ch".to_owned()));
    }

    #[test]
    fn a_person_who_comes_back_leaves_no_contact() {
        assert_eq!(contact(ContactChannel::ComesBack, "079 123 45 67"), Ok(String::new()));
    }
}

//! The coded line of a referral: what is needed, where and in which language. It stays for
//! statistics when the person's details are gone.

use std::collections::HashMap;

use diesel::prelude::*;
use kernel::{Language, ReferralId};
use partner_directory::{Kind, Theme};
use referral_tracking::ContactChannel;

use crate::error::known;
use crate::schema::referral_needs::{self, dsl};
use crate::text::kept_optional;
use crate::{Conn, StoreError};

/// What somebody needs, in coded words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// With what.
    pub theme: Theme,
    /// Which nature of help, when the mediator said so.
    pub kind: Option<Kind>,
    /// The commune the person lives in, when they said so.
    pub commune_code: Option<String>,
    /// The language they speak best.
    pub language: Language,
    /// How they want to be reached.
    pub contact_channel: ContactChannel,
    /// How the mediator handed them over.
    pub handover: Handover,
    /// A keyed hash of the contact, for the duplicate guard (REF-20); empty without contact
    /// and once the person's details are erased.
    pub contact_digest: Option<String>,
}

/// How the mediator handed the person over (REF-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Handover {
    /// Mediator, person and organization on one call.
    ThreeWayCall,
    /// The mediator walked there with the person.
    Accompanied,
    /// An appointment taken together.
    BookedTogether,
    /// The request alone.
    Sent,
    /// A card with a code that the person brings.
    Card,
}

impl Handover {
    /// Every mode, warmest first.
    pub const ALL: [Handover; 5] = [
        Handover::ThreeWayCall,
        Handover::Accompanied,
        Handover::BookedTogether,
        Handover::Sent,
        Handover::Card,
    ];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Handover::ThreeWayCall => "three_way_call",
            Handover::Accompanied => "accompanied",
            Handover::BookedTogether => "booked_together",
            Handover::Sent => "sent",
            Handover::Card => "card",
        }
    }

    /// Reads back a [`Handover::word`].
    pub fn from_word(word: &str) -> Option<Handover> {
        Handover::ALL.into_iter().find(|handover| handover.word() == word)
    }
}

/// The need a referral is about.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find_need(conn: &mut Conn, referral: &ReferralId) -> Result<Need, StoreError> {
    let row: Row =
        dsl::referral_needs.find(referral.as_str()).select(Row::as_select()).first(conn)?;
    Ok(row.into_need()?.1)
}

/// The needs of several referrals.
///
/// # Errors
/// The database.
pub fn find_needs(
    conn: &mut Conn,
    referrals: &[ReferralId],
) -> Result<HashMap<ReferralId, Need>, StoreError> {
    let ids: Vec<&str> = referrals.iter().map(ReferralId::as_str).collect();
    let mut needs = HashMap::with_capacity(ids.len());
    for batch in ids.chunks(super::BATCH) {
        let rows: Vec<Row> = dsl::referral_needs
            .filter(dsl::referral_id.eq_any(batch))
            .select(Row::as_select())
            .load(conn)?;
        for row in rows {
            let (id, need) = row.into_need()?;
            needs.insert(id, need);
        }
    }
    Ok(needs)
}

/// Keeps a corrected need, in the transaction that changes the referral.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn update_need(conn: &mut Conn, referral: &ReferralId, need: &Need) -> Result<(), StoreError> {
    let row = Row::new(referral, need)?;
    match diesel::update(dsl::referral_needs.find(referral.as_str())).set(row).execute(conn)? {
        0 => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}

pub(super) fn insert(
    conn: &mut Conn,
    referral: &ReferralId,
    need: &Need,
) -> Result<(), StoreError> {
    diesel::insert_into(dsl::referral_needs).values(Row::new(referral, need)?).execute(conn)?;
    Ok(())
}

/// Forgets the keyed hash of the contact.
pub(super) fn forget_contact(conn: &mut Conn, referral: &ReferralId) -> Result<(), StoreError> {
    diesel::update(dsl::referral_needs.find(referral.as_str()))
        .set(dsl::contact_digest.eq(None::<String>))
        .execute(conn)?;
    Ok(())
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = referral_needs, primary_key(referral_id), treat_none_as_null = true)]
pub(super) struct Row {
    referral_id: String,
    theme: String,
    kind: Option<String>,
    commune_code: Option<String>,
    language: String,
    contact_channel: String,
    handover: String,
    contact_digest: Option<String>,
}

impl Row {
    fn new(referral: &ReferralId, need: &Need) -> Result<Row, StoreError> {
        Ok(Row {
            referral_id: referral.to_string(),
            theme: need.theme.word().to_owned(),
            kind: need.kind.map(|kind| kind.word().to_owned()),
            commune_code: kept_optional(&need.commune_code)?,
            language: need.language.to_string(),
            contact_channel: need.contact_channel.word().to_owned(),
            handover: need.handover.word().to_owned(),
            contact_digest: need.contact_digest.clone(),
        })
    }

    fn into_need(self) -> Result<(ReferralId, Need), StoreError> {
        let kind = match self.kind.as_deref() {
            Some(word) => Some(known("referral_needs.kind", word, Kind::from_word(word))?),
            None => None,
        };
        let need = Need {
            theme: known("referral_needs.theme", &self.theme, Theme::from_word(&self.theme))?,
            kind,
            commune_code: self.commune_code,
            language: known(
                "referral_needs.language",
                &self.language,
                Language::parse(&self.language),
            )?,
            contact_channel: known(
                "referral_needs.contact_channel",
                &self.contact_channel,
                ContactChannel::from_word(&self.contact_channel),
            )?,
            handover: known(
                "referral_needs.handover",
                &self.handover,
                Handover::from_word(&self.handover),
            )?,
            contact_digest: self.contact_digest,
        };
        Ok((ReferralId::from(self.referral_id), need))
    }
}

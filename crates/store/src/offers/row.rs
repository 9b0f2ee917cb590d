//! An offer as a row; its lists, cost and assurance have tables of their own.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use partner_directory::{Itinerance, Kind, Offer, OfferStatus, WhoMayRefer};

use crate::StoreError;
use crate::error::known;
use crate::schema::offers;
use crate::text::{kept, kept_optional, sort_key};

#[derive(Queryable, Selectable, Insertable, AsChangeset, PartialEq)]
#[diesel(table_name = offers, treat_none_as_null = true)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(super) slug: String,
    pub(crate) organization_id: String,
    pub(super) name: String,
    sort_key: String,
    pub(super) summary: String,
    pub(super) description: String,
    kind: String,
    itinerance: String,
    pub(super) booking_url: Option<String>,
    pub(super) documents_to_bring: Option<String>,
    pub(super) human_channel: Option<String>,
    pub(super) is_anonymous_possible: Option<bool>,
    who_may_refer: String,
    pub(super) accepts_referrals: bool,
    pub(super) contact_phone: Option<String>,
    pub(super) contact_email: Option<String>,
    places_per_week: Option<i32>,
    status: String,
    pub(super) created_at: NaiveDateTime,
    pub(super) updated_at: NaiveDateTime,
    pub(super) version: i32,
    minimum_age: Option<i32>,
    maximum_age: Option<i32>,
    pub(super) conditions: Option<String>,
    answer_promise_days: Option<i32>,
    pub(super) contact_name: Option<String>,
    pub(super) alert: Option<String>,
    pub(super) valid_from: Option<NaiveDate>,
    pub(super) valid_until: Option<NaiveDate>,
}

impl Row {
    pub(super) fn new(offer: &Offer) -> Result<Row, StoreError> {
        Ok(Row {
            id: kept(offer.id.as_str())?,
            slug: kept(&offer.slug)?,
            organization_id: kept(offer.organization.as_str())?,
            name: kept(&offer.name)?,
            sort_key: sort_key(&offer.name)?,
            summary: kept(&offer.summary)?,
            description: kept(&offer.description)?,
            kind: offer.kind.word().to_owned(),
            itinerance: offer.itinerance.word().to_owned(),
            booking_url: kept_optional(&offer.booking_url)?,
            documents_to_bring: kept_optional(&offer.documents_to_bring)?,
            human_channel: kept_optional(&offer.human_channel)?,
            is_anonymous_possible: offer.is_anonymous_possible,
            who_may_refer: offer.who_may_refer.word().to_owned(),
            accepts_referrals: offer.accepts_referrals,
            contact_phone: kept_optional(&offer.contact_phone)?,
            contact_email: kept_optional(&offer.contact_email)?,
            places_per_week: offer.places_per_week.map(i32::from),
            status: offer.status.word().to_owned(),
            created_at: offer.created_at.naive_utc(),
            updated_at: offer.updated_at.naive_utc(),
            version: offer.version,
            minimum_age: offer.minimum_age.map(i32::from),
            maximum_age: offer.maximum_age.map(i32::from),
            conditions: kept_optional(&offer.conditions)?,
            answer_promise_days: offer.answer_promise_days.map(i32::from),
            contact_name: kept_optional(&offer.contact_name)?,
            alert: kept_optional(&offer.alert)?,
            valid_from: offer.valid_from,
            valid_until: offer.valid_until,
        })
    }

    pub(super) fn kind(&self) -> Result<Kind, StoreError> {
        known("offers.kind", &self.kind, Kind::from_word(&self.kind))
    }

    pub(super) fn itinerance(&self) -> Result<Itinerance, StoreError> {
        known("offers.itinerance", &self.itinerance, Itinerance::from_word(&self.itinerance))
    }

    pub(super) fn who_may_refer(&self) -> Result<WhoMayRefer, StoreError> {
        let word = &self.who_may_refer;
        known("offers.who_may_refer", word, WhoMayRefer::from_word(word))
    }

    pub(super) fn status(&self) -> Result<OfferStatus, StoreError> {
        known("offers.status", &self.status, OfferStatus::from_word(&self.status))
    }

    pub(super) fn places_per_week(&self) -> Result<Option<u16>, StoreError> {
        small("offers.places_per_week", self.places_per_week)
    }

    pub(super) fn minimum_age(&self) -> Result<Option<u8>, StoreError> {
        small("offers.minimum_age", self.minimum_age)
    }

    pub(super) fn maximum_age(&self) -> Result<Option<u8>, StoreError> {
        small("offers.maximum_age", self.maximum_age)
    }

    pub(super) fn answer_promise_days(&self) -> Result<Option<u8>, StoreError> {
        small("offers.answer_promise_days", self.answer_promise_days)
    }
}

fn small<T: TryFrom<i32>>(
    column: &'static str,
    count: Option<i32>,
) -> Result<Option<T>, StoreError> {
    count.map(|count| known(column, &count.to_string(), T::try_from(count).ok())).transpose()
}

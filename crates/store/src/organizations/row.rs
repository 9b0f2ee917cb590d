//! An organization as a row; its closures have a table of their own.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use kernel::Closure;
use partner_directory::{
    Agreement, DataRegime, Identifier, IdentifierScheme, Label, Organization, OrganizationStatus,
};

use crate::StoreError;
use crate::error::known;
use crate::schema::organizations;
use crate::text::{kept, kept_optional, sort_key};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = organizations, treat_none_as_null = true)]
pub(crate) struct Row {
    pub(crate) id: String,
    slug: String,
    name: String,
    sort_key: String,
    description: String,
    legal_form: Option<String>,
    identifier_scheme: Option<String>,
    identifier: Option<String>,
    parent_name: Option<String>,
    website: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    referral_email: Option<String>,
    referral_phone: Option<String>,
    answer_promise_days: Option<i32>,
    data_regime: Option<String>,
    agreement_version: Option<String>,
    agreement_signed_on: Option<NaiveDate>,
    status: String,
    is_trusted_sender: bool,
    created_at: NaiveDateTime,
    pub(crate) updated_at: NaiveDateTime,
    pub(crate) version: i32,
    short_name: Option<String>,
}

impl Row {
    pub(crate) fn new(organization: &Organization) -> Result<Row, StoreError> {
        let identifier = organization.identifier.as_ref();
        let agreement = organization.agreement.as_ref();
        Ok(Row {
            id: kept(organization.id.as_str())?,
            slug: kept(&organization.slug)?,
            name: kept(&organization.name)?,
            sort_key: sort_key(&organization.name)?,
            description: kept(&organization.description)?,
            legal_form: kept_optional(&organization.legal_form)?,
            identifier_scheme: identifier.map(|one| one.scheme.word().to_owned()),
            identifier: identifier.map(|one| kept(&one.value)).transpose()?,
            parent_name: kept_optional(&organization.parent_name)?,
            website: kept_optional(&organization.website)?,
            email: kept_optional(&organization.email)?,
            phone: kept_optional(&organization.phone)?,
            referral_email: kept_optional(&organization.referral_email)?,
            referral_phone: kept_optional(&organization.referral_phone)?,
            answer_promise_days: organization.answer_promise_days.map(i32::from),
            data_regime: organization.data_regime.map(|law| law.word().to_owned()),
            agreement_version: agreement.map(|one| kept(&one.version)).transpose()?,
            agreement_signed_on: agreement.map(|one| one.signed_on),
            status: organization.status.word().to_owned(),
            is_trusted_sender: organization.is_trusted_sender,
            created_at: organization.created_at.naive_utc(),
            updated_at: organization.updated_at.naive_utc(),
            version: organization.version,
            short_name: kept_optional(&organization.short_name)?,
        })
    }

    pub(crate) fn into_organization(
        self,
        (closures, labels): (Vec<Closure>, Vec<Label>),
    ) -> Result<Organization, StoreError> {
        Ok(Organization {
            identifier: self.identifier()?,
            answer_promise_days: self.answer_promise_days()?,
            data_regime: self.data_regime()?,
            status: known(
                "organizations.status",
                &self.status,
                OrganizationStatus::from_word(&self.status),
            )?,
            agreement: self
                .agreement_version
                .zip(self.agreement_signed_on)
                .map(|(version, signed_on)| Agreement { version, signed_on }),
            id: self.id.into(),
            slug: self.slug,
            name: self.name,
            description: self.description,
            legal_form: self.legal_form,
            parent_name: self.parent_name,
            website: self.website,
            email: self.email,
            phone: self.phone,
            referral_email: self.referral_email,
            referral_phone: self.referral_phone,
            is_trusted_sender: self.is_trusted_sender,
            closures,
            labels,
            short_name: self.short_name,
            created_at: self.created_at.and_utc(),
            updated_at: self.updated_at.and_utc(),
            version: self.version,
        })
    }

    fn identifier(&self) -> Result<Option<Identifier>, StoreError> {
        let Some((scheme, value)) = self.identifier_scheme.as_ref().zip(self.identifier.as_ref())
        else {
            return Ok(None);
        };
        let column = "organizations.identifier_scheme";
        let scheme = known(column, scheme, IdentifierScheme::from_word(scheme))?;
        Ok(Some(Identifier { scheme, value: value.clone() }))
    }

    fn answer_promise_days(&self) -> Result<Option<u8>, StoreError> {
        let column = "organizations.answer_promise_days";
        let days = self.answer_promise_days;
        days.map(|days| known(column, &days.to_string(), u8::try_from(days).ok())).transpose()
    }

    fn data_regime(&self) -> Result<Option<DataRegime>, StoreError> {
        let law = self.data_regime.as_deref();
        law.map(|word| known("organizations.data_regime", word, DataRegime::from_word(word)))
            .transpose()
    }
}

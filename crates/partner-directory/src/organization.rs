//! Legal bodies that give help, whether or not they signed the network's agreement.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Closure, OrganizationId};
use serde::{Deserialize, Serialize};

use crate::terms::{DataRegime, IdentifierScheme, OrganizationStatus};

/// A legal body of the directory (HSDS organization).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// Its identifier, never reused.
    pub id: OrganizationId,
    /// The last part of its address, stable once published.
    pub slug: String,
    /// Its name as it writes it, capitals included.
    pub name: String,
    /// The name people use when the whole one is long.
    #[serde(default)]
    pub short_name: Option<String>,
    /// What it does, in its own words; may be empty.
    pub description: String,
    /// The code of its legal form or type, as in the French list of 92 codes; several joined by `|`.
    pub legal_form: Option<String>,
    /// Its number in an official register.
    pub identifier: Option<Identifier>,
    /// The name of the body it belongs to, as an import gave it.
    pub parent_name: Option<String>,
    /// Its public web page.
    pub website: Option<String>,
    /// Its public address for mail.
    pub email: Option<String>,
    /// Its public telephone number.
    pub phone: Option<String>,
    /// Where referrals are sent; never public.
    pub referral_email: Option<String>,
    /// Whom the network calls about a referral; never public.
    pub referral_phone: Option<String>,
    /// The opening days within which it promises an answer: 2, 5 or 10.
    pub answer_promise_days: Option<u8>,
    /// The data protection law it is under.
    pub data_regime: Option<DataRegime>,
    /// Labels it holds and networks it belongs to, in the order in which they are shown.
    #[serde(default)]
    pub labels: Vec<Label>,
    /// The network agreement it signed.
    pub agreement: Option<Agreement>,
    /// Where it stands in the network.
    pub status: OrganizationStatus,
    /// True when its referrals go out without being held first.
    pub is_trusted_sender: bool,
    /// Days on which it is away; they do not count against its promise.
    pub closures: Vec<Closure>,
    /// When it entered the directory.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Counts up with every change, so that two editors cannot overwrite each other.
    pub version: i32,
}

impl Organization {
    /// A body of which only the name is known; it has signed nothing and sends nothing.
    pub fn named(id: OrganizationId, slug: String, name: String, now: DateTime<Utc>) -> Self {
        Organization {
            id,
            slug,
            name,
            short_name: None,
            description: String::new(),
            legal_form: None,
            identifier: None,
            parent_name: None,
            website: None,
            email: None,
            phone: None,
            referral_email: None,
            referral_phone: None,
            answer_promise_days: None,
            data_regime: None,
            labels: Vec::new(),
            agreement: None,
            status: OrganizationStatus::Active,
            is_trusted_sender: false,
            closures: Vec::new(),
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }

    /// True when it signed the agreement and may receive referrals.
    pub fn is_partner(&self) -> bool {
        self.agreement.is_some() && self.status == OrganizationStatus::Active
    }

    /// Where letters about referrals go.
    pub fn letter_address(&self) -> Option<&str> {
        let known = self.referral_email.as_deref().or(self.email.as_deref());
        known.filter(|address| !address.trim().is_empty())
    }
}

/// A label held, or a network belonged to (HSDS accreditation).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What it is called: `Aidants Connect`, `Réseau d’inclusion numérique`.
    pub name: String,
    /// Who gave it.
    pub awarded_by: Option<String>,
    /// The first local date on which it holds.
    pub from: Option<NaiveDate>,
    /// The last local date on which it holds.
    pub until: Option<NaiveDate>,
}

impl Label {
    /// True when it holds on the local date `day`; a date that nobody named does not end it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A signed network agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The version of the text that was signed.
    pub version: String,
    /// The local date of the signature.
    pub signed_on: NaiveDate,
}

/// A number in an official register.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identifier {
    /// The register.
    pub scheme: IdentifierScheme,
    /// The number as the register writes it, without spaces.
    pub value: String,
}

//! Situations: a small network, brought where a story begins.

use chrono::Duration;
use kernel::{
    AccountId, Language, OfferId, OfferPlaceId, OrganizationId, PlaceId, ReferralId, Role,
    ScheduleId, Urgency,
};
use partner_directory::{
    AccessMode, Agreement, Cost, CostBand, HelpMode, Kind, LanguageKind, Offer, OfferAtPlace,
    OfferLanguage, OfferStatus, Organization, Place, Point, Schedule, StepFree, Theme, Verified,
    VerifiedHow,
};
use referral_tracking::{ConsentMode, ContactChannel, PersonDetails, Referral};
use store::accounts::Account;
use store::network::NetworkSettings;
use store::sessions::Session;
use store::{accounts, network, offers, organizations, places, referrals, sessions};

use app::referrals::{Handover, NewReferral};
use app::secrets::{fresh_token, token_hash};

use crate::{Person, Site};

/// The name of the person in every story; nobody else bears it.
pub const PERSON_NAME: &str = "Zebenya";
/// How the person is reached, as it is kept.
pub const PERSON_PHONE: &str = "+41 79 123 45 67";
/// What the mediator wrote for the partner.
pub const PERSON_NOTE: &str = "Préfère le matin, vient avec sa tante.";

/// The organization that runs the network.
const COORDINATION: &str = "Coordination du réseau";

/// An organization that receives referrals, with one offer.
#[derive(Debug, Clone)]
pub struct Partner {
    /// The organization.
    pub organization: Organization,
    /// Its offer.
    pub offer: Offer,
}

impl Partner {
    /// Where its letters go.
    pub fn email(&self) -> &str {
        self.organization.referral_email.as_deref().unwrap_or_default()
    }
}

/// A referral that was handed to the network.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its name.
    pub id: ReferralId,
    /// The code on the card.
    pub code: String,
    /// The PIN under the code.
    pub pin: String,
}

impl Site {
    pub(crate) async fn lay_out_network(&self) {
        let coordination = self.organization(COORDINATION).await;
        let settings = NetworkSettings {
            name: "Réseau d’essai".to_owned(),
            helpdesk_phone: Some("+41 22 555 00 00".to_owned()),
            helpdesk_hours_note: Some("du lundi au vendredi, 8 h à 18 h".to_owned()),
            coordinating: Some(coordination.id),
            ..NetworkSettings::default()
        };
        let now = self.now();
        self.write(move |conn| network::put_settings(conn, &settings, None, now)).await;
        self.show_network().await;
    }

    /// The organization called `name`: a trusted sender and a partner, made when it is not there.
    pub async fn organization(&self, name: &str) -> Organization {
        let organization = self.new_organization(name);
        self.write(move |conn| {
            if let Ok(found) = organizations::find_by_slug(conn, &organization.slug) {
                return Ok(found);
            }
            organizations::insert(conn, &organization)?;
            Ok(organization)
        })
        .await
    }

    /// A partner called `name` that gives help with online procedures, in Geneva, every day.
    pub async fn partner_with_offer(&self, name: &str) -> Partner {
        self.partner_with(name, |_, _| {}).await
    }

    /// The same after `change`.
    pub async fn partner_with(
        &self,
        name: &str,
        change: impl FnOnce(&mut Organization, &mut Offer),
    ) -> Partner {
        let mut organization = self.new_organization(name);
        let mut offer = self.new_offer(&organization);
        change(&mut organization, &mut offer);
        let place = self.new_place(name);
        let at_place = at_place(&offer, &place);
        let (now, partner) = (self.now(), Partner { organization, offer });
        let kept = partner.clone();
        self.write(move |conn| {
            organizations::insert(conn, &kept.organization)?;
            places::insert(conn, &place)?;
            offers::insert(conn, &kept.offer)?;
            offers::set_places(conn, &kept.offer.id, &[at_place], now).map(drop)
        })
        .await;
        self.app.refresh_catalog().await.expect("the offer can be found");
        partner
    }

    /// A mediator of the organization called `name`, signed in.
    pub async fn mediator_at(&self, name: &str) -> Person {
        let organization = self.organization(name).await.id;
        self.signed_in(Role::Mediator, organization).await
    }

    /// Somebody who answers for `partner`, signed in.
    pub async fn partner_of(&self, partner: &Partner) -> Person {
        self.signed_in(Role::Partner, partner.organization.id.clone()).await
    }

    /// The coordinator of the network, signed in.
    pub async fn coordinator(&self) -> Person {
        let organization = self.organization(COORDINATION).await.id;
        self.signed_in(Role::Coordinator, organization).await
    }

    /// The administrator of the network, signed in.
    pub async fn admin(&self) -> Person {
        let organization = self.organization(COORDINATION).await.id;
        self.signed_in(Role::Admin, organization).await
    }

    /// The privacy officer of the network, signed in.
    pub async fn privacy_officer(&self) -> Person {
        let organization = self.organization(COORDINATION).await.id;
        self.signed_in(Role::PrivacyOfficer, organization).await
    }

    /// The holder of `role` at `organization` with a new session in a browser of their own.
    pub async fn signed_in(&self, role: Role, organization: OrganizationId) -> Person {
        let account = self.account(role, organization).await;
        self.signed_in_as(account).await
    }

    /// The holder of the account with this address, with a new session.
    pub async fn signed_in_at(&self, email: &str) -> Person {
        let address = email.to_owned();
        let account = self.read(move |conn| accounts::find_by_email(conn, &address)).await;
        let account = account.unwrap_or_else(|| panic!("nobody has the address {email}"));
        self.signed_in_as(account).await
    }

    async fn signed_in_as(&self, account: Account) -> Person {
        let token = fresh_token().expect("random numbers");
        let now = self.now();
        let session = Session {
            token_hash: token_hash(&token),
            account: account.id.clone(),
            is_shared_post: false,
            created_at: now,
            last_seen_at: now,
            expires_at: now + Duration::hours(10),
        };
        self.write(move |conn| sessions::insert(conn, &session)).await;
        self.visitor().with_session(account, &token)
    }

    /// The one account with `role` at `organization`, without a password.
    pub async fn account(&self, role: Role, organization: OrganizationId) -> Account {
        let now = self.now();
        self.write(move |conn| {
            let of = accounts::list_of_organization(conn, &organization)?;
            if let Some(found) = of.into_iter().find(|one| one.role == role) {
                return Ok(found);
            }
            let id = AccountId::fresh();
            let account = Account {
                email: format!("{}.{id}@account.example", role.word()),
                name: format!("{} de {}", role.word(), name_of(conn, &organization)?),
                id,
                role,
                organization: Some(organization),
                has_password: false,
                is_disabled: false,
                last_sign_in_at: None,
                created_at: now,
                version: 0,
            };
            accounts::insert(conn, &account)?;
            Ok(account)
        })
        .await
    }

    /// A referral by the mediator of Maison du Lac that asks `partners` in order; the first
    /// letter has left.
    pub async fn referral_sent_to(&self, partners: &[&Partner]) -> Sent {
        self.referral_with(partners, |_| {}).await
    }

    /// The same after `change`.
    pub async fn referral_with(
        &self,
        partners: &[&Partner],
        change: impl FnOnce(&mut NewReferral),
    ) -> Sent {
        let mediator = self.mediator_at("Maison du Lac").await;
        let actor = mediator.account.as_ref().expect("an account").actor();
        let mut new = new_referral(partners);
        change(&mut new);
        let id = self.app.refer(&actor, new).await.expect("the referral is taken");
        self.pass(Duration::minutes(2)).await;
        let view = self.app.referral(&actor, id.clone()).await.expect("the referral is there");
        let (code, pin) = view.card.expect("a card");
        Sent { id, code, pin }
    }

    /// What the mediator of Maison du Lac fills in to ask `partners` in order.
    pub fn new_referral(&self, partners: &[&Partner]) -> NewReferral {
        new_referral(partners)
    }

    /// The referral as it is kept.
    pub async fn referral(&self, id: &ReferralId) -> Referral {
        let id = id.clone();
        self.read(move |conn| referrals::find(conn, &id)).await
    }

    /// The path of the link in the last letter to `partner`.
    pub fn answer_link(&self, partner: &Partner) -> String {
        self.link_in(&self.letter_to(partner.email()))
    }

    fn new_organization(&self, name: &str) -> Organization {
        let slug = partner_directory::slug::slug(name);
        let today = self.now().date_naive();
        Organization {
            referral_email: Some(format!("accueil@{slug}.example")),
            phone: Some("+41 22 555 11 11".to_owned()),
            referral_phone: Some("+41 22 555 22 22".to_owned()),
            agreement: Some(Agreement { version: "1".to_owned(), signed_on: today }),
            is_trusted_sender: true,
            ..Organization::named(OrganizationId::fresh(), slug, name.to_owned(), self.now())
        }
    }

    fn new_offer(&self, organization: &Organization) -> Offer {
        let today = self.now().date_naive();
        Offer {
            summary: "De l’aide pour vos démarches en ligne, imprimante sur place.".to_owned(),
            themes: vec![Theme::AdministrativeHelp],
            help_modes: vec![HelpMode::OneToOne],
            access_modes: vec![AccessMode::WalkIn],
            languages: vec![OfferLanguage {
                language: Language::french(),
                kind: LanguageKind::Spoken,
            }],
            cost: Cost { bands: vec![CostBand::Free], amount: None, note: None },
            human_channel: Some("Au guichet".to_owned()),
            is_anonymous_possible: Some(true),
            accepts_referrals: true,
            status: OfferStatus::Published,
            verified: Verified { on: today, how: VerifiedHow::Phone, by: None },
            ..Offer::draft(
                OfferId::fresh(),
                organization.id.clone(),
                (
                    format!("permanence-{}", organization.slug),
                    format!("Permanence {}", organization.name),
                ),
                Kind::DigitalDropIn,
                (self.now(), today),
            )
        }
    }

    fn new_place(&self, name: &str) -> Place {
        Place {
            street: "Rue de Lyon 1".to_owned(),
            postcode: "1203".to_owned(),
            commune_code: Some("6621".to_owned()),
            point: Point::new(46.2105, 6.1300),
            step_free: StepFree::Yes,
            ..Place::named(PlaceId::fresh(), name.to_owned(), "Genève".to_owned(), self.now())
        }
    }
}

fn new_referral(partners: &[&Partner]) -> NewReferral {
    NewReferral {
        form: String::new(),
        is_another: true,
        offers: partners.iter().map(|partner| partner.offer.id.clone()).collect(),
        any_partner: false,
        consent: Some(ConsentMode::Oral),
        person: PersonDetails {
            name: PERSON_NAME.to_owned(),
            channel: ContactChannel::Phone,
            contact: PERSON_PHONE.to_owned(),
            language: Language::french(),
            note: PERSON_NOTE.to_owned(),
        },
        adjustments: vec![],
        theme: Theme::AdministrativeHelp,
        kind: None,
        commune_code: None,
        urgency: Urgency::U1,
        handover: Handover::Sent,
    }
}

fn at_place(offer: &Offer, place: &Place) -> OfferAtPlace {
    OfferAtPlace {
        id: OfferPlaceId::fresh(),
        offer: offer.id.clone(),
        place: place.id.clone(),
        schedules: vec![Schedule::of_hours(ScheduleId::fresh(), "Mo-Fr 09:00-17:00".to_owned())],
    }
}

fn name_of(conn: &mut store::Conn, id: &OrganizationId) -> Result<String, store::StoreError> {
    Ok(organizations::find(conn, id)?.name)
}

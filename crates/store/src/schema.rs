//! The tables as diesel sees them; a test compares them with a migrated database.

mod demand;
mod directory;
mod figures;
mod importing;
mod keys;
mod network;
mod people;
mod tidying;
mod tracking;
mod upkeep;

pub(crate) use demand::*;
pub(crate) use directory::*;
pub(crate) use figures::*;
pub(crate) use importing::*;
pub(crate) use keys::*;
pub(crate) use network::*;
pub(crate) use people::*;
pub(crate) use tidying::*;
pub(crate) use tracking::*;
pub(crate) use upkeep::*;

diesel::allow_tables_to_appear_in_same_query!(
    network_settings,
    network_openings,
    network_holidays,
    database_facts,
    counters,
    leases,
    organizations,
    organization_closures,
    organization_labels,
    places,
    offers,
    offer_costs,
    offer_assurances,
    offer_terms,
    offer_languages,
    offer_places,
    schedules,
    schedule_rules,
    schedule_exceptions,
    network_school_holidays,
    external_ids,
    import_runs,
    import_rows,
    provenance,
    changes,
    revisions,
    accounts,
    invitations,
    sessions,
    referrals,
    referral_needs,
    referral_candidates,
    attempts,
    consents,
    consent_organizations,
    referral_events,
    code_cards,
    personal_data,
    answer_links,
    handouts,
    outbox,
    merges,
    dismissed_pairs,
    proposals,
    member_invitations,
    offer_checks,
    freshness_asks,
    freshness_ask_offers,
    organization_calls,
    error_reports,
    demand_searches,
    unmet_needs,
    unsent_forms,
    published_quarters,
    purges,
);

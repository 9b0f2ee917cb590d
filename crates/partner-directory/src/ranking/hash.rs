//! Hashes that are the same on every machine and in every release.

use chrono::NaiveDate;
use kernel::OrganizationId;

use super::rules::Rules;
use crate::fold::fold;
use crate::query::Query;

/// FNV-1a, mixed at the end so that similar texts lie far apart.
pub(super) fn hash(text: &str) -> u64 {
    let folded = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mix(folded)
}

/// The finishing step of `SplitMix64`.
pub(super) fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Names a list of results: equal hashes mean the same query, rules, data and day, and so the
/// same order. Pages of one list share it.
pub fn result_hash(query: &Query, rules: &Rules, data_version: &str, day: NaiveDate) -> String {
    let near = query.near.as_ref().map(|near| (near.point.lat(), near.point.lon()));
    let asked = format!(
        "{}|{near:?}|{:?}|{:?}|{:?}|{:?}|{}|{}|{data_version}|{day}",
        fold(&query.words),
        query.radius_km,
        query.organization.as_ref().map(OrganizationId::as_str),
        query.filters,
        query.hidden,
        query.sort.word(),
        rules.version(),
    );
    format!("{:016x}", hash(&asked))
}

//! How often one address may ask (SEC-08).
//!
//! An address is an IPv4 address or an IPv6 network of 64 bits: one household or one firm.
//! **Invariant:** `X-Forwarded-For` counts only when the peer is a trusted proxy.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Instant;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, ResponseError};
use governor::clock::DefaultClock;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use super::window::Window;
use crate::error::PageError;
use crate::site::Site;

/// How many codes that are on no card one address may try in an hour.
const UNKNOWN_CODES: u32 = 20;
/// After how many of them in an hour, from wherever they come, the log calls for help.
const UNKNOWN_CODES_EVERYWHERE: u32 = 200;

type Keyed = RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, DefaultClock>;

/// The counters of one process.
pub struct Limits {
    pages: Keyed,
    tries: Keyed,
    cards: Keyed,
    unknown_codes: Window<IpAddr>,
    unknown_codes_everywhere: Window<()>,
    trusted: Vec<IpAddr>,
}

impl Limits {
    /// Fresh counters; addresses in `trusted` are believed when they forward for others.
    pub fn new(trusted: Vec<IpAddr>) -> Limits {
        let per_second = Quota::per_second(number(20)).allow_burst(number(200));
        let per_minute = Quota::per_minute(number(10)).allow_burst(number(20));
        Limits {
            pages: RateLimiter::keyed(per_second),
            tries: RateLimiter::keyed(per_minute),
            cards: RateLimiter::keyed(per_minute),
            unknown_codes: Window::new(UNKNOWN_CODES),
            unknown_codes_everywhere: Window::new(UNKNOWN_CODES_EVERYWHERE),
            trusted,
        }
    }

    /// Who asks: the peer, or whom a trusted proxy names; `None` for the machine itself.
    pub(crate) fn client(&self, request: &actix_web::HttpRequest) -> Option<IpAddr> {
        let peer = request.peer_addr()?.ip();
        if !self.trusted.contains(&peer) {
            return Some(network(peer));
        }
        // The last address is the one that the proxy itself saw; earlier ones can be made up.
        let forwarded = request.headers().get("x-forwarded-for")?.to_str().ok()?;
        let client = forwarded.rsplit(',').map(str::trim).find_map(|one| one.parse().ok())?;
        Some(network(client))
    }

    /// Counts one try to sign in or to follow a link.
    ///
    /// # Errors
    /// [`PageError::TooMany`] after about ten a minute from one address.
    pub fn count_try(&self, request: &actix_web::HttpRequest) -> Result<(), PageError> {
        self.tries.check_key(&self.somebody(request)).map_err(|_| PageError::TooMany)
    }

    /// Counts one look at a code card, apart from everything else.
    ///
    /// # Errors
    /// [`PageError::TooMany`] after about ten a minute from one address.
    pub fn count_card(&self, request: &actix_web::HttpRequest) -> Result<(), PageError> {
        self.cards.check_key(&self.somebody(request)).map_err(|_| PageError::TooMany)
    }

    /// True when so many unknown codes came from this address within the hour that it
    /// guesses. Asked before a code is looked up, so that guessing on leads to nothing.
    pub fn guesses_codes(&self, request: &actix_web::HttpRequest) -> bool {
        self.unknown_codes.is_full(&self.somebody(request), Instant::now())
    }

    /// True while so many unknown codes came within the hour, from wherever, that somebody has
    /// to look.
    pub(crate) fn codes_are_guessed(&self) -> bool {
        self.unknown_codes_everywhere.is_full(&(), Instant::now())
    }

    /// Counts a code that is on no card.
    pub fn count_unknown_code(&self, request: &actix_web::HttpRequest) {
        let now = Instant::now();
        self.unknown_codes.count(self.somebody(request), now);
        if self.unknown_codes_everywhere.count((), now) {
            tracing::error!(
                unknown_codes = UNKNOWN_CODES_EVERYWHERE,
                "codes of cards are being guessed: that many unknown ones came within an hour"
            );
        }
    }

    fn somebody(&self, request: &actix_web::HttpRequest) -> IpAddr {
        self.client(request).unwrap_or(IpAddr::V6(Ipv6Addr::LOCALHOST))
    }

    /// Forgets addresses that have been quiet.
    pub fn forget_quiet(&self) {
        self.pages.retain_recent();
        self.tries.retain_recent();
        self.cards.retain_recent();
        self.unknown_codes.forget_ended(Instant::now());
        self.unknown_codes_everywhere.forget_ended(Instant::now());
    }
}

/// Lets a request pass unless its address asks too often.
pub(crate) async fn check(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, BoxBody>>, Error> {
    if let Some(site) = request.app_data::<Data<Site>>()
        && let Some(client) = site.limits.client(request.request())
        && site.limits.pages.check_key(&client).is_err()
    {
        let answer = PageError::TooMany.error_response();
        return Ok(request.into_response(answer).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(long) => match long.to_ipv4_mapped() {
            Some(short) => IpAddr::V4(short),
            None => IpAddr::V6(Ipv6Addr::from(u128::from(long) & (u128::MAX << 64))),
        },
    }
}

fn number(value: u32) -> NonZeroU32 {
    NonZeroU32::new(value).unwrap_or(NonZeroU32::MIN)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn limits() -> Limits {
        Limits::new(vec!["10.0.0.1".parse().unwrap()])
    }

    fn client(peer: &str, forwarded: Option<&str>) -> Option<String> {
        let request = TestRequest::default().peer_addr(format!("{peer}:9").parse().unwrap());
        let request = match forwarded {
            Some(value) => request.insert_header(("x-forwarded-for", value)),
            None => request,
        };
        limits().client(&request.to_http_request()).map(|one| one.to_string())
    }

    #[test]
    fn only_a_trusted_proxy_may_say_who_asks() {
        assert_eq!(client("192.0.2.7", Some("198.51.100.1")).unwrap(), "192.0.2.7");
        assert_eq!(client("10.0.0.1", Some("198.51.100.1")).unwrap(), "198.51.100.1");
        assert_eq!(client("10.0.0.1", Some("6.6.6.6, 198.51.100.1")).unwrap(), "198.51.100.1");
        assert_eq!(client("10.0.0.1", None), None);
    }

    #[test]
    fn a_household_counts_as_one_on_ipv6() {
        assert_eq!(client("[2001:db8:1:2:aaaa::1]", None), client("[2001:db8:1:2:bbbb::2]", None));
    }

    fn asked_by(peer: &str) -> actix_web::HttpRequest {
        TestRequest::default().peer_addr(peer.parse().unwrap()).to_http_request()
    }

    #[test]
    fn twenty_unknown_codes_shut_one_address_for_codes_and_for_nothing_else() {
        let (limits, guesser) = (limits(), asked_by("192.0.2.7:9"));

        let passed = (0..50)
            .filter(|_| {
                let may = !limits.guesses_codes(&guesser);
                limits.count_unknown_code(&guesser);
                may
            })
            .count();

        assert_eq!(passed, 20);
        assert!(!limits.guesses_codes(&asked_by("192.0.2.8:9")));
        assert!(limits.count_try(&guesser).is_ok());
    }

    #[test]
    fn opening_one_card_after_another_leaves_signing_in_alone() {
        let (limits, desk) = (limits(), asked_by("192.0.2.7:9"));

        assert_eq!((0..50).filter(|_| limits.count_card(&desk).is_ok()).count(), 20);
        assert!(limits.count_try(&desk).is_ok());
    }

    #[test]
    fn trying_again_and_again_ends() {
        let limits = limits();
        let request = asked_by("192.0.2.7:9");

        let passed = (0..50).filter(|_| limits.count_try(&request).is_ok()).count();

        assert_eq!(passed, 20);
    }
}

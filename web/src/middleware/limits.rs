//! How often one address may ask (SEC-08).
//!
//! An address is an IPv4 address or an IPv6 network of 64 bits: one household or one firm.
//! **Invariant:** `X-Forwarded-For` counts only when the peer is a trusted proxy.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, ResponseError};
use governor::clock::DefaultClock;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use crate::error::PageError;
use crate::site::Site;

type Keyed = RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, DefaultClock>;

/// The counters of one process.
pub struct Limits {
    pages: Keyed,
    tries: Keyed,
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

    /// Counts one try to sign in, to open a code card or to follow a link.
    ///
    /// # Errors
    /// [`PageError::TooMany`] after about ten a minute from one address.
    pub fn count_try(&self, request: &actix_web::HttpRequest) -> Result<(), PageError> {
        let client = self.client(request).unwrap_or(IpAddr::V6(Ipv6Addr::LOCALHOST));
        self.tries.check_key(&client).map_err(|_| PageError::TooMany)
    }

    /// Forgets addresses that have been quiet.
    pub fn forget_quiet(&self) {
        self.pages.retain_recent();
        self.tries.retain_recent();
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

    #[test]
    fn trying_again_and_again_ends() {
        let limits = limits();
        let request =
            TestRequest::default().peer_addr("192.0.2.7:9".parse().unwrap()).to_http_request();

        let passed = (0..50).filter(|_| limits.count_try(&request).is_ok()).count();

        assert_eq!(passed, 20);
    }
}

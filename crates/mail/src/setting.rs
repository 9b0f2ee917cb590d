//! Reading `smtp://` and `smtps://` settings.
//!
//! **Invariant:** a misspelt option is an error; it never leaves a connection less safe than asked.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use lettre::transport::smtp::{SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::MailError;

const WHOLE: Duration = Duration::from_secs(30);

/// A mail server as a setting describes it.
pub(crate) struct Server {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) security: Security,
    pub(crate) credentials: Option<Credentials>,
    pub(crate) timeout: Duration,
}

/// How a connection is protected.
pub(crate) enum Security {
    Plain,
    StartTls(TlsParameters),
    Wrapped(TlsParameters),
}

#[derive(Default)]
struct Options {
    tls: Option<String>,
    authority: Option<Certificate>,
    timeout: Option<Duration>,
}

impl Server {
    pub(crate) fn from_setting(setting: &str) -> Result<Self, MailError> {
        let url = Url::parse(setting).map_err(|_| MailError::BadSetting("not an address"))?;
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(MailError::BadSetting("nothing but options may follow the server"));
        }
        let host = host(&url)?;
        let options = Options::of(&url)?;
        let timeout = options.timeout.unwrap_or(WHOLE);
        let security = security(url.scheme(), &host, options)?;
        let credentials = credentials(&url)?;
        let plain = matches!(security, Security::Plain);
        if plain && credentials.is_some() && !is_loopback(&host) {
            return Err(MailError::BadSetting("a password needs tls"));
        }
        let port = url.port().unwrap_or(match security {
            Security::Plain => SMTP_PORT,
            Security::StartTls(_) => SUBMISSION_PORT,
            Security::Wrapped(_) => SUBMISSIONS_PORT,
        });
        Ok(Self { host, port, security, credentials, timeout })
    }
}

impl Options {
    fn of(url: &Url) -> Result<Self, MailError> {
        let mut options = Self::default();
        for (name, value) in url.query_pairs() {
            match &*name {
                "tls" => options.tls = Some(value.into_owned()),
                "ca" => options.authority = Some(authority(&value)?),
                "timeout_ms" => options.timeout = Some(limit(&value)?),
                _ => return Err(MailError::BadSetting("options are tls, ca and timeout_ms")),
            }
        }
        Ok(options)
    }
}

impl fmt::Display for Server {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, remark) = match self.security {
            Security::Plain => ("smtp", " (not encrypted)"),
            Security::StartTls(_) => ("smtp", " (STARTTLS)"),
            Security::Wrapped(_) => ("smtps", ""),
        };
        let (open, close) = if self.host.contains(':') { ("[", "]") } else { ("", "") };
        write!(out, "{scheme}://{open}{}{close}:{}{remark}", self.host, self.port)
    }
}

fn host(url: &Url) -> Result<String, MailError> {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if host.is_empty() {
        return Err(MailError::BadSetting("the server has no name"));
    }
    Ok(host.to_owned())
}

fn is_loopback(host: &str) -> bool {
    let local = |address: IpAddr| address.to_canonical().is_loopback();
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(local)
}

fn security(scheme: &str, host: &str, options: Options) -> Result<Security, MailError> {
    let parameters = || {
        let mut builder = TlsParameters::builder(host.to_owned());
        if let Some(authority) = options.authority {
            builder = builder.add_root_certificate(authority);
        }
        builder.build().map_err(|_| MailError::BadSetting("tls cannot be prepared"))
    };
    match (scheme, options.tls.as_deref()) {
        ("smtps", None) => Ok(Security::Wrapped(parameters()?)),
        ("smtps", Some(_)) => Err(MailError::BadSetting("smtps has no option tls")),
        (_, Some("none")) => Ok(Security::Plain),
        (_, Some("starttls")) => Ok(Security::StartTls(parameters()?)),
        (_, Some(_)) => Err(MailError::BadSetting("tls is none or starttls")),
        (_, None) if is_loopback(host) => Ok(Security::Plain),
        (_, None) => Ok(Security::StartTls(parameters()?)),
    }
}

fn authority(path: &str) -> Result<Certificate, MailError> {
    let wrong = |_| MailError::BadSetting("the file of ca holds no certificate");
    let pem = fs::read(path).map_err(|_| MailError::BadSetting("the file of ca cannot be read"))?;
    Certificate::from_pem(&pem).map_err(wrong)
}

fn limit(text: &str) -> Result<Duration, MailError> {
    match text.parse::<u64>() {
        Ok(ms @ 1..=300_000) => Ok(Duration::from_millis(ms)),
        _ => Err(MailError::BadSetting("timeout_ms is a number from 1 to 300000")),
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, MailError> {
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None) => Err(MailError::BadSetting("user and password go together")),
        (user, Some(password)) => Ok(Some(Credentials::new(decoded(user)?, decoded(password)?))),
    }
}

fn decoded(text: &str) -> Result<String, MailError> {
    let text = percent_decode_str(text).decode_utf8().map(Cow::into_owned);
    text.map_err(|_| MailError::BadSetting("user or password is not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(setting: &str) -> String {
        match Server::from_setting(setting) {
            Ok(server) => server.to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_server_elsewhere_must_encrypt_unless_told_otherwise() {
        let cases = [
            ("smtp://mail.ville.example", "smtp://mail.ville.example:587 (STARTTLS)"),
            ("smtp://mail.ville.example:25/", "smtp://mail.ville.example:25 (STARTTLS)"),
            ("smtp://10.0.0.4", "smtp://10.0.0.4:587 (STARTTLS)"),
            ("smtp://localhost.ville.example", "smtp://localhost.ville.example:587 (STARTTLS)"),
            ("smtp://mail.ville.example?tls=none", "smtp://mail.ville.example:25 (not encrypted)"),
            ("smtps://u:p@mail.ville.example", "smtps://mail.ville.example:465"),
        ];
        for (setting, expected) in cases {
            assert_eq!(shown(setting), expected);
        }
    }

    #[test]
    fn a_server_on_the_same_machine_may_be_plain() {
        let cases = [
            ("smtp://localhost", "smtp://localhost:25 (not encrypted)"),
            ("smtp://u:p@127.0.0.1:2525", "smtp://127.0.0.1:2525 (not encrypted)"),
            ("smtp://[::1]:2525", "smtp://[::1]:2525 (not encrypted)"),
            ("smtp://localhost?tls=starttls", "smtp://localhost:587 (STARTTLS)"),
        ];
        for (setting, expected) in cases {
            assert_eq!(shown(setting), expected);
        }
    }

    #[test]
    fn a_password_never_crosses_the_network_in_the_open() {
        assert!(shown("smtp://u:p@mail.ville.example?tls=none").contains("a password needs tls"));
    }

    #[test]
    fn a_misspelt_setting_is_refused() {
        for setting in [
            "smtp://",
            "smtp:mail.ville.example",
            "smtp://user@mail.ville.example",
            "smtp://mail.ville.example:99999",
            "smtp://mail.ville.example?tls=off",
            "smtp://mail.ville.example?tsl=none",
            "smtps://mail.ville.example?tls=none",
            "smtp://mail.ville.example/relay",
            "smtp://localhost?timeout_ms=0",
            "smtp://localhost?timeout_ms=soon",
            "smtp://localhost?ca=/nowhere/ca.pem",
        ] {
            assert!(
                matches!(Server::from_setting(setting), Err(MailError::BadSetting(_))),
                "{setting}"
            );
        }
    }

    #[test]
    fn user_and_password_may_hold_any_sign() {
        let server =
            Server::from_setting("smtps://a%40b.example:p%3A%2F%C3%A9+@m.example").unwrap();
        let expected = Credentials::new("a@b.example".to_owned(), "p:/é+".to_owned());
        assert_eq!(server.credentials, Some(expected));
        assert_eq!(server.timeout, Duration::from_secs(30));
    }
}

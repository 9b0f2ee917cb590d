//! Letters over SMTP, one connection each.
//!
//! **Invariant:** once the server has taken the letter, nothing that happens later makes the
//! sending fail; otherwise it would be sent twice.
//! **Invariant:** a refusal of greeting, encryption, password or sender is never permanent: the
//! setting is at fault, not the letter.

use std::error::Error as _;
use std::fmt;
use std::io;
use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use tokio::time::timeout;

use crate::MailError;
use crate::setting::{Security, Server};

const CONNECTING: Duration = Duration::from_secs(10);
const GOODBYE: Duration = Duration::from_secs(1);

/// A mail server and how to speak with it.
pub(crate) struct Smtp {
    server: Server,
    hello: ClientId,
}

/// How far a conversation came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Connect,
    Session,
    Letter,
}

impl Smtp {
    pub(crate) fn from_setting(setting: &str) -> Result<Self, MailError> {
        Ok(Self { server: Server::from_setting(setting)?, hello: ClientId::default() })
    }

    pub(crate) async fn send(&self, message: &Message) -> Result<(), MailError> {
        let talk = async {
            let mut connection = self.open().await?;
            let sent = hand_over(&mut connection, message).await;
            Ok((connection, sent))
        };
        let (connection, sent) = self.in_time(talk).await?;
        leave(connection).await;
        sent
    }

    pub(crate) async fn check(&self) -> Result<(), MailError> {
        leave(self.in_time(self.open()).await?).await;
        Ok(())
    }

    async fn in_time<T>(
        &self,
        talk: impl Future<Output = Result<T, MailError>>,
    ) -> Result<T, MailError> {
        timeout(self.server.timeout, talk).await.unwrap_or_else(|_| {
            tracing::warn!("the mail server did not answer in time");
            Err(MailError::Silent)
        })
    }

    /// Connects, encrypts where asked and signs in.
    async fn open(&self) -> Result<AsyncSmtpConnection, MailError> {
        let Server { host, port, security, credentials, .. } = &self.server;
        let wrapper = match security {
            Security::Wrapped(tls) => Some(tls.clone()),
            Security::Plain | Security::StartTls(_) => None,
        };
        let limit = Some(CONNECTING.min(self.server.timeout));
        let address = (host.as_str(), *port);
        let connected =
            AsyncSmtpConnection::connect_tokio1(address, limit, &self.hello, wrapper, None).await;
        let mut connection = connected.map_err(|error| failure(&error, Stage::Connect))?;
        if let Security::StartTls(tls) = security {
            self.encrypt(&mut connection, tls.clone()).await?;
        }
        if let Some(credentials) = credentials {
            sign_in(&mut connection, credentials).await?;
        }
        Ok(connection)
    }

    async fn encrypt(
        &self,
        connection: &mut AsyncSmtpConnection,
        tls: TlsParameters,
    ) -> Result<(), MailError> {
        if !connection.can_starttls() {
            tracing::warn!("the mail server offers no encryption");
            return Err(MailError::Insecure);
        }
        let encrypted = connection.starttls(tls, &self.hello).await;
        encrypted.map_err(|error| failure(&error, Stage::Session))
    }
}

async fn sign_in(
    connection: &mut AsyncSmtpConnection,
    credentials: &Credentials,
) -> Result<(), MailError> {
    match connection.auth(DEFAULT_MECHANISMS, credentials).await {
        Ok(_) => Ok(()),
        Err(error) => Err(failure(&error, Stage::Session)),
    }
}

/// Gives the letter to the server. Command by command, because `AsyncSmtpConnection::send` waits
/// for a goodbye after a refusal, and a server that owes it would turn the refusal into silence.
async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    message: &Message,
) -> Result<(), MailError> {
    let envelope = message.envelope();
    let mut addresses = envelope.from().into_iter().chain(envelope.to());
    let mut options = Vec::new();
    if addresses.any(|address| !AsRef::<str>::as_ref(address).is_ascii()) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(MailError::BadAddress);
        }
        options.push(MailParameter::SmtpUtfEight);
    }
    // A refused sender is a wrong setting: the letter can leave once it is corrected.
    let sender = connection.command(Mail::new(envelope.from().cloned(), options)).await;
    sender.map_err(|error| failure(&error, Stage::Session))?;
    let refused = |error| failure(&error, Stage::Letter);
    for address in envelope.to() {
        connection.command(Rcpt::new(address.clone(), Vec::new())).await.map_err(refused)?;
    }
    connection.command(Data).await.map_err(refused)?;
    connection.message(&message.formatted()).await.map_err(refused)?;
    Ok(())
}

/// Says goodbye. What became of the letter is known, so the answer does not matter.
async fn leave(mut connection: AsyncSmtpConnection) {
    if !matches!(timeout(GOODBYE, connection.quit()).await, Ok(Ok(_))) {
        tracing::debug!("the mail server did not say goodbye");
    }
}

/// What an error of the protocol means for the letter. The words of the server are dropped,
/// because they may repeat the address.
fn failure(error: &Error, stage: Stage) -> MailError {
    if let Some(code) = error.status().map(u16::from) {
        tracing::warn!(code, "the mail server refused");
        // 530 to 538 ask for a password or for encryption: the setting is at fault.
        let about_letter = stage == Stage::Letter && !(530..=538).contains(&code);
        return MailError::Refused { permanent: about_letter && error.is_permanent() };
    }
    let kind = io_kind(error);
    tracing::warn!(?kind, "speaking with the mail server failed");
    match (stage, kind) {
        // rustls reports a bad certificate or a server that speaks no TLS as invalid data.
        (Stage::Connect | Stage::Session, Some(io::ErrorKind::InvalidData)) => MailError::Insecure,
        _ if error.is_tls() => MailError::Insecure,
        (Stage::Session | Stage::Letter, Some(io::ErrorKind::TimedOut)) => MailError::Silent,
        // The server offers no way to sign in that we know.
        (Stage::Session, _) if error.is_client() => MailError::Refused { permanent: false },
        _ => MailError::Unreachable,
    }
}

fn io_kind(error: &Error) -> Option<io::ErrorKind> {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(error) = inner.downcast_ref::<io::Error>() {
            return Some(error.kind());
        }
        source = inner.source();
    }
    None
}

/// Says which server, without user or password.
impl fmt::Display for Smtp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.server.fmt(out)
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Smtp({self})")
    }
}

//! Keys: reading the secret file, and everything that is made with it.
//!
//! One secret of 256 bits lies in a file that only the program may read. All other keys are
//! derived from it, one for each purpose, so that a leak of one says nothing about another.
//!
//! **Invariant:** the database alone opens nothing: neither a link, nor a PIN, nor a person.

use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use kernel::{AttemptId, ReferralId};
use sha2::{Digest, Sha256};
use store::answer_links::Purpose;

const NONCE_BYTES: usize = 24;

/// What may be wrong with the secret or with what it protects.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The database was made with a secret, and the file is not there.
    #[error("{path} is missing, but this database was made with a secret: restore the file")]
    Missing {
        /// Where the file should be.
        path: String,
    },
    /// The file holds another secret than the one the database was made with.
    #[error("{path} holds another secret than the one this database was made with")]
    Other {
        /// Where the file is.
        path: String,
    },
    /// Somebody else on the machine may read the file.
    #[error("{path} may be read by others: chmod 600 {path}")]
    Exposed {
        /// Where the file is.
        path: String,
    },
    /// The file holds no secret.
    #[error("{path} is not a secret file of Relais")]
    Malformed {
        /// Where the file is.
        path: String,
    },
    /// The file could not be read or written.
    #[error("the secret file could not be read or written")]
    File(#[source] std::io::Error),
    /// The machine gave no random numbers.
    #[error("no random numbers")]
    Random,
    /// A ciphertext does not belong to this key, or was changed.
    #[error("the text cannot be opened")]
    Unreadable,
}

/// What the program knows and the database does not.
#[derive(Clone)]
pub struct Secrets {
    master: [u8; 32],
}

impl Secrets {
    /// Reads the secret file, or makes it when the database was not made with one yet.
    ///
    /// `fingerprint` is what the database remembers of the secret it was made with.
    ///
    /// # Errors
    /// The file is missing although the database has a fingerprint, holds another secret,
    /// may be read by others, or cannot be read or written.
    pub fn open(path: &Path, fingerprint: Option<&str>) -> Result<Secrets, SecretError> {
        let shown = || path.display().to_string();
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound && fingerprint.is_none() => {
                return Secrets::make(path);
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(SecretError::Missing { path: shown() });
            }
            Err(error) => return Err(SecretError::File(error)),
        };
        let mode = fs::metadata(path).map_err(SecretError::File)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(SecretError::Exposed { path: shown() });
        }
        let bytes = BASE64_STANDARD.decode(text.trim()).unwrap_or_default();
        let master = bytes.try_into().map_err(|_| SecretError::Malformed { path: shown() })?;
        let secrets = Secrets { master };
        match fingerprint {
            Some(known) if known != secrets.fingerprint() => {
                Err(SecretError::Other { path: shown() })
            }
            _ => Ok(secrets),
        }
    }

    fn make(path: &Path) -> Result<Secrets, SecretError> {
        let secrets = Secrets { master: random()? };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(SecretError::File)?;
        }
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .map_err(SecretError::File)?;
        writeln!(file, "{}", BASE64_STANDARD.encode(secrets.master)).map_err(SecretError::File)?;
        file.sync_all().map_err(SecretError::File)?;
        Ok(secrets)
    }

    /// What a database keeps to recognise its secret; says nothing about it.
    pub fn fingerprint(&self) -> String {
        hex(&self.derive("fingerprint", b"")).chars().take(16).collect()
    }

    /// The token of a link to one attempt. The database keeps only [`token_hash`] of it.
    pub fn link_token(&self, purpose: Purpose, attempt: &AttemptId) -> String {
        self.token(purpose.word(), attempt.as_str())
    }

    /// The token of an invitation; `nonce` differs for each invitation of an account.
    pub fn invitation_token(&self, nonce: &str) -> String {
        self.token("invitation", nonce)
    }

    /// The token of the link in a letter that asks about listings; `ask` names the letter.
    pub fn confirm_token(&self, ask: &str) -> String {
        self.token("confirm", ask)
    }

    /// The four digits printed under the code of a card; a new code has a new PIN.
    pub fn pin(&self, referral: &ReferralId, code: &str) -> String {
        let mac = self.derive("pin", format!("{referral}|{code}").as_bytes());
        let number = mac.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
        format!("{:04}", number % 10_000)
    }

    /// What the database keeps of a PIN; without the secret all PINs are equally likely.
    pub fn pin_hash(&self, referral: &ReferralId, code: &str, pin: &str) -> String {
        hex(&self.derive("pin-hash", format!("{referral}|{code}|{pin}").as_bytes()))
    }

    /// Stands for a contact in the duplicate guard without telling it (REF-20).
    ///
    /// `period` counts spans of 90 days, so that the key changes with it.
    pub fn contact_digest(&self, contact: &str, period: i64) -> String {
        hex(&self.derive("contact", format!("{period}|{contact}").as_bytes()))
    }

    /// The name of the referral that a filled-in form makes: the same text, the same name.
    /// Without the secret nobody can tell or choose it.
    pub fn name_of_form(&self, text: &str) -> ReferralId {
        let mac = self.derive("form", text.as_bytes());
        let bytes = mac.iter().take(16).fold(0_u128, |sum, byte| (sum << 8) | u128::from(*byte));
        let name = uuid::Builder::from_custom_bytes(bytes.to_be_bytes()).into_uuid();
        ReferralId::from(name.simple().to_string())
    }

    /// Shows that this program wrote `text` for `purpose`.
    pub(crate) fn signature(&self, purpose: &str, text: &str) -> String {
        hex(&self.derive(&format!("signature-{purpose}"), text.as_bytes()))
    }

    /// A fresh key for one referral, wrapped so that the key store alone cannot use it.
    ///
    /// # Errors
    /// No random numbers.
    pub fn new_referral_key(&self, referral: &ReferralId) -> Result<String, SecretError> {
        seal(&self.derive("wrap", b""), referral, &random::<32>()?)
    }

    /// Encrypts `text` under the referral's own key.
    ///
    /// # Errors
    /// The wrapped key cannot be opened, or no random numbers.
    pub fn encrypt(
        &self,
        referral: &ReferralId,
        wrapped_key: &str,
        text: &str,
    ) -> Result<String, SecretError> {
        seal(&self.unwrap_key(referral, wrapped_key)?, referral, text.as_bytes())
    }

    /// Opens what [`Secrets::encrypt`] closed.
    ///
    /// # Errors
    /// Key or text belong to another referral, or were changed.
    pub fn decrypt(
        &self,
        referral: &ReferralId,
        wrapped_key: &str,
        ciphertext: &str,
    ) -> Result<String, SecretError> {
        let plain = open(&self.unwrap_key(referral, wrapped_key)?, referral, ciphertext)?;
        String::from_utf8(plain).map_err(|_| SecretError::Unreadable)
    }

    fn unwrap_key(&self, referral: &ReferralId, wrapped: &str) -> Result<[u8; 32], SecretError> {
        let key = open(&self.derive("wrap", b""), referral, wrapped)?;
        key.try_into().map_err(|_| SecretError::Unreadable)
    }

    fn token(&self, purpose: &str, name: &str) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.derive(purpose, name.as_bytes()))
    }

    fn derive(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        mac(&mac(&self.master, purpose.as_bytes()), data)
    }
}

/// A token of 256 random bits for a session.
///
/// # Errors
/// No random numbers.
pub fn fresh_token() -> Result<String, SecretError> {
    Ok(BASE64_URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// What the database keeps of a token.
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Random bytes from the machine.
///
/// # Errors
/// No random numbers.
pub fn random<const N: usize>() -> Result<[u8; N], SecretError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| SecretError::Random)?;
    Ok(bytes)
}

/// Compares two texts in a time that does not tell where they differ.
pub fn same(left: &str, right: &str) -> bool {
    Sha256::digest(left.as_bytes()) == Sha256::digest(right.as_bytes())
}

fn mac(key: &[u8; 32], data: &[u8]) -> [u8; 32] {
    // HMAC pads a short key with zeros to the block of 64 bytes; doing so here cannot fail.
    let mut block = [0; 64];
    block.iter_mut().zip(key).for_each(|(place, byte)| *place = *byte);
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&block.into());
    mac.update(data);
    mac.finalize().into_bytes().into()
}

fn seal(key: &[u8; 32], referral: &ReferralId, plain: &[u8]) -> Result<String, SecretError> {
    let nonce = random::<NONCE_BYTES>()?;
    let payload = Payload { msg: plain, aad: referral.as_str().as_bytes() };
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| SecretError::Unreadable)?;
    Ok(BASE64_STANDARD.encode([nonce.as_slice(), &sealed].concat()))
}

fn open(key: &[u8; 32], referral: &ReferralId, text: &str) -> Result<Vec<u8>, SecretError> {
    let bytes = BASE64_STANDARD.decode(text).map_err(|_| SecretError::Unreadable)?;
    let (nonce, sealed) =
        bytes.split_first_chunk::<NONCE_BYTES>().ok_or(SecretError::Unreadable)?;
    let payload = Payload { msg: sealed, aad: referral.as_str().as_bytes() };
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(*nonce), payload)
        .map_err(|_| SecretError::Unreadable)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(byte: u8) -> Secrets {
        Secrets { master: [byte; 32] }
    }

    #[test]
    fn what_was_encrypted_for_a_referral_opens_for_it_alone() {
        let (one, other) = (ReferralId::from("r1"), ReferralId::from("r2"));
        let key = secrets(1).new_referral_key(&one).unwrap();
        let text = secrets(1).encrypt(&one, &key, "Selam, 076 000 00 00").unwrap();

        assert_eq!(secrets(1).decrypt(&one, &key, &text).unwrap(), "Selam, 076 000 00 00");
        assert!(secrets(1).decrypt(&other, &key, &text).is_err());
        assert!(secrets(2).decrypt(&one, &key, &text).is_err(), "another secret file");
    }

    #[test]
    fn without_its_key_an_encrypted_text_cannot_be_opened() {
        let referral = ReferralId::from("r1");
        let lost = secrets(1).new_referral_key(&referral).unwrap();
        let text = secrets(1).encrypt(&referral, &lost, "Selam").unwrap();
        let fresh = secrets(1).new_referral_key(&referral).unwrap();

        assert!(secrets(1).decrypt(&referral, &fresh, &text).is_err());
    }

    #[test]
    fn the_same_text_never_looks_the_same_twice() {
        let referral = ReferralId::from("r1");
        let key = secrets(1).new_referral_key(&referral).unwrap();

        let texts = [0, 1].map(|_| secrets(1).encrypt(&referral, &key, "Selam").unwrap());

        assert_ne!(texts[0], texts[1]);
    }

    #[test]
    fn a_secret_file_is_made_once_and_never_replaced_in_silence() {
        let folder = std::env::temp_dir().join(format!("relais-secret-{}", fresh_token().unwrap()));
        let path = folder.join("secret");

        let made = Secrets::open(&path, None).unwrap();
        let again = Secrets::open(&path, Some(&made.fingerprint())).unwrap();
        assert_eq!(made.fingerprint(), again.fingerprint());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);

        let other = Secrets::open(&path, Some("0123456789abcdef"));
        assert!(matches!(other, Err(SecretError::Other { .. })));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(Secrets::open(&path, None), Err(SecretError::Exposed { .. })));
        fs::remove_file(&path).unwrap();
        let missing = Secrets::open(&path, Some(&made.fingerprint()));
        assert!(matches!(missing, Err(SecretError::Missing { .. })));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn tokens_differ_by_purpose_and_a_pin_has_four_digits() {
        let attempt = AttemptId::from("a1");
        let answer = secrets(1).link_token(Purpose::Answer, &attempt);

        assert_ne!(answer, secrets(1).link_token(Purpose::Contact, &attempt));
        assert_ne!(token_hash(&answer), answer);
        let pin = secrets(1).pin(&ReferralId::from("r1"), "K7PM4XQ2");
        assert!(pin.len() == 4 && pin.chars().all(|digit| digit.is_ascii_digit()));
    }
}

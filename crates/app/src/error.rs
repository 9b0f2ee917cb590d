use kernel::FieldErrors;
use referral_tracking::Refused;
use store::StoreError;

use crate::secrets::SecretError;

/// Why a request could not be served. One variant for each page a person may see.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such thing, or it is none of the actor's business.
    #[error("not found")]
    NotFound,
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Something in the form is missing or wrong.
    #[error("the form is not complete")]
    Invalid(FieldErrors),
    /// The page was out of date when the button was pressed.
    #[error("changed in the meantime")]
    Stale,
    /// The link or the code has run out or was used.
    #[error("no longer valid")]
    Expired,
    /// Too many wrong tries; a person at a desk helps on.
    #[error("locked")]
    Locked,
    /// The database does not answer; trying again later helps.
    #[error("unavailable")]
    Unavailable(#[source] StoreError),
    /// Our fault.
    #[error("internal")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    /// The text key under which every language explains this error.
    pub fn code(&self) -> String {
        match self {
            AppError::NotFound | AppError::Refused(Refused::NotAllowed) => {
                "error-not-found".to_owned()
            }
            AppError::Refused(refused) => {
                format!("error-refused-{}", refused.word().replace('_', "-"))
            }
            AppError::Invalid(_) => "error-invalid".to_owned(),
            AppError::Stale => "error-stale".to_owned(),
            AppError::Expired => "error-expired".to_owned(),
            AppError::Locked => "error-locked".to_owned(),
            AppError::Unavailable(_) => "error-unavailable".to_owned(),
            AppError::Internal(_) => "error-internal".to_owned(),
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => AppError::NotFound,
            StoreError::Stale => AppError::Stale,
            StoreError::Pool(_) => AppError::Unavailable(error),
            // Whatever field it was typed into: the person takes the sign out.
            StoreError::NulCharacter => {
                let mut errors = FieldErrors::default();
                errors.add("main", "unreadable");
                AppError::Invalid(errors)
            }
            other => AppError::Internal(other.into()),
        }
    }
}

impl From<SecretError> for AppError {
    fn from(error: SecretError) -> Self {
        AppError::Internal(error.into())
    }
}

impl From<FieldErrors> for AppError {
    fn from(errors: FieldErrors) -> Self {
        AppError::Invalid(errors)
    }
}

/// An error with all its causes, on one line: for the log, where it is written once.
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        next = cause.source();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_line_of_an_internal_error_names_its_cause() {
        let error = AppError::Internal("no text `letter-x`".into());

        assert_eq!(with_causes(&error), "internal: no text `letter-x`");
    }
}

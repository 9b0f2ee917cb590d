//! How a failure becomes an answer: one `match` from what went wrong to a status.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, ResponseError};
use app::AppError;
use referral_tracking::Refused;

use crate::pages::RenderError;

/// A failure on its way to a browser.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The application said no.
    #[error(transparent)]
    App(#[from] AppError),
    /// A page could not be written.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// Somebody has to sign in first; the path brings them back.
    #[error("sign in first")]
    SignIn {
        /// Where they wanted to go.
        wanted: String,
    },
    /// The address holds bytes that are no text.
    #[error("not text")]
    NotText,
    /// Too many requests from one address.
    #[error("too many requests")]
    TooMany,
    /// The request came from another site.
    #[error("from another site")]
    CrossSite,
}

/// The text key of an error page; the middleware [`crate::middleware::error_pages`] shows it.
#[derive(Debug, Clone)]
pub(crate) struct ErrorCode(pub(crate) String);

impl PageError {
    fn code(&self) -> String {
        match self {
            PageError::App(error) => error.code(),
            PageError::Render(_) => "error-internal".to_owned(),
            PageError::SignIn { .. } => "error-sign-in".to_owned(),
            PageError::NotText => "error-bad-request".to_owned(),
            PageError::TooMany => "error-too-many".to_owned(),
            PageError::CrossSite => "error-cross-site".to_owned(),
        }
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        match self {
            // Somebody else's referral looks the same as one that does not exist.
            PageError::App(AppError::NotFound | AppError::Refused(Refused::NotAllowed)) => {
                StatusCode::NOT_FOUND
            }
            PageError::App(AppError::Refused(_) | AppError::Stale) => StatusCode::CONFLICT,
            PageError::App(AppError::Invalid(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            PageError::App(AppError::Expired) => StatusCode::GONE,
            PageError::App(AppError::Locked) => StatusCode::LOCKED,
            PageError::App(AppError::Unavailable(_)) => StatusCode::SERVICE_UNAVAILABLE,
            PageError::App(AppError::Internal(_)) | PageError::Render(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
            PageError::SignIn { .. } => StatusCode::SEE_OTHER,
            PageError::NotText => StatusCode::BAD_REQUEST,
            PageError::TooMany => StatusCode::TOO_MANY_REQUESTS,
            PageError::CrossSite => StatusCode::FORBIDDEN,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            PageError::App(AppError::Internal(cause)) => log(cause.as_ref()),
            PageError::App(AppError::Unavailable(cause)) => log(cause),
            PageError::Render(cause) => log(cause),
            _ => {}
        }
        if let PageError::SignIn { wanted } = self {
            let to = format!("/connexion?retour={}", crate::routes::encode(wanted));
            return HttpResponse::SeeOther().insert_header((LOCATION, to)).finish();
        }
        let mut answer = HttpResponse::build(self.status_code()).finish();
        answer.extensions_mut().insert(ErrorCode(self.code()));
        answer
    }
}

fn log(cause: &(dyn std::error::Error + 'static)) {
    tracing::error!(cause = app::with_causes(cause), "request failed");
}

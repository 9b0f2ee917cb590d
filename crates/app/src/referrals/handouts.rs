//! The slip without personal data: two clicks, nothing kept but a count (REF-01, UX-02).

use kernel::{Actor, HandoutId, Language, OfferId};
use partner_directory::{Listing, Theme};
use store::handouts::{self, Handout};
use store::{listings, network};

use crate::access::{Right, scope};
use crate::{App, AppError};

/// What a slip without data shows.
#[derive(Debug, Clone)]
pub struct HandoutPage {
    /// The offer as anyone sees it.
    pub listing: Listing,
}

impl App {
    /// The slip of one offer. Changes nothing: printing is counted by [`App::hand_out`].
    ///
    /// # Errors
    /// [`AppError::NotFound`] for an offer that is not published.
    pub async fn handout_page(&self, slug: &str) -> Result<HandoutPage, AppError> {
        let slug = slug.to_owned();
        self.db
            .read(move |conn| {
                let holidays = network::holidays(conn)?;
                let listing = listings::find_by_slug(conn, &slug, &holidays)?;
                Ok(HandoutPage { listing })
            })
            .await
    }

    /// Counts a slip that was given.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who gives none: the count is theirs alone.
    pub async fn hand_out(
        &self,
        actor: &Actor,
        offer: OfferId,
        theme: Option<Theme>,
        language: Language,
    ) -> Result<HandoutId, AppError> {
        scope(actor, Right::Refer).ok_or(AppError::NotFound)?;
        let handout = Handout {
            id: HandoutId::fresh(),
            offer,
            organization: actor.organization().cloned(),
            theme,
            language,
            given_at: self.clock.now(),
        };
        self.db
            .write(move |conn| {
                handouts::insert(conn, &handout)?;
                Ok(handout.id)
            })
            .await
    }
}

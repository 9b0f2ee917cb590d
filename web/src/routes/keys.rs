//! The shortcuts of the keyboard, as a page and as the content of their dialog.

use actix_web::HttpResponse;

use crate::error::PageError;
use crate::pages::Width;
use crate::visit::Visit;

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let mut chrome = visit.chrome("keys-title");
    chrome.width = Width::Narrow;
    visit.page("pages/about/keys.html", &chrome, &())
}

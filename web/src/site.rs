//! What every request shares.

use std::sync::{Arc, RwLock};

use app::App;

use crate::middleware::limits::Limits;
use crate::pages::{NetworkView, Pages};
use crate::phrases::Phrases;
use crate::routes::suggestions::Kept;

/// The site: the application, its pages and its counters.
pub struct Site {
    /// What people can do.
    pub app: App,
    /// How it is shown.
    pub pages: Arc<Pages>,
    /// How often one address may ask.
    pub limits: Limits,
    pub(crate) suggestions: Kept,
    network: RwLock<NetworkView>,
}

impl Site {
    /// A site over `app`; `network` is shown on every page until [`Site::set_network`].
    pub fn new(app: App, pages: Arc<Pages>, limits: Limits, network: NetworkView) -> Site {
        Site { app, pages, limits, suggestions: Kept::default(), network: RwLock::new(network) }
    }

    /// The network as every page shows it.
    pub fn network(&self) -> NetworkView {
        self.network.read().unwrap_or_else(|broken| broken.into_inner()).clone()
    }

    /// What a person may read in another language.
    pub(crate) fn phrases(&self) -> Phrases<'_> {
        self.pages.phrases(self.app.settings())
    }

    /// Shows changed settings of the network from now on.
    pub fn set_network(&self, network: NetworkView) {
        *self.network.write().unwrap_or_else(|broken| broken.into_inner()) = network;
    }

    /// True when people reach the site by https, so that cookies may be `Secure`.
    pub fn is_https(&self) -> bool {
        self.app.settings().public_url.starts_with("https://")
    }
}

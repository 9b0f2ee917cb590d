//! What sites write to the log, kept apart for each site.
//!
//! A site's server runs in threads that know the number of their actix system; what a test calls
//! directly runs in the test's own thread, which [`belongs_to`] marks.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::{Debug, Write};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use actix_web::rt::System;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

static LINES: Mutex<Option<HashMap<usize, Vec<Line>>>> = Mutex::new(None);

thread_local! {
    static SITE: Cell<Option<usize>> = const { Cell::new(None) };
}

/// One line of the log.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) level: Level,
    pub(crate) text: String,
}

/// Begins to keep what is logged in this process.
pub(crate) fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        let kept = tracing_subscriber::registry().with(Keeper.with_filter(LevelFilter::INFO));
        tracing::subscriber::set_global_default(kept).expect("nothing else keeps the log");
    });
}

/// Says that what this thread logs is of the site with the number `site`.
pub(crate) fn belongs_to(site: usize) {
    SITE.set(Some(site));
}

/// What the site with the number `site` has logged so far.
pub(crate) fn lines(site: usize) -> Vec<Line> {
    all().get_or_insert_default().get(&site).cloned().unwrap_or_default()
}

fn all() -> MutexGuard<'static, Option<HashMap<usize, Vec<Line>>>> {
    LINES.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Keeper;

impl<S: Subscriber> Layer<S> for Keeper {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let server = System::try_current().map(|system| system.id());
        let Some(site) = server.or_else(|| SITE.get()) else { return };
        let level = *event.metadata().level();
        let mut text = format!("{level} {}", event.metadata().target());
        event.record(&mut Words(&mut text));
        all().get_or_insert_default().entry(site).or_default().push(Line { level, text });
    }
}

struct Words<'a>(&'a mut String);

impl Visit for Words<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).expect("a text takes more text");
    }
}

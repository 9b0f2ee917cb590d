//! Taking a file of another directory into ours.
//!
//! **Invariant:** nothing is lost in silence: each row is added, changed, unchanged, protected
//! by a fresher human check, or refused with a reason. The same file twice changes nothing.
//! **Invariant:** a file that cannot be trusted as a whole leaves the database untouched.

use chrono::{DateTime, Utc};
use kernel::{Actor, OfferId, OfferPlaceId, OrganizationId, PlaceId, ScheduleId};
use partner_directory::exchange::difference::{Change, Difference, Entry, EntryIds};
use partner_directory::exchange::mednum::{self, Format, Moment, Record};
use partner_directory::exchange::{FileError, Remark};
use partner_directory::slug::slug;
use store::external_ids::{self, ExternalIds, ExternalKind};
use store::{Conn, offers, organizations, places};

use crate::access::{Right, scope};
use crate::{App, AppError};

/// How the source is called where its identifiers are kept.
const SOURCE: &str = "mednum";
/// How many rows are written at once; others can write between two batches.
const BATCH: usize = 500;

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// True when nothing was written.
    pub is_dry_run: bool,
    /// Rows of the file.
    pub rows: usize,
    /// Rows that became a new offer.
    pub added: usize,
    /// Rows whose offer was there and differed.
    pub changed: usize,
    /// Rows that say what the directory says.
    pub unchanged: usize,
    /// Rows that differ from an offer somebody checked since; nothing of them is written.
    pub protected: usize,
    /// Why each other row was not taken.
    pub refused: Vec<Remark>,
    /// What was dropped, changed or kept unread.
    pub remarks: Vec<Remark>,
    /// For each row that differs: its number, its identifier, and the fields.
    pub differences: Vec<(usize, String, Vec<Change>)>,
}

/// Why a file was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be trusted; nothing was written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Something else went wrong; whole batches before it are kept and a second run goes on.
    #[error(transparent)]
    App(#[from] AppError),
}

impl App {
    /// Imports a file in the French format of *lieux de médiation numérique*.
    ///
    /// # Errors
    /// [`ImportError::File`] before anything is written; [`AppError::NotFound`] for who may
    /// not import.
    pub async fn import_mednum(
        &self,
        actor: &Actor,
        bytes: &[u8],
        format: Format,
        is_dry_run: bool,
    ) -> Result<ImportReport, ImportError> {
        scope(actor, Right::ImportDirectory).ok_or(AppError::NotFound)?;
        let sheet = mednum::read(bytes, format)?;
        let now = self.clock.now();
        let today = now.with_timezone(&self.settings.time_zone).date_naive();
        let import = mednum::understand(sheet, Moment { now, today });
        let mut report = ImportReport {
            is_dry_run,
            rows: import.records.len() + import.refused.len(),
            refused: import.refused,
            remarks: import.remarks,
            ..ImportReport::default()
        };
        for batch in import.records.chunks(BATCH) {
            let batch = batch.to_vec();
            let part = match is_dry_run {
                true => self.db.read(move |conn| apply(conn, batch, true, now)).await?,
                false => self.db.write(move |conn| apply(conn, batch, false, now)).await?,
            };
            report.add(part);
        }
        if !is_dry_run {
            self.fill_catalog().await?;
        }
        Ok(report)
    }
}

impl ImportReport {
    fn add(&mut self, part: ImportReport) {
        self.added += part.added;
        self.changed += part.changed;
        self.unchanged += part.unchanged;
        self.protected += part.protected;
        self.differences.extend(part.differences);
    }
}

fn apply(
    conn: &mut Conn,
    records: Vec<Record>,
    is_dry_run: bool,
    now: DateTime<Utc>,
) -> Result<ImportReport, AppError> {
    let mut known = external_ids::load(conn, SOURCE)?;
    let mut part = ImportReport::default();
    for record in records {
        match existing(conn, &known, &record)? {
            None => {
                part.added += 1;
                if !is_dry_run {
                    add(conn, &mut known, record, now)?;
                }
            }
            Some(before) => match before.difference(&record.entry) {
                Difference::Unchanged => part.unchanged += 1,
                Difference::Protected(changes) => {
                    part.protected += 1;
                    part.differences.push((record.row, record.external_id, changes));
                }
                Difference::Changed(changes) => {
                    part.changed += 1;
                    if !is_dry_run {
                        save(conn, before.clone(), before.updated_by(record.entry), now)?;
                    }
                    part.differences.push((record.row, record.external_id, changes));
                }
            },
        }
    }
    Ok(part)
}

/// The entry that a record is about, when an earlier import made it.
fn existing(
    conn: &mut Conn,
    known: &ExternalIds,
    record: &Record,
) -> Result<Option<Entry>, AppError> {
    let (Some(offer), Some(place)) =
        (known.offer(&record.external_id), known.place(&record.place_key))
    else {
        return Ok(None);
    };
    let offer = offers::find(conn, &offer)?;
    let at_place = offers::places_of(conn, &offer.id)?.into_iter().find(|one| one.place == place);
    let Some(at_place) = at_place else { return Ok(None) };
    Ok(Some(Entry {
        organization: organizations::find(conn, &offer.organization)?,
        place: places::find(conn, &place)?,
        offer,
        at_place,
    }))
}

fn add(
    conn: &mut Conn,
    known: &mut ExternalIds,
    record: Record,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let ids = EntryIds {
        organization: known
            .organization(&record.organization_key)
            .unwrap_or_else(OrganizationId::fresh),
        place: known.place(&record.place_key).unwrap_or_else(PlaceId::fresh),
        offer: OfferId::fresh(),
        at_place: OfferPlaceId::fresh(),
        schedule: ScheduleId::fresh(),
    };
    let mut entry = record.entry.with_ids(ids);
    if known.organization(&record.organization_key).is_none() {
        let wanted = slug(&entry.organization.name);
        entry.organization.slug = organizations::free_slug(conn, &wanted)?;
        organizations::insert(conn, &entry.organization)?;
        let id = entry.organization.id.as_str();
        note(conn, known, ExternalKind::Organization, &record.organization_key, id, now)?;
    }
    if known.place(&record.place_key).is_none() {
        places::insert(conn, &entry.place)?;
        note(conn, known, ExternalKind::Place, &record.place_key, entry.place.id.as_str(), now)?;
    }
    entry.offer.slug = offers::free_slug(conn, &slug(&entry.offer.name))?;
    offers::insert(conn, &entry.offer)?;
    offers::set_places(conn, &entry.offer.id, &[entry.at_place], now)?;
    note(conn, known, ExternalKind::Offer, &record.external_id, entry.offer.id.as_str(), now)
}

fn note(
    conn: &mut Conn,
    known: &mut ExternalIds,
    kind: ExternalKind,
    name: &str,
    object: &str,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    external_ids::put(conn, (kind, SOURCE, name), object, now)?;
    known.note(kind, name, object);
    Ok(())
}

fn save(conn: &mut Conn, before: Entry, after: Entry, now: DateTime<Utc>) -> Result<(), AppError> {
    organizations::save(conn, Some(&before.organization), &after.organization, now)?;
    places::save(conn, Some(&before.place), &after.place, now)?;
    offers::save(conn, Some(&before.offer), &after.offer, now)?;
    // The other places of the offer are not the import's business.
    let mut at_places = offers::places_of(conn, &after.offer.id)?;
    for at_place in &mut at_places {
        if at_place.id == after.at_place.id {
            *at_place = after.at_place.clone();
        }
    }
    offers::set_places(conn, &after.offer.id, &at_places, now)?;
    Ok(())
}

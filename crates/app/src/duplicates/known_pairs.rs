//! The pairs of the whole directory, kept until the directory changes: to compare all rows takes
//! seconds, and a coordinator looks at one pair after another.
//!
//! **Invariant:** what is kept is the answer for the rows as they stand; a pair that somebody
//! found to be two is in it, and is left out by whoever reads.

use std::sync::{Arc, Mutex, PoisonError};

use partner_directory::duplicates::Pair;
use partner_directory::revision::ObjectKind;
use store::Conn;
use store::census::{self, Mark};

use super::PairLine;
use super::rows::Rows;
use crate::AppError;

/// What was found last for each sort; clones share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownPairs(Arc<Mutex<Vec<Found>>>);

#[derive(Debug)]
struct Found {
    kind: ObjectKind,
    at: Mark,
    pairs: Arc<Vec<PairLine>>,
}

impl KnownPairs {
    /// Every pair of one sort, most alike first. Two who ask at once wait for one answer.
    pub(super) fn load(
        &self,
        conn: &mut Conn,
        kind: ObjectKind,
    ) -> Result<Arc<Vec<PairLine>>, AppError> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The mark first: what changes while the rows are read makes the next one look again.
        let at = census::mark(conn)?;
        if let Some(found) = known.iter().find(|one| one.kind == kind && one.at == at) {
            return Ok(found.pairs.clone());
        }
        let census = census::load(conn)?;
        let rows = Rows::of(conn, kind, true, census)?;
        let pairs = rows.pool().pairs().into_iter().filter_map(|pair| line(&rows, kind, pair));
        let pairs: Arc<Vec<PairLine>> = Arc::new(pairs.collect());
        known.retain(|one| one.kind != kind);
        known.push(Found { kind, at, pairs: pairs.clone() });
        Ok(pairs)
    }
}

fn line(rows: &Rows, kind: ObjectKind, pair: Pair) -> Option<PairLine> {
    let left = rows.alike(&pair.left, pair.likeness.clone())?;
    let right = rows.alike(&pair.right, pair.likeness)?;
    Some(PairLine { kind, left, right })
}

//! An account in a table: who it is, how it stands, and the button that closes it.

use app::accounts::Account;
use kernel::AccountId;

use super::{Action, Cell, Head, Row};
use crate::listings::labels::Labels;
use crate::pages::Tone;
use crate::routes::due::moment;

/// The button that closes an account; left out for one's own and for closed ones.
pub(crate) struct Closing {
    pub(crate) label: String,
    pub(crate) href: String,
}

/// `hint` stands under the role.
pub(crate) fn account_row(
    labels: Labels<'_>,
    account: &Account,
    hint: String,
    own: &AccountId,
    close: Closing,
) -> Row {
    let (state, tone) = match account {
        one if one.is_disabled => ("admin-list-disabled", Tone::Neutral),
        one if !one.has_password => ("admin-list-invited", Tone::Warn),
        _ => ("admin-list-active", Tone::Good),
    };
    let seen = account
        .last_sign_in_at
        .map(|at| labels.say("admin-list-last", &[("moment", moment(labels, at).into())]));
    let may_close = !account.is_disabled && account.id != *own;
    Row {
        head: Head { text: account.name.clone(), href: None, hint: account.email.clone() },
        cells: vec![
            Cell { text: labels.word("role", account.role.word()), hint, ..Cell::default() },
            Cell {
                tag: Some(labels.say(state, &[])),
                tone: Some(tone),
                hint: seen.unwrap_or_default(),
                ..Cell::default()
            },
        ],
        action: may_close.then_some(Action {
            label: close.label,
            href: close.href,
            kind: "danger",
            post: true,
        }),
    }
}

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in whole cents of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Hundredths of the currency's unit; never negative for a price.
    pub cents: i64,
    /// The currency.
    pub currency: Currency,
}

/// A currency by its ISO 4217 code; only those that the network's directories use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Currency {
    /// Swiss franc.
    #[serde(rename = "CHF")]
    Chf,
    /// Euro, for French rows.
    #[serde(rename = "EUR")]
    Eur,
}

impl Currency {
    /// The ISO 4217 code, kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Currency::Chf => "CHF",
            Currency::Eur => "EUR",
        }
    }

    /// Reads back a [`Currency::word`].
    pub fn from_word(word: &str) -> Option<Currency> {
        [Currency::Chf, Currency::Eur].into_iter().find(|currency| currency.word() == word)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

//! What a coordinator asks for: a period and what narrows it, read from the address.

use actix_web::web::Query;
use app::App;
use chrono::NaiveDate;
use kernel::FieldErrors;
use network_figures::{Cut, Period};
use partner_directory::Theme;
use referral_tracking::ContactChannel;
use serde::{Deserialize, Serialize};

use super::table::FileForm;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::encode;
use crate::routes::form::Choice;

/// In the order of the form.
pub(super) const FIELDS: &[&str] =
    &["du", "au", "commune", "theme", "langue", "canal", "emetteur", "partenaire"];
/// The languages that can be chosen: those that people of the network speak most.
const LANGUAGES: [&str; 14] =
    ["fr", "en", "pt", "es", "it", "de", "ar", "ti", "sq", "uk", "so", "fa", "tr", "ssr"];

/// The address as it came; empty values narrow nothing.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    du: String,
    #[serde(default)]
    au: String,
    #[serde(default)]
    commune: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    langue: String,
    #[serde(default)]
    canal: String,
    #[serde(default)]
    emetteur: String,
    #[serde(default)]
    partenaire: String,
    #[serde(default)]
    format: String,
}

/// The form with what was typed.
#[derive(Debug, Serialize)]
pub(super) struct AskView {
    du: String,
    au: String,
    commune: String,
    theme: String,
    themes: Vec<Choice>,
    langue: String,
    languages: Vec<Choice>,
    canal: String,
    channels: Vec<Choice>,
    emetteur: String,
    partenaire: String,
    /// Several conditions are open from the start.
    is_narrowed: bool,
    /// The same question without the form of the file, for links.
    query: String,
}

impl Asked {
    pub(super) fn read(query: Query<Asked>) -> Asked {
        query.into_inner()
    }

    /// The form of the file that is wanted, if it is a file.
    pub(super) fn form(&self) -> Option<FileForm> {
        FileForm::parse(&self.format)
    }

    /// The cut, or what is wrong with the form.
    pub(super) async fn cut(
        &self,
        app: &App,
        today: NaiveDate,
    ) -> Result<Result<Cut, FieldErrors>, PageError> {
        let mut errors = FieldErrors::default();
        let usual = Period::twelve_months(today);
        let mut day = |field: &'static str, text: &str, usual: NaiveDate| match text.trim() {
            "" => usual,
            text => text.parse().unwrap_or_else(|_| {
                errors.add(field, "not_a_date");
                usual
            }),
        };
        let (from, until) = (day("du", &self.du, usual.from), day("au", &self.au, usual.until));
        let period = Period::new(from, until);
        if period.is_none() && errors.is_empty() {
            errors.add("au", "before_start");
        }
        let mut cut = Cut::all(period.unwrap_or(usual));
        cut.theme = self.word("theme", &self.theme, Theme::from_word, &mut errors);
        cut.channel = self.word("canal", &self.canal, ContactChannel::from_word, &mut errors);
        let language = |word: &str| LANGUAGES.contains(&word).then(|| word.to_owned());
        cut.language = self.word("langue", &self.langue, language, &mut errors);
        if !self.commune.trim().is_empty() {
            cut.commune = app.find_place(&self.commune).and_then(|near| near.commune_code);
            if cut.commune.is_none() {
                errors.add("commune", "unknown");
            }
        }
        for (field, name, slot) in [
            ("emetteur", &self.emetteur, &mut cut.sender),
            ("partenaire", &self.partenaire, &mut cut.partner),
        ] {
            if !name.trim().is_empty() {
                *slot = app.organization_named(name).await?;
                if slot.is_none() {
                    errors.add(field, "unknown_organization");
                }
            }
        }
        Ok(if errors.is_empty() { Ok(cut) } else { Err(errors) })
    }

    fn word<T>(
        &self,
        field: &'static str,
        word: &str,
        read: impl Fn(&str) -> Option<T>,
        errors: &mut FieldErrors,
    ) -> Option<T> {
        if word.is_empty() {
            return None;
        }
        let found = read(word);
        if found.is_none() {
            errors.add(field, "unknown");
        }
        found
    }

    pub(super) fn view(&self, labels: Labels<'_>, usual: Period) -> AskView {
        let or = |text: &str, usual: NaiveDate| match text.trim() {
            "" => usual.to_string(),
            text => text.to_owned(),
        };
        let conditions = [
            &self.commune,
            &self.theme,
            &self.langue,
            &self.canal,
            &self.emetteur,
            &self.partenaire,
        ];
        let choice =
            |list: &str, word: &str, chosen: &str| Choice::word(labels, list, word, chosen);
        AskView {
            du: or(&self.du, usual.from),
            au: or(&self.au, usual.until),
            commune: self.commune.clone(),
            theme: self.theme.clone(),
            themes: Theme::ALL.iter().map(|one| choice("theme", one.word(), &self.theme)).collect(),
            langue: self.langue.clone(),
            languages: LANGUAGES.iter().map(|one| choice("language", one, &self.langue)).collect(),
            canal: self.canal.clone(),
            channels: ContactChannel::ALL
                .iter()
                .map(|one| choice("channel", one.word(), &self.canal))
                .collect(),
            emetteur: self.emetteur.clone(),
            partenaire: self.partenaire.clone(),
            is_narrowed: conditions.iter().any(|text| !text.trim().is_empty()),
            query: self.query(),
        }
    }

    /// The question as a query, without the form of the file; empty or begun with `?`.
    pub(super) fn query(&self) -> String {
        let pairs = [
            ("du", &self.du),
            ("au", &self.au),
            ("commune", &self.commune),
            ("theme", &self.theme),
            ("langue", &self.langue),
            ("canal", &self.canal),
            ("emetteur", &self.emetteur),
            ("partenaire", &self.partenaire),
        ];
        let set = pairs.iter().filter(|(_, value)| !value.trim().is_empty());
        let pairs: Vec<String> =
            set.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        match pairs.is_empty() {
            true => String::new(),
            false => format!("?{}", pairs.join("&")),
        }
    }
}

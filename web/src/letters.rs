//! Letters in words: one pair of templates for each kind.

use std::sync::Arc;

use app::letters::{LetterContent, LetterWriter, Words};
use chrono_tz::Tz;
use serde::Serialize;

use crate::pages::Pages;

/// Writes letters with the templates `letters/<kind>.txt` and `.html`.
pub struct Letters {
    pages: Arc<Pages>,
    zone: Tz,
}

impl Letters {
    /// Writes with `pages`, times in `zone`.
    pub fn new(pages: Arc<Pages>, zone: Tz) -> Letters {
        Letters { pages, zone }
    }
}

/// What a letter's templates see as `view`; empty where a letter does not speak of it.
#[derive(Serialize)]
struct LetterView {
    detail: String,
    reader: String,
    link: String,
    network: String,
    helpdesk_phone: String,
    helpdesk_hours: String,
    offer: String,
    organization: String,
    theme: String,
    spoken: String,
    urgency: String,
    due: String,
    code: String,
}

impl LetterWriter for Letters {
    fn write(
        &self,
        content: &LetterContent,
    ) -> Result<Words, Box<dyn std::error::Error + Send + Sync>> {
        // Person texts in other languages come with their phrase book; letters are French.
        let lang = "fr";
        let kind = &content.kind;
        let view = self.view(lang, content);
        let args = [
            ("network", content.network.as_str().into()),
            ("offer", view.offer.as_str().into()),
            ("detail", view.detail.as_str().into()),
            ("urgency", view.urgency.as_str().into()),
        ];
        let key = format!("letter-{}-subject", kind.replace('_', "-"));
        Ok(Words {
            subject: self.pages.texts().write(lang, &key, &args)?,
            text: self.pages.render_letter(&format!("letters/{kind}.txt"), lang, &view)?,
            html: self.pages.render_letter(&format!("letters/{kind}.html"), lang, &view)?,
        })
    }
}

impl Letters {
    fn view(&self, lang: &str, content: &LetterContent) -> LetterView {
        let words = self.pages.texts().words(lang);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let due = content.due.map(|due| {
            let local = due.with_timezone(&self.zone);
            format!("{}, {}", words.date_long(local.date_naive()), words.time(local.time()))
        });
        LetterView {
            detail: text(&content.detail),
            reader: text(&content.reader),
            link: text(&content.link),
            network: content.network.clone(),
            helpdesk_phone: text(&content.helpdesk_phone),
            helpdesk_hours: text(&content.helpdesk_hours),
            offer: text(&content.offer),
            organization: text(&content.organization),
            theme: content.theme.map(|theme| theme.word().to_owned()).unwrap_or_default(),
            spoken: content.spoken.as_ref().map(ToString::to_string).unwrap_or_default(),
            urgency: content.urgency.map(|one| one.word().to_owned()).unwrap_or_default(),
            due: due.unwrap_or_default(),
            code: text(&content.code),
        }
    }
}

//! Letters in words: one pair of templates for each kind.

use std::sync::Arc;

use app::letters::{BundleLine, LetterContent, LetterWriter, NamedOffer, Words};
use chrono_tz::Tz;
use partner_directory::ReportReason;
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
    urgency: String,
    due: String,
    code: String,
    offers: Vec<OfferView>,
    words: String,
    lines: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    what: String,
    code: String,
    link: String,
}

#[derive(Serialize)]
struct OfferView {
    name: String,
    /// What was reported, in words.
    reasons: String,
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
    fn offer(&self, lang: &str, offer: &NamedOffer) -> OfferView {
        let word = |reason: &ReportReason| {
            let key = format!("report-reason-{}", reason.word().replace('_', "-"));
            self.pages.texts().get(lang, &key, &[]).unwrap_or_default()
        };
        let reasons: Vec<String> = offer.reasons.iter().map(word).collect();
        OfferView { name: offer.name.clone(), reasons: reasons.join(", ") }
    }

    fn line(&self, lang: &str, line: &BundleLine) -> LineView {
        let group = match line.kind.as_str() {
            "tell_coordinators" => "why",
            _ => "news",
        };
        let key = format!("{group}-{}", line.detail.replace('_', "-"));
        let text = |key: &str| self.pages.texts().get(lang, key, &[]);
        let what = text(&key).or_else(|| text("letter-bundle-other")).unwrap_or_default();
        LineView { what, code: line.code.clone(), link: line.link.clone() }
    }

    fn view(&self, lang: &str, content: &LetterContent) -> LetterView {
        let words = self.pages.texts().words(lang);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let due = content.due.map(|due| {
            let local = due.with_timezone(&self.zone);
            format!("{}, {}", words.date_long(local.date_naive()), words.time(local.time()))
        });
        // A date in words, any other detail as it is.
        let detail = content.detail.as_deref().map(|detail| match detail.parse() {
            Ok(day) => words.date_long(day),
            Err(_) => detail.to_owned(),
        });
        LetterView {
            detail: detail.unwrap_or_default(),
            reader: text(&content.reader),
            link: text(&content.link),
            network: content.network.clone(),
            helpdesk_phone: text(&content.helpdesk_phone),
            helpdesk_hours: text(&content.helpdesk_hours),
            offer: text(&content.offer),
            organization: text(&content.organization),
            urgency: content.urgency.map(|one| one.word().to_owned()).unwrap_or_default(),
            due: due.unwrap_or_default(),
            code: text(&content.code),
            offers: content.offers.iter().map(|offer| self.offer(lang, offer)).collect(),
            words: text(&content.words),
            lines: content.lines.iter().map(|line| self.line(lang, line)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use app::letters::{BUNDLE, INVITATION, TELL_CANCELLED_STOP};
    use kernel::{AttemptId, Language, Urgency};
    use partner_directory::demand::ClosingReason;
    use partner_directory::{ReportOutcome, Theme};
    use referral_tracking::{News, Notice, Why};

    use super::*;

    fn writer() -> Letters {
        Letters::new(Arc::new(Pages::load().unwrap()), chrono_tz::Europe::Zurich)
    }

    /// Everything a letter may speak of, each in words that cannot be missed.
    fn full(kind: &str, detail: Option<&str>) -> LetterContent {
        LetterContent {
            kind: kind.to_owned(),
            detail: detail.map(str::to_owned),
            language: Language::parse("ti"),
            reader: Some("Nadège & Cie".to_owned()),
            link: Some("https://relais.example/reponse/TOKEN".to_owned()),
            network: "Réseau d’essai".to_owned(),
            helpdesk_phone: Some("022 000 00 00".to_owned()),
            helpdesk_hours: Some("Tous les jours".to_owned()),
            offer: Some("Atelier secret".to_owned()),
            organization: Some("Structure secrète".to_owned()),
            theme: Some(Theme::SafeUse),
            spoken: Language::parse("ti"),
            urgency: Some(Urgency::U2),
            due: "2026-03-03T13:30:00Z".parse().ok(),
            code: Some("K7PM-4XQ2".to_owned()),
            offers: vec![NamedOffer {
                name: "Atelier secret & Cie".to_owned(),
                reasons: vec![ReportReason::ClosedDoor, ReportReason::WrongHours],
            }],
            words: Some("Merci & bonne journée".to_owned()),
            lines: vec![BundleLine {
                kind: "tell_sender".to_owned(),
                detail: "completed".to_owned(),
                code: "K7PM-4XQ2".to_owned(),
                link: "https://relais.example/reponse/TOKEN".to_owned(),
            }],
            reply_to: Some("accueil@relais.example".to_owned()),
        }
    }

    /// Every letter that can wait in the outbox, with every word it can carry.
    fn all() -> Vec<(String, Option<&'static str>)> {
        let id = || AttemptId::from("a");
        let told = News::ALL.into_iter().map(Notice::TellSender);
        let person = News::ALL.into_iter().map(Notice::TellPerson);
        let coordinators = Why::ALL.into_iter().map(Notice::TellCoordinators);
        let partner = [
            Notice::AskPartner(id()),
            Notice::AskReview(id()),
            Notice::SendContact(id()),
            Notice::TellPartnerWithdrawn(id()),
            Notice::TellPartnerInformation(id()),
            Notice::TellPartnerResumed(id()),
        ];
        told.chain(person)
            .chain(coordinators)
            .chain(partner)
            .map(|notice| (notice.word().to_owned(), notice.detail()))
            .chain([("1"), ("2")].map(|number| ("remind_partner".to_owned(), Some(number))))
            .chain([(INVITATION.to_owned(), None)])
            .chain([(TELL_CANCELLED_STOP.to_owned(), Some("2026-03-17"))])
            .chain(ClosingReason::ALL.iter().map(|one| ("tell_need".to_owned(), Some(one.word()))))
            .chain([("tell_need".to_owned(), Some("offer"))])
            .chain(
                ["accepted", "refused", "refused-new", "replaced", "waiting"]
                    .map(|state| ("tell_proposal".to_owned(), Some(state))),
            )
            .chain(["ask_confirm", "tell_reports", BUNDLE].map(|kind| (kind.to_owned(), None)))
            .chain(
                ReportOutcome::ALL.iter().map(|one| ("tell_reporter".to_owned(), Some(one.word()))),
            )
            .collect()
    }

    #[test]
    fn every_letter_can_be_written_with_every_word_and_with_nothing_but_its_kind() {
        let writer = writer();
        for (kind, detail) in all() {
            let words = writer.write(&full(&kind, detail)).unwrap();
            let bare = LetterContent {
                kind: kind.clone(),
                detail: detail.map(str::to_owned),
                ..LetterContent::default()
            };
            let bare = writer.write(&bare).unwrap();

            for text in [&words.subject, &words.text, &bare.subject, &bare.text] {
                assert!(!text.trim().is_empty(), "{kind} {detail:?}");
                assert!(!text.contains("&amp;"), "plain text is not escaped: {text}");
            }
            assert!(words.html.contains("&amp;"), "what people type is escaped: {kind}");
            assert!(!words.subject.contains('\n'), "{kind}: {}", words.subject);
            assert!(words.text.contains("022 000 00 00"), "{kind} names the help line");
        }
    }

    #[test]
    fn a_letter_loads_nothing_and_leads_nowhere_but_to_its_link() {
        let writer = writer();
        for (kind, detail) in all() {
            let html = writer.write(&full(&kind, detail)).unwrap().html;
            for forbidden in ["<img", "<script", "<style", " src=", "url(", "@import"] {
                assert!(!html.contains(forbidden), "{kind} has {forbidden}");
            }
            let elsewhere = html
                .split("https://")
                .skip(1)
                .find(|rest| !rest.starts_with("relais.example/reponse/TOKEN"));
            assert_eq!(elsewhere, None, "{kind}");
        }
    }

    #[test]
    fn a_letter_to_the_person_names_neither_need_nor_organization() {
        let writer = writer();
        for news in News::ALL {
            let words = writer.write(&full("tell_person", Some(news.word()))).unwrap();
            let bare = writer.write(&full("tell_person", Some("accepted"))).unwrap();

            for text in [&words.subject, &words.text, &words.html] {
                for secret in ["Atelier secret", "Structure secrète", "arnaque", "Urgent", "oui"] {
                    assert!(!text.contains(secret), "{secret} is in {text}");
                }
            }
            assert_eq!(words.text, bare.text, "the letter is the same whatever happened");
            assert!(words.text.contains("K7PM-4XQ2"));
        }
    }

    #[test]
    fn a_partner_reads_until_when_to_answer_in_the_zone_of_the_network() {
        let text = writer().write(&full("ask_partner", None)).unwrap().text;

        assert!(text.contains("mardi 3\u{a0}mars 2026, 14\u{a0}h\u{a0}30"), "{text}");
        assert!(text.contains("https://relais.example/reponse/TOKEN"));
    }
}

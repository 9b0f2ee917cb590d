//! Letters over SMTP, spoken with real servers on loopback.

#[cfg(test)]
mod server;

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use chrono::DateTime;
    use mail::{Letter, MailError, Mailer};

    use crate::server::{Server, scripted};

    const FROM: &str = "Réseau d’inclusion <relais@ville.example>";

    fn letter_to(to: &str) -> Letter {
        Letter {
            to: to.to_owned(),
            to_name: Some("Atelier « Ça répare », Genève".to_owned()),
            subject: "Une personne attend votre réponse : répondez d’ici à jeudi, s’il vous plaît"
                .to_owned(),
            text: "Bonjour,\n.\nUne réponse est arrivée.\n".to_owned(),
            html: "<p>Bonjour,</p>\n<p>Une <b>réponse</b> est arrivée.</p>\n".to_owned(),
            reply_to: Some("reponses@ville.example".to_owned()),
            seed: "0190b6a2-1111-7abc-8def-000000000001".to_owned(),
            at: DateTime::from_timestamp_millis(1_767_603_600_123).unwrap(),
        }
    }

    fn mailer(setting: &str) -> Mailer {
        Mailer::from_setting(setting, FROM).unwrap()
    }

    async fn sent_to(address: &str, to: &str) -> Result<(), MailError> {
        mailer(&format!("smtp://{address}?timeout_ms=5000")).send(&letter_to(to)).await
    }

    fn refused(result: Result<(), MailError>) -> bool {
        match result {
            Err(MailError::Refused { permanent }) => permanent,
            other => panic!("expected a refusal: {other:?}"),
        }
    }

    #[tokio::test]
    async fn a_letter_arrives_as_it_was_written() {
        let Some(mut server) = Server::start(&[]) else { return };
        sent_to(&server.address(), "accueil@atelier.example").await.unwrap();

        let (got, written) = (server.letter(), letter_to("accueil@atelier.example"));
        assert_eq!(got["mail_from"], "relais@ville.example");
        assert_eq!(got["rcpt_tos"], serde_json::json!(["accueil@atelier.example"]));
        assert_eq!(got["kind"], "multipart/alternative");
        assert_eq!(got["parts"], serde_json::json!(["text/plain", "text/html"]));
        assert_eq!(got["text"], written.text);
        assert_eq!(got["html"], written.html);
        let headers = &got["headers"];
        assert_eq!(headers["subject"], written.subject);
        assert_eq!(headers["from"], FROM);
        assert_eq!(headers["reply-to"], "reponses@ville.example");
        assert_eq!(headers["to"], "\"Atelier « Ça répare », Genève\" <accueil@atelier.example>");
        assert_eq!(headers["auto-submitted"], "auto-generated");
        assert_eq!(headers["date"], "Mon, 05 Jan 2026 09:00:00 +0000");
        assert_eq!(headers["message-id"], "<0190b6a2-1111-7abc-8def-000000000001@ville.example>");
    }

    #[tokio::test]
    async fn a_letter_that_is_sent_again_has_the_same_message_id() {
        let Some(mut server) = Server::start(&[]) else { return };
        for _ in 0..2 {
            sent_to(&server.address(), "accueil@atelier.example").await.unwrap();
        }
        let (first, second) = (server.letter(), server.letter());
        assert_eq!(first["headers"]["message-id"], second["headers"]["message-id"]);
        assert_eq!(first["headers"]["date"], second["headers"]["date"]);
    }

    #[tokio::test]
    async fn a_refused_recipient_is_given_up_and_a_busy_one_is_tried_again() {
        let Some(server) = Server::start(&[]) else { return };
        assert!(refused(sent_to(&server.address(), "refused@atelier.example").await));
        assert!(!refused(sent_to(&server.address(), "later@atelier.example").await));
    }

    #[tokio::test]
    async fn an_error_repeats_no_address_that_the_server_named() {
        let Some(server) = Server::start(&[]) else { return };
        let error = sent_to(&server.address(), "refused@atelier.example").await.unwrap_err();
        let shown = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
        assert!(!shown.contains("atelier"), "{shown}");
    }

    #[tokio::test]
    async fn the_right_password_is_taken_and_a_wrong_one_does_not_condemn_the_letter() {
        let Some(mut server) = Server::start(&["--account", "relais:p@ss é"]) else { return };
        let letter = letter_to("accueil@atelier.example");
        let right = mailer(&format!("smtp://relais:p%40ss%20%C3%A9@{}", server.address()));
        right.check().await.unwrap();
        right.send(&letter).await.unwrap();
        assert_eq!(server.letter()["user"], "relais");

        let wrong = mailer(&format!("smtp://relais:wrong@{}", server.address()));
        assert!(!refused(wrong.send(&letter).await));
        assert!(!refused(wrong.check().await));
        assert!(!refused(sent_to(&server.address(), "accueil@atelier.example").await));
    }

    #[tokio::test]
    async fn letters_are_encrypted_for_a_trusted_server_and_stay_here_for_another() {
        for (mode, scheme, option) in
            [("starttls", "smtp", "tls=starttls&"), ("wrapped", "smtps", "")]
        {
            let folder = tempfile::tempdir().unwrap();
            let authority = folder.path().join("ca.pem");
            let authority = authority.to_str().unwrap();
            let Some(mut server) = Server::start(&["--tls", mode, "--ca", authority]) else {
                return;
            };
            let letter = letter_to("accueil@atelier.example");

            let address = server.address();
            let stranger = mailer(&format!("{scheme}://{address}?{option}timeout_ms=5000"));
            assert!(matches!(stranger.send(&letter).await, Err(MailError::Insecure)), "{mode}");

            let trusted = mailer(&format!("{scheme}://{address}?{option}ca={authority}"));
            trusted.send(&letter).await.unwrap();
            let got = server.letter();
            assert_eq!((&got["encrypted"], &got["text"]), (&true.into(), &letter.text.into()));
        }
    }

    #[tokio::test]
    async fn a_server_without_encryption_gets_nothing_when_encryption_is_asked() {
        let Some(server) = Server::start(&[]) else { return };
        let letter = letter_to("accueil@atelier.example");
        for setting in ["smtp://{}?tls=starttls", "smtps://{}"] {
            let mailer = mailer(&setting.replace("{}", &server.address()));
            assert!(matches!(mailer.send(&letter).await, Err(MailError::Insecure)), "{setting}");
        }
    }

    #[tokio::test]
    async fn a_server_that_says_nothing_is_silent() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let setting = format!("smtp://{}?timeout_ms=300", listener.local_addr().unwrap());
        let letter = letter_to("accueil@atelier.example");
        assert!(matches!(mailer(&setting).send(&letter).await, Err(MailError::Silent)));
        assert!(matches!(mailer(&setting).check().await, Err(MailError::Silent)));
    }

    #[tokio::test]
    async fn a_server_that_falls_silent_within_the_letter_is_silent() {
        let address = scripted(&["220 hello", "250 hello", "250 sender", "250 recipient"]);
        let setting = format!("smtp://{address}?timeout_ms=300");
        let sent = mailer(&setting).send(&letter_to("accueil@atelier.example")).await;
        assert!(matches!(sent, Err(MailError::Silent)), "{sent:?}");
    }

    #[tokio::test]
    async fn a_letter_that_was_taken_counts_as_sent_even_without_a_goodbye() {
        let address =
            scripted(&["220 hello", "250 hello", "250 from", "250 to", "354 go on", "250 taken"]);
        sent_to(&address, "accueil@atelier.example").await.unwrap();
    }

    #[tokio::test]
    async fn a_server_that_is_closed_or_no_mail_server_is_unreachable() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let closed = listener.local_addr().unwrap().to_string();
        drop(listener);
        for address in [closed, scripted(&["SSH-2.0-OpenSSH_9.2"])] {
            let sent = sent_to(&address, "accueil@atelier.example").await;
            assert!(matches!(sent, Err(MailError::Unreachable)), "{sent:?}");
        }
    }

    #[tokio::test]
    async fn a_refusal_stays_a_refusal_even_without_a_goodbye() {
        let address = scripted(&["220 hello", "250 hello", "250 from", "550 nobody"]);
        assert!(refused(sent_to(&address, "accueil@atelier.example").await));
    }

    #[tokio::test]
    async fn a_refusal_that_is_not_about_the_letter_is_tried_again() {
        for script in [
            &["421 closing"][..],
            &["554 not for you"],
            &["220 hello", "502 what", "221 bye"],
            &["220 hello", "250 hello", "550 not your sender", "221 bye"],
            &["220 hello", "250 hello", "530 sign in first", "221 bye"],
        ] {
            assert!(!refused(sent_to(&scripted(script), "accueil@atelier.example").await));
        }
    }

    #[tokio::test]
    async fn an_address_with_accents_before_the_at_sign_needs_a_server_that_knows_them() {
        let address = scripted(&["220 hello", "250 hello"]);
        let sent = sent_to(&address, "éric@atelier.example").await;
        assert!(matches!(sent, Err(MailError::BadAddress)), "{sent:?}");

        let Some(mut server) = Server::start(&[]) else { return };
        sent_to(&server.address(), "éric@atelier.example").await.unwrap();
        assert_eq!(server.letter()["rcpt_tos"], serde_json::json!(["éric@atelier.example"]));
    }

    #[tokio::test]
    async fn a_line_break_in_a_header_is_refused_before_the_server_is_asked() {
        // Nobody listens at port 9: an attempt to connect would give another error.
        let mailer = mailer("smtp://127.0.0.1:9");
        let letter = Letter {
            subject: "Bonjour\r\nBcc: spy@evil.example".to_owned(),
            ..letter_to("a@b.ch")
        };
        assert!(matches!(mailer.send(&letter).await, Err(MailError::BadLetter("subject"))));
        let letter = letter_to("a@b.ch>\r\nRCPT TO:<spy@evil.example");
        assert!(matches!(mailer.send(&letter).await, Err(MailError::BadAddress)));
    }
}

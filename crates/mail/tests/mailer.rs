//! What every mailer does, shown on the folder and on the memory.

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use chrono::{DateTime, TimeDelta};
    use mail::{Letter, MailError, Mailer, folder};

    const FROM: &str = "Relais <relais@ville.example>";

    fn letter(number: i64) -> Letter {
        let start = DateTime::from_timestamp_millis(1_767_603_600_123).unwrap();
        Letter {
            to: "accueil@atelier.example".to_owned(),
            to_name: Some("Atelier « Ça répare », Genève".to_owned()),
            subject: format!("Réponse attendue nº {number} avant l’été"),
            text: "Bonjour,\nà bientôt.\n".to_owned(),
            html: "<p>Bonjour, à bientôt.</p>\n".to_owned(),
            reply_to: None,
            seed: format!("row-{number}"),
            at: start + TimeDelta::milliseconds(number),
        }
    }

    fn into(path: &Path) -> Mailer {
        Mailer::from_setting(&format!("folder:{}", path.display()), FROM).unwrap()
    }

    #[tokio::test]
    async fn letters_in_a_folder_are_read_back_newest_first() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("made/on/the/way");
        assert_eq!(folder::list(&path).unwrap(), []);
        for number in [2, 3, 1] {
            into(&path).send(&letter(number)).await.unwrap();
        }

        let letters = folder::list(&path).unwrap();
        let ids: Vec<_> = letters.iter().map(|letter| letter.id.as_str()).collect();
        let expected = [
            "20260105T090000126Z-row-3.eml",
            "20260105T090000125Z-row-2.eml",
            "20260105T090000124Z-row-1.eml",
        ];
        assert_eq!(ids, expected);
        let newest = folder::read(&path, expected[0]).unwrap().unwrap();
        assert_eq!(newest, letters[0]);
        assert_eq!(newest.subject, letter(3).subject);
        assert_eq!(newest.to, letter(3).to);
        assert_eq!(newest.to_name, letter(3).to_name);
        assert_eq!(newest.text, letter(3).text);
        assert_eq!(newest.html, letter(3).html);
        assert_eq!(newest.at.unwrap().to_rfc3339(), "2026-01-05T09:00:00+00:00");
    }

    #[tokio::test]
    async fn a_letter_that_is_sent_again_is_one_file_and_leaves_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            into(home.path()).send(&letter(1)).await.unwrap();
        }
        into(home.path()).check().await.unwrap();
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn only_the_owner_may_read_the_folder_and_its_letters() {
        use std::os::unix::fs::PermissionsExt;

        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("letters");
        into(&path).send(&letter(1)).await.unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o700);
        assert_eq!(mode(&path.join(&folder::list(&path).unwrap()[0].id)), 0o600);
    }

    #[tokio::test]
    async fn an_id_cannot_lead_out_of_the_folder() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("letters");
        into(&path).send(&letter(1)).await.unwrap();
        let id = folder::list(&path).unwrap()[0].id.clone();
        fs::copy(path.join(&id), home.path().join("outside.eml")).unwrap();
        fs::copy(path.join(&id), path.join(".hidden.eml")).unwrap();
        fs::create_dir(path.join("folder.eml")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(home.path().join("outside.eml"), path.join("link.eml")).unwrap();

        let outside = home.path().join("outside.eml");
        for wrong in [
            "../outside.eml",
            "..\\outside.eml",
            "./../outside.eml",
            outside.to_str().unwrap(),
            "..",
            "",
            ".eml",
            ".hidden.eml",
            "folder.eml",
            "link.eml",
            "missing.eml",
            "..%2Foutside.eml",
            "outside.eml\0",
            &format!("./{id}"),
        ] {
            assert_eq!(folder::read(&path, wrong).unwrap(), None, "{wrong}");
        }
        assert!(folder::read(&path, &id).unwrap().is_some());
        assert_eq!(folder::list(&path).unwrap().len(), 1);
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_is_said() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        fs::write(&file, "in the way").unwrap();
        for path in [file.clone(), file.join("below")] {
            let sent = into(&path).send(&letter(1)).await;
            assert!(matches!(sent, Err(MailError::Folder(_))), "{sent:?}");
            assert!(matches!(into(&path).check().await, Err(MailError::Folder(_))));
        }
        assert!(matches!(folder::list(&file), Err(MailError::Folder(_))));
    }

    #[tokio::test]
    async fn memory_keeps_letters_and_fails_as_often_as_told() {
        let mailer = Mailer::memory();
        mailer.fail_next(MailError::Silent);
        mailer.fail_next(MailError::Refused { permanent: true });
        assert!(matches!(mailer.send(&letter(1)).await, Err(MailError::Silent)));
        let second = mailer.send(&letter(1)).await.unwrap_err();
        assert!(second.is_permanent());
        assert_eq!(mailer.sent(), []);

        mailer.clone().send(&letter(1)).await.unwrap();
        mailer.check().await.unwrap();
        assert_eq!(mailer.sent(), [letter(1)]);
    }

    #[tokio::test]
    async fn no_mailer_takes_a_letter_with_a_line_break_in_a_header() {
        let home = tempfile::tempdir().unwrap();
        for mailer in [into(home.path()), Mailer::memory()] {
            let tainted = Letter { to_name: Some("A\r\nBcc: b@c.example".to_owned()), ..letter(1) };
            assert!(matches!(mailer.send(&tainted).await, Err(MailError::BadLetter("name"))));
            let tainted = Letter { seed: "../../etc/cron.d/x".to_owned(), ..letter(1) };
            assert!(matches!(mailer.send(&tainted).await, Err(MailError::BadLetter("seed"))));
            assert_eq!(mailer.sent(), []);
        }
        assert_eq!(folder::list(home.path()).unwrap(), []);
    }

    #[test]
    fn where_letters_go_is_shown_without_the_password() {
        let mailer = |setting| Mailer::from_setting(setting, FROM).unwrap();
        let smtp = mailer("smtps://relais:secret@mail.ville.example");
        assert_eq!(smtp.to_string(), "smtps://mail.ville.example:465");
        assert!(!format!("{smtp:?}").contains("secret"));
        assert_eq!(mailer("folder:letters").to_string(), "folder:letters");
        assert_eq!(mailer("folder:letters").folder(), Some(Path::new("letters")));
        assert_eq!(smtp.folder(), None);
    }

    #[test]
    fn a_setting_that_names_no_way_is_refused() {
        for setting in ["", "folder:", "letters", "http://mail.ville.example", "smtp"] {
            let read = Mailer::from_setting(setting, FROM);
            assert!(matches!(read, Err(MailError::BadSetting(_))), "{setting}");
        }
        assert!(matches!(
            Mailer::from_setting("folder:letters", "nobody"),
            Err(MailError::BadSetting(_))
        ));
    }
}

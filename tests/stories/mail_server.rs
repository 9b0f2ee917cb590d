//! Letters over a real connection to servers that refuse, hang or fail half-way: none is lost,
//! and none arrives twice but where the server took it and could not say so.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use blackbox::{Site, each_site};
use chrono::Duration;
use mail::Mailer;

/// What the server does with its next visitor; when nothing is planned it takes the letter.
#[derive(Clone, Copy)]
enum Manner {
    /// Not now: try again.
    RefuseForNow,
    /// Says nothing at all.
    Hang,
    /// Takes the letter and breaks the line before it says so.
    TakeAndBreak,
}

/// A mail server on loopback.
#[derive(Clone)]
struct Postman {
    address: String,
    plans: Arc<Mutex<VecDeque<Manner>>>,
    /// The message identifiers of what was taken, in order.
    taken: Arc<Mutex<Vec<String>>>,
}

impl Postman {
    fn open() -> Postman {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let postman = Postman { address, plans: Arc::default(), taken: Arc::default() };
        let working = postman.clone();
        std::thread::spawn(move || {
            for visitor in listener.incoming().flatten() {
                let working = working.clone();
                std::thread::spawn(move || working.serve(visitor));
            }
        });
        postman
    }

    fn mailer(&self) -> Mailer {
        let setting = format!("smtp://{}?tls=none&timeout_ms=400", self.address);
        Mailer::from_setting(&setting, "Relais <relais@reseau.example>").unwrap()
    }

    fn plan(&self, manners: &[Manner]) {
        self.plans.lock().unwrap().extend(manners);
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    /// Speaks with one visitor; one who leaves early is no error.
    fn serve(&self, mut visitor: TcpStream) {
        let manner = self.plans.lock().unwrap().pop_front();
        let mut lines = BufReader::new(visitor.try_clone().unwrap()).lines();
        if matches!(manner, Some(Manner::Hang)) {
            // Held until the visitor gives up.
            lines.by_ref().for_each(drop);
            return;
        }
        let mut say = |text: &str| write!(visitor, "{text}\r\n").is_ok();
        say("220 postman");
        let mut letter: Option<String> = None;
        while let Some(Ok(line)) = lines.next() {
            if let Some(id) = &mut letter {
                if let Some(found) = line.strip_prefix("Message-ID: ") {
                    *id = found.to_owned();
                }
                if line == "." {
                    self.taken.lock().unwrap().push(id.clone());
                    if matches!(manner, Some(Manner::TakeAndBreak)) {
                        return;
                    }
                    letter = None;
                    say("250 taken");
                }
                continue;
            }
            let word = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            match word.as_str() {
                "DATA" => {
                    letter = Some(String::new());
                    say("354 go on")
                }
                "RCPT" if matches!(manner, Some(Manner::RefuseForNow)) => say("450 not now"),
                "QUIT" => {
                    say("221 bye");
                    return;
                }
                _ => say("250 ok"),
            };
        }
    }
}

/// Ten referrals whose questions wait to leave.
async fn ten_questions(site: &Site) -> usize {
    let mediator = site.mediator_at("Maison du Lac").await;
    let actor = mediator.account.as_ref().unwrap().actor();
    for number in 0..10 {
        let partner = site.partner_with_offer(&format!("Atelier {number}")).await;
        let mut new = site.new_referral(&[&partner]);
        new.person.contact = format!("+41 79 123 45 {:02}", 10 + number);
        site.app.refer(&actor, new).await.unwrap();
    }
    site.clock.advance(Duration::minutes(2));
    10
}

async fn until_all_left(site: &Site, postman: &Postman) {
    let process = site.process_with(postman.mailer()).await;
    for _ in 0..6 {
        site.run_jobs_of(&process).await;
        site.clock.advance(Duration::minutes(5));
    }
    let backlog = site.read(store::outbox::backlog).await;
    assert_eq!((backlog.waiting, backlog.failed), (0, 0), "nothing is lost");
}

#[tokio::test]
async fn a_server_that_fails_after_half_a_batch_gets_each_letter_once_in_the_end() {
    each_site(async |site| {
        let postman = Postman::open();
        let count = ten_questions(site).await;
        let process = site.process_with(postman.mailer()).await;
        postman.plan(&[
            Manner::Hang,
            Manner::RefuseForNow,
            Manner::RefuseForNow,
            Manner::Hang,
            Manner::RefuseForNow,
        ]);
        site.run_jobs_of(&process).await;
        assert_eq!(postman.taken().len(), count / 2, "half of them, whatever became of the rest");

        until_all_left(site, &postman).await;

        let mut taken = postman.taken();
        assert_eq!(taken.len(), count, "each once");
        taken.sort();
        taken.dedup();
        assert_eq!(taken.len(), count, "and none twice");
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_was_taken_without_a_word_is_sent_again_under_the_same_name() {
    each_site(async |site| {
        let postman = Postman::open();
        let count = ten_questions(site).await;
        postman.plan(&[Manner::TakeAndBreak]);

        until_all_left(site, &postman).await;

        let mut taken = postman.taken();
        assert_eq!(taken.len(), count + 1, "the one that nobody could know of comes twice");
        taken.sort();
        taken.dedup();
        assert_eq!(taken.len(), count, "with the same Message-ID, so that programs show it once");
    })
    .await;
}

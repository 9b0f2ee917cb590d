//! What an organization is asked and is doing, for somebody who signed in (screen S9).

use actix_web::HttpResponse;
use actix_web::web::{Form, Path};
use app::communes::commune_name;
use app::referrals::InboxLine;
use kernel::{AttemptId, Channel};
use referral_tracking::AttemptState;
use serde::Serialize;

use super::answer_form::AnswerForm;
use super::answer_view::{AnswerView, again, is_repeated};
use super::due::DueView;
use super::queue::{Action, Cell, Head, Row};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

const PAGE: &str = "pages/inbox/show.html";

/// What `pages/inbox/list.html` sees as `view.inbox`.
#[derive(Default, Serialize)]
pub(crate) struct InboxView {
    to_answer: Vec<Row>,
    under_way: Vec<Row>,
    /// How many there are in all, shown or not.
    to_answer_count: usize,
    under_way_count: usize,
}

impl InboxView {
    /// What one's own organization is asked and is doing.
    ///
    /// # Errors
    /// Not found for who answers for no organization.
    pub(crate) async fn read(visit: &Visit) -> Result<InboxView, PageError> {
        let labels = Labels::of(&visit.site);
        let mut view = InboxView::default();
        for line in visit.site.app.inbox(&visit.actor()).await? {
            match waits_for_answer(line.attempt.state) {
                true => view.to_answer.push(row(labels, &line, "inbox-list-answer", "main")),
                false => view.under_way.push(row(labels, &line, "inbox-list-open", "plain")),
            }
        }
        view.to_answer_count = view.to_answer.len();
        view.under_way_count = view.under_way.len();
        Ok(view)
    }

    /// The first `most` of each list; the counts stay.
    pub(crate) fn cut(mut self, most: usize) -> InboxView {
        self.to_answer.truncate(most);
        self.under_way.truncate(most);
        self
    }

    /// One page of `per_page` rows through both lists, what waits for an answer first; which
    /// page it is and how many there are.
    pub(crate) fn page(mut self, page: usize, per_page: usize) -> (InboxView, usize, usize) {
        let all = self.to_answer.len() + self.under_way.len();
        let pages = all.div_ceil(per_page).max(1);
        let page = page.clamp(1, pages);
        let from = (page - 1) * per_page;
        let waiting = self.to_answer.len();
        let begins = from.saturating_sub(waiting);
        self.to_answer = self.to_answer.into_iter().skip(from).take(per_page).collect();
        let left = per_page - self.to_answer.len();
        self.under_way = self.under_way.into_iter().skip(begins).take(left).collect();
        (self, page, pages)
    }
}

pub(crate) async fn show(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = AttemptId::from(id.into_inner());
    let page = visit.site.app.attempt_page(&visit.actor(), id.clone()).await?;
    let view = AnswerView::new(Labels::of(&visit.site), address(&id), &page);
    visit.page(PAGE, &visit.chrome(&view.title_key()), &view)
}

pub(crate) async fn answer(
    visit: Visit,
    id: Path<String>,
    form: Form<AnswerForm>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor, form) = (&visit.site.app, visit.actor(), form.into_inner());
    let id = AttemptId::from(id.into_inner());
    let page = app.attempt_page(&actor, id.clone()).await?;
    let asked = match form.read(app.settings().time_zone) {
        Ok(asked) => asked,
        Err(errors) => return again(&visit, PAGE, (address(&id), &page), form, errors.into()),
    };
    match app.act_on_attempt(&actor, id.clone(), asked.clone(), Channel::Web).await {
        Ok(_) => Ok(visit.see_other(&address(&id), form.said())),
        Err(error) => {
            let page = app.attempt_page(&actor, id.clone()).await?;
            if is_repeated(&asked, &page.attempt) {
                return Ok(visit.see_other(&address(&id), form.said()));
            }
            again(&visit, PAGE, (address(&id), &page), form, error)
        }
    }
}

fn address(id: &AttemptId) -> String {
    format!("/structure/tentatives/{id}")
}

fn waits_for_answer(state: AttemptState) -> bool {
    matches!(state, AttemptState::Sent | AttemptState::InfoRequested)
}

fn row(labels: Labels<'_>, line: &InboxLine, action: &str, kind: &'static str) -> Row {
    let language = labels.word("language", line.language.as_str());
    let commune = line.commune_code.as_deref().and_then(commune_name);
    let hint = [commune, Some(language.as_str())].into_iter().flatten().collect::<Vec<_>>();
    let href = address(&line.attempt.id);
    let urgency = labels.word("urgency", line.urgency.word());
    let state = labels.word("attempt-state", line.attempt.state.word());
    Row {
        head: Head {
            text: labels.word("theme", line.theme.word()),
            href: Some(href.clone()),
            hint: hint.join(", "),
        },
        cells: vec![
            Cell { text: line.offer.clone(), hint: urgency, ..Cell::default() },
            Cell { text: state, ..Cell::default() },
            Cell::due(line.attempt.due.map(|due| DueView::new(labels, due))),
        ],
        action: Some(Action { label: labels.say(action, &[]), href, kind, post: false }),
    }
}

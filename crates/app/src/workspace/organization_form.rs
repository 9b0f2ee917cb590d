//! The form of an organization's own card: what is typed, and what it means.

use kernel::FieldErrors;
use partner_directory::identifier::{self, WrongIdentifier};
use partner_directory::{DataRegime, Identifier, IdentifierScheme, Label, Organization};

use super::reader::{LINE, LONG, Reader, typed};

/// The promises of answer that can be made, in opening days.
const PROMISES: [u8; 3] = [2, 5, 10];
/// The most labels that are shown.
const MOST_LABELS: usize = 20;

/// What somebody typed about an organization.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "the fields of `Organization`, as typed")]
pub struct OrganizationForm {
    /// The version of the organization from which the form was filled.
    pub version: i32,
    pub name: String,
    pub short_name: String,
    pub description: String,
    pub legal_form: String,
    pub identifier_scheme: String,
    pub identifier: String,
    pub website: String,
    pub email: String,
    pub phone: String,
    pub referral_email: String,
    pub referral_phone: String,
    pub answer_promise_days: String,
    pub data_regime: String,
    pub labels: Vec<LabelForm>,
}

/// One label as typed; a line without a name says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "the fields of `Label`, as typed")]
pub struct LabelForm {
    pub name: String,
    pub awarded_by: String,
    pub from: String,
    pub until: String,
}

impl OrganizationForm {
    /// The form that says what `organization` says.
    pub fn of(organization: &Organization) -> OrganizationForm {
        let identifier = organization.identifier.as_ref();
        let label = |label: &Label| LabelForm {
            name: label.name.clone(),
            awarded_by: typed(&label.awarded_by),
            from: typed(&label.from),
            until: typed(&label.until),
        };
        let scheme = identifier.map(|one| one.scheme.word().to_owned());
        let regime = organization.data_regime.map(|regime| regime.word().to_owned());
        OrganizationForm {
            version: organization.version,
            name: organization.name.clone(),
            short_name: typed(&organization.short_name),
            description: organization.description.clone(),
            legal_form: typed(&organization.legal_form),
            identifier_scheme: scheme.unwrap_or_default(),
            identifier: identifier.map(|one| one.value.clone()).unwrap_or_default(),
            website: typed(&organization.website),
            email: typed(&organization.email),
            phone: typed(&organization.phone),
            referral_email: typed(&organization.referral_email),
            referral_phone: typed(&organization.referral_phone),
            answer_promise_days: typed(&organization.answer_promise_days),
            data_regime: regime.unwrap_or_default(),
            labels: organization.labels.iter().map(label).collect(),
        }
    }

    /// `organization` as the form wants it; what the form does not ask stays.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn read(&self, organization: &Organization) -> Result<Organization, FieldErrors> {
        let mut reader = Reader::default();
        let mut wanted = organization.clone();
        wanted.name = reader.required("name", &self.name, LINE);
        wanted.short_name = reader.optional("short_name", &self.short_name, LINE);
        wanted.description = reader.text("description", &self.description, LONG);
        wanted.legal_form = reader.optional("legal_form", &self.legal_form, LINE);
        wanted.identifier = self.read_identifier(&mut reader, organization.identifier.as_ref());
        self.read_contacts(&mut reader, &mut wanted);
        wanted.answer_promise_days = self.read_promise(&mut reader, organization);
        let regime = |word: &str| DataRegime::from_word(word).map(Some);
        wanted.data_regime = reader.word("data_regime", &self.data_regime, regime, None);
        wanted.labels = self.read_labels(&mut reader);
        reader.finish(wanted)
    }

    fn read_contacts(&self, reader: &mut Reader, wanted: &mut Organization) {
        let was = wanted.clone();
        wanted.website = reader.web_page("website", &self.website, was.website.as_deref());
        wanted.email = reader.email("email", &self.email, was.email.as_deref());
        wanted.phone = reader.phone("phone", &self.phone, was.phone.as_deref());
        wanted.referral_email =
            reader.email("referral_email", &self.referral_email, was.referral_email.as_deref());
        wanted.referral_phone =
            reader.phone("referral_phone", &self.referral_phone, was.referral_phone.as_deref());
    }

    fn read_promise(&self, reader: &mut Reader, was: &Organization) -> Option<u8> {
        let promise = reader.number("answer_promise_days", &self.answer_promise_days, 1..=30);
        let is_known =
            |days: &u8| PROMISES.contains(days) || was.answer_promise_days == Some(*days);
        if promise.is_some_and(|days: u8| !is_known(&days)) {
            reader.wrong("answer_promise_days", "unknown");
        }
        promise
    }

    fn read_identifier(&self, reader: &mut Reader, was: Option<&Identifier>) -> Option<Identifier> {
        let typed = reader.optional("identifier", &self.identifier, LINE)?;
        let scheme = reader.word(
            "identifier_scheme",
            &self.identifier_scheme,
            IdentifierScheme::from_word,
            IdentifierScheme::ChUid,
        );
        let unchanged = was.filter(|was| was.scheme == scheme && was.value == typed);
        if let Some(unchanged) = unchanged {
            return Some(unchanged.clone());
        }
        match identifier::read(scheme, &typed) {
            Ok(read) => Some(read),
            Err(WrongIdentifier::Form) => {
                reader.wrong("identifier", "not_an_identifier");
                None
            }
            Err(WrongIdentifier::CheckDigit) => {
                reader.wrong("identifier", "wrong_check_digit");
                None
            }
        }
    }

    fn read_labels(&self, reader: &mut Reader) -> Vec<Label> {
        let is_said = |label: &&LabelForm| {
            [&label.name, &label.awarded_by, &label.from, &label.until]
                .iter()
                .any(|text| !text.trim().is_empty())
        };
        let labels: Vec<Label> = self
            .labels
            .iter()
            .filter(is_said)
            .map(|label| {
                let from = reader.date("labels", &label.from);
                let until = reader.date("labels", &label.until);
                reader.in_order("labels", from, until);
                Label {
                    name: reader.required("labels", &label.name, LINE),
                    awarded_by: reader.optional("labels", &label.awarded_by, LINE),
                    from,
                    until,
                }
            })
            .collect();
        if labels.len() > MOST_LABELS {
            reader.wrong("labels", "too_many");
        }
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::OrganizationId;

    fn organization() -> Organization {
        Organization {
            identifier: Some(Identifier {
                scheme: IdentifierScheme::ChUid,
                value: "CHE999999999".to_owned(),
            }),
            answer_promise_days: Some(2),
            data_regime: Some(DataRegime::Lpd),
            labels: vec![Label {
                name: "Label".to_owned(),
                awarded_by: None,
                from: "2026-01-01".parse().ok(),
                until: None,
            }],
            ..Organization::named(
                OrganizationId::from("g"),
                "g".to_owned(),
                "Genêt".to_owned(),
                "2026-03-03T09:00:00Z".parse().unwrap(),
            )
        }
    }

    fn errors(change: impl FnOnce(&mut OrganizationForm)) -> Vec<(&'static str, &'static str)> {
        let mut form = OrganizationForm::of(&organization());
        change(&mut form);
        match form.read(&organization()) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(|error| (error.field, error.code)).collect(),
        }
    }

    #[test]
    fn a_form_sent_back_unchanged_means_the_same_even_with_a_number_imported_wrong() {
        let form = OrganizationForm::of(&organization());
        assert_eq!(form.read(&organization()), Ok(organization()));
    }

    #[test]
    fn a_number_with_a_wrong_check_digit_is_refused_at_its_field() {
        let with = |number: &str| errors(|form| form.identifier = number.to_owned());
        assert_eq!(with("CHE-116.281.711"), [("identifier", "wrong_check_digit")]);
        assert_eq!(with("116"), [("identifier", "not_an_identifier")]);
        assert_eq!(with("CHE-116.281.710"), []);
        assert_eq!(with(""), []);
    }

    #[test]
    fn promises_labels_and_contacts_are_checked() {
        assert_eq!(
            errors(|form| form.answer_promise_days = "3".to_owned()),
            [("answer_promise_days", "unknown")]
        );
        let backwards = LabelForm {
            name: "L".to_owned(),
            from: "2026-05-02".to_owned(),
            until: "2026-05-01".to_owned(),
            ..LabelForm::default()
        };
        assert_eq!(errors(|form| form.labels = vec![backwards]), [("labels", "order")]);
        assert_eq!(errors(|form| form.labels = vec![LabelForm::default()]), []);
        assert_eq!(
            errors(|form| form.website = "exemple.ch".to_owned()),
            [("website", "not_a_url")]
        );
    }
}

use std::fmt;

use scraper::{ElementRef, Html};

use crate::page::{chosen, squeezed};

/// A form of a page, with what it holds when the page opens.
#[derive(Clone)]
pub struct Form {
    pub(crate) action: String,
    pub(crate) is_post: bool,
    pub(crate) fields: Vec<(String, String)>,
    choices: Vec<(String, String)>,
    names: Vec<String>,
    buttons: Vec<Button>,
}

#[derive(Clone)]
struct Button {
    label: String,
    name: String,
    value: String,
    action: Option<String>,
}

impl Form {
    pub(crate) fn read(form: ElementRef<'_>, page: &str, document: &Html) -> Form {
        let mut read = Form {
            action: form.attr("action").filter(|to| !to.is_empty()).unwrap_or(page).to_owned(),
            is_post: form.attr("method").is_some_and(|one| one.eq_ignore_ascii_case("post")),
            fields: vec![],
            choices: vec![],
            names: vec![],
            buttons: vec![],
        };
        for control in form.select(&chosen("input, select, textarea, button")) {
            read.take(control);
        }
        if let Some(id) = form.attr("id") {
            let outside = format!("[form=\"{id}\"]");
            document.select(&chosen(&outside)).for_each(|control| read.take(control));
        }
        read
    }

    fn take(&mut self, control: ElementRef<'_>) {
        let element = control.value();
        let name = element.attr("name").unwrap_or_default().to_owned();
        let value = element.attr("value").unwrap_or_default().to_owned();
        let label = squeezed(&control.text().collect::<String>());
        let kind = element.attr("type").unwrap_or(match element.name() {
            "button" => "submit",
            other => other,
        });
        if element.attr("disabled").is_some() {
            return;
        }
        self.names.push(name.clone());
        match kind {
            "submit" => {
                let label = if label.is_empty() { value.clone() } else { label };
                let action = element.attr("formaction").map(str::to_owned);
                self.buttons.push(Button { label, name, value, action });
            }
            "button" | "reset" => {}
            "radio" | "checkbox" => {
                let value = if element.attr("value").is_some() { value } else { "on".to_owned() };
                self.choices.push((name.clone(), value.clone()));
                if element.attr("checked").is_some() {
                    self.fields.push((name, value));
                }
            }
            "select" => self.take_select(control, &name),
            "textarea" => self.fields.push((name, control.text().collect())),
            _ if name.is_empty() => {}
            _ => self.fields.push((name, value)),
        }
    }

    fn take_select(&mut self, select: ElementRef<'_>, name: &str) {
        let mut first = None;
        let mut selected = None;
        for option in select.select(&chosen("option")) {
            let text = squeezed(&option.text().collect::<String>());
            let value = option.attr("value").map_or(text, str::to_owned);
            self.choices.push((name.to_owned(), value.clone()));
            first.get_or_insert(value.clone());
            if option.attr("selected").is_some() {
                selected = Some(value);
            }
        }
        self.fields.extend(selected.or(first).map(|value| (name.to_owned(), value)));
    }

    pub(crate) fn is_about(&self, words: &str) -> bool {
        self.action.contains(words) || self.buttons.iter().any(|one| one.label.contains(words))
    }

    /// What it would send, in order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Types `value` into the field `name`.
    #[track_caller]
    pub fn fill(mut self, name: &str, value: &str) -> Form {
        assert!(self.names.iter().any(|one| one == name), "no field {name}: {self}");
        self.put(name, value);
        self
    }

    /// Picks one of the values that the page offers for `name`, instead of what was picked.
    #[track_caller]
    pub fn choose(mut self, name: &str, value: &str) -> Form {
        let offered = self.choices.iter().any(|(one, choice)| one == name && choice == value);
        assert!(offered, "{name} cannot be {value}: {self}");
        self.put(name, value);
        self
    }

    /// Ticks one more of the boxes called `name`.
    #[track_caller]
    pub fn tick(mut self, name: &str, value: &str) -> Form {
        let offered = self.choices.iter().any(|(one, choice)| one == name && choice == value);
        assert!(offered, "{name} cannot be {value}: {self}");
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets a field to what no page would let a person send.
    pub fn forge(mut self, name: &str, value: &str) -> Form {
        self.put(name, value);
        self
    }

    /// Leaves a field out altogether.
    pub fn without(mut self, name: &str) -> Form {
        self.fields.retain(|(one, _)| one != name);
        self
    }

    /// Presses the button with these words on it.
    #[track_caller]
    pub fn press(mut self, label: &str) -> Form {
        let found = self.buttons.iter().find(|one| one.label.contains(label)).cloned();
        let button = found.unwrap_or_else(|| panic!("no button {label}: {self}"));
        if !button.name.is_empty() {
            self.put(&button.name, &button.value);
        }
        if let Some(action) = button.action {
            self.action = action;
        }
        self
    }

    /// What the field holds now.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// The values that the page offers for `name`.
    pub fn offered(&self, name: &str) -> Vec<&str> {
        let of_name = self.choices.iter().filter(|(one, _)| one == name);
        of_name.map(|(_, value)| value.as_str()).collect()
    }

    /// Where the form leads.
    pub fn action(&self) -> &str {
        &self.action
    }

    fn put(&mut self, name: &str, value: &str) {
        self.fields.retain(|(one, _)| one != name);
        self.fields.push((name.to_owned(), value.to_owned()));
    }
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let buttons: Vec<&str> = self.buttons.iter().map(|one| one.label.as_str()).collect();
        writeln!(out, "\n--- form to {}, buttons {buttons:?}", self.action)?;
        writeln!(out, "holds {:?}\noffers {:?}", self.fields, self.choices)?;
        writeln!(out, "fields {:?}\n---", self.names)
    }
}

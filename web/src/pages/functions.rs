//! The functions and filters that templates may call.

use std::sync::Arc;

use tera::{Kwargs, State, Tera, Value};

use crate::assets;
use crate::texts::{FluentValue, Texts};

/// Makes `t(key=…)`, `asset(name=…)` and the filter `number` known to `tera`.
pub(super) fn register(tera: &mut Tera, texts: &Arc<Texts>) {
    let shared = Arc::clone(texts);
    tera.register_function("t", move |kwargs: Kwargs, state: &State| text(&shared, &kwargs, state));
    tera.register_function("asset", |kwargs: Kwargs, _: &State| {
        let name = kwargs.must_get::<&str>("name")?;
        assets::address(name)
            .ok_or_else(|| tera::Error::message(format!("no file `static/{name}`")))
    });
    let shared = Arc::clone(texts);
    tera.register_filter("number", move |number: i64, _: Kwargs, state: &State| {
        Ok::<_, tera::Error>(shared.words(&language(state)?).number(number))
    });
}

/// `args` may hold a map with further values, for keys chosen at run time.
fn text(texts: &Texts, kwargs: &Kwargs, state: &State) -> Result<String, tera::Error> {
    let key = kwargs.must_get::<&str>("key")?;
    let mut args = Vec::new();
    for (name, value) in kwargs.iter() {
        match (name.as_str(), value.as_map()) {
            (Some("key") | None, _) => {}
            (Some("args"), Some(map)) => {
                let pairs = map.iter().filter_map(|(name, value)| Some((name.as_str()?, value)));
                args.extend(pairs.map(|(name, value)| (name, fluent(value))));
            }
            (Some(name), _) => args.push((name, fluent(value))),
        }
    }
    texts.write(&language(state)?, key, &args).map_err(tera::Error::message)
}

fn language(state: &State) -> Result<String, tera::Error> {
    state
        .get::<String>("lang")?
        .ok_or_else(|| tera::Error::message("`lang` is not in scope; add @lang to the component"))
}

fn fluent(value: &Value) -> FluentValue<'static> {
    match value.as_number() {
        Some(tera::Number::Integer(whole)) => FluentValue::from(whole),
        Some(tera::Number::Float(part)) => FluentValue::from(part),
        Some(_) | None => FluentValue::from(value.to_string()),
    }
}

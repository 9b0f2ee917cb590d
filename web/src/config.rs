//! Settings of the machine, read once from the environment (decisions.md 5).
//!
//! **Invariant:** nothing else in the program reads the environment, and a setting that
//! cannot be understood stops the start; it is never replaced by a default in silence.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use app::{MeiliSettings, Settings};

/// One setting, as `relais config` explains it.
pub struct Variable {
    /// Its name in the environment.
    pub name: &'static str,
    /// What holds when it is not set.
    pub default: &'static str,
    /// What it is for.
    pub meaning: &'static str,
    /// True when its value must not be shown.
    pub is_secret: bool,
}

const fn plain(name: &'static str, default: &'static str, meaning: &'static str) -> Variable {
    Variable { name, default, meaning, is_secret: false }
}

const fn secret(name: &'static str, default: &'static str, meaning: &'static str) -> Variable {
    Variable { name, default, meaning, is_secret: true }
}

/// Every setting, in reading order.
pub const VARIABLES: &[Variable] = &[
    secret(
        "RELAIS_DATABASE_URL",
        "sqlite:relais.db",
        "sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME",
    ),
    plain("RELAIS_BIND", "127.0.0.1:8080", "address and port to listen on"),
    plain(
        "RELAIS_PUBLIC_URL",
        "http://localhost:8080",
        "how people reach the site; used in letters and slips",
    ),
    secret(
        "RELAIS_MAIL",
        "folder:mails",
        "folder:PATH, smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT",
    ),
    plain(
        "RELAIS_MAIL_FROM",
        "Relais <relais@localhost>",
        "sender of letters: an address or NAME <ADDRESS>",
    ),
    plain(
        "RELAIS_SECRET_FILE",
        "relais.secret",
        "file of the secret, mode 0600; made at the first start only",
    ),
    plain("RELAIS_DATA_DIR", ".", "folder for files with a relative path"),
    plain("RELAIS_TIME_ZONE", "Europe/Zurich", "zone in which people read times"),
    plain(
        "RELAIS_TRUSTED_PROXIES",
        "127.0.0.1,::1",
        "addresses whose X-Forwarded-For is believed, separated by commas",
    ),
    plain(
        "RELAIS_MEILI_URL",
        "",
        "a Meilisearch server that finds words, http://HOST:PORT or https://…; none: this program does",
    ),
    secret("RELAIS_MEILI_KEY", "", "key of that server, with all rights on the indexes relais-*"),
    plain("RELAIS_JOBS", "on", "on or off: deadlines, letters and erasure run in this process"),
];

/// The folder below the data folder that `/export/` shows.
const EXPORTS: &str = "export";

/// All settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// What the application needs.
    pub app: Settings,
    /// Where to listen.
    pub bind: SocketAddr,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// True when this process runs the jobs.
    pub runs_jobs: bool,
}

/// A setting that cannot be understood.
#[derive(Debug, thiserror::Error)]
#[error("{name} is not valid: {reason}")]
pub struct ConfigError {
    /// The setting.
    pub name: &'static str,
    /// What it should be.
    pub reason: String,
}

/// Where settings come from: the environment, or a map in tests.
pub trait Source {
    /// The value of `name`, when it is set and not empty.
    fn get(&self, name: &str) -> Option<String>;
}

/// The environment of the process.
pub struct Environment;

impl Source for Environment {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    fn get(&self, name: &str) -> Option<String> {
        std::env::var(name).ok().filter(|value| !value.trim().is_empty())
    }
}

/// The environment, with the defaults of a demonstration below it (decisions.md 10).
struct Demonstration<'a, S>(&'a S);

impl<S: Source> Source for Demonstration<'_, S> {
    fn get(&self, name: &str) -> Option<String> {
        self.0.get(name).or_else(|| match name {
            "RELAIS_DATA_DIR" => Some("relais-demo".to_owned()),
            "RELAIS_PUBLIC_URL" => {
                let bind = self.get("RELAIS_BIND");
                let bind = bind.as_deref().unwrap_or_else(|| default_of("RELAIS_BIND"));
                bind.rsplit_once(':').map(|(_, port)| format!("http://localhost:{port}"))
            }
            _ => None,
        })
    }
}

impl Config {
    /// Reads every setting for `relais demo`, which keeps all its files in `./relais-demo/`.
    ///
    /// # Errors
    /// The first one that cannot be understood.
    pub fn read_demo(source: &impl Source) -> Result<Config, ConfigError> {
        let mut config = Config::read(&Demonstration(source))?;
        config.app.is_demo = true;
        config.app.may_migrate = true;
        Ok(config)
    }

    /// Reads every setting.
    ///
    /// # Errors
    /// The first one that cannot be understood.
    pub fn read(source: &impl Source) -> Result<Config, ConfigError> {
        let value = |name| source.get(name).unwrap_or_else(|| default_of(name).to_owned());
        let data_dir = PathBuf::from(value("RELAIS_DATA_DIR"));
        Ok(Config {
            app: Settings {
                database_url: in_folder("sqlite:", &value("RELAIS_DATABASE_URL"), &data_dir),
                mail: in_folder("folder:", &value("RELAIS_MAIL"), &data_dir),
                mail_from: value("RELAIS_MAIL_FROM"),
                secret_file: data_dir.join(value("RELAIS_SECRET_FILE")),
                public_url: public_url(&value("RELAIS_PUBLIC_URL"))?,
                time_zone: parsed(
                    "RELAIS_TIME_ZONE",
                    &value("RELAIS_TIME_ZONE"),
                    "such as Europe/Zurich",
                )?,
                meili: meili(source)?,
                export_dir: data_dir.join(EXPORTS),
                is_demo: false,
                may_migrate: false,
            },
            bind: parsed("RELAIS_BIND", &value("RELAIS_BIND"), "such as 127.0.0.1:8080")?,
            trusted_proxies: value("RELAIS_TRUSTED_PROXIES")
                .split(',')
                .map(str::trim)
                .filter(|one| !one.is_empty())
                .map(|one| parsed("RELAIS_TRUSTED_PROXIES", one, "addresses such as 10.0.0.1"))
                .collect::<Result<_, _>>()?,
            runs_jobs: switch("RELAIS_JOBS", &value("RELAIS_JOBS"))?,
        })
    }
}

/// What `relais config` prints: each setting with its value, secrets hidden, and its meaning.
pub fn explain(source: &impl Source) -> String {
    VARIABLES
        .iter()
        .map(|variable| {
            let set = source.get(variable.name);
            let shown = match (&set, variable.is_secret) {
                (Some(value), true) => hidden(value),
                (Some(value), false) => value.clone(),
                (None, _) => variable.default.to_owned(),
            };
            let origin = if set.is_some() { "set" } else { "default" };
            format!("# {} ({origin})\n{}={shown}\n", variable.meaning, variable.name)
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Keeps the scheme, so that a reader sees which kind it is, and nothing that could be a password.
fn hidden(value: &str) -> String {
    match value.split_once(':') {
        Some((scheme @ ("sqlite" | "folder"), path)) => format!("{scheme}:{path}"),
        Some((scheme, _)) => format!("{scheme}:…"),
        None => "…".to_owned(),
    }
}

fn default_of(name: &str) -> &'static str {
    VARIABLES.iter().find(|one| one.name == name).map_or("", |one| one.default)
}

/// A relative path after `scheme` counts from the data folder.
fn in_folder(scheme: &str, value: &str, folder: &std::path::Path) -> String {
    match value.strip_prefix(scheme) {
        Some(path) if !path.is_empty() && path != ":memory:" => {
            format!("{scheme}{}", folder.join(path).display())
        }
        _ => value.to_owned(),
    }
}

fn parsed<T: std::str::FromStr>(
    name: &'static str,
    text: &str,
    example: &str,
) -> Result<T, ConfigError> {
    text.parse().map_err(|_| ConfigError { name, reason: format!("`{text}` should be {example}") })
}

fn switch(name: &'static str, text: &str) -> Result<bool, ConfigError> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(ConfigError { name, reason: format!("`{text}` should be on or off") }),
    }
}

fn public_url(text: &str) -> Result<String, ConfigError> {
    base_url("RELAIS_PUBLIC_URL", text, "https://relais.example.ch")
}

fn meili(source: &impl Source) -> Result<Option<MeiliSettings>, ConfigError> {
    let Some(url) = source.get("RELAIS_MEILI_URL") else { return Ok(None) };
    let url = base_url("RELAIS_MEILI_URL", &url, "http://127.0.0.1:7700")?;
    let key = source.get("RELAIS_MEILI_KEY");
    if key.as_deref().is_some_and(|key| key.contains(|c: char| !c.is_ascii_graphic())) {
        let reason = "it should be letters, digits and signs without spaces".to_owned();
        return Err(ConfigError { name: "RELAIS_MEILI_KEY", reason });
    }
    Ok(Some(MeiliSettings { url, key, retry_after: MeiliSettings::RETRY_AFTER }))
}

/// An address without a path and without a name or password in it.
fn base_url(name: &'static str, text: &str, example: &str) -> Result<String, ConfigError> {
    let text = text.trim_end_matches('/');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ', '@']) => {
            Ok(text.to_owned())
        }
        _ => Err(ConfigError { name, reason: format!("`{text}` should be such as {example}") }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    impl Source for HashMap<&'static str, &'static str> {
        fn get(&self, name: &str) -> Option<String> {
            HashMap::get(self, name).map(|value| (*value).to_owned())
        }
    }

    #[test]
    fn everything_has_a_default_that_works() {
        let config = Config::read(&HashMap::new()).unwrap();

        assert_eq!(config.bind.to_string(), "127.0.0.1:8080");
        assert!(config.runs_jobs);
    }

    #[test]
    fn a_setting_that_cannot_be_understood_is_named() {
        let wrong = [
            ("RELAIS_BIND", "8080"),
            ("RELAIS_TIME_ZONE", "Genève"),
            ("RELAIS_JOBS", "yes"),
            ("RELAIS_PUBLIC_URL", "relais.example"),
            ("RELAIS_TRUSTED_PROXIES", "proxy"),
            ("RELAIS_MEILI_URL", "search:7700"),
        ];
        for (name, value) in wrong {
            let error = Config::read(&HashMap::from([(name, value)])).unwrap_err();
            assert_eq!(error.name, name);
        }
    }

    #[test]
    fn explaining_never_shows_a_password() {
        let source = HashMap::from([
            ("RELAIS_DATABASE_URL", "postgres://relais:hunter2@db/relais"),
            ("RELAIS_MAIL", "smtps://relais:hunter2@mail"),
        ]);

        let text = explain(&source);

        assert!(!text.contains("hunter2"), "{text}");
        assert!(text.contains("RELAIS_DATABASE_URL=postgres:…"), "{text}");
    }

    #[test]
    fn a_demonstration_keeps_to_its_own_folder_and_says_where_it_is() {
        let config =
            Config::read_demo(&HashMap::from([("RELAIS_BIND", "127.0.0.1:9090")])).unwrap();

        assert_eq!(config.app.database_url, "sqlite:relais-demo/relais.db");
        assert_eq!(config.app.mail, "folder:relais-demo/mails");
        assert_eq!(config.app.public_url, "http://localhost:9090");
    }

    #[test]
    fn relative_files_lie_in_the_data_folder() {
        let config = Config::read(&HashMap::from([("RELAIS_DATA_DIR", "/srv/relais")])).unwrap();

        assert_eq!(config.app.database_url, "sqlite:/srv/relais/relais.db");
        assert_eq!(config.app.mail, "folder:/srv/relais/mails");
    }
}

//! `relais account`.

use app::accounts::NewAccount;
use clap::Subcommand;
use kernel::{Actor, Role};

use super::{Failure, run};
use crate::config::Config;

/// What `relais account` does.
#[derive(Subcommand)]
pub(super) enum AccountCommand {
    /// Invite somebody by mail; the letter leaves with the next run of the jobs
    Invite {
        /// mediator, partner, coordinator, admin or `privacy_officer`
        #[arg(long)]
        role: String,
        /// The slug of the organization; compulsory for mediators and partners
        #[arg(long)]
        organization: Option<String>,
        /// What colleagues call them; the address when absent
        #[arg(long)]
        name: Option<String>,
        /// Where the invitation goes
        email: String,
    },
}

pub(super) async fn run(config: Config, command: AccountCommand) -> Result<(), Failure> {
    let AccountCommand::Invite { role, organization, name, email } = command;
    let role = Role::from_word(&role).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        format!("`{role}` is no role; one of {}", known.join(", "))
    })?;
    let app = run::open(&config).await?;
    let organization = match organization {
        Some(slug) => Some(app.organization(&slug).await?.0.id),
        None => None,
    };
    let name = name.unwrap_or_else(|| email.clone());
    let new = NewAccount { email, name, role, organization };
    match app.invite(&Actor::System, new).await {
        Err(app::AppError::Invalid(errors)) => {
            let said: Vec<String> =
                errors.iter().map(|one| format!("{}: {}", one.field, one.code)).collect();
            Err(said.join(", ").into())
        }
        Err(other) => Err(other.into()),
        Ok(_) => Ok(()),
    }
}

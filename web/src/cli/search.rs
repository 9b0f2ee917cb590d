//! `relais search`.

use clap::Args;
use partner_directory::Query;

use super::{Failure, run};
use crate::config::Config;

/// What `relais search` takes.
#[derive(Args)]
pub(super) struct SearchArgs {
    /// What somebody looks for
    words: String,
    /// A postcode, a commune, or latitude,longitude
    #[arg(long)]
    near: Option<String>,
    /// Print the object that the API answers
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(config: Config, args: SearchArgs) -> Result<(), Failure> {
    let app = run::open(&config).await?;
    let near = match &args.near {
        Some(text) => Some(app.find_place(text).ok_or_else(|| format!("no place `{text}`"))?),
        None => None,
    };
    let query = Query { words: args.words, near, page: 1, ..Query::default() };
    let (query, parts) = app.understand(&query);
    let results = app.search(&query).await?;
    if args.json {
        let today = app.now().with_timezone(&config.app.time_zone).date_naive();
        println!("{:#}", crate::api_json::results(&results, &parts, today));
        return Ok(());
    }
    println!("{} offers", results.total);
    for hit in &results.items {
        let place = hit.place().map_or("", |place| place.commune.as_str());
        println!(
            "{:>4}  {} · {} · {place}",
            hit.score.total, hit.listing.offer.name, hit.listing.organization.name
        );
    }
    Ok(())
}

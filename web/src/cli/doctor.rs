//! `relais doctor`.

use super::{Failure, run};
use crate::config::Config;

pub(super) async fn run(config: Config) -> Result<(), Failure> {
    let app = run::open(&config).await?;
    let mut is_well = true;
    for check in app.examine().await {
        let sign = if check.is_well { "ok  " } else { "FAIL" };
        println!("{sign} {:<10} {}", check.name, check.found);
        is_well &= check.is_well;
    }
    match is_well {
        true => Ok(()),
        false => Err("something is wrong; see above".into()),
    }
}

//! The ground of maps, from the project's own outlines (decisions.md 10).

use std::sync::OnceLock;

use partner_directory::ground::Ground;

use crate::AppError;

const COMMUNES: &str = include_str!("../../../seed-data/places/communes-geneva.geojson");
const LAKE: &str = include_str!("../../../seed-data/places/lake-geneva.geojson");

/// The outlines, drawn the first time somebody looks at a map.
///
/// # Errors
/// The files that are part of the program are malformed, which a test excludes.
pub fn ground() -> Result<&'static Ground, AppError> {
    static GROUND: OnceLock<Result<Ground, String>> = OnceLock::new();
    let drawn = GROUND.get_or_init(|| Ground::parse(COMMUNES, LAKE).map_err(|one| one.to_string()));
    drawn.as_ref().map_err(|error| AppError::Internal(error.as_str().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlines_of_the_project_can_be_drawn() {
        let ground = ground().unwrap();
        assert!(!ground.communes_in(ground.frame([])).is_empty());
    }
}

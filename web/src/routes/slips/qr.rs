//! A QR code as one drawing, black on whatever it is printed on.

use qrcode::types::QrError;
use qrcode::{Color, QrCode};

/// The empty border that readers of a QR code need, in modules.
const QUIET: usize = 4;

/// The drawing, as SVG.
///
/// # Errors
/// The text is too long for a code.
pub(super) fn draw(text: &str) -> Result<String, QrError> {
    let code = QrCode::new(text)?;
    let side = code.width() + 2 * QUIET;
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % code.width() + QUIET, at / code.width() + QUIET);
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    Ok(format!(
        "<svg viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qr_code_is_square_and_has_its_quiet_border() {
        let svg = draw("https://relais.example/code#K7PM-4XQ2").unwrap();

        assert!(svg.starts_with("<svg viewBox=\"0 0 "));
        assert!(svg.contains("M4 4h1"), "the first module stands behind the border");
        assert!(!svg.contains("M3 "));
    }
}

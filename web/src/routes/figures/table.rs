//! One table, on the screen and as a file: the same rows, from the same question.
//!
//! **Invariant:** a file holds the cells of the screen and nothing more; a hidden figure is the
//! same sign there.
//! **Invariant:** no cell of a file begins with what a spreadsheet would run as a formula.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_DISPOSITION;
use app::AppError;
use partner_directory::exchange::formula::neutralised;
use rust_xlsxwriter::{Format, Workbook};
use serde::Serialize;

/// A table with a head and a first column that names its rows.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Table {
    pub(crate) caption: String,
    /// The texts of the head.
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    /// True for sums.
    pub(crate) is_sum: bool,
}

/// One cell: as people read it, and as a number where it is one.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Cell {
    pub(crate) text: String,
    /// More in small letters; not part of files.
    pub(crate) hint: String,
    pub(crate) href: String,
    #[serde(skip)]
    pub(crate) number: Option<f64>,
    /// 0 to 4: how dark the cell is.
    pub(crate) shade: u8,
    pub(crate) is_number: bool,
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    pub(crate) fn link(text: impl Into<String>, href: String, hint: String) -> Cell {
        Cell { text: text.into(), href, hint, ..Cell::default() }
    }

    /// A number as people read it, and as it is.
    pub(crate) fn number(text: String, number: Option<f64>) -> Cell {
        Cell { text, number, is_number: true, ..Cell::default() }
    }
}

/// The forms in which a table can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileForm {
    Csv,
    Xlsx,
}

impl FileForm {
    /// Reads the value of `format`.
    pub(crate) fn parse(text: &str) -> Option<FileForm> {
        match text {
            "csv" => Some(FileForm::Csv),
            "xlsx" => Some(FileForm::Xlsx),
            _ => None,
        }
    }
}

impl Table {
    /// The table as a file called `name`.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the workbook cannot be written.
    pub(crate) fn download(&self, form: FileForm, name: &str) -> Result<HttpResponse, AppError> {
        let (bytes, kind, end) = match form {
            FileForm::Csv => (self.csv(), "text/csv; charset=utf-8", "csv"),
            FileForm::Xlsx => (
                self.xlsx().map_err(|error| AppError::Internal(error.into()))?,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "xlsx",
            ),
        };
        let disposition = format!("attachment; filename=\"{name}.{end}\"");
        Ok(HttpResponse::Ok()
            .content_type(kind)
            .insert_header((CONTENT_DISPOSITION, disposition))
            .body(bytes))
    }

    /// As spreadsheets of this country read it: semicolons, a mark for UTF-8.
    fn csv(&self) -> Vec<u8> {
        let mut text = String::from("\u{feff}");
        let mut push = |cells: Vec<String>| {
            let quoted =
                cells.iter().map(|cell| format!("\"{}\"", neutralised(cell).replace('"', "\"\"")));
            text.push_str(&quoted.collect::<Vec<_>>().join(";"));
            text.push_str("\r\n");
        };
        push(self.columns.clone());
        for row in &self.rows {
            push(row.cells.iter().map(Cell::in_file).collect());
        }
        text.into_bytes()
    }

    fn xlsx(&self) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
        let mut book = Workbook::new();
        let bold = Format::new().set_bold();
        let sheet = book.add_worksheet();
        for (at, column) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, at, column, &bold)?;
        }
        for (line, row) in (1..).zip(&self.rows) {
            for (at, cell) in (0..).zip(&row.cells) {
                match cell.number {
                    Some(number) => sheet.write_number(line, at, number)?,
                    // A string is written as one: a spreadsheet never runs it.
                    None => sheet.write_string(line, at, neutralised(&cell.text))?,
                };
            }
        }
        sheet.autofit();
        sheet.set_freeze_panes(1, 0)?;
        book.save_to_buffer()
    }
}

impl Cell {
    fn in_file(&self) -> String {
        match self.number {
            Some(number) => number.to_string(),
            None => self.text.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            caption: "Essai".to_owned(),
            columns: vec!["Nom".to_owned(), "Nombre".to_owned()],
            rows: vec![
                Row {
                    cells: vec![
                        Cell::text("=HYPERLINK(\"x\")"),
                        Cell::number("1 250".to_owned(), Some(1250.0)),
                    ],
                    is_sum: false,
                },
                Row {
                    cells: vec![Cell::text("+41"), Cell::number("–".to_owned(), None)],
                    is_sum: false,
                },
            ],
        }
    }

    #[test]
    fn a_file_has_plain_numbers_the_sign_of_the_screen_and_no_formula() {
        let text = String::from_utf8(table().csv()).unwrap();
        assert_eq!(
            text,
            "\u{feff}\"Nom\";\"Nombre\"\r\n\"'=HYPERLINK(\"\"x\"\")\";\"1250\"\r\n\"+41\";\"–\"\r\n"
        );
    }

    #[test]
    fn a_workbook_is_written() {
        let bytes = table().xlsx().unwrap();
        assert_eq!(bytes.get(..2), Some(&b"PK"[..]), "a zip archive");
    }
}

//! Makes cargo look again when a template, text or static file is added.

fn main() {
    for folder in ["templates", "locales", "static"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}

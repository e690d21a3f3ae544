//! Lists the files of `page/`, so that a file put there is embedded and served without another line of Rust.

use std::{fmt::Write as _, fs, io, path::Path};

/// What a browser is told of each kind; other files (notes for developers) are not served.
const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
];

fn main() -> io::Result<()> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("page");
    println!("cargo:rerun-if-changed={}", page.display());
    let mut files: Vec<_> = fs::read_dir(&page)?.collect::<Result<_, _>>()?;
    // The order of a directory is nobody's promise; builds should be equal.
    files.sort_by_key(fs::DirEntry::file_name);
    let mut table = String::from("&[\n");
    for file in files {
        let path = file.path();
        let extension =
            path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if let Some((_, mime)) = TYPES.iter().find(|(known, _)| *known == extension) {
            println!("cargo:rerun-if-changed={}", path.display());
            let name = file.file_name().to_string_lossy().into_owned();
            // Writing to a String cannot fail.
            let _ = writeln!(table, "    ({name:?}, {mime:?}, include_bytes!({path:?})),");
        }
    }
    table.push_str("]\n");
    let out = std::env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("page.rs"), table)
}

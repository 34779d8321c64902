//! Puts the files of the built UI (`web/dist`) into the program. Without a built UI the program still builds and serves
//! a page that says how to build it.

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const NOT_BUILT: &str = include_str!("src/not_built.html");

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let dist = here.join("../../web/dist");
    // Cargo can only watch a folder that exists; a source tree that cannot be written is not watched.
    let _ = fs::create_dir_all(&dist);
    println!("cargo:rerun-if-changed={}", dist.display());
    println!("cargo:rerun-if-changed=src/not_built.html");

    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut files = Vec::new();
    if dist.join("index.html").is_file() {
        collect(&dist, &dist, &mut files)?;
        println!("cargo:rustc-env=KITH_UI_BUILT=1");
    } else {
        let page = out.join("index.html");
        fs::write(&page, NOT_BUILT)?;
        files.push(("index.html".to_owned(), page));
        println!("cargo:rustc-env=KITH_UI_BUILT=0");
    }
    files.sort();

    let mut table = String::from("static FILES: &[Asset] = &[\n");
    for (name, path) in files.iter().filter(|(name, _)| !name.ends_with(".br") && !name.ends_with(".gz")) {
        let packed = |ending: &str| {
            let packed = PathBuf::from(format!("{}{ending}", path.display()));
            if packed.is_file() { format!("Some(include_bytes!({:?}))", packed) } else { "None".to_owned() }
        };
        let gzip = packed(".gz");
        // What is there compressed is unpacked for the few who cannot read it so, rather than kept twice.
        let plain = if gzip == "None" { format!("Some(include_bytes!({path:?}))") } else { "None".to_owned() };
        let _ = writeln!(
            table,
            "    Asset {{ path: {name:?}, plain: {plain}, brotli: {}, gzip: {gzip}, tag: \"{}\" }},",
            packed(".br"),
            fingerprint(&fs::read(path)?),
        );
    }
    table.push_str("];\n");
    fs::write(out.join("files.rs"), table)
}

/// Tells one content from another. Not a secret, not a signature: only a name for caches.
fn fingerprint(content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            let name = name.to_string_lossy().replace('\\', "/");
            files.push((name, path.canonicalize()?));
        }
    }
    Ok(())
}

//! The files of the tree, for tests that read them.

use std::fs;
use std::path::{Path, PathBuf};

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace's folder")
}

/// The text of a file of the tree; empty when it is not there.
pub fn read(file: &Path) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_default()
}

/// The tree's own files with one of these endings, relative to its root; nothing built or fetched.
pub fn files(endings: &[&str]) -> Vec<PathBuf> {
    const SKIPPED: &[&str] = &["target", "node_modules", "dist", "out", ".git", "kith-data"];
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            if path.is_dir() {
                if !SKIPPED.iter().any(|skipped| name == *skipped) {
                    folders.push(path);
                }
            } else if path.is_file() {
                let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
                if endings.contains(&ending) {
                    found.push(path.strip_prefix(&root).expect("a path below the root").to_owned());
                }
            }
        }
    }
    found.sort();
    found
}

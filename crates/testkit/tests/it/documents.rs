//! Documents that point at files point at files that are there.

use std::path::Path;

use crate::tree::{files, read, root};

#[test]
fn links_between_documents_lead_somewhere() {
    let mut wrong = Vec::new();
    for document in files(&["md"]) {
        let text = read(&document);
        let folder = root().join(document.parent().unwrap_or(Path::new("")));
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            let elsewhere = file.contains("://") || file.starts_with("mailto:") || file.is_empty();
            if !elsewhere && !folder.join(file).exists() {
                wrong.push(format!("{}: {target}", document.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}

#[test]
fn files_that_the_guides_name_exist() {
    let mut wrong = Vec::new();
    for document in files(&["md"]) {
        let guides = document.starts_with("docs") || document.components().count() == 1;
        if !guides {
            continue;
        }
        for code in read(&document).split('`').skip(1).step_by(2) {
            let looks_like_a_file = ["crates/", "web/", "e2e/", "scripts/", "bench/", "docs/"]
                .iter()
                .any(|folder| code.starts_with(folder));
            let pattern = code.contains(['*', '<', '{', ' ', '…']) || code.starts_with("web/dist");
            if looks_like_a_file && !pattern && !root().join(code).exists() {
                wrong.push(format!("{}: {code}", document.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "files that are not there:\n{}", wrong.join("\n"));
}

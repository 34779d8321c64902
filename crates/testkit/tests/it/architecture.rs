//! The shape of the house, checked: which room may lean on which, who may name a record table, what never enters the tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::tree::{files, read, root};

/// Room → the rooms it may depend on. One way only: catalogue ← policy ← store ← engine ← crm ← … ← api ← kith.
const EDGES: &[(&str, &[&str])] = &[
    ("catalogue", &[]),
    ("policy", &["catalogue"]),
    ("store", &["catalogue", "policy"]),
    ("engine", &["catalogue", "policy", "store"]),
    ("crm", &["catalogue", "policy", "engine"]),
    ("exchange", &["catalogue", "policy", "engine", "crm"]),
    ("insight", &["catalogue", "policy", "engine", "crm"]),
    ("web-assets", &[]),
    ("api", &["catalogue", "policy", "engine", "crm", "exchange", "insight", "web-assets"]),
    ("bench", &["catalogue", "policy", "engine", "crm"]),
    ("kith", &["catalogue", "policy", "engine", "crm", "exchange", "insight", "api", "bench"]),
    ("pgtest", &[]),
    ("testkit", &["catalogue", "policy", "engine", "crm", "api", "pgtest"]),
];

/// What a room's tests may use besides.
const TEST_ROOMS: &[&str] = &["pgtest", "testkit", "bench"];

/// The rooms that a manifest names in one of its tables.
fn rooms(manifest: &toml::Table, table: &str) -> BTreeSet<String> {
    let Some(found) = manifest.get(table).and_then(toml::Value::as_table) else {
        return BTreeSet::new();
    };
    found.keys().filter_map(|name| name.strip_prefix("kith-").map(str::to_owned)).collect()
}

#[test]
fn crates_depend_on_each_other_only_along_the_allowed_edges() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> =
        EDGES.iter().map(|(room, on)| (*room, on.iter().copied().collect())).collect();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root().join("crates")).expect("crates/") {
        let folder = entry.expect("an entry of crates/").path();
        let Ok(text) = fs::read_to_string(folder.join("Cargo.toml")) else {
            continue;
        };
        let room = folder.file_name().and_then(|name| name.to_str()).expect("a folder's name").to_owned();
        let manifest: toml::Table = text.parse().expect("a Cargo.toml");
        let Some(may) = allowed.get(room.as_str()) else {
            wrong.push(format!("{room} is not in the table of rooms: add it to EDGES and to crates/README.md"));
            continue;
        };
        for table in ["dependencies", "build-dependencies"] {
            for on in rooms(&manifest, table) {
                if !may.contains(on.as_str()) {
                    wrong.push(format!("{room} depends on {on}"));
                }
            }
        }
        for on in rooms(&manifest, "dev-dependencies") {
            if !may.contains(on.as_str()) && !TEST_ROOMS.contains(&on.as_str()) {
                wrong.push(format!("the tests of {room} depend on {on}"));
            }
        }
    }
    assert!(wrong.is_empty(), "edges that DESIGN does not allow:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_store_names_record_tables() {
    // The catalogue gives a table its name; the store is the one room that puts it into SQL.
    let prefix = concat!("ob", "j_");
    let mut wrong = Vec::new();
    for file in files(&["rs", "sql"]) {
        let tests = file.components().any(|part| part.as_os_str() == "tests");
        if tests || file.starts_with("crates/store") || file.starts_with("crates/catalogue") {
            continue;
        }
        for (number, line) in read(&file).lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if code.contains(prefix) {
                wrong.push(format!("{}:{}", file.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "record tables named outside the store:\n{}", wrong.join("\n"));
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    let homes = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let mut wrong = Vec::new();
    for file in files(&["rs", "toml", "md", "ts", "tsx", "mjs", "css", "sql", "json", "yml", ""]) {
        for (number, line) in read(&file).lines().enumerate() {
            for home in homes {
                for (at, _) in line.match_indices(home) {
                    let before = line[..at].chars().next_back();
                    if !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '}' | ')' | '*')) {
                        wrong.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "paths that mean nothing elsewhere:\n{}", wrong.join("\n"));
}

#[test]
fn no_source_file_outgrows_five_hundred_lines() {
    let mut wrong = Vec::new();
    for file in files(&["rs", "ts", "tsx", "mjs"]) {
        let lines = read(&file).lines().count();
        let generated = file.to_string_lossy().ends_with(".d.ts");
        if lines > 500 && !generated {
            wrong.push(format!("{lines} lines: {}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "files that want splitting:\n{}", wrong.join("\n"));
}

#[test]
fn nothing_unfinished_is_left_in_the_code() {
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("todo", "!("), concat!("unimplemented", "!(")];
    let mut wrong = Vec::new();
    for file in files(&["rs", "ts", "tsx", "mjs", "sql"]) {
        for (number, line) in read(&file).lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                wrong.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "unfinished words:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_has_its_line_in_the_list_of_rooms() {
    let list = read(Path::new("crates/README.md"));
    for (room, _) in EDGES {
        if root().join("crates").join(room).is_dir() {
            assert!(list.contains(&format!("`{room}`")), "crates/README.md does not mention `{room}`");
        }
    }
}

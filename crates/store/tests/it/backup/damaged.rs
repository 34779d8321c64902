//! Backups that are not what was saved are refused, and leave an empty database behind.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use kith_store::backup::{Archive, BackupError, Manifest};
use kith_store::{Dialect, Sql};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::house::{Empty, assert_healthy, furnish, load, save};
use crate::support::World;

type Parts = BTreeMap<String, Vec<u8>>;

fn saved() -> (World, PathBuf, Manifest) {
    let world = World::sqlite();
    furnish(&world);
    let path = world.folder.path().join("whole.backup");
    let manifest = save(&world.store, &path);
    (world, path, manifest)
}

fn unpack(path: &Path) -> (Manifest, Parts) {
    let mut zip = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut parts = Parts::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        parts.insert(entry.name().unwrap().to_string(), bytes);
    }
    let manifest = serde_json::from_slice(&parts.remove("manifest.json").unwrap()).unwrap();
    (manifest, parts)
}

/// Writes the backup anew after a change of it.
fn forge(path: &Path, change: impl FnOnce(&mut Manifest, &mut Parts)) -> PathBuf {
    let (mut manifest, mut parts) = unpack(path);
    change(&mut manifest, &mut parts);
    parts.entry("manifest.json".to_owned()).or_insert_with(|| serde_json::to_vec(&manifest).unwrap());
    let forged = path.with_extension("forged");
    let mut zip = ZipWriter::new(File::create(&forged).unwrap());
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap();
    forged
}

/// Lets the manifest say what the parts are.
fn seal(manifest: &mut Manifest, parts: &Parts) {
    for table in &mut manifest.tables {
        let bytes = &parts[&table.entry()];
        table.bytes = bytes.len() as u64;
        table.rows = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        table.sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    }
}

fn verdict(path: &Path) -> Result<Manifest, BackupError> {
    let mut archive = Archive::open(path)?;
    archive.verify(|_| {})?;
    Ok(archive.manifest().clone())
}

#[test]
fn what_is_no_backup_is_refused() {
    let (world, whole, _) = saved();
    let path = world.folder.path().join("other");
    assert!(matches!(verdict(&path), Err(BackupError::Io { .. })));
    assert!(verdict(world.folder.path()).is_err());
    for bytes in [&b""[..], b"name,amount\nRomashka,1\n", &[0; 4096]] {
        fs::write(&path, bytes).unwrap();
        assert!(matches!(verdict(&path), Err(BackupError::NotABackup(_))));
    }
    let mut zip = ZipWriter::new(File::create(&path).unwrap());
    zip.start_file("letter.txt", SimpleFileOptions::default()).unwrap();
    zip.finish().unwrap();
    assert!(matches!(verdict(&path), Err(BackupError::NotABackup(_))));
    let other = forge(&whole, |manifest, _| manifest.format = "other".to_owned());
    assert!(matches!(verdict(&other), Err(BackupError::NotABackup(_))));
}

#[test]
fn a_backup_that_is_cut_off_is_refused() {
    let (world, whole, _) = saved();
    let bytes = fs::read(&whole).unwrap();
    let cut = world.folder.path().join("cut");
    for length in (0..bytes.len()).step_by(bytes.len() / 47) {
        fs::write(&cut, &bytes[..length]).unwrap();
        assert!(verdict(&cut).is_err(), "{length} of {}", bytes.len());
    }
    let target = Empty::new(Dialect::Sqlite);
    fs::write(&cut, &bytes[..bytes.len() - 1]).unwrap();
    assert!(load(&world, &target.store, &cut).is_err());
    load(&world, &target.store, &whole).unwrap();
}

#[test]
fn a_changed_byte_is_found_or_changes_nothing() {
    let (world, whole, manifest) = saved();
    let bytes = fs::read(&whole).unwrap();
    let path = world.folder.path().join("flipped");
    let mut found = 0;
    for at in (0..bytes.len()).step_by(37) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&path, bytes).unwrap();
        match verdict(&path) {
            Ok(read) => assert_eq!(read, manifest, "byte {at}"),
            Err(_) => found += 1,
        }
    }
    assert!(found > bytes.len() / 37 / 2, "{found} of {}", bytes.len() / 37);
}

#[test]
fn parts_that_do_not_fit_the_manifest_are_refused() {
    let (_world, whole, _) = saved();
    let damaged = |forged: PathBuf, words: &str| match verdict(&forged) {
        Err(e) => assert!(e.to_string().contains(words), "{e} instead of {words}"),
        Ok(_) => panic!("not noticed: {words}"),
    };
    let entry = "tables/obj_company.jsonl";
    damaged(forge(&whole, |_, parts| parts.get_mut(entry).unwrap()[2] ^= 1), "checksum");
    damaged(forge(&whole, |_, parts| parts.get_mut(entry).unwrap().clear()), "shorter");
    damaged(forge(&whole, |_, parts| parts.get_mut(entry).unwrap().extend(b"[]\n")), "longer");
    damaged(forge(&whole, |manifest, _| manifest.tables[3].rows += 1), "rows instead of");
    damaged(forge(&whole, |_, parts| drop(parts.remove(entry))), "entries instead of");
    damaged(forge(&whole, |_, parts| drop(parts.insert("tables/more.jsonl".to_owned(), Vec::new()))), "entries");
    damaged(
        forge(&whole, |_, parts| {
            let part = parts.remove(entry).unwrap();
            parts.insert("tables/other.jsonl".to_owned(), part);
        }),
        "does not name",
    );
    damaged(
        forge(&whole, |manifest, parts| {
            manifest.tables.remove(0);
            parts.remove("tables/setting.jsonl");
        }),
        "no table setting",
    );
    damaged(forge(&whole, |_, parts| drop(parts.insert("manifest.json".to_owned(), b"{}".to_vec()))), "manifest");
    damaged(
        forge(&whole, |_, parts| drop(parts.insert("manifest.json".to_owned(), vec![b' '; 17 << 20]))),
        "too large",
    );
}

#[test]
fn names_that_would_become_part_of_statements_are_refused() {
    let (_world, whole, manifest) = saved();
    let at = manifest.tables.iter().position(|table| table.name == "obj_task").unwrap();
    for name in ["obj_\"; DROP TABLE event; --", "obj_Task", "sqlite_schema", "session", "task", "obj_task ", ""] {
        let forged = forge(&whole, |manifest, parts| {
            let part = parts.remove("tables/obj_task.jsonl").unwrap();
            manifest.tables[at].name = name.to_owned();
            parts.insert(manifest.tables[at].entry(), part);
        });
        assert!(matches!(verdict(&forged), Err(BackupError::Damaged { .. })), "{name}");
    }
    for name in ["a\"b", "A", "", "rid"] {
        let forged = forge(&whole, |manifest, _| manifest.tables[at].columns[5].name = name.to_owned());
        assert!(matches!(verdict(&forged), Err(BackupError::Damaged { .. })), "{name}");
    }
}

#[test]
fn a_newer_backup_is_refused_in_words() {
    let (_world, whole, _) = saved();
    for newer in [
        forge(&whole, |manifest, _| manifest.schema_step += 1),
        forge(&whole, |manifest, _| manifest.format_version += 1),
    ] {
        let refused = verdict(&newer).unwrap_err();
        assert!(refused.to_string().contains("newer version (1.2.3)"), "{refused}");
    }
    let strange = forge(&whole, |_, parts| {
        let manifest = br#"{"format": "kith-backup", "format_version": 9, "program": "7.0", "shards": []}"#;
        parts.insert("manifest.json".to_owned(), manifest.to_vec());
    });
    assert!(verdict(&strange).unwrap_err().to_string().contains("newer version (7.0)"));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let (_world, whole, _) = saved();
    let claimed = forge(&whole, |manifest, _| manifest.tables[0].bytes = 10 << 30);
    assert!(matches!(verdict(&claimed), Err(BackupError::TooLarge(_))));
    let overflowing = forge(&whole, |manifest, _| manifest.tables.iter_mut().for_each(|table| table.bytes = u64::MAX));
    assert!(matches!(verdict(&overflowing), Err(BackupError::TooLarge(_))));
    // It unpacks to more than it claims.
    let silent = forge(&whole, |_, parts| drop(parts.insert("tables/setting.jsonl".to_owned(), vec![b'\n'; 64 << 20])));
    assert!(verdict(&silent).unwrap_err().to_string().contains("longer"));
}

#[test]
fn a_failure_in_the_middle_leaves_an_empty_database() {
    let (world, whole, _) = saved();
    let last = "tables/obj_task.jsonl";
    type Change = fn(&mut Parts, &str);
    let changes: [(Change, &str); 3] = [
        (|parts, last| drop(parts.insert(last.to_owned(), b"[1,2]\n".to_vec())), "row 1"),
        (
            |parts, last| {
                let part = parts.get_mut(last).unwrap();
                let twice = part.repeat(2);
                *part = twice;
            },
            "in use already",
        ),
        (
            |parts, last| {
                let line = String::from_utf8(parts[last].clone()).unwrap().replacen("[1,\"", "[\"1\",\"", 1);
                parts.insert(last.to_owned(), line.into_bytes());
            },
            "text where a number belongs",
        ),
    ];
    for dialect in [Dialect::Sqlite, Dialect::Postgres] {
        let target = Empty::new(dialect);
        for (change, words) in changes {
            let forged = forge(&whole, |manifest, parts| {
                change(parts, last);
                seal(manifest, parts);
            });
            let refused = load(&world, &target.store, &forged).unwrap_err();
            assert!(refused.to_string().contains(words), "{refused}");
            let tables = Sql::new(dialect.pick(
                "SELECT name FROM sqlite_schema",
                "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace",
            ));
            let left = target.store.read_blocking(move |conn| conn.query(&tables)).unwrap();
            assert!(left.is_empty(), "{left:?}");
        }
        load(&world, &target.store, &whole).unwrap();
        assert_healthy(&world, &target.store);
    }
}

//! The commands of the console.

use std::path::Path;
use std::process::Stdio;

use serde_json::json;

use crate::program::{Place, both, words};

const COMPANIES: &str = "account,sector,employees\nNorth Mill,retail,28\nOak & Co,food,7\n";

#[test]
fn files_go_in_and_come_out_again() {
    both(|place| {
        place.set_up();
        let file = place.file("accounts.csv", COMPANIES);
        let file = file.to_str().unwrap();
        let dry = place.json(&["import", file, "--object", "company", "--dry-run"]);
        assert_eq!(dry[0]["preview"]["counts"]["create"], 2);
        let run = place.json(&["import", file, "--object", "company"]);
        assert_eq!(run[0]["counts"]["created"], 2);
        let again = place.json(&["import", file, "--object", "company"]);
        assert_eq!(again[0]["counts"]["unchanged"], 2);
        let out = place.run(&["export", "company", "--fields", "name,employees", "--sort", "-employees"]);
        assert_eq!(String::from_utf8_lossy(&out.stdout), "Name,Employees\nNorth Mill,28\nOak & Co,7\n");
        let some = place.run(&[
            "export",
            "company",
            "--fields",
            "name",
            "--filter",
            r#"{"field": "industry", "op": "eq", "value": "food"}"#,
        ]);
        assert_eq!(String::from_utf8_lossy(&some.stdout), "Name\nOak & Co\n");
        let book = place.folder.path().join("companies.xlsx");
        place.json(&["export", "company", "--output", book.to_str().unwrap()]);
        let back = place.json(&["import", book.to_str().unwrap(), "--object", "company"]);
        assert_eq!((&back[0]["counts"]["unchanged"], &back[0]["counts"]["created"]), (&json!(2), &json!(0)));
    });
}

#[test]
fn a_refused_file_is_exit_status_1_and_names_the_line() {
    both(|place| {
        place.set_up();
        let file = place.file("cut.csv", "account,sector\n\"North Mill,retail\n");
        let output = place.run(&["import", file.to_str().unwrap(), "--object", "company"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(words(&output).contains("line 2"), "{}", words(&output));
        let output = place.run(&["import"]);
        assert_eq!(output.status.code(), Some(2));
        let output = place.run(&["import", file.to_str().unwrap(), "--as", "nobody@example.com"]);
        assert!(words(&output).contains("nobody"), "{}", words(&output));
    });
}

#[test]
fn a_backup_comes_back_in_another_place() {
    both(|place| {
        let password = place.set_up();
        let file = place.file("accounts.csv", COMPANIES);
        place.json(&["import", file.to_str().unwrap(), "--object", "company"]);
        let saved = place.folder.path().join("all.backup");
        let saved = saved.to_str().unwrap();
        let server = place.serve();
        place.json(&["backup", saved]);
        assert_eq!(place.run(&["backup", saved]).status.code(), Some(1), "a backup is never written over");
        server.stop();
        assert_eq!(place.run(&["restore", saved]).status.code(), Some(1), "a full place is never written over");
        // From either database into either.
        both(|other| {
            other.json(&["restore", saved]);
            assert_eq!(other.json(&["doctor"])["healthy"], true);
            let server = other.serve();
            let mut client = server.sign_in(&password);
            let (_, page) = client.get("/records/company?count=true");
            assert_eq!(page["count"], 2);
        });
    });
}

#[cfg(unix)]
#[test]
fn a_backup_needs_to_read_the_data_folder_only() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let place = Place::on_sqlite();
    place.set_up();
    let folder = place.folder.path();
    let copy = folder.join("kith");
    std::fs::copy(env!("CARGO_BIN_EXE_kith"), &copy).unwrap();
    let out = folder.join("out");
    std::fs::create_dir(&out).unwrap();
    let mode = |path: &Path, mode| set_permissions(path, Permissions::from_mode(mode)).unwrap();
    let modes = |folder: u32, files: u32| {
        mode(&place.data(), 0o755);
        for file in std::fs::read_dir(place.data()).unwrap() {
            mode(&file.unwrap().path(), files);
        }
        mode(&place.data(), folder);
    };
    mode(&out, 0o777);
    mode(folder, 0o755);
    modes(0o555, 0o444);
    let is_root = std::fs::metadata(&copy).unwrap().uid() == 0;
    let backup = |name: &str| {
        let mut command = std::process::Command::new(&copy);
        command.arg("backup").arg(out.join(name)).arg("--data").arg(place.data()).env_remove("KITH_DATABASE_URL");
        if is_root {
            // Nothing is forbidden to root, so somebody else asks.
            command.uid(65_534).gid(65_534);
        }
        command.output().unwrap()
    };
    let saved = backup("still.backup");
    assert!(saved.status.success(), "{}", words(&saved));
    let there: Vec<_> = std::fs::read_dir(place.data()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!there.iter().any(|name| name.to_string_lossy().ends_with("-wal")), "{there:?}");

    // While somebody else serves it: then the shared index is there.
    modes(0o755, 0o644);
    let server = place.serve();
    let saved = backup("served.backup");
    assert!(saved.status.success(), "{}", words(&saved));

    // What a crash has left must be written to be read.
    server.kill();
    std::fs::remove_file(place.data().join("kith.db-shm")).unwrap();
    std::fs::write(place.data().join("kith.db-wal"), [0_u8; 64]).unwrap();
    modes(0o555, 0o444);
    let refused = backup("crashed.backup");
    assert_eq!(refused.status.code(), Some(1));
    assert!(words(&refused).contains("copy the folder"), "{}", words(&refused));
    modes(0o755, 0o644);

    let other = Place::on_sqlite();
    for name in ["still.backup", "served.backup"] {
        let elsewhere = other.folder.path().join(name).with_extension("data");
        let mut restore = std::process::Command::new(&copy);
        restore.arg("restore").arg(out.join(name)).arg("--data").arg(elsewhere).env_remove("KITH_DATABASE_URL");
        let restored = restore.output().unwrap();
        assert!(restored.status.success(), "{name}: {}", words(&restored));
    }
}

#[test]
fn people_are_added_listed_and_shut_out() {
    both(|place| {
        let password = place.set_up();
        let made = place.json(&["user", "add", "--name", "Bo Kim", "--email", "bo@example.com", "--role", "manager"]);
        assert!(made["password"].as_str().is_some_and(|password| password.len() >= 20));
        let output = place.run(&["user", "add", "--name", "Bo", "--email", "bo@example.com"]);
        assert_eq!(output.status.code(), Some(1));
        let people = place.json(&["user", "list"]);
        assert_eq!(people.as_array().map(Vec::len), Some(2));
        let new = place.json(&["user", "reset-password", "ada@example.com"]);
        let server = place.serve();
        server.sign_in(new["password"].as_str().unwrap());
        assert_ne!(new["password"], json!(password));
        place.json(&["user", "deactivate", "bo@example.com"]);
        let output = place.run(&["user", "deactivate", "ada@example.com"]);
        assert!(words(&output).contains("last administrator"), "{}", words(&output));
    });
}

#[test]
fn a_demo_tells_its_story_in_each_language() {
    both(|place| {
        let told = place.json(&["demo", "--language", "cs"]);
        assert!(told["made"]["deals"].as_u64() > Some(10), "{told}");
        assert_eq!(place.run(&["demo"]).status.code(), Some(1), "a workspace in use is left alone");
        assert_eq!(place.json(&["doctor"])["healthy"], true);
    });
}

#[test]
fn a_demo_of_a_trade_begins_with_its_set_up() {
    both(|place| {
        let said = words(&place.run(&["demo", "--trade", "circus"]));
        assert!(said.contains("beauty_salon"), "{said}");
        let told = place.json(&["demo", "--trade", "furniture_maker", "--language", "ru"]);
        assert_eq!(
            (told["trade"].clone(), told["made"]["deals"].clone()),
            (json!("furniture_maker"), json!(6)),
            "{told}"
        );
        assert!(told["made"]["objections"].as_u64() >= Some(2), "{told}");
        assert_eq!(place.json(&["doctor"])["healthy"], true);
    });
}

#[test]
fn a_server_stops_when_told_and_a_folder_is_served_once() {
    both(|place| {
        place.set_up();
        let server = place.serve();
        if place.run(&["migrate"]).status.success() {
            // Commands work beside a server.
            assert!(place.run(&["user", "list"]).status.success());
        }
        let taken = place.run(&["serve", "--listen", &server.address]);
        assert_eq!(taken.status.code(), Some(1));
        let said = words(&taken);
        assert!(said.contains("already in use") || said.contains("another kith"), "{said}");
        let (status, said) = server.stop();
        assert!(status == 0 && said.contains("everything is saved"), "{status} {said}");
        assert!(!said.contains("panicked") && !said.contains("ERROR"), "{said}");
    });
}

#[test]
fn what_is_wrong_is_said_in_words() {
    let place = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kith"));
        command.args(args).current_dir(place.path()).stdin(Stdio::null()).env_remove("KITH_DATABASE_URL");
        command.output().unwrap()
    };
    let output = run(&["doctor"]);
    assert!(words(&output).contains("there is no workspace"), "{}", words(&output));
    let output = run(&["serve", "--database", "nonsense"]);
    assert_eq!(output.status.code(), Some(2));
    let output = run(&["serve", "--listen", "nonsense"]);
    assert_eq!(output.status.code(), Some(2));
    let output = run(&["nonsense"]);
    assert_eq!(output.status.code(), Some(2));
    std::fs::write(place.path().join("kith.toml"), "lisen = 1").unwrap();
    let output = run(&["serve", "--config", "kith.toml"]);
    assert!(output.status.code() == Some(2) && words(&output).contains("lisen"), "{}", words(&output));
    std::fs::remove_file(place.path().join("kith.toml")).unwrap();
    std::fs::write(place.path().join("file"), "").unwrap();
    let output = run(&["serve", "--data", "file"]);
    assert!(output.status.code() == Some(2) && words(&output).contains("not a folder"), "{}", words(&output));
    std::fs::create_dir(place.path().join("damaged")).unwrap();
    std::fs::write(place.path().join("damaged").join("kith.db"), "no database at all, but long enough".repeat(99))
        .unwrap();
    let output = run(&["doctor", "--data", "damaged", "--json"]);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &said["error"]["code"]), (Some(1), &"damaged".into()), "{said}");
    assert!(words(&output).contains("restore the last backup"), "{}", words(&output));
    std::fs::write(place.path().join("not-a-backup"), "hello").unwrap();
    let output = run(&["restore", "not-a-backup"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!place.path().join("kith-data").exists(), "nothing is made for a file that is no backup");
}

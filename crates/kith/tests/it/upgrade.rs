//! What earlier versions have written is opened, brought up to date, and whole. `tests/data` holds a sample company with a
//! field of its own as the program of schema step 1 left it: the database itself, and a backup of it.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::program::{Place, both};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// The rows of the time before are there, and what came since works on them.
fn assert_up_to_date(place: &Place) {
    let told = place.json(&["doctor"]);
    assert_eq!(told["healthy"], true, "{told}");
    let password = place.set_up();
    let server = place.serve();
    let mut client = server.sign_in(&password);
    for (object, count) in [("company", 40), ("contact", 80), ("deal", 60), ("task", 113)] {
        assert_eq!(client.get(&format!("/records/{object}?count=true&limit=1")).1["count"], count, "{object}");
    }
    let filter = "%7B%22field%22%3A%22x_colour%22%2C%22op%22%3A%22eq%22%2C%22value%22%3A%22blue%22%7D";
    let (_, coloured) = client.get(&format!("/records/company?filter={filter}"));
    let company = coloured["records"][0]["id"].as_str().expect("the company with a colour").to_owned();

    let (status, lead) = client.post("/records/lead", &json!({"fields": {"name": "Awnings"}})).expect("an answer");
    let (_, homes) = client.get("/pipelines?object=lead");
    assert_eq!((status, homes["pipelines"].as_array().map(Vec::len)), (201, Some(1)), "{homes}");
    assert_eq!(lead["fields"]["stage"], homes["pipelines"][0]["stages"][0]["id"]);

    let (_, page) = client.get("/records/task?limit=1&sort=due_at");
    let task = page["records"][0].clone();
    assert_eq!((&task["fields"]["participants"], &task["fields"]["recurrence"]), (&Json::Null, &Json::Null));
    let user = task["fields"]["assignee"].clone();
    let fields =
        json!({"title": "New", "due_at": "2030-01-01T10:00:00Z", "participants": [user], "recurrence": "FREQ=DAILY"});
    let (status, made) = client.post("/records/task", &json!({ "fields": fields })).expect("an answer");
    assert_eq!(status, 201, "{made}");
    let note = place.file("note.txt", "a file");
    let (status, file) = client.upload(&format!("/records/company/{company}/files?filename=note.txt"), &note);
    assert_eq!(status, 201, "{file}");
    let (status, entries) = client.get(&format!("/records/company/{company}/timeline"));
    assert_eq!((status, entries["entries"].as_array().is_some_and(|entries| entries.len() >= 3)), (200, true));
    server.stop();
    assert_eq!(place.json(&["doctor"])["healthy"], true);
}

#[test]
fn a_database_of_the_first_schema_is_brought_up_to_date() {
    let place = Place::on_sqlite();
    std::fs::create_dir(place.data()).unwrap();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(data("schema-1.zip")).unwrap()).unwrap();
    let mut database = Vec::new();
    archive.by_name("kith.db").unwrap().read_to_end(&mut database).unwrap();
    std::fs::write(place.data().join("kith.db"), database).unwrap();
    place.json(&["migrate"]);
    assert_up_to_date(&place);
}

#[test]
fn a_backup_of_the_first_schema_comes_back_on_either_database() {
    both(|place| {
        place.json(&["restore", data("schema-1.backup").to_str().unwrap()]);
        assert_up_to_date(place);
    });
}

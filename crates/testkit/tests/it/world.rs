//! The kit itself: a workspace stands, people have their rights, time passes only when told.

use kith_testkit::both;
use serde_json::json;

#[test]
fn a_workspace_stands_with_people_of_every_role() {
    both(|app| {
        let cast = app.cast();
        let deal = cast.north.make("deal", &json!({"name": "Ten pumps"}));
        assert_eq!(cast.head.get(&format!("/records/deal/{deal}")).status, 200, "the head sees her team's deals");
        assert_eq!(cast.south.get(&format!("/records/deal/{deal}")).status, 404, "another manager does not");
        assert_eq!(app.stranger().get(&format!("/records/deal/{deal}")).status, 401);
    });
}

#[test]
fn time_passes_only_when_told() {
    both(|app| {
        let first = app.admin.make("company", &json!({"name": "Sundby"}));
        let made = app.admin.fields("company", &first)["created_at"].clone();
        assert_eq!(made, "2026-03-02T09:00:00Z");
        app.pass(90);
        let second = app.admin.make("company", &json!({"name": "Halden"}));
        assert_eq!(app.admin.fields("company", &second)["created_at"], "2026-03-02T09:01:30Z");
    });
}

//! Working time over HTTP.

use serde_json::json;

use crate::world::both;

both! {
    async fn hours_and_absences_are_kept_as_they_were_sent(world: World) {
        let admin = world.administrator().await;
        let usual = admin.get("/working-time").await.json();
        assert_eq!(usual["workspace"]["week"]["monday"], json!([{"from": "09:00", "to": "18:00"}]));
        assert_eq!((&usual["workspace"]["version"], &usual["teams"]), (&json!(0), &json!([])));
        let hours = json!({
            "week": {"monday": [{"from": "08:00", "to": "12:00"}, {"from": "13:00", "to": "24:00"}]},
            "days": [{"day": "2026-12-25", "name": "Christmas"}], "react_within": 30, "version": 0,
        });
        let set = admin.put("/working-time", hours.clone()).await;
        assert_eq!(set.status, 200, "{}", set.text());
        assert_eq!(set.json()["week"]["tuesday"], json!([]));
        assert_eq!(admin.put("/working-time", hours).await.status, 409);
        let team = admin.make("/teams", json!({"name": "North"})).await["id"].as_str().expect("an id").to_owned();
        let own = json!({"week": {"sunday": [{"from": "10:00", "to": "11:00"}]}, "time_zone": "Asia/Tbilisi"});
        assert_eq!(admin.put(&format!("/working-time/teams/{team}"), own).await.status, 200);
        let kept = admin.get("/working-time").await.json();
        assert_eq!(kept["workspace"]["days"], json!([{"day": "2026-12-25", "name": "Christmas", "hours": []}]));
        assert_eq!((&kept["teams"][0]["team"], &kept["teams"][0]["time_zone"]), (&json!(team), &json!("Asia/Tbilisi")));
        assert_eq!(admin.delete(&format!("/working-time/teams/{team}")).await.status, 204);
        assert_eq!(admin.delete(&format!("/working-time/teams/{team}")).await.status, 404);
        let bad = admin.put("/working-time", json!({"week": {"monday": [{"from": "9", "to": "18:00"}]}})).await;
        assert_eq!(bad.status, 422);

        let me = admin.get("/session").await.json()["user"]["id"].clone();
        let away = json!({"user": me, "from": "2026-03-05", "to": "2026-03-06", "note": "Sea"});
        let made = admin.make("/absences", away.clone()).await;
        let listed = admin.get("/absences").await.json();
        assert_eq!(listed["absences"], json!([made]));
        assert_eq!(admin.get("/absences?since=2026-03-07").await.json()["absences"], json!([]));
        let gone = admin.delete(&format!("/absences/{}", made["id"].as_str().expect("an id"))).await;
        assert_eq!(gone.status, 204);
        assert_eq!(admin.get("/absences").await.json()["absences"], json!([]));
        let bad = admin.post("/absences", json!({"user": me, "from": "tomorrow", "to": "2026-03-06"})).await;
        assert_eq!(bad.status, 422);
        world.assert_sound().await;
    }
}

//! People of every role, in two teams.

use serde_json::json;

use crate::{Client, TestApp};

/// A small cast: the head of the north with a manager below her, and a manager of the south. All signed in.
pub struct Cast {
    /// Head of the northern team.
    pub head: Client,
    /// Manager in the northern team.
    pub north: Client,
    /// Manager in the southern team.
    pub south: Client,
    /// Their ids, in this order.
    pub ids: [String; 3],
}

impl TestApp {
    /// Makes teams and people, and signs them in.
    ///
    /// # Panics
    /// When one of them cannot be made.
    pub fn cast(&self) -> Cast {
        let roles = self.admin.get("/roles").ok();
        let roles = roles.as_array().or_else(|| roles["roles"].as_array()).expect("roles");
        let role = |key: &str| {
            let found = roles.iter().find(|role| role["key"] == key);
            found.and_then(|role| role["id"].as_str()).expect("a standard role").to_owned()
        };
        let team = |name: &str| {
            self.admin.post("/teams", &json!({"name": name})).ok()["id"].as_str().expect("an id").to_owned()
        };
        let (north, south) = (team("North"), team("South"));
        let person = |name: &str, team: &str, role: String| {
            let email = format!("{}@kith.example", name.to_lowercase());
            let body =
                json!({"name": name, "email": email, "password": "one two three four", "team": team, "roles": [role]});
            let made = self.admin.post("/users", &body).ok();
            let client = self.stranger();
            client.sign_in(&email, "one two three four");
            (client, made["id"].as_str().expect("an id").to_owned())
        };
        let (head, head_id) = person("Dana", &north, role("head"));
        let (manager, manager_id) = person("Mila", &north, role("manager"));
        let (other, other_id) = person("Tomas", &south, role("manager"));
        Cast { head, north: manager, south: other, ids: [head_id, manager_id, other_id] }
    }
}

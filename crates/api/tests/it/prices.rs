//! Prices and calculations over HTTP, and who is told of discounts.

use serde_json::{Value, json};

use crate::world::{Client, both};

fn hours(expected: &str) -> Value {
    json!({
        "name": "By the hour", "formula": "round(hours * 45.5, 2)", "currency": "EUR",
        "parameters": [{"key": "hours", "label": "Hours", "kind": "number", "unit": "h", "min": "0.5", "default": "1"}],
        "cases": [{"parameters": {"hours": 2.5}, "expected": expected}],
    })
}

async fn manager_of(world: &crate::world::World, admin: &Client) -> (Client, String, Client) {
    let (head, head_id) = world.user(admin, "Hana Head", "head", None).await;
    let team = admin.make("/teams", json!({"name": "North", "manager": head_id})).await;
    let team = team["id"].as_str().expect("an id").to_owned();
    assert_eq!(admin.patch(&format!("/users/{head_id}"), json!({"team": team})).await.status, 200);
    let (bob, bob_id) = world.user(admin, "Bob Fox", "manager", Some(&team)).await;
    (bob, bob_id, head)
}

async fn told(client: &Client, kind: &str) -> Vec<Value> {
    for _ in 0..100 {
        let list = client.get("/notifications?limit=200").await.json()["notifications"].clone();
        let found: Vec<Value> =
            list.as_array().expect("a list").iter().filter(|one| one["kind"] == kind).cloned().collect();
        if !found.is_empty() {
            return found;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("nobody was told of {kind}");
}

both! {
    async fn a_price_says_where_it_comes_from(world: World) {
        let admin = world.administrator().await;
        let desk = admin.record("product", json!({"name": "Desk", "price": "100"})).await;
        let list = admin.record("price_list", json!({"name": "Wholesale", "client_type": "Wholesale"})).await;
        let row = json!({"price_list": list, "product": desk, "from_quantity": 5, "price": "80"});
        let row = admin.record("price", row).await;
        let shop = admin.record("company", json!({"name": "Shop", "client_type": "wholesale"})).await;
        assert_eq!(admin.put("/rates", json!({"date": "2026-01-01", "currency": "USD", "rate": "0.8"})).await.status, 200);
        let asked = admin.get(&format!("/products/{desk}/price?company={shop}&quantity=10&currency=USD")).await;
        assert_eq!(asked.status, 200, "{}", asked.text());
        let found = asked.json();
        assert_eq!(found["price"], json!({"amount": "100.00", "currency": "USD"}));
        assert_eq!(found["original"], json!({"amount": "80.00", "currency": "EUR"}));
        assert_eq!((found["because"].clone(), found["price_list"]["name"].clone()), (json!("client_type"), json!("Wholesale")));
        assert_eq!((found["row"]["id"].clone(), found["row"]["from_quantity"].clone()), (json!(row), json!("5")));
        let alone = admin.get(&format!("/products/{desk}/price?quantity=10")).await.json();
        assert_eq!((alone["because"].clone(), alone["price"]["amount"].clone()), (json!("product"), json!("100.00")));
        let deal = admin.record("deal", json!({"name": "A", "company": shop})).await;
        let within = admin.get(&format!("/products/{desk}/price?quantity=5&deal={deal}")).await.json();
        assert_eq!(within["price"]["amount"], "80.00");
        let unknown = admin.get(&format!("/products/{desk}/price?currency=CZK")).await.json();
        assert_eq!((unknown["price"].clone(), unknown["lacks_rate"].clone()), (Value::Null, json!(true)));
        assert_eq!(admin.get(&format!("/products/{desk}/price?quantity=many")).await.status, 422);
        // A list that one may not see has its price, but not its name.
        let own = json!({"read": "own", "create": "own", "edit": "own", "delete": "own"});
        let objects = json!({"product": {"read": "all"}, "company": {"read": "all"}});
        admin.make("/roles", json!({"name": "Clerk", "default": own, "objects": objects})).await;
        let (clerk, _) = world.user(&admin, "Clara", "Clerk", None).await;
        let seen = clerk.get(&format!("/products/{desk}/price?company={shop}&quantity=10")).await.json();
        assert_eq!((seen["price"]["amount"].clone(), seen["price_list"].clone()), (json!("80.00"), Value::Null));
        let hidden = clerk.get(&format!("/products/{desk}/price?deal={deal}")).await;
        assert_eq!(hidden.status, 404);
        world.assert_sound().await;
    }
}

both! {
    async fn a_calculation_is_kept_when_its_cases_come_out(world: World) {
        let admin = world.administrator().await;
        let wrong = admin.put("/calculations/hours", hours("113")).await;
        assert_eq!(wrong.refusal(), (422, "invalid".into()));
        assert_eq!(wrong.detail(), ("cases[0]".into(), "case_failed".into()));
        assert_eq!(wrong.json()["problems"][0]["params"], json!({"expected": "113", "got": "113.75"}));
        assert_eq!(admin.get("/calculations").await.json()["calculations"], json!([]));
        let kept = admin.put("/calculations/hours", hours("113.75")).await;
        assert_eq!(kept.status, 200, "{}", kept.text());
        assert_eq!(kept.json()["parameters"][0]["min"], "0.5");
        let tried = admin.post("/calculations/hours/try", json!({"parameters": {"hours": "3"}})).await;
        assert_eq!(tried.json()["price"], json!({"amount": "136.50", "currency": "EUR"}));
        let few = admin.post("/calculations/hours/try", json!({"parameters": {"hours": 0.1}})).await;
        assert_eq!(few.detail(), ("parameters.hours".into(), "out_of_range".into()));
        let mut formula = hours("1");
        formula["formula"] = json!("hours / (");
        assert_eq!(admin.put("/calculations/bad", formula).await.detail(), ("formula".into(), "formula_syntax".into()));
        let work = admin.record("product", json!({"name": "Work", "kind": "service", "calculation": "hours"})).await;
        let asked = admin.get(&format!("/products/{work}/price?parameters=%7B%22hours%22%3A2%7D")).await.json();
        assert_eq!((asked["price"]["amount"].clone(), asked["calculation"].clone()), (json!("91.00"), json!("hours")));
        let deal = admin.record("deal", json!({"name": "A"})).await;
        let line = json!({"fields": {"deal": deal, "product": work, "parameters": "{\"hours\": 2}"}});
        let line = admin.make("/records/line_item", line).await;
        assert_eq!(line["fields"]["total"]["amount"], "91.00");
        assert_eq!(admin.delete("/calculations/hours").await.refusal(), (409, "calculation_in_use".into()));
        let (seller, _) = world.user(&admin, "Bob Fox", "manager", None).await;
        assert_eq!(seller.put("/calculations/hours", hours("113.75")).await.refusal(), (403, "forbidden".into()));
        let told = seller.get("/calculations").await.json()["calculations"][0].clone();
        assert_eq!((told["key"].clone(), told["parameters"][0]["unit"].clone()), (json!("hours"), json!("h")));
        assert_eq!((told["formula"].clone(), told["cases"].clone()), (Value::Null, json!([])), "how it counts is not his to know");
        let draft = json!({"definition": hours("113.75")});
        assert_eq!(seller.post("/calculations/hours/check", draft).await.refusal(), (403, "forbidden".into()));
        world.assert_sound().await;
    }
}

both! {
    async fn a_draft_of_a_calculation_is_checked_and_tried_without_being_kept(world: World) {
        let admin = world.administrator().await;
        let check = async |definition: Value, trial: Value| {
            let answer = admin.post("/calculations/hours/check", json!({"definition": definition, "trial": trial})).await;
            assert_eq!(answer.status, 200, "{}", answer.text());
            answer.json()
        };
        let good = check(hours("113.75"), json!({"parameters": {"hours": 2}})).await;
        assert_eq!((good["problems"].clone(), good["price"]["amount"].clone()), (json!([]), json!("91.00")));
        assert_eq!(good["cases"], json!([{"amount": "113.75", "currency": "EUR"}]));
        let red = check(hours("113"), json!({"parameters": {"hours": 0.1}})).await;
        assert_eq!((red["problems"][0]["field"].clone(), red["problems"][0]["code"].clone()), (json!("cases[0]"), json!("case_failed")));
        assert_eq!(red["cases"][0]["amount"], "113.75", "what it comes to is said of red cases too");
        let wrong = &red["trial_problems"][0];
        assert_eq!((wrong["field"].clone(), wrong["code"].clone()), (json!("parameters.hours"), json!("out_of_range")));
        let mut broken = hours("1");
        broken["formula"] = json!("hours * * 2");
        let broken = check(broken, Value::Null).await;
        assert_eq!((broken["problems"][0]["field"].clone(), broken["problems"][0]["params"]["at"].clone()), (json!("formula"), json!(9)));
        assert_eq!((broken["cases"].clone(), broken["price"].clone()), (json!([null]), Value::Null));
        assert_eq!(admin.get("/calculations").await.json()["calculations"], json!([]), "nothing is kept");
        world.assert_sound().await;
    }
}

both! {
    async fn an_archived_calculation_goes_on_for_those_who_have_it_and_is_given_to_no_more(world: World) {
        let admin = world.administrator().await;
        assert_eq!(admin.put("/calculations/hours", hours("113.75")).await.status, 200);
        let work = admin.record("product", json!({"name": "Work", "calculation": "hours"})).await;
        let mut archived = hours("113.75");
        archived["archived"] = json!(true);
        assert_eq!(admin.put("/calculations/hours", archived).await.json()["archived"], true);
        let price = admin.get(&format!("/products/{work}/price?parameters=%7B%22hours%22%3A2%7D")).await.json();
        assert_eq!(price["price"]["amount"], "91.00");
        assert_eq!(admin.patch(&format!("/records/product/{work}"), json!({"fields": {"name": "Labour"}})).await.status, 200);
        let more = admin.post("/records/product", json!({"fields": {"name": "More", "calculation": "hours"}})).await;
        assert_eq!(more.detail(), ("calculation".into(), "unknown_option".into()));
        world.assert_sound().await;
    }
}

both! {
    async fn a_manager_sees_no_margin_and_asks_his_head_for_more_discount(world: World) {
        let admin = world.administrator().await;
        let (bob, bob_id, head) = manager_of(&world, &admin).await;
        assert_eq!(bob.get("/session").await.json()["max_discount"], "10");
        assert_eq!(head.get("/session").await.json()["max_discount"], Value::Null);
        let desk = admin.record("product", json!({"name": "Desk", "price": "100", "cost": "60"})).await;
        let deal = bob.record("deal", json!({"name": "A"})).await;
        let line = bob.make("/records/line_item", json!({"fields": {"deal": deal, "product": desk}})).await;
        assert!(line["fields"].get("margin").is_none() && line["fields"].get("cost").is_none(), "{line}");
        let line = line["id"].as_str().expect("an id").to_owned();
        let seen = head.get(&format!("/records/deal/{deal}")).await.json();
        assert_eq!(seen["fields"]["margin"]["amount"], "40.00");
        let path = format!("/records/line_item/{line}");
        let over = bob.patch(&path, json!({"fields": {"discount": 25}})).await;
        assert_eq!(over.refusal(), (409, "discount_over_limit".into()));
        assert_eq!(over.json()["problems"][0]["params"], json!({"limit": "10", "wanted": "25"}));

        let ask = json!({"lines": [{"id": line, "discount": 25}], "note": "They buy every month"});
        let asked = bob.post(&format!("/records/deal/{deal}/verbs/request_discount"), ask).await;
        assert_eq!(asked.status, 200, "{}", asked.text());
        assert_eq!(asked.json()["fields"]["discount_approval"], "asked");
        let news = told(&head, "discount_asked").await;
        assert_eq!((news[0]["record"]["id"].clone(), news[0]["by"].clone()), (json!(deal), json!(bob_id)));
        let approved = head.post(&format!("/records/deal/{deal}/verbs/approve_discount"), json!({"note": "Fine"})).await;
        assert_eq!(approved.status, 200, "{}", approved.text());
        assert_eq!(approved.json()["fields"]["amount"]["amount"], "75.00");
        assert_eq!(told(&bob, "discount_decided").await.len(), 1);
        let odd = bob.post(&format!("/records/deal/{deal}/verbs/request_discount"), json!({"lines": [{"id": line}]})).await;
        assert_eq!(odd.detail(), ("lines[0].discount".into(), "required".into()));
        world.assert_sound().await;
    }
}

both! {
    async fn the_limit_of_a_role_is_given_by_those_who_have_it(world: World) {
        let admin = world.administrator().await;
        let roles = admin.get("/roles").await.json();
        let manager = roles["roles"].as_array().expect("roles").iter().find(|role| role["key"] == "manager").cloned();
        let path = format!("/roles/{}", manager.expect("the role")["id"].as_str().expect("an id"));
        let changed = admin.patch(&path, json!({"max_discount": "12.5"})).await;
        assert_eq!(changed.json()["max_discount"], "12.5");
        assert_eq!(admin.patch(&path, json!({"name": "Seller"})).await.json()["max_discount"], "12.5");
        assert_eq!(admin.patch(&path, json!({"max_discount": null})).await.json()["max_discount"], Value::Null);
        for odd in ["101", "-1", "1.234", "much"] {
            let refused = admin.patch(&path, json!({"max_discount": odd})).await;
            assert_eq!((refused.status, refused.detail().0), (422, "max_discount".to_owned()), "{odd}");
        }
        let all = json!({"read": "all", "create": "all", "edit": "all", "delete": "all"});
        let keeper = json!({"name": "Keeper", "default": all, "may": ["manage_users"], "max_discount": "20"});
        admin.make("/roles", keeper).await;
        let (keeper, _) = world.user(&admin, "Kim Keeper", "Keeper", None).await;
        let more = json!({"name": "More", "default": all, "max_discount": "21"});
        assert_eq!(keeper.post("/roles", more).await.refusal(), (403, "forbidden".into()));
        let any = json!({"name": "Any", "default": all});
        assert_eq!(keeper.post("/roles", any).await.refusal(), (403, "forbidden".into()));
        let less = json!({"name": "Less", "default": all, "max_discount": "20"});
        assert_eq!(keeper.post("/roles", less).await.status, 201);
    }
}

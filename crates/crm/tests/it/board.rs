//! Boards: sums, cards, what is next to do, and nothing that the actor may not see.

use kith_catalogue::Cell;
use kith_crm::board::{self, Board, BoardQuery, By, Card, Column, Month, NextIs, Place, TaskCounts, TaskState};
use kith_engine::Result;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, reach};

fn query() -> BoardQuery {
    BoardQuery::new("default")
}

fn ask(house: &House, who: Uuid, query: BoardQuery) -> Result<Board> {
    house.ws.read_blocking(house.ctx(who), move |r| board::board(r, &query))
}

fn column(board: &Board, name: &str) -> Column {
    named(&board.columns, name).clone()
}

fn named<'a>(columns: &'a [Column], name: &str) -> &'a Column {
    let is = |column: &&Column| column.stage().is_some_and(|stage| stage.name == name);
    columns.iter().find(is).expect("a column")
}

fn titles(column: &Column) -> Vec<String> {
    column.cards.iter().map(title).collect()
}

/// A deal's name is its first field.
fn title(card: &Card) -> String {
    match card.raw.cells.field(0) {
        [Cell::Text(name), ..] => name.clone(),
        other => panic!("no name but {other:?}"),
    }
}

fn eur(amount: &str) -> Json {
    json!({"amount": amount, "currency": "EUR"})
}

#[test]
fn columns_tell_count_sum_weighted_sum_and_what_could_not_be_converted() {
    both(|house| {
        house.make("deal", json!({"name": "A", "amount": eur("100.10")}));
        house.make("deal", json!({"name": "B", "amount": eur("50"), "probability": 90}));
        house.make("deal", json!({"name": "C", "amount": {"amount": "5", "currency": "USD"}}));
        house.make("deal", json!({"name": "D", "stage": house.stage("Won"), "amount": eur("7")}));
        let gone = house.make("deal", json!({"name": "E", "amount": eur("1000")})).id;
        house.admin(move |tx| tx.delete("deal", gone, None)).unwrap();
        let board = ask(house, house.admin, query()).unwrap();
        assert_eq!(board.columns.len(), 6);
        assert!(board.can_edit);
        let new = column(&board, "New");
        assert_eq!((new.count, new.unconverted), (3, 1));
        assert_eq!(new.sum.unwrap().minor, 15010);
        assert_eq!(new.weighted.unwrap().minor, 5501);
        let names: Vec<String> = new.cards.iter().map(title).collect();
        assert_eq!(names, ["C", "B", "A"]);
        let won = column(&board, "Won");
        assert_eq!((won.count, won.weighted.unwrap().minor), (1, 700));
        let empty = column(&board, "Proposal");
        assert_eq!((empty.count, empty.sum.unwrap().minor, empty.cards.len()), (0, 0, 0));
    });
}

#[test]
fn cards_tell_the_next_task_and_the_days_in_their_stage() {
    both(|house| {
        let deal = |name: &str| house.make("deal", json!({"name": name})).id;
        let [overdue, today, planned, someday, done, none] =
            ["overdue", "today", "planned", "someday", "done", "none"].map(deal);
        let task = |about: Uuid, title: &str, due: Option<&str>| {
            house.make("task", json!({"title": title, "about": about, "due_at": due})).id
        };
        task(overdue, "later", Some("2026-03-20T10:00:00Z"));
        task(overdue, "first", Some("2026-02-27T10:00:00Z"));
        task(today, "now", Some("2026-03-02T07:00:00Z"));
        task(planned, "soon", Some("2026-03-03T10:00:00Z"));
        task(someday, "sometime", None);
        let finished = task(done, "over", Some("2026-02-01T10:00:00Z"));
        house.verb("task", finished, "complete", json!({})).unwrap();
        house.pass(60);
        house.verb("deal", today, "move", json!({"stage": house.stage("Qualified")})).unwrap();
        house.pass(3 * 24 * 60 - 90);
        let board = ask(house, house.admin, query()).unwrap();
        let card = |id: Uuid| {
            let mut cards = board.columns.iter().flat_map(|column| &column.cards);
            cards.find(|card| card.raw.id == id).expect("a card").clone()
        };
        let next = |id| card(id).next_task.map(|task| (task.title, task.state));
        let said = |title: &str, state| Some((title.to_owned(), state));
        assert_eq!(next(overdue), said("first", TaskState::Overdue));
        assert_eq!(next(today), said("now", TaskState::Overdue));
        assert_eq!(next(planned), said("soon", TaskState::Overdue));
        assert_eq!(next(someday), said("sometime", TaskState::Planned));
        assert_eq!((next(done), next(none)), (None, None));
        assert_eq!((card(none).days_in_stage, card(today).days_in_stage), (Some(2), Some(2)));
    });
}

#[test]
fn a_column_goes_on_where_it_stopped() {
    both(|house| {
        for at in 0..7 {
            house.make("deal", json!({"name": format!("D{at}")}));
        }
        let mut seen = Vec::new();
        let mut cursor = None;
        loop {
            let stage = Some(house.stage("New"));
            let page = ask(house, house.admin, BoardQuery { limit: 3, stage, cursor, ..query() }).unwrap();
            assert_eq!(page.columns.len(), 1);
            let column = &page.columns[0];
            assert_eq!(column.count, 7);
            seen.extend(column.cards.iter().map(title));
            cursor = column.next.clone();
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, ["D6", "D5", "D4", "D3", "D2", "D1", "D0"]);
    });
}

#[test]
fn a_board_shows_and_counts_only_what_one_may_see() {
    both(|house| {
        let bob = house.person("Bob", reach("own"));
        house.make("deal", json!({"name": "Secret", "amount": eur("1000")}));
        house.try_make(bob, "deal", json!({"name": "Mine", "amount": eur("1")})).unwrap();
        let board = ask(house, bob, query()).unwrap();
        let new = column(&board, "New");
        assert_eq!((new.count, new.sum.unwrap().minor, new.cards.len()), (1, 100, 1));
        let blind = |hidden: &[&str]| json!({"default": {"read": "all", "edit": "all", "hidden": hidden}});
        let ann = house.person("Ann", blind(&["amount"]));
        let new = column(&ask(house, ann, query()).unwrap(), "New");
        assert_eq!((new.count, new.sum, new.weighted, new.unconverted), (2, None, None, 0));
        let eve = house.person("Eve", blind(&["stage"]));
        assert_eq!(code(&ask(house, eve, query()).unwrap_err()), "not_found");
        let viewer = house.person("Vera", json!({"default": {"read": "all"}}));
        assert!(!ask(house, viewer, query()).unwrap().can_edit);
        let nobody = house.person("Nemo", json!({}));
        assert_eq!(code(&ask(house, nobody, query()).unwrap_err()), "not_found");
        let unknown = BoardQuery { pipeline: Uuid::nil().to_string(), ..query() };
        assert_eq!(code(&ask(house, house.admin, unknown).unwrap_err()), "not_found");
    });
}

/// Deals whose next tasks stand in every way at 2 March 2026, nine in the morning.
fn with_tasks(house: &House) {
    let deal = |name: &str| house.make("deal", json!({"name": name, "amount": eur("10")})).id;
    let task =
        |about: Uuid, due: Option<&str>| house.make("task", json!({"title": "Call", "about": about, "due_at": due})).id;
    let late = deal("late");
    task(late, Some("2026-02-27T10:00:00Z"));
    task(late, Some("2026-03-02T15:00:00Z"));
    task(deal("today"), Some("2026-03-02T15:00:00Z"));
    let soon = deal("soon");
    task(soon, Some("2026-03-05T10:00:00Z"));
    let done = task(soon, Some("2026-02-01T10:00:00Z"));
    house.verb("task", done, "complete", json!({})).unwrap();
    task(deal("someday"), None);
    deal("idle");
    let gone = task(deal("forgotten"), Some("2026-02-01T10:00:00Z"));
    house.admin(move |tx| tx.delete("task", gone, None)).unwrap();
}

#[test]
fn a_column_tells_how_its_next_tasks_stand_and_can_be_narrowed_to_some() {
    both(|house| {
        with_tasks(house);
        let board = ask(house, house.admin, BoardQuery { tasks: true, ..query() }).unwrap();
        let counts = TaskCounts { overdue: 1, today: 1, planned: 2, none: 2 };
        assert_eq!(column(&board, "New").tasks, Some(counts));
        assert_eq!(column(&board, "Won").tasks, Some(TaskCounts::default()));
        assert_eq!(column(&ask(house, house.admin, query()).unwrap(), "New").tasks, None);
        let only = |task| {
            let query = BoardQuery { task: Some(task), tasks: true, ..query() };
            let new = column(&ask(house, house.admin, query).unwrap(), "New");
            assert_eq!(new.tasks, Some(counts), "the shares stay what they are");
            assert_eq!((new.count, new.sum.unwrap().minor), (new.cards.len() as u64, new.count as i64 * 1000));
            titles(&new)
        };
        assert_eq!(only(NextIs::Open(TaskState::Overdue)), ["late"]);
        assert_eq!(only(NextIs::Open(TaskState::Today)), ["today"]);
        assert_eq!(only(NextIs::Open(TaskState::Planned)), ["someday", "soon"]);
        assert_eq!(only(NextIs::None), ["forgotten", "idle"]);
    });
}

#[test]
fn tasks_that_one_may_not_see_are_as_if_they_were_not() {
    both(|house| {
        with_tasks(house);
        let none = TaskCounts { none: 6, ..TaskCounts::default() };
        let roles = [
            json!({"default": {"read": "all"}, "objects": {"task": {"read": "none"}}}),
            json!({"default": {"read": "all"}, "objects": {"task": {"read": "own"}}}),
            json!({"default": {"read": "all"}, "objects": {"task": {"read": "all", "hidden": ["due_at"]}}}),
        ];
        for (at, rights) in roles.into_iter().enumerate() {
            let bob = house.person(&format!("Bob{at}"), rights);
            let board = ask(house, bob, BoardQuery { tasks: true, ..query() }).unwrap();
            assert_eq!(column(&board, "New").tasks, Some(none));
            let task = Some(NextIs::Open(TaskState::Overdue));
            assert_eq!(column(&ask(house, bob, BoardQuery { task, ..query() }).unwrap(), "New").count, 0);
            let task = Some(NextIs::None);
            assert_eq!(column(&ask(house, bob, BoardQuery { task, ..query() }).unwrap(), "New").count, 6);
        }
    });
}

#[test]
fn every_owner_has_a_lane_and_the_heads_add_them_up() {
    both(|house| {
        let bob = house.person("Bob", reach("all"));
        house.make("deal", json!({"name": "A", "amount": eur("10")}));
        house.make("deal", json!({"name": "B", "amount": eur("20"), "owner": bob}));
        house.make("deal", json!({"name": "C", "amount": eur("5"), "owner": bob, "stage": house.stage("Proposal")}));
        let nobodys = house.make("deal", json!({"name": "D"})).id;
        house.change("deal", nobodys, json!({"owner": null})).unwrap();
        let board = ask(house, house.admin, BoardQuery { lanes: true, ..query() }).unwrap();
        let new = column(&board, "New");
        assert_eq!((new.count, new.sum.unwrap().minor, new.cards.len()), (3, 3000, 0));
        let lanes = board.lanes.unwrap();
        assert_eq!(lanes.len(), 3);
        let lane = |owner: Option<Uuid>| &lanes.iter().find(|lane| lane.owner == owner).expect("a lane").columns;
        assert_eq!(titles(named(lane(Some(house.admin)), "New")), ["A"]);
        assert_eq!(titles(named(lane(Some(bob)), "New")), ["B"]);
        assert_eq!(titles(named(lane(Some(bob)), "Proposal")), ["C"]);
        assert_eq!(titles(named(lane(None), "New")), ["D"]);
        let empty = named(lane(None), "Proposal");
        assert_eq!((empty.count, empty.sum.unwrap().minor), (0, 0));
        let own = house.person("Own", reach("own"));
        house.try_make(own, "deal", json!({"name": "Mine"})).unwrap();
        let seen = ask(house, own, BoardQuery { lanes: true, ..query() }).unwrap().lanes.unwrap();
        assert_eq!(seen.iter().map(|lane| lane.owner).collect::<Vec<_>>(), [Some(own)]);
        let blind = json!({"default": {"read": "all", "hidden": ["owner"]}});
        let eve = house.person("Eve", blind);
        assert!(ask(house, eve, BoardQuery { lanes: true, ..query() }).is_err());
    });
}

#[test]
fn a_forecast_shows_open_deals_by_the_month_in_which_they_should_be_won() {
    both(|house| {
        let deal = |name: &str, close: Json, stage: &str| {
            let fields = json!({
                "name": name, "expected_close": close, "stage": house.stage(stage), "amount": eur("100"),
                "probability": 40,
            });
            house.make("deal", fields);
        };
        deal("late", json!("2026-03-01"), "New");
        deal("today", json!("2026-03-02"), "New");
        deal("month's end", json!("2026-03-31"), "Proposal");
        deal("april", json!("2026-04-01"), "New");
        deal("august", json!("2026-08-31"), "New");
        deal("far", json!("2026-09-01"), "New");
        deal("some day", Json::Null, "New");
        deal("over", json!("2026-03-15"), "Won");
        let by_month = || BoardQuery { by: By::Month, ..query() };
        let board = ask(house, house.admin, by_month()).unwrap();
        let told: Vec<(String, Vec<String>)> = board
            .columns
            .iter()
            .map(|column| match column.place {
                Place::Month(month) => (month.name(), titles(column)),
                Place::Stage(_) => panic!("a stage"),
            })
            .collect();
        let expected = [
            ("overdue", vec!["late"]),
            ("2026-03", vec!["today", "month's end"]),
            ("2026-04", vec!["april"]),
            ("2026-05", vec![]),
            ("2026-06", vec![]),
            ("2026-07", vec![]),
            ("2026-08", vec!["august"]),
            ("later", vec!["far"]),
            ("none", vec!["some day"]),
        ];
        let expected = expected.map(|(name, deals)| (name.to_owned(), deals.into_iter().map(str::to_owned).collect()));
        assert_eq!(told, expected);
        let march = &board.columns[1];
        assert_eq!((march.count, march.sum.unwrap().minor, march.weighted.unwrap().minor), (2, 20_000, 8_000));
        let month = Month::parse("2026-03");
        let first = ask(house, house.admin, BoardQuery { month, limit: 1, ..by_month() }).unwrap();
        assert_eq!((first.columns.len(), titles(&first.columns[0])), (1, vec!["today".to_owned()]));
        let cursor = first.columns[0].next.clone();
        let second = ask(house, house.admin, BoardQuery { month, limit: 1, cursor, ..by_month() }).unwrap();
        assert_eq!(titles(&second.columns[0]), ["month's end"]);
        let eve = house.person("Eve", json!({"default": {"read": "all", "hidden": ["expected_close"]}}));
        assert!(ask(house, eve, by_month()).is_err());
    });
}

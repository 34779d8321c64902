//! Boards: sums, cards, what is next to do, and nothing that the actor may not see.

use kith_catalogue::{Cell, Expr};
use kith_crm::board::{self, Board, BoardQuery, Card, Column, TaskState};
use kith_engine::Result;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, reach};

fn query() -> BoardQuery {
    BoardQuery { pipeline: "default".to_owned(), filter: Expr::True, limit: 20, stage: None, cursor: None }
}

fn ask(house: &House, who: Uuid, query: BoardQuery) -> Result<Board> {
    house.ws.read_blocking(house.ctx(who), move |r| board::board(r, &query))
}

fn column(board: &Board, name: &str) -> Column {
    board.columns.iter().find(|column| column.stage.name == name).expect("a column").clone()
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
        let names: Vec<String> = new.cards.iter().map(|card| title(card)).collect();
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
            seen.extend(column.cards.iter().map(|card| title(card)));
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

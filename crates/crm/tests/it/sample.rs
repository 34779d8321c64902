//! The sample company, in every language.

use kith_catalogue::Lang;
use kith_catalogue::text::fold;
use kith_crm::board::{self, BoardQuery, TaskState};
use kith_crm::sample::{self, SampleOptions};
use kith_crm::today::{self, Today};
use kith_engine::Lane;
use kith_engine::query::ListQuery;

use crate::house::{House, on_postgres, on_sqlite};

fn fill(house: &House, language: Lang) -> sample::Summary {
    let ctx = house.ctx(house.admin);
    house.ws.write_blocking(ctx, Lane::Bulk, move |tx| sample::create(tx, SampleOptions { language, seed: 3 })).unwrap()
}

fn titles(house: &House, object: &'static str) -> Vec<String> {
    house
        .ws
        .read_blocking(house.ctx(house.admin), move |r| {
            let query = ListQuery { limit: 500, ..ListQuery::new(object) };
            let object = r.object(object)?;
            Ok(r.list(&query)?.rows.into_iter().map(|raw| kith_engine::wire::record(&object, raw).title()).collect())
        })
        .unwrap()
}

#[test]
fn every_language_tells_a_whole_story() {
    for (language, house) in [(Lang::En, on_sqlite()), (Lang::Ru, on_postgres()), (Lang::Cs, on_sqlite())] {
        let summary = fill(&house, language);
        assert_eq!((summary.users, summary.products, summary.companies), (5, 10, 40));
        assert_eq!((summary.contacts, summary.deals, summary.leads), (80, 60, 8));
        assert!(summary.tasks > 100 && summary.notes > 20, "{summary:?}");
        let mut names: Vec<String> = titles(&house, "contact").iter().map(|name| fold(name)).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        // Whose inquiry was taken on has a card as well.
        assert!(names.len() == all && all > 80, "nobody has the name of another");
        assert!(titles(&house, "deal").iter().all(|title| title.contains(" – ")));
    }
}

#[test]
fn the_board_shows_every_state_of_work() {
    let house = on_sqlite();
    fill(&house, Lang::En);
    let query = BoardQuery { limit: 100, ..BoardQuery::new("default") };
    let board = house.ws.read_blocking(house.ctx(house.admin), move |r| board::board(r, &query)).unwrap();
    let counts: Vec<u64> = board.columns.iter().map(|column| column.count).collect();
    assert_eq!(counts.iter().sum::<u64>(), 60);
    assert!(counts.iter().all(|count| *count >= 4), "{counts:?}");
    let cards = || board.columns.iter().take(4).flat_map(|column| &column.cards);
    for state in [Some(TaskState::Overdue), Some(TaskState::Today), Some(TaskState::Planned), None] {
        let found = cards().filter(|card| card.next_task.as_ref().map(|task| task.state) == state).count();
        assert!(found >= 2, "{state:?}: {found}");
    }
    assert!(cards().any(|card| card.days_in_stage > Some(5)));
}

/// What the day holds for the administrator.
pub fn day(house: &House) -> Today {
    house.ws.read_blocking(house.ctx(house.admin), |r| today::today(r, 50)).unwrap()
}

#[test]
fn whoever_opens_the_workspace_has_a_full_day_of_his_own() {
    for (language, house) in [(Lang::En, on_postgres()), (Lang::Ru, on_sqlite()), (Lang::Cs, on_postgres())] {
        fill(&house, language);
        let day = day(&house);
        let counts = day.counts;
        assert!(counts.overdue >= 2 && counts.today >= 2 && counts.upcoming >= 3, "{counts:?}");
        assert!(counts.overdue <= 5 && counts.today <= 6, "not more than one can do: {counts:?}");
        assert!(counts.no_next_step >= 1 && counts.new_leads >= 1, "{counts:?}");
        assert!(day.today.iter().any(|task| task.value("type").as_text() == Some("meeting")));
        assert!(day.upcoming.iter().any(|task| task.value("recurrence").as_text().is_some()));
        assert!(day.new_leads.iter().any(|lead| lead.owner() == Some(house.admin)));
        for one in day.overdue.iter().chain(&day.today) {
            assert_eq!(one.owner(), Some(house.admin));
        }
    }
}

#[test]
fn the_same_seed_makes_the_same_company() {
    let (one, two) = (on_sqlite(), on_sqlite());
    assert_eq!(fill(&one, Lang::Cs), fill(&two, Lang::Cs));
    for object in ["company", "contact", "deal", "task"] {
        assert_eq!(titles(&one, object), titles(&two, object));
    }
}

//! Lists: order, pages, rights.

use kith_policy::Reach;
use kith_store::query::{Deleted, ListQuery, Paging};
use serde_json::json;
use uuid::Uuid;

use crate::support::{World, both, contact, rights, texts};

both! {
    fn names_are_ordered_as_people_order_them(world: &World) {
        world.add_many("contact", &["Ёлкина", "жуков", "Елисеев", "Ежов", "Adam", "čapek", "Cimrman"].map(contact));
        let mut query = ListQuery::new("contact");
        query.sort = world.sort("contact", "name");
        let page = world.list(&world.system(), query).unwrap();
        let names = texts(&world.object("contact"), &page.rows, "name");
        assert_eq!(names, ["Ежов", "Елисеев", "Ёлкина", "жуков", "Adam", "čapek", "Cimrman"]);
        assert_eq!(page.next, None);
    }

    fn pages_by_cursor_and_by_number_are_the_same(world: &World) {
        let all: Vec<_> = (0..23)
            .map(|i| json!({"name": format!("n{}", i % 7), "position": if i % 3 == 0 { None } else { Some(format!("p{}", i % 4)) }}))
            .collect();
        world.add_many("contact", &all);
        let system = world.system();
        for sort in ["", "name", "-name", "position", "-position", "position,-name", "-position,name", "name,position"] {
            let mut query = ListQuery::new("contact");
            query.sort = world.sort("contact", sort);
            query.limit = 100;
            query.count = true;
            let whole = world.list(&system, query.clone()).unwrap();
            assert_eq!(whole.count, Some(23));
            let whole: Vec<Uuid> = whole.rows.iter().map(|row| row.id).collect();
            query.limit = 4;
            query.count = false;
            let mut paged = Vec::new();
            loop {
                let page = world.list(&system, query.clone()).unwrap();
                paged.extend(page.rows.iter().map(|row| row.id));
                match page.next {
                    Some(next) => query.paging = Paging::Cursor(next),
                    None => break,
                }
            }
            assert_eq!(paged, whole, "by cursor, sorted by {sort:?}");
            for skip in 0..25_usize {
                query.paging = Paging::Offset(skip as u64);
                let page = world.list(&system, query.clone()).unwrap();
                let ids: Vec<Uuid> = page.rows.iter().map(|row| row.id).collect();
                let expected: Vec<Uuid> = whole.iter().skip(skip).take(4).copied().collect();
                assert_eq!(ids, expected, "from {skip}, sorted by {sort:?}");
            }
        }
    }

    fn a_cursor_of_another_order_is_refused(world: &World) {
        world.add_many("contact", &["a", "b", "c"].map(contact));
        let mut query = ListQuery::new("contact");
        query.sort = world.sort("contact", "name");
        query.limit = 1;
        let next = world.list(&world.system(), query.clone()).unwrap().next.unwrap();
        query.sort = world.sort("contact", "-name");
        query.paging = Paging::Cursor(next);
        let error = world.list(&world.system(), query).unwrap_err();
        assert!(error.to_string().starts_with("bad_cursor"), "{error}");
    }

    fn the_bin_is_a_list_of_its_own(world: &World) {
        let ids = world.add_many("contact", &["a", "b", "c"].map(contact));
        world.bin("contact", ids[1]);
        let mut query = ListQuery::new("contact");
        query.sort = world.sort("contact", "name");
        let object = world.object("contact");
        for (deleted, expected) in [(Deleted::Live, &["a", "c"][..]), (Deleted::Bin, &["b"]), (Deleted::All, &["a", "b", "c"])] {
            query.deleted = deleted;
            assert_eq!(texts(&object, &world.list(&world.system(), query.clone()).unwrap().rows, "name"), expected);
        }
    }

    fn what_was_deleted_last_is_on_top_of_the_bin(world: &World) {
        let ids = world.add_many("contact", &["a", "b", "c", "d"].map(contact));
        for (id, at) in [(ids[2], 10), (ids[0], 30), (ids[3], 20)] {
            world.bin_at("contact", id, at);
        }
        let mut query = ListQuery::new("contact");
        query.deleted = Deleted::Bin;
        query.limit = 2;
        let object = world.object("contact");
        let first = world.list(&world.system(), query.clone()).unwrap();
        assert_eq!(texts(&object, &first.rows, "name"), ["a", "d"]);
        query.paging = Paging::Cursor(first.next.unwrap());
        let second = world.list(&world.system(), query).unwrap();
        assert_eq!((texts(&object, &second.rows, "name"), second.next), (vec!["c".to_owned()], None));
    }

    fn own_rows_and_those_of_the_team_are_all_that_one_sees(world: &World) {
        let (me, mate, other) = (Uuid::from_u128(11), Uuid::from_u128(12), Uuid::from_u128(13));
        for (name, owner) in [("a", me), ("b", mate), ("c", other), ("d", me)] {
            world.add("contact", json!({"name": name, "owner": owner}));
        }
        world.add("contact", json!({"name": "e"}));
        let object = world.object("contact");
        let names = |reach| {
            let access = world.person(me, &[me, mate], rights(&[("contact", reach)], &[]));
            let mut query = ListQuery::new("contact");
            query.sort = world.sort("contact", "name");
            query.count = true;
            let page = world.list(&access, query).unwrap();
            assert_eq!(page.count, Some(page.rows.len() as u64));
            texts(&object, &page.rows, "name")
        };
        let nobody = world.person(me, &[], rights(&[("contact", Reach::None)], &[]));
        assert!(world.list(&nobody, ListQuery::new("contact")).unwrap().rows.is_empty());
        assert_eq!(names(Reach::Own), ["a", "d"]);
        assert_eq!(names(Reach::Team), ["a", "b", "d"]);
        assert_eq!(names(Reach::All), ["a", "b", "c", "d", "e"]);
    }

    fn a_hidden_field_can_neither_be_read_nor_filtered_nor_ordered_by(world: &World) {
        world.add("contact", json!({"name": "a", "position": "boss"}));
        let access = world.person(Uuid::from_u128(11), &[], rights(&[], &[("contact", "position")]));
        let object = world.object("contact");
        let mut query = ListQuery::new("contact");
        let page = world.list(&access, query.clone()).unwrap();
        assert!(crate::support::value(&object, &page.rows[0], "position").is_null());
        query.fields = object.field("position").map(|field| vec![field]);
        assert!(world.list(&access, query.clone()).is_err());
        query.fields = None;
        query.sort = world.sort("contact", "position");
        assert!(world.list(&access, query.clone()).is_err());
        query.sort = Vec::new();
        query.filter = world.filter("contact", json!({"field": "position", "op": "eq", "value": "boss"}));
        assert!(world.list(&access, query).is_err());
    }

    fn a_path_sees_only_what_its_reader_may_see(world: &World) {
        let me = Uuid::from_u128(11);
        let mine = world.add("company", json!({"name": "Mine", "industry": "retail", "owner": me}));
        let other = world.add("company", json!({"name": "Other", "industry": "retail"}));
        world.add("contact", json!({"name": "a", "company": mine}));
        world.add("contact", json!({"name": "b", "company": other}));
        world.add("contact", json!({"name": "c"}));
        let object = world.object("contact");
        let names = |access, filter, sort: &str| {
            let mut query = ListQuery::new("contact");
            query.filter = world.filter("contact", filter);
            query.sort = world.sort("contact", sort);
            texts(&object, &world.list(&access, query).unwrap().rows, "name")
        };
        let own = || world.person(me, &[], rights(&[("company", Reach::Own)], &[]));
        let retail = || json!({"field": "company.industry", "op": "eq", "value": "Retail"});
        assert_eq!(names(world.system(), retail(), "name"), ["a", "b"]);
        assert_eq!(names(own(), retail(), "name"), ["a"]);
        assert_eq!(names(own(), json!({"not": retail()}), "name"), ["b", "c"]);
        // In the order of what may be seen: one company, then nothing twice.
        assert_eq!(names(own(), json!({}), "company,name"), ["a", "b", "c"]);
        assert_eq!(names(world.system(), json!({}), "-company,name"), ["c", "b", "a"]);
    }

    fn parts_follow_the_record_that_they_are_part_of(world: &World) {
        let me = Uuid::from_u128(11);
        let mine = world.add("deal", json!({"name": "Mine", "owner": me}));
        let other = world.add("deal", json!({"name": "Other"}));
        world.add("line_item", json!({"name": "x", "deal": mine}));
        world.add("line_item", json!({"name": "y", "deal": other}));
        let access = world.person(me, &[], rights(&[("deal", Reach::Own), ("line_item", Reach::Own)], &[]));
        let page = world.list(&access, ListQuery::new("line_item")).unwrap();
        assert_eq!(texts(&world.object("line_item"), &page.rows, "name"), ["x"]);
    }

    fn a_jump_far_into_a_list_finds_the_row_and_notices_changes(world: &World) {
        let all: Vec<_> = (0..5_000).map(|i| contact(&format!("n{i:05}"))).collect();
        let ids = world.add_many("contact", &all);
        let object = world.object("contact");
        let at = |sort: &str, skip: u64| {
            let mut query = ListQuery::new("contact");
            query.sort = world.sort("contact", sort);
            query.limit = 2;
            query.count = true;
            query.paging = Paging::Offset(skip);
            let page = world.list(&world.system(), query).unwrap();
            (texts(&object, &page.rows, "name"), page.count.unwrap())
        };
        for _ in 0..2 {
            assert_eq!(at("name", 4_500), (vec!["n04500".to_owned(), "n04501".to_owned()], 5_000));
            assert_eq!(at("-name", 3_000).0, ["n01999", "n01998"]);
            // An order that no index has.
            assert_eq!(at("position,name", 2_500).0, ["n02500", "n02501"]);
            assert_eq!(at("name", 4_999).0, ["n04999"]);
            assert_eq!(at("name", 5_000).0, [""; 0]);
            assert_eq!(at("name", 9_000).0, [""; 0]);
        }
        world.bin("contact", ids[10]);
        assert_eq!(at("name", 4_500), (vec!["n04501".to_owned(), "n04502".to_owned()], 4_999));
        assert_eq!(at("position,name", 2_500).0, ["n02501", "n02502"]);
    }
}

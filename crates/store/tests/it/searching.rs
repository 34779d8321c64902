//! The search: one answer on both databases.

use kith_policy::Reach;
use kith_store::Sql;
use kith_store::search::{self, Fit, Found, Hit};
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

use crate::support::{World, both, new_id, rights};

fn find(world: &World, access: &Arc<kith_policy::Access>, question: &str, limit: usize) -> Vec<Hit> {
    let (cat, access, question) = (Arc::clone(&world.cat), Arc::clone(access), question.to_owned());
    world.read(move |conn| search::find(conn, &cat, &access, &question, &[], limit))
}

fn titles(world: &World, question: &str) -> Vec<String> {
    find(world, &world.system(), question, 20).into_iter().map(|hit| hit.title).collect()
}

fn people(world: &World) -> Vec<Uuid> {
    world.add_many(
        "contact",
        &[
            json!({"name": "Иванов Пётр", "phones": "+7 (912) 345-67-89", "emails": "p.ivanov@firma.ru"}),
            json!({"name": "Иванова Ёлка", "emails": "elka@firma.ru", "position": "ivanovka"}),
            json!({"name": "Novák Jiří", "phones": [{"value": "777 123 456"}], "emails": "jiri.novak@firma.cz"}),
            json!({"name": "Nováková Jana", "note": "sestra pana Nováka"}),
            json!({"name": "Новак"}),
        ],
    )
}

fn noted(world: &World, object: &'static str, record: Uuid, text: &str) {
    let (id, text) = (new_id(), text.to_owned());
    world.write(move |conn| {
        let mut sql = Sql::new("INSERT INTO note (id, object, record, text, created_at, updated_at) VALUES (");
        sql.arg(id).add(", ").arg(object).add(", ").arg(record).add(", ").arg(&text).add(", 1, 1)");
        conn.exec(&sql)?;
        search::Beside::Notes.add(conn, object, id, &text)
    });
}

both! {
    fn parts_of_words_are_found_without_regard_to_case_and_diacritics(world: &World) {
        people(world);
        assert_eq!(titles(world, "ИВАНОВ"), ["Иванов Пётр", "Иванова Ёлка"]);
        assert_eq!(titles(world, "елка"), ["Иванова Ёлка"]);
        assert_eq!(titles(world, "ванов"), ["Иванов Пётр", "Иванова Ёлка"]);
        assert_eq!(titles(world, "NOVÁKOVA"), ["Nováková Jana"]);
        assert_eq!(titles(world, "novak jir"), ["Novák Jiří"]);
        assert_eq!(titles(world, "jir novak"), ["Novák Jiří"]);
        assert_eq!(titles(world, "pana"), ["Nováková Jana"]);
        assert_eq!(titles(world, "nobody"), [""; 0]);
    }

    fn names_are_found_in_either_script_and_on_either_layout_of_the_keyboard(world: &World) {
        people(world);
        world.add_many("contact", &[json!({"name": "Щербаков Сергей"}), json!({"name": "Šťastný Petr"})]);
        for question in ["shcherbakov", "scherbakov", "ščerbak", "sergey sherb", "sergej"] {
            let found = titles(world, question);
            assert_eq!(found.first().map(String::as_str), (question != "sergey sherb").then_some("Щербаков Сергей"), "{question}");
        }
        assert_eq!(titles(world, "Стастны"), ["Šťastný Petr"]);
        world.add_many("contact", &[json!({"name": "Abroad", "phones": [{"value": "8 (916) 123-45-67"}]})]);
        assert_eq!(titles(world, "+7 916 123 45 67"), ["Abroad"]);
        // As it is written comes first.
        assert_eq!(titles(world, "novak"), ["Novák Jiří", "Nováková Jana", "Новак"]);
        assert_eq!(titles(world, "новак"), ["Новак", "Novák Jiří", "Nováková Jana"]);
        assert_eq!(titles(world, "yfdfy"), [""; 0]);
        assert_eq!(titles(world, "yjdfr"), ["Новак"]);
    }

    fn telephones_are_found_by_their_digits_however_they_are_written(world: &World) {
        people(world);
        for question in ["+7 912 345", "9123456789", "345-67-89", "(912) 345", "79123456789"] {
            assert_eq!(titles(world, question), ["Иванов Пётр"], "{question}");
        }
        for question in ["8 912 345", "89123456789", "8912", "0079123456789"] {
            assert_eq!(titles(world, question), ["Иванов Пётр"], "{question}");
        }
        assert_eq!(titles(world, "777123456"), ["Novák Jiří"]);
        assert_eq!(titles(world, "00420 777 123"), ["Novák Jiří"]);
        assert_eq!(titles(world, "+420 777"), ["Novák Jiří"]);
    }

    fn mail_addresses_are_found_by_their_parts(world: &World) {
        people(world);
        assert_eq!(titles(world, "jiri.novak@firma.cz"), ["Novák Jiří"]);
        assert_eq!(titles(world, "firma.ru"), ["Иванов Пётр", "Иванова Ёлка"]);
        let hit = &find(world, &world.system(), "elka@firma.ru", 5)[0];
        assert_eq!(hit.fit, Fit::Value);
        let Found::Field(field) = hit.found else { panic!("{hit:?}") };
        assert_eq!(world.object("contact").fields[field].key.as_ref(), "emails");
    }

    fn the_best_fit_comes_first(world: &World) {
        world.add_many("company", &[
            json!({"name": "Big Acme"}),
            json!({"name": "Acmeon"}),
            json!({"name": "Acme"}),
            json!({"name": "Xacme"}),
        ]);
        assert_eq!(titles(world, "acme"), ["Acme", "Acmeon", "Big Acme", "Xacme"]);
    }

    fn one_or_two_letters_find_beginnings_of_titles(world: &World) {
        people(world);
        assert_eq!(titles(world, "но"), ["Новак"]);
        assert_eq!(titles(world, "N"), ["Novák Jiří", "Nováková Jana"]);
        assert_eq!(titles(world, "ov"), [""; 0]);
    }

    fn numbers_of_deals_are_found(world: &World) {
        world.add("deal", json!({"name": "Roof", "number": 42}));
        world.add("deal", json!({"name": "Wall", "number": 4217}));
        for question in ["42", "#42", "№42", "№ 42"] {
            assert_eq!(titles(world, question), ["Roof"], "{question}");
        }
        assert_eq!(titles(world, "421"), ["Wall"]);
    }

    fn wildcards_and_quotes_are_letters_like_others(world: &World) {
        world.add_many("company", &[json!({"name": "100% \"Pure\" a_b\\c"}), json!({"name": "1000 pure"})]);
        assert_eq!(titles(world, "100%"), ["100% \"Pure\" a_b\\c"]);
        assert_eq!(titles(world, "\"pure\" a_b"), ["100% \"Pure\" a_b\\c"]);
        assert_eq!(titles(world, "«1000 pure»"), ["1000 pure"]);
        assert_eq!(titles(world, "a_b"), ["100% \"Pure\" a_b\\c"]);
        assert_eq!(titles(world, "b\\c"), ["100% \"Pure\" a_b\\c"]);
    }

    fn changed_binned_and_restored_records_are_found_as_they_are(world: &World) {
        let id = world.add("contact", json!({"name": "Before", "emails": "one@example.org"}));
        world.change("contact", id, json!({"name": "After"}));
        assert_eq!(titles(world, "before"), [""; 0]);
        assert_eq!(titles(world, "after"), ["After"]);
        assert_eq!(titles(world, "one@example"), ["After"]);
        world.bin("contact", id);
        assert_eq!(titles(world, "after"), [""; 0]);
    }

    fn what_one_may_not_see_does_not_shape_what_one_finds(world: &World) {
        let me = Uuid::from_u128(7);
        people(world);
        world.add("contact", json!({"name": "Иванов Мой", "owner": me, "phones": "+79990001122"}));
        let own = world.person(me, &[], rights(&[("contact", Reach::Own)], &[("contact", "phones")]));
        let found = |question: &str| {
            find(world, &own, question, 20).into_iter().map(|hit| hit.title).collect::<Vec<_>>()
        };
        assert_eq!(found("иванов"), ["Иванов Мой"]);
        assert_eq!(found("9990001122"), [""; 0]);
        // Newer rows that may not be seen take no place away.
        for _ in 0..3 {
            people(world);
        }
        assert_eq!(find(world, &own, "иванов", 1)[0].title, "Иванов Мой");
        let nameless = world.person(me, &[], rights(&[], &[("contact", "name")]));
        assert_eq!(find(world, &nameless, "пётр", 20), []);
        assert_eq!(find(world, &nameless, "elka@firma", 20)[0].title, "");
    }

    fn records_are_found_by_the_notes_on_them(world: &World) {
        let anna = world.add("contact", json!({"name": "Анна Скидкина"}));
        let deal = world.add("deal", json!({"name": "Крыша"}));
        let user = Uuid::from_u128(7);
        noted(world, "deal", deal, "Просит скидку 10 %, звонить на 777 123 456");
        noted(world, "contact", anna, &format!("@[Пётр](user:{user}) обещал скидку"));
        noted(world, "contact", anna, "Скидка дана");
        assert_eq!(titles(world, "скидк"), ["Анна Скидкина", "Крыша"]);
        assert_eq!(titles(world, "обещал СКИДКУ"), ["Анна Скидкина"]);
        assert_eq!(titles(world, "петр обещ"), ["Анна Скидкина"]);
        assert_eq!(titles(world, "777 123 456"), ["Крыша"]);
        assert_eq!(titles(world, "скидку дана"), [""; 0], "no single note has both");
        assert_eq!(titles(world, &user.to_string()), [""; 0], "nobody reads the id");
        let hit = &find(world, &world.system(), "скидку", 20)[1];
        assert_eq!((hit.fit, hit.title.as_str()), (Fit::NoteWords, "Крыша"));
        let Found::Beside { excerpt, .. } = &hit.found else { panic!("{hit:?}") };
        assert_eq!(excerpt, "Просит скидку 10 %, звонить на 777 123 456");
        assert_eq!(titles(world, "ка"), [""; 0]);
    }

    fn a_record_stands_once_and_by_what_it_is_before_what_is_noted_on_it(world: &World) {
        let (oak, elm) = (world.add("company", json!({"name": "Oak"})), world.add("company", json!({"name": "Elm"})));
        let xoak = world.add("deal", json!({"name": "Roof of xoak"}));
        for text in ["old oak", "about oak", "oak"] {
            noted(world, "company", elm, text);
            noted(world, "company", oak, text);
            noted(world, "deal", xoak, text);
        }
        assert_eq!(titles(world, "oak"), ["Oak", "Roof of xoak", "Elm"]);
        assert_eq!(find(world, &world.system(), "oak", 2).len(), 2);
        let Found::Beside { excerpt, .. } = &find(world, &world.system(), "oak", 20)[2].found else { panic!() };
        assert_eq!(excerpt, "oak", "the newest of the notes");
    }

    fn a_note_is_found_by_whoever_sees_its_record_only(world: &World) {
        let me = Uuid::from_u128(7);
        let mine = world.add("deal", json!({"name": "Mine", "owner": me}));
        let other = world.add("deal", json!({"name": "Other"}));
        let binned = world.add("deal", json!({"name": "Binned", "owner": me}));
        for deal in [mine, other, binned] {
            noted(world, "deal", deal, "margin is 40 percent");
        }
        world.bin("deal", binned);
        let found = |rights: kith_policy::Rights| {
            let access = world.person(me, &[], rights);
            find(world, &access, "percent", 20).into_iter().map(|hit| hit.title).collect::<Vec<_>>()
        };
        assert_eq!(found(rights(&[], &[])), ["Other", "Mine"]);
        assert_eq!(found(rights(&[("deal", Reach::Own)], &[])), ["Mine"]);
        assert_eq!(found(rights(&[("deal", Reach::None)], &[])), [""; 0]);
        assert_eq!(found(rights(&[("deal", Reach::Own)], &[("deal", "name")])), [""]);
    }

    fn a_rebuilt_search_finds_the_same(world: &World) {
        let people = people(world);
        noted(world, "contact", people[4], "тоже из ивановых");
        let before = find(world, &world.system(), "ванов", 20);
        let object = world.object("contact");
        world.write(move |conn| search::rebuild(conn, &object));
        assert_eq!(find(world, &world.system(), "ванов", 20), before);
        assert_eq!(before.len(), 3);
    }
}

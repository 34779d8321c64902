use kith_catalogue::Lang;
use kith_catalogue::text::{Collator, fold};
use proptest::prelude::*;

#[test]
fn case_and_diacritics_do_not_matter_in_latin_and_cyrillic() {
    assert_eq!(fold("Dvořák"), "dvorak");
    assert_eq!(fold("ČESKÉ  BUDĚJOVICE"), "ceske budejovice");
    assert_eq!(fold("Артём Ёлкин"), "артем елкин");
    assert_eq!(fold("Straße"), "strasse");
    assert_eq!(fold("Łódź Øre Æon Đorđe"), "lodz ore aeon dorde");
    assert_eq!(fold("Ива\u{301}нов"), "иванов");
    assert_eq!(fold("İSTANBUL"), "istanbul");
}

#[test]
fn short_i_stays_a_letter_of_its_own() {
    assert_eq!(fold("Йошкар-Ола"), "йошкар-ола");
    assert_eq!(fold("Андреи\u{306}"), "андрей");
    assert_ne!(fold("Андрей"), fold("Андреи"));
}

#[test]
fn width_space_and_what_nobody_sees_do_not_matter() {
    assert_eq!(fold("ＡＢＣ\u{a0}1"), "abc 1");
    assert_eq!(fold("  a \t\n b  "), "a b");
    assert_eq!(fold("a\u{200b}b\u{ad}c\u{202e}d"), "abcd");
    assert_eq!(fold("a\0b\u{7}c"), "abc");
    assert_eq!(fold("«Ромашка»"), "\"ромашка\"");
    assert_eq!(fold("👩‍💻 Ok"), "👩💻 ok");
}

#[test]
fn order_is_the_languages_own() {
    let order = |lang, mut words: Vec<&'static str>| {
        let collator = Collator::new(lang);
        words.sort_by_key(|word| collator.key(word));
        words
    };
    assert_eq!(order(Lang::Cs, vec!["hora", "Čech", "chrt", "Cibulka"]), ["Cibulka", "Čech", "hora", "chrt"]);
    assert_eq!(order(Lang::Ru, vec!["Жук", "Ель", "Ёж", "ежевика", "Яма"]), ["Ёж", "ежевика", "Ель", "Жук", "Яма"]);
    assert_eq!(order(Lang::En, vec!["b", "a", "B", "A"]), ["a", "A", "b", "B"]);
}

#[test]
fn a_key_of_a_huge_text_is_small() {
    let collator = Collator::new(Lang::Ru);
    assert!(collator.key(&"я".repeat(1_000_000)).len() < 1_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn folding_letters_twice_is_folding_once(
        text in proptest::collection::vec(prop_oneof![
            proptest::char::range('\u{80}', '\u{52f}'), proptest::char::range('\u{1e00}', '\u{20cf}'),
            proptest::char::range('\u{fb00}', '\u{fb4f}'), Just(' '), Just('\u{306}'), Just('и'),
        ], 0..20)
    ) {
        let text: String = text.into_iter().collect();
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn keys_never_fail(text in any::<String>()) {
        Collator::new(Lang::Cs).key(&text);
    }
}

#[test]
fn every_single_character_folds_stably() {
    for c in '\0'..=char::MAX {
        let once = fold(&c.to_string());
        assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
    }
}

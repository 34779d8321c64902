//! Why a row was rejected, in words, for the file that people correct.

use kith_catalogue::{Lang, Problem};
use serde_json::{Map, Value as Json};

/// A problem in words.
pub fn reason(problem: &Problem, lang: Lang) -> String {
    in_words(problem.code, problem.field.as_deref(), &problem.params, lang)
}

/// The headers of the two columns put before the file's own.
pub(super) fn headers(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::En => ("row", "reason"),
        Lang::Ru => ("строка", "причина"),
        Lang::Cs => ("řádek", "důvod"),
    }
}

/// A code with its field and details in words: "close_value: "many" is not written as expected (1250.00)".
pub(super) fn in_words(code: &str, field: Option<&str>, params: &Map<String, Json>, lang: Lang) -> String {
    let param = |key: &str| match params.get(key) {
        Some(Json::String(text)) => Some(text.clone()),
        Some(Json::Null) | None => None,
        Some(other) => Some(other.to_string()),
    };
    let known = PHRASES.iter().find(|(known, ..)| *known == code);
    let phrase = match (known, lang) {
        (Some((_, en, ..)), Lang::En) => en,
        (Some((_, _, ru, _)), Lang::Ru) => ru,
        (Some((.., cs)), Lang::Cs) => cs,
        (None, _) => code,
    };
    let mut text = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (key, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(&param(key).unwrap_or_default());
        rest = after;
    }
    text.push_str(rest);
    let value = param("value").filter(|_| !phrase.contains("{value}")).map(|value| format!("\"{value}\": "));
    let place = param("column").or_else(|| field.filter(|field| *field != "key").map(str::to_owned));
    let place = place.map(|place| format!("{place}: ")).unwrap_or_default();
    format!("{place}{}{text}", value.unwrap_or_default())
}

/// Code, English, Russian, Czech.
const PHRASES: &[(&str, &str, &str, &str)] = &[
    (
        "too_many_cells",
        "{found} cells, the header has {expected}",
        "ячеек {found}, а в заголовке {expected}",
        "buněk je {found}, v záhlaví {expected}",
    ),
    (
        "too_few_cells",
        "{found} cells, the header has {expected}",
        "ячеек {found}, а в заголовке {expected}",
        "buněk je {found}, v záhlaví {expected}",
    ),
    ("required", "must be filled in", "нужно заполнить", "musí být vyplněno"),
    (
        "wrong_format",
        "not written as expected ({expected})",
        "записано не так, как ожидалось ({expected})",
        "není zapsáno, jak má být ({expected})",
    ),
    (
        "wrong_type",
        "a value of another kind is expected",
        "ожидается значение другого вида",
        "očekává se jiný druh hodnoty",
    ),
    ("unknown_option", "not one of the options", "нет такого варианта", "taková možnost není"),
    ("unknown_currency", "unknown currency", "неизвестная валюта", "neznámá měna"),
    (
        "too_long",
        "too long, at most {max} characters",
        "слишком длинно, не больше {max} знаков",
        "příliš dlouhé, nejvýše {max} znaků",
    ),
    (
        "too_many",
        "too many values, at most {max}",
        "слишком много значений, не больше {max}",
        "příliš mnoho hodnot, nejvýše {max}",
    ),
    (
        "too_precise",
        "too many digits after the point",
        "слишком много знаков после запятой",
        "příliš mnoho desetinných míst",
    ),
    ("out_of_range", "out of range", "вне допустимых пределов", "mimo povolený rozsah"),
    ("invalid_email", "not an e-mail address", "не адрес электронной почты", "není e-mailová adresa"),
    ("not_an_email", "not an e-mail address", "не адрес электронной почты", "není e-mailová adresa"),
    (
        "bad_character",
        "holds a character that is not allowed",
        "содержит недопустимый знак",
        "obsahuje nedovolený znak",
    ),
    ("unknown_record", "\"{value}\" does not exist", "«{value}» не найдено", "„{value}“ neexistuje"),
    (
        "unknown_person",
        "there is nobody called \"{value}\"",
        "нет сотрудника «{value}»",
        "nikdo se nejmenuje „{value}“",
    ),
    ("unknown_stage", "there is no stage \"{value}\"", "нет этапа «{value}»", "fáze „{value}“ neexistuje"),
    ("unknown_pipeline", "there is no pipeline \"{value}\"", "нет воронки «{value}»", "pipeline „{value}“ neexistuje"),
    (
        "ambiguous_name",
        "several are called \"{value}\"",
        "«{value}» подходит к нескольким",
        "názvu „{value}“ odpovídá více záznamů",
    ),
    (
        "may_not_create",
        "\"{value}\" does not exist and may not be created",
        "«{value}» не найдено, а создавать нельзя",
        "„{value}“ neexistuje a nelze vytvořit",
    ),
    (
        "several_records",
        "{count} existing records fit",
        "подходит существующих записей: {count}",
        "odpovídá více existujících záznamů: {count}",
    ),
    ("repeated_row", "repeats row {row}", "повторяет строку {row}", "opakuje řádek {row}"),
    (
        "links_to_itself",
        "\"{value}\" is the record itself",
        "«{value}» — это сама запись",
        "„{value}“ je tentýž záznam",
    ),
    ("not_in_pipeline", "the stage is not in this pipeline", "этап из другой воронки", "fáze není v této pipeline"),
    ("archived", "no longer in use", "больше не используется", "už se nepoužívá"),
    (
        "deal_is_open",
        "an open deal has no date of closing",
        "у открытой сделки нет даты закрытия",
        "otevřený obchod nemá datum uzavření",
    ),
    ("taken", "already taken", "уже занято", "už je obsazeno"),
    ("duplicate", "doubles an existing record", "повторяет существующую запись", "opakuje existující záznam"),
    ("not_found", "not found", "не найдено", "nenalezeno"),
    ("forbidden", "you may not do this", "на это нет прав", "k tomu nemáte právo"),
    ("read_only", "cannot be written", "нельзя изменять", "nelze měnit"),
    ("version_conflict", "has been changed meanwhile", "за это время изменено", "mezitím bylo změněno"),
    ("refused", "refused", "отклонено", "odmítnuto"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_name_the_column_and_the_value() {
        let problem = Problem::new("wrong_format").at("amount").with("column", "close_value").with("value", "many");
        let problem = problem.with("expected", "1250.00");
        assert_eq!(reason(&problem, Lang::En), "close_value: \"many\": not written as expected (1250.00)");
        let problem = Problem::new("unknown_record").at("product").with("column", "product").with("value", "AB 1");
        assert_eq!(reason(&problem, Lang::Cs), "product: „AB 1“ neexistuje");
        let problem = Problem::new("repeated_row").at("key").with("row", 7);
        assert_eq!(reason(&problem, Lang::Ru), "повторяет строку 7");
    }

    #[test]
    fn every_phrase_is_there_in_three_languages() {
        for (code, en, ru, cs) in PHRASES {
            assert!(!en.is_empty() && !ru.is_empty() && !cs.is_empty(), "{code}");
        }
    }
}

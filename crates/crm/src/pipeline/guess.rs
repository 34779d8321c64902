//! What a stage that only has a name probably means.

use kith_catalogue::text::fold;
use kith_engine::{Result, Tx};

use super::stages::{self, NewStage};
use super::{Pipeline, Stage, StageKind};

/// Folded beginnings of words (whole words up to three letters) that tell a lost stage. Looked for first: "не реализовано" holds "реализовано".
const LOST: &[&str] = &[
    "lost",
    "reject",
    "declin",
    "disqualif",
    "cancel",
    "junk",
    "unsuccessful",
    "not won",
    "не реализ",
    "проигр",
    "провал",
    "отказ",
    "потер",
    "отмен",
    "не состоя",
    "неуспе",
    "prohr",
    "ztrac",
    "zamitn",
    "odmitn",
    "zrus",
    "neuspe",
    "stornov",
];

const WON: &[&str] = &[
    "won",
    "success",
    "signed",
    "paid",
    "convert",
    "конверт",
    "preveden",
    "ordered",
    "выигр",
    "успе",
    "реализ",
    "продан",
    "оплачен",
    "сделка заключ",
    "vyhr",
    "ziskan",
    "uspes",
    "podeps",
    "zaplac",
    "realizov",
];

/// The kind that a stage of this name most probably is.
pub fn guess_kind(name: &str) -> StageKind {
    let folded = fold(name);
    let tells = |words: &[&str]| words.iter().any(|word| holds_word_beginning(&folded, word));
    if tells(LOST) {
        StageKind::Lost
    } else if tells(WON) {
        StageKind::Won
    } else {
        StageKind::Open
    }
}

fn holds_word_beginning(text: &str, beginning: &str) -> bool {
    text.match_indices(beginning).any(|(at, _)| {
        let ends = beginning.chars().count() > 3
            || !text[at + beginning.len()..].chars().next().is_some_and(char::is_alphanumeric);
        ends && !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
    })
}

/// The stage of that name in a pipeline, without regard to case and diacritics. A won or lost stage is also found by
/// what its name means where the pipeline has just one such. None when nothing fits.
pub fn find_stage<'a>(pipeline: &'a Pipeline, name: &str) -> Option<&'a Stage> {
    let folded = fold(name);
    if let Some(stage) = pipeline.in_use().find(|stage| fold(&stage.name) == folded) {
        return Some(stage);
    }
    let kind = guess_kind(name);
    let mut alike = pipeline.in_use().filter(|stage| stage.kind == kind);
    match (kind.is_closed(), alike.next(), alike.next()) {
        (true, Some(only), None) => Some(only),
        _ => None,
    }
}

/// The stage of that name, made when the pipeline has none: an open one before the closed ones, with a probability
/// between its neighbours'.
///
/// # Errors
/// [`kith_engine::Error::Forbidden`] when one must be made and the actor may not change pipelines.
pub fn find_or_create_stage(tx: &mut Tx<'_>, pipeline: &Pipeline, name: &str) -> Result<Stage> {
    if let Some(stage) = find_stage(pipeline, name) {
        return Ok(stage.clone());
    }
    let stage = NewStage { name: name.trim().to_owned(), kind: guess_kind(name), ..NewStage::default() };
    stages::add_stage(tx, pipeline.id, stage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_kind_in_three_languages() {
        for name in ["Won", "Closed won", "Успешно реализовано", "Выиграна", "Vyhráno", "ÚSPĚŠNĚ uzavřeno", "Оплачено"]
        {
            assert_eq!(guess_kind(name), StageKind::Won, "{name}");
        }
        for name in
            ["Lost", "Closed Lost", "Закрыто и не реализовано", "Проиграна", "Отказ клиента", "Prohráno", "Zrušeno"]
        {
            assert_eq!(guess_kind(name), StageKind::Lost, "{name}");
        }
        for name in ["Prospecting", "Engaging", "Wonder list", "Переговоры", "Nabídka", "Prepaid check", "New"]
        {
            assert_eq!(guess_kind(name), StageKind::Open, "{name}");
        }
    }
}

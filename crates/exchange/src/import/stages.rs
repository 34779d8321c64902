//! Stages that a file names and the pipeline does not have, put where deals of that name usually stand.

use kith_catalogue::text::fold;
use kith_crm::pipeline::stages::{NewStage, add_stage};
use kith_crm::pipeline::{Pipeline, Stage, StageKind, find_stage, guess_kind};
use kith_engine::{Result, Tx};

/// Beginnings of words and how likely a deal in a stage called so usually is, in percent.
const USUAL: &[(&str, i64)] = &[
    ("lead", 5),
    ("new", 5),
    ("нов", 5),
    ("лид", 5),
    ("nov", 5),
    ("prospect", 10),
    ("suspect", 5),
    ("discover", 15),
    ("contact", 15),
    ("контакт", 15),
    ("kontakt", 15),
    ("oslov", 15),
    ("engag", 25),
    ("qualif", 25),
    ("квалиф", 25),
    ("kvalif", 25),
    ("need", 30),
    ("анализ", 30),
    ("analy", 30),
    ("meeting", 35),
    ("demo", 40),
    ("встреч", 35),
    ("демо", 40),
    ("schuz", 35),
    ("evaluat", 45),
    ("trial", 45),
    ("solution", 50),
    ("propos", 55),
    ("quot", 55),
    ("offer", 55),
    ("предлож", 55),
    ("кп", 55),
    ("nabid", 55),
    ("decision", 65),
    ("решени", 65),
    ("rozhod", 65),
    ("negotiat", 75),
    ("перегов", 75),
    ("согласов", 75),
    ("vyjedn", 75),
    ("jedna", 75),
    ("contract", 85),
    ("договор", 85),
    ("smlouv", 85),
    ("verbal", 90),
    ("invoice", 90),
    ("счет", 90),
];

/// The stage of that name, made where it is missing.
pub(super) fn find_or_make(tx: &mut Tx<'_>, pipeline: &Pipeline, name: &str) -> Result<Stage> {
    if let Some(stage) = find_stage(pipeline, name) {
        return Ok(stage.clone());
    }
    let kind = guess_kind(name);
    let probability = if kind == StageKind::Open { usual(name) } else { None };
    let position = probability.and_then(|likely| {
        let in_use: Vec<&Stage> = pipeline.in_use().collect();
        in_use.iter().position(|stage| stage.kind.is_closed() || stage.probability > likely)
    });
    let stage = NewStage { name: name.trim().to_owned(), kind, probability, position, ..NewStage::default() };
    add_stage(tx, pipeline.id, stage)
}

fn usual(name: &str) -> Option<i64> {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    let known = |beginning: &str| words.iter().any(|word| word.starts_with(beginning));
    USUAL.iter().find(|(beginning, _)| known(beginning)).map(|(_, percent)| *percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_stand_in_their_usual_order() {
        let order = ["Prospecting", "Engaging", "Proposal sent", "Negotiation"].map(|name| usual(name).unwrap_or(-1));
        assert!(order.is_sorted() && order[0] > 0, "{order:?}");
        assert_eq!(usual("Zázrak"), None);
        assert!(usual("Переговоры") > usual("Квалификация"));
    }
}

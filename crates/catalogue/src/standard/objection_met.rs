//! That a customer raised an objection: about what, where in the pipeline, which answer was given, and whether it helped. It
//! is a part of the record that it is about and follows it in all rights.

use std::sync::Arc;

use super::spec::{ObjectSpec, field, link};
use crate::{Choice, Kind, Labels, Part, Tone};

/// The object's key.
pub const KEY: &str = "objection_met";
/// The record that it is about.
pub const ABOUT: &str = "about";
/// The objection, as the library has it.
pub const OBJECTION: &str = "objection";
/// The answer that was given.
pub const ANSWER: &str = "answer";
/// Whether the answer helped.
pub const WORKED: &str = "worked";
/// What the customer said.
pub const WORDS: &str = "words";
/// The call or meeting in which it was.
pub const TASK: &str = "task";
/// The note in which it was written down, as its id; a note of the record that it is about.
pub const NOTE: &str = "note";
/// The deal, where it is about one; kept by the system.
pub const DEAL: &str = "deal";
/// The pipeline in which the deal was then; kept by the system.
pub const PIPELINE: &str = "pipeline";
/// The stage in which the deal was then; kept by the system.
pub const STAGE: &str = "stage";

/// The answer helped.
pub const YES: &str = "yes";
/// Nobody has said whether it helped.
pub const UNKNOWN: &str = "unknown";

pub(crate) fn spec() -> ObjectSpec {
    let outcomes = vec![
        Choice::new(YES, Labels::new("It helped", "Помогло", "Pomohlo")).tone(Tone::Green),
        Choice::new("no", Labels::new("It did not help", "Не помогло", "Nepomohlo")).tone(Tone::Red),
        Choice::new(UNKNOWN, Labels::new("Not known yet", "Пока неизвестно", "Zatím není jasné")).tone(Tone::Gray),
    ];
    let about = [super::deal::KEY, super::lead::KEY, super::contact::KEY, super::company::KEY];
    ObjectSpec {
        key: KEY,
        label: Labels::new("Objection met", "Встреченное возражение", "Vznesená námitka"),
        label_plural: Labels::new("Objections met", "Встреченные возражения", "Vznesené námitky"),
        icon: "message-exclamation",
        title: WORDS,
        owner: None,
        participants: None,
        editors: None,
        parent: Some(ABOUT),
        verbs: &[],
        fields: vec![
            field(WORDS, Kind::Text, "Customer's words", "Слова клиента", "Slova zákazníka"),
            field(OBJECTION, link(super::objection::KEY), "Objection", "Возражение", "Námitka").required(),
            field(ANSWER, link(super::answer::KEY), "Answer", "Ответ", "Odpověď"),
            field(WORKED, Kind::OneOf { options: outcomes }, "Did it help", "Помогло ли", "Pomohlo to"),
            field(ABOUT, Kind::Link { targets: about.map(Arc::from).to_vec() }, "About", "Связано с", "Týká se")
                .required(),
            field(TASK, link(super::task::KEY), "Task", "Задача", "Úkol"),
            field(NOTE, Kind::Text, "Note", "Заметка", "Poznámka").hidden(),
            field(DEAL, link(super::deal::KEY), "Deal", "Сделка", "Obchod").read_only(),
            field(PIPELINE, Kind::Pipeline, "Pipeline then", "Воронка тогда", "Tehdejší pipeline").read_only(),
            field(STAGE, Kind::Stage, "Stage then", "Этап тогда", "Tehdejší fáze").read_only(),
        ],
        indexes: &[
            &[(ABOUT, Part::Value)],
            // Figures go from objections and answers to deals, and back.
            &[(OBJECTION, Part::Value), (DEAL, Part::Value), (STAGE, Part::Value)],
            &[(ANSWER, Part::Value), (DEAL, Part::Value)],
            &[(DEAL, Part::Value), (OBJECTION, Part::Value), (ANSWER, Part::Value), (STAGE, Part::Value)],
            &[(TASK, Part::Value)],
            &[(NOTE, Part::Fold)],
            &[(super::CREATED_AT, Part::Value)],
        ],
        tally: None,
    }
}

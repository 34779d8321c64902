//! A task: something to do, by somebody, by a time, about a record.

use std::sync::Arc;

use super::spec::{ObjectSpec, field};
use crate::{Choice, Kind, Labels, Part, Tone};

/// The object's key.
pub const KEY: &str = "task";
/// What is to be done.
pub const TITLE: &str = "title";
/// Call, meeting, mail or anything else.
pub const TYPE: &str = "type";
/// By when.
pub const DUE_AT: &str = "due_at";
/// How long it takes, in minutes.
pub const DURATION: &str = "duration";
/// When it was done.
pub const DONE_AT: &str = "done_at";
/// What came of it.
pub const RESULT: &str = "result";
/// Who is to do it.
pub const ASSIGNEE: &str = "assignee";
/// The record that it concerns.
pub const ABOUT: &str = "about";
/// How pressing it is.
pub const PRIORITY: &str = "priority";
/// Who takes part besides the assignee.
pub const PARTICIPANTS: &str = "participants";
/// How many minutes before it is due its people are reminded.
pub const REMIND_BEFORE: &str = "remind_before";
/// How it repeats: a rule of RFC 5545.
pub const RECURRENCE: &str = "recurrence";
/// It belongs to a day, not to an hour.
pub const ALL_DAY: &str = "all_day";

pub(crate) fn spec() -> ObjectSpec {
    let types = vec![
        Choice::new("call", Labels::new("Call", "Звонок", "Hovor")).tone(Tone::Green),
        Choice::new("meeting", Labels::new("Meeting", "Встреча", "Schůzka")).tone(Tone::Violet),
        Choice::new("mail", Labels::new("E-mail", "Письмо", "E-mail")).tone(Tone::Blue),
        Choice::new("todo", Labels::new("To do", "Дело", "Úkol")).tone(Tone::Gray),
    ];
    let priorities = vec![
        Choice::new("low", Labels::new("Low", "Низкая", "Nízká")).tone(Tone::Gray),
        Choice::new("normal", Labels::new("Normal", "Обычная", "Běžná")).tone(Tone::Blue),
        Choice::new("high", Labels::new("High", "Высокая", "Vysoká")).tone(Tone::Red),
    ];
    let about = [super::company::KEY, super::contact::KEY, super::deal::KEY, super::product::KEY, super::lead::KEY];
    ObjectSpec {
        key: KEY,
        label: Labels::new("Task", "Задача", "Úkol"),
        label_plural: Labels::new("Tasks", "Задачи", "Úkoly"),
        icon: "checkbox",
        title: TITLE,
        owner: Some(ASSIGNEE),
        participants: Some(PARTICIPANTS),
        editors: None,
        parent: None,
        verbs: &["complete", "reopen", "assign", "skip", "reschedule"],
        fields: vec![
            field(TITLE, Kind::Text, "Title", "Что сделать", "Název").required().searchable(),
            field(TYPE, Kind::OneOf { options: types }, "Type", "Тип", "Typ"),
            field(DUE_AT, Kind::DateTime, "Due", "Срок", "Termín"),
            field(DURATION, Kind::Number { scale: 0 }, "Duration, min", "Длительность, мин", "Trvání, min"),
            field(DONE_AT, Kind::DateTime, "Done", "Выполнена", "Splněno"),
            field(RESULT, Kind::LongText, "Result", "Результат", "Výsledek").searchable(),
            field(ASSIGNEE, Kind::User, "Assignee", "Исполнитель", "Řešitel"),
            field(ABOUT, Kind::Link { targets: about.map(Arc::from).to_vec() }, "About", "Связано с", "Týká se"),
            field(PRIORITY, Kind::OneOf { options: priorities }, "Priority", "Важность", "Priorita"),
            field(PARTICIPANTS, Kind::Users, "Participants", "Участники", "Účastníci"),
            field(
                REMIND_BEFORE,
                Kind::Number { scale: 0 },
                "Remind, min before",
                "Напомнить за, мин",
                "Připomenout, min předem",
            ),
            field(RECURRENCE, Kind::Text, "Repeats", "Повторение", "Opakování"),
            field(ALL_DAY, Kind::Boolean, "All day", "Весь день", "Celý den"),
        ],
        indexes: &[
            &[(ASSIGNEE, Part::Value), (DONE_AT, Part::Value), (DUE_AT, Part::Value)],
            &[(DUE_AT, Part::Value)],
            &[(ABOUT, Part::Value), (DONE_AT, Part::Value), (DUE_AT, Part::Value)],
            // Whose next step is overdue: begins at the open tasks.
            &[(DONE_AT, Part::Value), (DUE_AT, Part::Value), (ABOUT, Part::Value)],
            // What repeats, of all that is there.
            &[(RECURRENCE, Part::Value), (DUE_AT, Part::Value)],
            &[(super::CREATED_AT, Part::Value)],
        ],
        tally: None,
    }
}

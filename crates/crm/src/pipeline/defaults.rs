//! The pipelines that every workspace starts with.

use kith_catalogue::Lang;
use kith_catalogue::standard::{deal, lead};

use super::StageKind;
use super::edit::NewPipeline;
use super::stages::NewStage;

/// A pipeline in words: its key, its name, and its stages with kind, probability and tone.
struct Shape {
    key: &'static str,
    name: &'static str,
    stages: Vec<(&'static str, StageKind, i64, &'static str)>,
}

/// The first pipeline of an object.
pub(crate) fn first_pipeline(object: &str, lang: Lang) -> NewPipeline {
    let shape = shape_of(object, lang);
    NewPipeline {
        key: Some(shape.key.to_owned()),
        name: shape.name.to_owned(),
        object: if object == lead::KEY { lead::KEY } else { deal::KEY }.to_owned(),
        stages: Some(first_stages(object, lang)),
        is_default: true,
        rules: serde_json::Map::new(),
    }
}

/// The stages that a pipeline of an object has when nobody says which.
pub(super) fn first_stages(object: &str, lang: Lang) -> Vec<NewStage> {
    let stages = shape_of(object, lang).stages.into_iter().map(|(name, kind, probability, tone)| NewStage {
        name: name.to_owned(),
        kind,
        probability: Some(probability),
        tone: Some(tone.to_owned()),
        ..NewStage::default()
    });
    stages.collect()
}

fn shape_of(object: &str, lang: Lang) -> Shape {
    if object == lead::KEY { leads(lang) } else { deals(lang) }
}

fn deals(lang: Lang) -> Shape {
    let (name, [new, qualified, proposal, negotiation, won, lost]) = match lang {
        Lang::En => ("Sales", ["New", "Qualified", "Proposal", "Negotiation", "Won", "Lost"]),
        Lang::Ru => ("Продажи", ["Новая", "Квалификация", "Предложение", "Переговоры", "Выиграна", "Проиграна"]),
        Lang::Cs => ("Prodej", ["Nový", "Kvalifikovaný", "Nabídka", "Vyjednávání", "Vyhráno", "Prohráno"]),
    };
    let stages = vec![
        (new, StageKind::Open, 10, "gray"),
        (qualified, StageKind::Open, 25, "blue"),
        (proposal, StageKind::Open, 50, "violet"),
        (negotiation, StageKind::Open, 75, "amber"),
        (won, StageKind::Won, 100, "green"),
        (lost, StageKind::Lost, 0, "red"),
    ];
    Shape { key: "sales", name, stages }
}

fn leads(lang: Lang) -> Shape {
    let (name, [new, contacted, qualified, converted, rejected]) = match lang {
        Lang::En => ("Inquiries", ["New", "Contacted", "Qualified", "Converted", "Rejected"]),
        Lang::Ru => ("Обращения", ["Новые", "Связались", "Квалифицированы", "Конвертированы", "Отклонены"]),
        Lang::Cs => ("Poptávky", ["Nové", "Kontaktované", "Kvalifikované", "Převedené", "Odmítnuté"]),
    };
    let stages = vec![
        (new, StageKind::Open, 10, "blue"),
        (contacted, StageKind::Open, 25, "violet"),
        (qualified, StageKind::Open, 50, "amber"),
        (converted, StageKind::Won, 100, "green"),
        (rejected, StageKind::Lost, 0, "red"),
    ];
    Shape { key: "leads", name, stages }
}

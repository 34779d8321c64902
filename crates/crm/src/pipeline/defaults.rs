//! The pipeline that every workspace starts with.

use kith_catalogue::Lang;

use super::StageKind;
use super::edit::NewPipeline;
use super::stages::NewStage;

/// The name of the first pipeline and its stages: name, kind, probability, tone.
pub(crate) fn first_pipeline(lang: Lang) -> NewPipeline {
    let (name, names) = match lang {
        Lang::En => ("Sales", ["New", "Qualified", "Proposal", "Negotiation", "Won", "Lost"]),
        Lang::Ru => ("Продажи", ["Новая", "Квалификация", "Предложение", "Переговоры", "Выиграна", "Проиграна"]),
        Lang::Cs => ("Prodej", ["Nový", "Kvalifikovaný", "Nabídka", "Vyjednávání", "Vyhráno", "Prohráno"]),
    };
    let shape = [
        (StageKind::Open, 10, "gray"),
        (StageKind::Open, 25, "blue"),
        (StageKind::Open, 50, "violet"),
        (StageKind::Open, 75, "amber"),
        (StageKind::Won, 100, "green"),
        (StageKind::Lost, 0, "red"),
    ];
    let stages = names
        .into_iter()
        .zip(shape)
        .map(|(name, (kind, probability, tone))| NewStage {
            name: name.to_owned(),
            kind,
            probability: Some(probability),
            tone: Some(tone.to_owned()),
            ..NewStage::default()
        })
        .collect();
    NewPipeline {
        key: Some("sales".to_owned()),
        name: name.to_owned(),
        object: "deal".to_owned(),
        stages,
        is_default: true,
        rules: serde_json::Map::new(),
    }
}

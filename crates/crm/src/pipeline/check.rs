//! What names, probabilities, colours and keys of pipelines and stages have to look like.

use kith_catalogue::Problem;
use kith_catalogue::text::fold;
use kith_engine::{Error, Result};

use super::stages::NewStage;
use super::{Pipeline, StageKind};

/// The longest name of a pipeline or stage, in characters.
const MAX_NAME: usize = 100;

/// The colours that a stage may have: the tones of the UI.
pub const TONES: [&str; 6] = ["gray", "blue", "violet", "amber", "green", "red"];

pub(super) fn check_shape(stages: &[NewStage]) -> Result<()> {
    for kind in [StageKind::Open, StageKind::Won, StageKind::Lost] {
        if !stages.iter().any(|stage| stage.kind == kind) {
            return Err(Error::Invalid(vec![
                Problem::new("stage_kind_missing").at("stages").with("kind", kind.as_str()),
            ]));
        }
    }
    Ok(())
}

pub(super) fn clean_name(name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").replace('\0', "");
    if name.is_empty() {
        return Err(Error::field("name", "required"));
    }
    if name.chars().count() > MAX_NAME {
        return Err(Error::Invalid(vec![Problem::new("too_long").at("name").with("max", MAX_NAME)]));
    }
    Ok(name)
}

pub(super) fn refuse_same_name<'a>(name: &str, mut others: impl Iterator<Item = &'a str>) -> Result<()> {
    let folded = fold(name);
    if others.any(|other| fold(other) == folded) { Err(Error::field("name", "not_unique")) } else { Ok(()) }
}

pub(super) fn clean_probability(percent: i64) -> Result<i64> {
    if (0..=100).contains(&percent) {
        Ok(percent)
    } else {
        Err(Error::Invalid(vec![Problem::new("out_of_range").at("probability").with("min", 0).with("max", 100)]))
    }
}

pub(super) fn clean_tone(tone: &str) -> Result<String> {
    if TONES.contains(&tone) { Ok(tone.to_owned()) } else { Err(Error::field("tone", "unknown_option")) }
}

pub(super) fn free_key(wanted: Option<&str>, all: &[Pipeline]) -> String {
    let base: String = wanted
        .unwrap_or("pipeline")
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .take(40)
        .collect::<String>()
        .to_ascii_lowercase();
    let base = if base.is_empty() { "pipeline".to_owned() } else { base };
    let taken = |key: &str| all.iter().any(|pipeline| pipeline.key == key);
    if !taken(&base) {
        return base;
    }
    (2..).map(|n| format!("{base}_{n}")).find(|key| !taken(key)).unwrap_or(base)
}

//! Paths: a field, or one step through it.

use std::sync::Arc;

use crate::problem::short;
use crate::{Catalogue, FieldIx, Kind, Object, Problem};

/// A field of an object, or what one step through it leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path {
    /// The field of the object asked about.
    pub field: FieldIx,
    /// Further, through it.
    pub step: Option<Step>,
}

/// One step through a field that refers to something.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// A field of the linked record.
    Record {
        /// The linked object.
        object: Arc<str>,
        /// Its field.
        field: FieldIx,
    },
    /// Something about the user.
    User(UserField),
    /// Something about the stage.
    Stage(StageField),
    /// Something about the pipeline.
    Pipeline(PipelineField),
}

/// What can be asked of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum UserField {
    Name,
    Email,
    Team,
    Manager,
    Office,
    Active,
}

/// What can be asked of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum StageField {
    Name,
    Kind,
    Status,
    Probability,
    Position,
}

/// What can be asked of a pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PipelineField {
    Name,
}

/// What a path ends at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaf<'a> {
    /// A value of this kind.
    Kind(&'a Kind),
    /// A team's id.
    Team,
}

static TEXT: Kind = Kind::Text;
static BOOLEAN: Kind = Kind::Boolean;
static USER: Kind = Kind::User;
static WHOLE: Kind = Kind::Number { scale: 0 };

impl UserField {
    /// All of them.
    pub const ALL: [UserField; 6] =
        [UserField::Name, UserField::Email, UserField::Team, UserField::Manager, UserField::Office, UserField::Active];

    /// Its key, which is also the column of `user_account`.
    pub const fn key(self) -> &'static str {
        match self {
            UserField::Name => "name",
            UserField::Email => "email",
            UserField::Team => "team",
            UserField::Manager => "manager",
            UserField::Office => "office",
            UserField::Active => "active",
        }
    }

    /// What it holds.
    pub fn leaf(self) -> Leaf<'static> {
        match self {
            UserField::Name | UserField::Email => Leaf::Kind(&TEXT),
            UserField::Team | UserField::Office => Leaf::Team,
            UserField::Manager => Leaf::Kind(&USER),
            UserField::Active => Leaf::Kind(&BOOLEAN),
        }
    }
}

impl StageField {
    /// All of them.
    pub const ALL: [StageField; 5] =
        [StageField::Name, StageField::Kind, StageField::Status, StageField::Probability, StageField::Position];

    /// Its key, which is also the column of `stage`.
    pub const fn key(self) -> &'static str {
        match self {
            StageField::Name => "name",
            StageField::Kind => "kind",
            StageField::Status => "status",
            StageField::Probability => "probability",
            StageField::Position => "position",
        }
    }

    /// What it holds.
    pub fn leaf(self) -> Leaf<'static> {
        match self {
            StageField::Name => Leaf::Kind(&TEXT),
            StageField::Kind => Leaf::Kind(crate::standard::stage_kind()),
            StageField::Status => Leaf::Kind(crate::standard::stage_status()),
            StageField::Probability | StageField::Position => Leaf::Kind(&WHOLE),
        }
    }
}

impl PipelineField {
    /// Its key, which is also the column of `pipeline`.
    pub const fn key(self) -> &'static str {
        match self {
            PipelineField::Name => "name",
        }
    }
}

impl Path {
    /// A field of the object itself.
    pub const fn field(field: FieldIx) -> Path {
        Path { field, step: None }
    }

    /// Reads `industry` or `company.industry`.
    ///
    /// # Errors
    /// `unknown_field`, naming the text; also for a field that leads nowhere, and for more than one step.
    pub fn parse(text: &str, catalogue: &Catalogue, object: &Object) -> Result<Path, Problem> {
        Path::find(text, catalogue, object).ok_or_else(|| Problem::new("unknown_field").at(&short(text)))
    }

    fn find(text: &str, catalogue: &Catalogue, object: &Object) -> Option<Path> {
        let Some((first, rest)) = text.split_once('.') else {
            return object.field(text).map(Path::field);
        };
        let field = object.field(first)?;
        let step = match &object.fields[field].kind {
            Kind::Link { targets } => {
                let [target] = targets.as_slice() else { return None };
                let linked = catalogue.object(target)?;
                Step::Record { object: linked.key.clone(), field: linked.field(rest)? }
            }
            Kind::User => Step::User(UserField::ALL.into_iter().find(|field| field.key() == rest)?),
            Kind::Stage => Step::Stage(StageField::ALL.into_iter().find(|field| field.key() == rest)?),
            Kind::Pipeline => (rest == PipelineField::Name.key()).then_some(Step::Pipeline(PipelineField::Name))?,
            _ => return None,
        };
        Some(Path { field, step: Some(step) })
    }

    /// The text that [`Path::parse`] reads.
    pub fn key(&self, catalogue: &Catalogue, object: &Object) -> String {
        let first = &object.fields[self.field].key;
        let rest = match &self.step {
            None => return first.to_string(),
            Some(Step::Record { object, field }) => match catalogue.object(object) {
                Some(linked) => linked.fields[*field].key.as_ref(),
                None => "",
            },
            Some(Step::User(field)) => field.key(),
            Some(Step::Stage(field)) => field.key(),
            Some(Step::Pipeline(field)) => field.key(),
        };
        format!("{first}.{rest}")
    }

    /// What is at its end.
    ///
    /// # Panics
    /// When the path was made for another version of the catalogue.
    pub fn leaf<'a>(&self, catalogue: &'a Catalogue, object: &'a Object) -> Leaf<'a> {
        match &self.step {
            None => Leaf::Kind(&object.fields[self.field].kind),
            Some(Step::Record { object, field }) => {
                let linked = catalogue.object(object).expect("a path leads to an object of its catalogue");
                Leaf::Kind(&linked.fields[*field].kind)
            }
            Some(Step::User(field)) => field.leaf(),
            Some(Step::Stage(field)) => field.leaf(),
            Some(Step::Pipeline(PipelineField::Name)) => Leaf::Kind(&TEXT),
        }
    }
}

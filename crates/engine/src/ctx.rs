//! Who does something, from where, because of what, and when.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kith_catalogue::filter::FilterCx;
use kith_policy::Actor;
use uuid::Uuid;

/// The door through which a command came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The browser UI (a cookie session).
    Ui,
    /// A program with a token.
    Api,
    /// A file being imported.
    Import,
    /// A channel: mail, telephone, messenger, form.
    Channel,
    /// A rule that acts for a named user.
    Rule,
    /// An upgrade or data carried over.
    Migration,
    /// The command line.
    Cli,
    /// The program itself.
    System,
}

impl Origin {
    /// The name kept in the event log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ui => "ui",
            Self::Api => "api",
            Self::Import => "import",
            Self::Channel => "channel",
            Self::Rule => "rule",
            Self::Migration => "migration",
            Self::Cli => "cli",
            Self::System => "system",
        }
    }
}

/// What becomes of a change that breaks a rule of the business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rules {
    /// It is refused.
    #[default]
    Refuse,
    /// It is made, and the log says which rules it breaks.
    Record,
}

/// The event that led to a command, and how long that chain is already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    /// The event.
    pub event: Uuid,
    /// Its depth plus one.
    pub depth: u16,
}

/// The context of one command or question.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Who acts.
    pub actor: Actor,
    /// Through which door.
    pub origin: Origin,
    /// Because of what.
    pub cause: Option<Cause>,
    /// The request that it belongs to, for logs.
    pub request_id: String,
    /// The moment, the same for the whole command.
    pub now: Timestamp,
    /// Commands of one batch are undone as one.
    pub batch: Option<Uuid>,
    /// How strictly the rules of the business hold.
    pub rules: Rules,
    /// Whether new records that nobody has chosen an owner for are shared out by rule, also where their door does not.
    pub distribute: bool,
    /// Whether what is planned about the records that are made now comes with them later in the command: what else is to be
    /// planned is then looked at when it ends.
    pub plans_follow: bool,
}

impl Ctx {
    /// A context without cause or batch.
    pub fn new(actor: Actor, origin: Origin, now: Timestamp) -> Self {
        Self {
            actor,
            origin,
            cause: None,
            request_id: String::new(),
            now,
            batch: None,
            rules: Rules::default(),
            distribute: false,
            plans_follow: false,
        }
    }

    /// The context of the program's own work.
    pub fn system(now: Timestamp) -> Self {
        Self::new(Actor::System, Origin::System, now)
    }

    /// The same context within a batch.
    pub fn in_batch(mut self, batch: Uuid) -> Self {
        self.batch = Some(batch);
        self
    }

    /// The person who acts, or for whom something acts.
    pub fn user_id(&self) -> Option<Uuid> {
        self.actor.user_id()
    }

    /// What a filter's `@me`, `@today` and the like mean for the actor, with days that begin in a zone.
    pub fn filter_cx<'z>(&'z self, zone: &'z TimeZone) -> FilterCx<'z> {
        let user = self.actor.user();
        FilterCx {
            me: user.map(|user| user.id),
            my_team: user.and_then(|user| user.team),
            team: user.map_or(&[], |user| &user.team_users),
            now: self.now,
            zone,
        }
    }
}

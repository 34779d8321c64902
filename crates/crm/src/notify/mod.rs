//! Notifications: what people are told without asking. They follow from the event log ([`Notifications`]) and from the
//! clock ([`Remind`]), never from the code that changes something; each person is told only of what he may see, both when
//! it happens and when he reads it.

mod approvers;
mod inbox;
mod post;
mod react;
mod remind;
mod settings;
mod times;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use inbox::{Entry, Inbox, MOST_COUNTED, inbox, mark_all_read, mark_read, unread};
pub(crate) use post::forget;
pub use react::Notifications;
pub use remind::Remind;
pub use settings::{Channels, Digest, Settings, change as change_settings, settings};

/// The topic under which open screens are told of a notification.
pub const TOPIC: &str = "notification";
/// Notifications are kept for so many days.
pub const KEPT_DAYS: i64 = 90;

/// What open screens are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Whose it is.
    pub user: Uuid,
    /// The notification.
    pub id: Uuid,
}

/// What somebody is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A record or task was given to him.
    Assigned,
    /// A note calls him.
    Mentioned,
    /// A note on a record that he owns or follows.
    Note,
    /// A record that he follows was changed.
    Changed,
    /// A task of his is due soon.
    TaskDue,
    /// The day has passed on which a task of his was due.
    TaskOverdue,
    /// A deal of somebody whom he leads was won.
    DealWon,
    /// A deal of somebody whom he leads was lost.
    DealLost,
    /// Somebody asks for a discount that he may approve.
    DiscountAsked,
    /// A discount that he asked for was approved or refused.
    DiscountDecided,
    /// An import that he started has ended.
    ImportDone,
    /// What the day holds.
    Digest,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Assigned,
        Self::Mentioned,
        Self::Note,
        Self::Changed,
        Self::TaskDue,
        Self::TaskOverdue,
        Self::DealWon,
        Self::DealLost,
        Self::DiscountAsked,
        Self::DiscountDecided,
        Self::ImportDone,
        Self::Digest,
    ];

    /// The name in the table and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Mentioned => "mentioned",
            Self::Note => "note",
            Self::Changed => "changed",
            Self::TaskDue => "task_due",
            Self::TaskOverdue => "task_overdue",
            Self::DealWon => "deal_won",
            Self::DealLost => "deal_lost",
            Self::DiscountAsked => "discount_asked",
            Self::DiscountDecided => "discount_decided",
            Self::ImportDone => "import_done",
            Self::Digest => "digest",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

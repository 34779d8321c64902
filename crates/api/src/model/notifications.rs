//! What people are told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::timeline::TimelineRecord;

/// What somebody is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotificationKind {
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

/// Which notifications to list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NotificationParams {
    /// Only those that have not been read.
    pub unread: Option<bool>,
    /// Notifications on a page, 50 when left out, at most 200.
    pub limit: Option<u32>,
    /// `next` of the page before.
    pub cursor: Option<String>,
}

/// Something that one is told.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Notification {
    /// Its id.
    pub id: Uuid,
    /// What it tells of.
    pub kind: NotificationKind,
    /// When it happened, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub at: String,
    /// Whether it has been read.
    pub read: bool,
    /// Who did it; null for the program.
    pub by: Option<Uuid>,
    /// What it is about; null when that is nothing or several records.
    pub record: Option<TimelineRecord>,
    /// The first new leads of a summary (`digest`), as far as the caller may see them now.
    pub leads: Vec<TimelineRecord>,
    /// The object of what it is about.
    pub object: Option<String>,
    /// How many records it is about: a bulk change or an import makes one notification of a kind.
    pub count: i64,
    /// What there is to read: the beginning of a note; the name of the event (`changed`); JSON with `counts` (`digest`,
    /// `import_done`).
    pub text: Option<String>,
    /// The event that it follows from.
    pub event: Option<Uuid>,
}

/// A page of notifications, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NotificationList {
    /// Only what is about records that the caller may see now.
    pub notifications: Vec<Notification>,
    /// How many have not been read in all; counted up to 500.
    pub unread: u64,
    /// Where the next page begins; null at the end.
    pub next: Option<String>,
}

/// What has been read: exactly one of the two.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkRead {
    /// These.
    #[schema(max_items = 500)]
    pub ids: Option<Vec<Uuid>>,
    /// All of them.
    pub all: Option<bool>,
}

/// How many are left.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Unread {
    /// How many have not been read in all; counted up to 500.
    pub unread: u64,
}

/// Where one is told of a kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotificationChannels {
    /// In the product. Without this nothing is kept, and so nothing else is told either.
    pub product: bool,
    /// Also by the browser, when the product is out of sight.
    pub browser: bool,
}

/// When the day's work is summed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DigestSettings {
    /// Whether at all.
    pub enabled: bool,
    /// When, in one's own zone.
    #[schema(example = "08:30")]
    pub at: String,
    /// On which days, Monday being 1 and Sunday 7.
    pub days: Vec<i8>,
}

/// What one wants to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotificationSettings {
    /// By kind; what is left out is as usual.
    #[schema(value_type = BTreeMap<String, NotificationChannels>)]
    pub kinds: BTreeMap<NotificationKind, NotificationChannels>,
    /// The summary of the day.
    pub digest: DigestSettings,
}

/// There is something new to be told, or something has been read, as sent by the live stream to its own user
/// (`event: notification`).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LiveNotification {
    /// The notification.
    pub id: Uuid,
}

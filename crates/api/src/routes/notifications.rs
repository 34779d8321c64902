//! What one is told.

use kith_catalogue::standard::lead;
use kith_crm::notify::{self, Entry};
use kith_engine::Result as Outcome;

use crate::lists;

use super::prelude::*;

/// The most on a page.
const MOST: u32 = 200;
/// The most that are marked as read by their ids.
const MOST_IDS: usize = 500;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_notifications))
        .routes(routes!(mark_read))
        .routes(routes!(notification_settings, set_notification_settings))
}

/// One's notifications, newest first, as far as one may see what they are about. They are kept for 90 days.
#[utoipa::path(
    get,
    path = "/notifications",
    tag = "notifications",
    params(NotificationParams),
    responses((status = OK, description = "Done", body = NotificationList))
)]
async fn list_notifications(call: Call, Params(params): Params<NotificationParams>) -> Answer {
    let limit = params.limit.unwrap_or(50);
    if !(1..=MOST).contains(&limit) {
        return Err(lists::out_of_range("limit", 1, MOST));
    }
    let limit = usize::try_from(limit).unwrap_or(50);
    let unread = params.unread.unwrap_or(false);
    call.read(move |r| {
        let page = notify::inbox(r, unread, limit, params.cursor.as_deref())?;
        let notifications = page.entries.into_iter().map(shown).collect::<Outcome<_>>()?;
        Reply::ok(&NotificationList { notifications, unread: page.unread as u64, next: page.next })
    })
    .await
}

/// Mark notifications as read.
#[utoipa::path(
    post,
    path = "/notifications/read",
    tag = "notifications",
    request_body = MarkRead,
    responses((status = OK, description = "Done", body = Unread))
)]
async fn mark_read(call: Call, body: Body<MarkRead>) -> Answer {
    let MarkRead { ids, all } = body.value;
    let ids = match (ids, all) {
        (Some(ids), None) if ids.len() <= MOST_IDS => Some(ids),
        (Some(_), None) => {
            let params = serde_json::json!({"max": MOST_IDS});
            return Err(Problem::invalid().field_with("ids", "too_many", params));
        }
        (None, Some(true)) => None,
        _ => return Err(Problem::invalid().field("ids", "ids_or_all")),
    };
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        match &ids {
            Some(ids) => notify::mark_read(tx, ids)?,
            None => notify::mark_all_read(tx)?,
        }
        Reply::ok(&Unread { unread: notify::unread(tx)? as u64 })
    })
    .await
}

/// What one wants to be told.
#[utoipa::path(
    get,
    path = "/notifications/settings",
    tag = "notifications",
    responses((status = OK, description = "Done", body = NotificationSettings))
)]
async fn notification_settings(call: Call) -> Answer {
    let me = call.user_id();
    call.read(move |r| Reply::ok(&same::<NotificationSettings>(&notify::settings(r.conn(), me)?)?)).await
}

/// Choose what one wants to be told.
#[utoipa::path(
    put,
    path = "/notifications/settings",
    tag = "notifications",
    request_body = NotificationSettings,
    responses((status = OK, description = "Done", body = NotificationSettings))
)]
async fn set_notification_settings(call: Call, body: Body<NotificationSettings>) -> Answer {
    let wanted: notify::Settings = same(&body.value)?;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let settings = notify::change_settings(tx, wanted.clone())?;
        Reply::ok(&same::<NotificationSettings>(&settings)?)
    })
    .await
}

fn shown(entry: Entry) -> Outcome<Notification> {
    let record = match (entry.record, &entry.object) {
        (Some((id, label)), Some(object)) => Some(TimelineRecord { object: object.clone(), id, label }),
        _ => None,
    };
    let leads = entry.leads.into_iter();
    let leads = leads.map(|(id, label)| TimelineRecord { object: lead::KEY.to_owned(), id, label }).collect();
    Ok(Notification {
        id: entry.id,
        kind: same(&entry.kind)?,
        at: moment(entry.at),
        read: entry.is_read,
        by: entry.by,
        record,
        leads,
        object: entry.object,
        count: entry.count,
        text: entry.text,
        event: entry.event,
    })
}

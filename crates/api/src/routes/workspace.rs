//! How the workspace presents itself.

use kith_engine::appearance::{self, Appearance, Change, MenuEntry};
use kith_engine::settings::WorkspaceSettings;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(workspace, update_workspace))
}

/// Name, colours and menu of the workspace.
#[utoipa::path(
    get,
    path = "/workspace",
    tag = "catalogue",
    responses((status = OK, description = "Done", body = Workspace))
)]
async fn workspace(call: Call) -> Answer {
    call.read(|r| Reply::ok(&Workspace::from(appearance::read(r.conn())?))).await
}

/// Change them for everybody.
#[utoipa::path(
    patch,
    path = "/workspace",
    tag = "catalogue",
    request_body = UpdateWorkspace,
    responses((status = OK, description = "Done", body = Workspace))
)]
async fn update_workspace(call: Call, body: Body<UpdateWorkspace>) -> Answer {
    let UpdateWorkspace { name, language, country, time_zone, accent, menu, week_start } = body.value;
    let entry = |item: MenuItem| MenuEntry { key: item.key, hidden: item.hidden };
    let change = Change {
        name,
        language: language.map(|language| language.as_str().to_owned()),
        country,
        time_zone,
        accent,
        menu: menu.map(|menu| menu.into_iter().map(entry).collect()),
        week_start,
    };
    let changed = appearance::change(&call.app.ws, call.ctx(), change).await?;
    Ok(Reply::ok(&Workspace::from(changed))?)
}

impl From<(WorkspaceSettings, Appearance)> for Workspace {
    fn from((settings, look): (WorkspaceSettings, Appearance)) -> Self {
        Self {
            language: language(Some(&settings.language)),
            name: settings.name,
            currency: settings.currency,
            country: settings.country,
            time_zone: settings.time_zone,
            accent: look.accent,
            menu: look.menu.into_iter().map(|entry| MenuItem { key: entry.key, hidden: entry.hidden }).collect(),
            week_start: look.week_start,
        }
    }
}

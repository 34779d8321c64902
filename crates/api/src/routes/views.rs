//! Saved views.

use kith_crm::views as saved;
use kith_engine::Reader;
use kith_engine::Result as Outcome;

use super::pipelines::place;
use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_views, create_view))
        .routes(routes!(update_view, delete_view))
        .routes(routes!(set_default_view))
}

/// The views of an object that the caller finds: his own, those shared with his team and with everyone.
#[utoipa::path(
    get,
    path = "/views",
    tag = "views",
    params(ViewParams),
    responses((status = OK, description = "Done", body = ViewList))
)]
async fn list_views(call: Call, Params(params): Params<ViewParams>) -> Answer {
    call.read(move |r| {
        let views = saved::list(r, &params.object)?;
        let views = views.into_iter().map(|view| shown(r, view)).collect::<Outcome<_>>()?;
        Reply::ok(&ViewList { views })
    })
    .await
}

/// Save a view.
#[utoipa::path(
    post,
    path = "/views",
    tag = "views",
    request_body = NewView,
    responses((status = CREATED, description = "Made", body = View))
)]
async fn create_view(call: Call, body: Body<NewView>) -> Answer {
    let NewView { object, name, kind, scope, state } = body.value;
    let new = saved::NewView { object, name, kind: same(&kind)?, scope: same(&scope)?, state: same(&state)? };
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let view = saved::create(tx, &new)?;
        Reply::created(&shown(tx, view)?)
    })
    .await
}

/// Change a view.
#[utoipa::path(
    patch,
    path = "/views/{id}",
    tag = "views",
    params(("id" = Uuid, Path, description = "The view's id")),
    request_body = UpdateView,
    responses((status = OK, description = "Done", body = View))
)]
async fn update_view(call: Call, Pathed(id): Ident, body: Body<UpdateView>) -> Answer {
    let UpdateView { name, scope, state, position, version } = body.value;
    let change = saved::ViewChange {
        name,
        scope: scope.as_ref().map(same).transpose()?,
        state: state.as_ref().map(same).transpose()?,
        position: position.map(|position| i64::try_from(place(position)).unwrap_or(i64::MAX)),
        version,
    };
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let view = saved::change(tx, id, &change)?;
        Reply::ok(&shown(tx, view)?)
    })
    .await
}

/// Remove a view.
#[utoipa::path(
    delete,
    path = "/views/{id}",
    tag = "views",
    params(("id" = Uuid, Path, description = "The view's id")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn delete_view(call: Call, Pathed(id): Ident) -> Answer {
    call.write(b"", Lane::Interactive, move |tx| {
        saved::delete(tx, id)?;
        Ok(Reply::done())
    })
    .await
}

/// Choose the view that one begins with.
#[utoipa::path(
    put,
    path = "/views/default",
    tag = "views",
    request_body = DefaultView,
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn set_default_view(call: Call, body: Body<DefaultView>) -> Answer {
    let DefaultView { object, view, kind } = body.value;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        match view {
            Some(view) => saved::set_default(tx, &object, view)?,
            None => saved::forget_default(tx, &object, kind.map_or(Ok(saved::Kind::Table), |kind| same(&kind))?)?,
        }
        Ok(Reply::done())
    })
    .await
}

fn shown(r: &Reader<'_>, view: saved::View) -> Outcome<View> {
    let may = saved::may_change(r, &view);
    Ok(View {
        id: view.id,
        kind: same(&view.kind)?,
        scope: same(&view.scope)?,
        state: same(&view.state)?,
        object: view.object,
        name: view.name,
        owner: view.owner,
        team: view.team,
        position: view.position,
        is_default: view.is_default,
        version: view.version,
        can: RecordRights { edit: may, delete: may, assign: None },
        dropped: view.dropped,
    })
}

//! The routes, one file a resource.

pub mod boards;
pub mod bulk;
pub mod calendar;
pub mod catalogue;
pub mod distribution;
pub mod document;
pub mod exports;
pub mod files;
pub mod followers;
pub mod health;
pub mod imports;
pub mod insight;
pub mod leads;
pub mod live;
pub mod notes;
pub mod notifications;
pub mod objections;
pub mod pipelines;
pub mod preferences;
mod prelude;
pub mod presence;
pub mod prices;
pub mod rates;
pub mod records;
pub mod repeat_sales;
pub mod roles;
pub mod scripts;
pub mod search;
pub mod session;
pub mod setup;
pub mod setups;
pub mod stages;
pub mod teams;
pub mod timeline;
pub mod today;
pub mod tokens;
pub mod users;
pub mod verbs;
pub mod views;
pub mod working_time;
pub mod workspace;

pub use prelude::Routes;

/// Routes that need no sign-in.
pub fn open() -> Routes {
    Routes::new()
        .merge(setup::routes())
        .merge(setups::open_routes())
        .merge(session::open_routes())
        .merge(document::routes())
}

/// Routes for those who are signed in.
pub fn guarded() -> Routes {
    Routes::new()
        .merge(session::routes())
        .merge(preferences::routes())
        .merge(views::routes())
        .merge(tokens::routes())
        .merge(catalogue::routes())
        .merge(workspace::routes())
        .merge(setups::routes())
        .merge(calendar::routes())
        .merge(records::routes())
        .merge(verbs::routes())
        .merge(bulk::routes())
        .merge(leads::routes())
        .merge(timeline::routes())
        .merge(notes::routes())
        .merge(followers::routes())
        .merge(presence::routes())
        .merge(notifications::routes())
        .merge(today::routes())
        .merge(files::routes())
        .merge(search::routes())
        .merge(boards::routes())
        .merge(pipelines::routes())
        .merge(stages::routes())
        .merge(rates::routes())
        .merge(prices::routes())
        .merge(insight::routes())
        .merge(objections::routes())
        .merge(scripts::routes())
        .merge(users::routes())
        .merge(teams::routes())
        .merge(roles::routes())
        .merge(working_time::routes())
        .merge(distribution::routes())
        .merge(repeat_sales::routes())
}

/// Routes for those who are signed in, through which files go: they take longer.
pub fn files() -> Routes {
    Routes::new().merge(exports::routes()).merge(imports::routes()).merge(files::transfers())
}

/// The live stream, which does not end by itself.
pub fn streams() -> Routes {
    live::routes()
}

/// All routes with the document that describes them.
pub fn all() -> Routes {
    let api = Routes::new().merge(open()).merge(guarded()).merge(files()).merge(streams());
    Routes::with_openapi(crate::openapi::frame()).nest("/api/v1", api).merge(health::routes()).merge(calendar::public())
}

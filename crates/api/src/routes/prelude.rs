//! What the route files share.

pub use axum::response::{IntoResponse, Response};
pub use kith_engine::{Error, Lane};
pub use utoipa_axum::routes;
pub use uuid::Uuid;

pub use crate::app::AppState;
pub use crate::call::Call;
pub use crate::extract::{Body, Ident, Params, Pathed};
pub use crate::model::accounts::*;
pub use crate::model::boards::*;
pub use crate::model::calendar::*;
pub use crate::model::catalogue::*;
pub use crate::model::common::*;
pub use crate::model::files::*;
pub use crate::model::imports::*;
pub use crate::model::insight::*;
pub use crate::model::notifications::*;
pub use crate::model::pipelines::*;
pub use crate::model::presence::*;
pub use crate::model::records::*;
pub use crate::model::rules::*;
pub use crate::model::service::*;
pub use crate::model::session::*;
pub use crate::model::setups::*;
pub use crate::model::timeline::*;
pub use crate::model::today::*;
pub use crate::model::views::*;
pub use crate::model::workspace::*;
pub use crate::problem::Problem;
pub use crate::reply::Reply;

/// What a handler answers.
pub type Answer = Result<Reply, Problem>;
/// Routes with their description.
pub type Routes = utoipa_axum::router::OpenApiRouter<AppState>;

/// What one room calls so and another room calls so too: the same shape under two types.
///
/// # Errors
/// When the shapes differ, which is a fault of the program.
pub fn same<T: serde::de::DeserializeOwned>(value: &impl serde::Serialize) -> kith_engine::Result<T> {
    serde_json::to_value(value).and_then(serde_json::from_value).map_err(Error::internal)
}

/// A moment of the store on the wire.
pub fn moment(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map_or_else(|_| String::new(), |at| at.to_string())
}

/// A language of the store on the wire.
pub fn language(text: Option<&str>) -> Language {
    match text {
        Some("ru") => Language::Ru,
        Some("cs") => Language::Cs,
        _ => Language::En,
    }
}

impl Language {
    /// The name in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Cs => "cs",
        }
    }
}

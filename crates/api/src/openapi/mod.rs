//! The OpenAPI document: the fixed part is assembled from the routes themselves.

pub mod page;
pub mod workspace;

use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, Required, ResponseBuilder};

use crate::model::boards::{BoardBy, BoardLanes, NextTaskState};
use crate::model::common::{FilterNode, FilterOperator, FilterTerm, LinkedRecord, LinkedRecords, ProblemDetails};
use crate::model::notifications::LiveNotification;
use crate::model::presence::LivePresence;
use crate::model::timeline::LiveCatalogue;
use crate::model::views::LiveView;

/// Operations that need no sign-in.
pub const OPEN: [&str; 7] = ["setup_state", "set_up", "list_trades", "sign_in", "openapi_json", "healthz", "calendar"];

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Kith",
        description = "The interface of a Kith workspace. Whatever the screen can do, a program can do here.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
    ),
    components(schemas(
        ProblemDetails, FilterNode, FilterTerm, FilterOperator, LinkedRecord, LinkedRecords, BoardBy, BoardLanes, NextTaskState, LiveCatalogue, LiveNotification,
        LivePresence, LiveView
    )),
    tags(
        (name = "sign-in", description = "Setting up, signing in, tokens"),
        (name = "catalogue", description = "Objects and fields"),
        (name = "records", description = "Records of all objects"),
        (name = "views", description = "Saved views"),
        (name = "notifications", description = "What one is told, followers, who else is there, what the day holds"),
        (name = "timeline", description = "What happened, notes, undo"),
        (name = "files", description = "Files on records"),
        (name = "pipelines", description = "Pipelines, stages, boards, rates"),
        (name = "setups", description = "Ready-made set-ups of trades"),
        (name = "people", description = "Users, teams, roles"),
        (name = "scripts", description = "Scripts of calls and meetings, and talks by them"),
        (name = "insight", description = "Figures"),
        (name = "exchange", description = "Import and export"),
        (name = "calendar", description = "Tasks in other calendars"),
        (name = "service", description = "The program itself")
    )
)]
struct Document;

/// The document without what workspaces add to it.
pub fn fixed() -> OpenApi {
    let (_, document) = crate::routes::all().split_for_parts();
    finish(document)
}

/// An empty document with title, tags and the ways to sign in.
pub fn frame() -> OpenApi {
    let mut document = <Document as utoipa::OpenApi>::openapi();
    let components = document.components.get_or_insert_with(Default::default);
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("kith_session"))));
    components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    document
}

/// Adds what all operations share: the ways to sign in, the error form, the key for repeats.
pub fn finish(mut document: OpenApi) -> OpenApi {
    for item in document.paths.paths.values_mut() {
        for operation in [&mut item.get, &mut item.put, &mut item.patch, &mut item.delete].into_iter().flatten() {
            share(operation);
        }
        if let Some(post) = item.post.as_mut() {
            share(post);
            repeatable(post);
        }
    }
    document
}

fn share(operation: &mut Operation) {
    let open = operation.operation_id.as_deref().is_some_and(|id| OPEN.contains(&id));
    operation.security = Some(if open {
        Vec::new()
    } else {
        vec![
            SecurityRequirement::new("session", Vec::<String>::new()),
            SecurityRequirement::new("token", Vec::<String>::new()),
        ]
    });
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemDetails"))).build();
    operation.responses.responses.insert(
        "default".to_owned(),
        ResponseBuilder::new().description("What is wrong").content("application/problem+json", problem).build().into(),
    );
}

fn repeatable(operation: &mut Operation) {
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("Repeats with the same key and body are answered from the first; kept for 24 hours"))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).max_length(Some(255)).build()))
        .build();
    operation.parameters.get_or_insert_with(Vec::new).push(key.into());
}

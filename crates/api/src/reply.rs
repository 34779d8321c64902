//! The answer to a question or command, made inside its transaction.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use uuid::Uuid;

use kith_engine::{Error, Result, Tx};

/// An answer with a JSON body.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The body; empty for 204.
    pub body: Vec<u8>,
    /// The event of a single change, to undo it by.
    pub event: Option<Uuid>,
    /// The batch of many changes, to undo them by.
    pub batch: Option<Uuid>,
}

impl Reply {
    /// 200 with a body that has been written already.
    pub fn raw(body: Vec<u8>) -> Self {
        Self { status: StatusCode::OK, body, event: None, batch: None }
    }

    /// 200 with a body.
    ///
    /// # Errors
    /// When the value cannot be written as JSON, which is a fault of the program.
    pub fn ok(value: &impl Serialize) -> Result<Self> {
        Ok(Self::raw(serde_json::to_vec(value).map_err(Error::internal)?))
    }

    /// 201 with a body.
    ///
    /// # Errors
    /// As [`Reply::ok`].
    pub fn created(value: &impl Serialize) -> Result<Self> {
        Ok(Self { status: StatusCode::CREATED, ..Self::ok(value)? })
    }

    /// 204.
    pub fn done() -> Self {
        Self { status: StatusCode::NO_CONTENT, ..Self::raw(Vec::new()) }
    }

    /// Names the event of the transaction's last change, and the batch where it was one of several.
    #[must_use]
    pub fn with_event_of(mut self, tx: &Tx<'_>) -> Self {
        self.event = tx.last_event();
        self.batch = tx.ctx.batch;
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if self.status != StatusCode::NO_CONTENT {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        let ids = [("kith-event", self.event), ("kith-batch", self.batch)];
        for (name, id) in ids {
            if let Some(value) = id.and_then(|id| HeaderValue::from_str(&id.to_string()).ok()) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
        response
    }
}

//! A request by somebody who is signed in: who, through which door, and the way to the engine.

use std::future::Future;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, request::Parts};
use kith_engine::{Ctx, Error, Lane, Reader, Result, Tx};
use kith_policy::Access;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::app::AppState;
use crate::auth::Caller;
use crate::error::SIGNED_OUT;
use crate::idempotency::{self, Key};
use crate::problem::Problem;
use crate::reply::Reply;
use crate::request_id::RequestId;

/// A request by somebody who is signed in.
#[derive(Clone)]
pub struct Call {
    /// What the handlers share.
    pub app: AppState,
    /// Who asks.
    pub caller: Arc<Caller>,
    /// The request's id.
    pub request_id: String,
    /// What the client says about itself and the connection.
    pub headers: HeaderMap,
    route: String,
    key: Option<String>,
}

impl FromRequestParts<AppState> for Call {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let caller = parts.extensions.get::<Arc<Caller>>().cloned().ok_or_else(Problem::not_signed_in)?;
        let request_id = parts.extensions.get::<RequestId>().map_or_else(String::new, |id| id.0.clone());
        let key = if parts.method == axum::http::Method::POST { idempotency::key_of(&parts.headers)? } else { None };
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        Ok(Self {
            app: app.clone(),
            caller,
            request_id,
            headers: parts.headers.clone(),
            route: format!("{} {path}", parts.method),
            key,
        })
    }
}

/// A request by somebody who may be signed in.
pub struct MaybeCall(pub Option<Call>);

impl FromRequestParts<AppState> for MaybeCall {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        if parts.extensions.get::<Arc<Caller>>().is_none() {
            return Ok(Self(None));
        }
        Call::from_request_parts(parts, app).await.map(|call| Self(Some(call)))
    }
}

impl Call {
    /// The context of a question or command.
    pub fn ctx(&self) -> Ctx {
        let mut ctx = Ctx::new(self.caller.actor.clone(), self.caller.origin, self.app.ws.clock().now());
        ctx.request_id.clone_from(&self.request_id);
        ctx
    }

    /// The one who asks.
    pub fn user_id(&self) -> Uuid {
        self.caller.user.id
    }

    /// Answers a question from one snapshot.
    ///
    /// # Errors
    /// What `f` refuses.
    pub async fn read<T, F>(&self, f: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnMut(&mut Reader<'_>) -> Result<T> + Send + 'static,
    {
        Ok(self.app.ws.read(self.ctx(), f).await?)
    }

    /// As [`Call::read`], where it may take long and must not hold up others.
    ///
    /// # Errors
    /// What `f` refuses.
    pub async fn read_slow<T, F>(&self, f: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnMut(&mut Reader<'_>) -> Result<T> + Send + 'static,
    {
        Ok(self.app.ws.read_slow(self.ctx(), f).await?)
    }

    /// Answers a question that was sent by POST: repeats of the same key are answered from the first.
    ///
    /// # Errors
    /// What `f` refuses, or another body under the same key.
    pub async fn ask<F>(&self, body: &[u8], mut f: F) -> Result<Reply, Problem>
    where
        F: FnMut(&mut Reader<'_>) -> Result<Reply> + Send + 'static,
    {
        match self.key {
            None => self.read(f).await,
            Some(_) => self.write(body, Lane::Interactive, move |tx| f(tx)).await,
        }
    }

    /// As [`Call::ask`], for questions that may take long.
    ///
    /// # Errors
    /// As [`Call::ask`].
    pub async fn ask_slow<F>(&self, body: &[u8], mut f: F) -> Result<Reply, Problem>
    where
        F: FnMut(&mut Reader<'_>) -> Result<Reply> + Send + 'static,
    {
        match self.key {
            None => self.read_slow(f).await,
            Some(_) => self.write(body, Lane::Bulk, move |tx| f(tx)).await,
        }
    }

    /// Executes a command. The key for repeats, the rights of the caller as they are now, the command itself and its
    /// answer all stand in one transaction.
    ///
    /// # Errors
    /// What `f` refuses, or another body under the same key.
    pub async fn write<F>(&self, body: &[u8], lane: Lane, mut f: F) -> Result<Reply, Problem>
    where
        F: FnMut(&mut Tx<'_>) -> Result<Reply> + Send + 'static,
    {
        let key = self.repeat_key(body);
        let caller = Arc::clone(&self.caller);
        let reply = self
            .app
            .ws
            .write(self.ctx(), lane, move |tx| {
                refresh_rights(tx, &caller)?;
                let Some(key) = &key else { return f(tx) };
                match idempotency::begin(tx, key)? {
                    Some(stored) => Ok(stored),
                    None => {
                        let reply = f(tx)?;
                        idempotency::finish(tx, key, &reply)?;
                        Ok(reply)
                    }
                }
            })
            .await?;
        Ok(reply)
    }

    /// A step of a larger piece of work, with the rights of the caller as they are now; repeats are looked for at its end.
    ///
    /// # Errors
    /// What `f` refuses.
    pub async fn unrepeated<T, F>(&self, lane: Lane, mut f: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        let caller = Arc::clone(&self.caller);
        let done = self.app.ws.write(self.ctx(), lane, move |tx| {
            refresh_rights(tx, &caller)?;
            f(tx)
        });
        Ok(done.await?)
    }

    /// Answers a repeat from the first answer, for work that does not fit into one transaction. The work itself must bear
    /// being done again after a crash in the middle of it.
    ///
    /// # Errors
    /// What `work` refuses, or another body under the same key.
    pub async fn once(
        &self,
        body: &[u8],
        work: impl Future<Output = Result<Reply, Problem>>,
    ) -> Result<Reply, Problem> {
        let Some(key) = self.repeat_key(body) else { return work.await };
        let known = key.clone();
        if let Some(reply) = self.app.ws.read(self.ctx(), move |r| idempotency::look_up(r, &known)).await? {
            return Ok(reply);
        }
        let reply = work.await?;
        let kept = reply.clone();
        self.app
            .ws
            .write(self.ctx(), Lane::Interactive, move |tx| match idempotency::begin(tx, &key)? {
                Some(_) => Ok(()),
                None => idempotency::finish(tx, &key, &kept),
            })
            .await?;
        Ok(reply)
    }

    /// Takes a changed catalogue into force, so that the caller's next request finds it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn reload(&self) -> Result<(), Problem> {
        let ws = self.app.ws.clone();
        tokio::task::spawn_blocking(move || ws.reload_if_changed()).await.map_err(|e| Problem::internal(&e))??;
        Ok(())
    }

    /// What recognises a repeat of this request, when the caller wants it recognised.
    pub fn repeat_key(&self, body: &[u8]) -> Option<Key> {
        let name = self.key.clone()?;
        let mut hash = Sha256::new();
        hash.update(self.route.as_bytes());
        hash.update([0]);
        hash.update(body);
        let about = idempotency::ids(self.route.as_bytes()).collect();
        Some(Key { name, user: self.caller.user.id, request: hash.finalize().into(), about })
    }
}

/// Rights may have changed between sign-in and the transaction: inside, they are read again.
fn refresh_rights(tx: &mut Tx<'_>, caller: &Caller) -> Result<()> {
    let ws = tx.workspace();
    let fresh = caller.load(ws, tx.sql())?.ok_or(Error::Refused { code: SIGNED_OUT, problems: Vec::new() })?;
    let unchanged = match (fresh.user(), tx.ctx.actor.user()) {
        (Some(fresh), Some(known)) => Arc::ptr_eq(fresh, known),
        _ => false,
    };
    if !unchanged {
        tx.access = Arc::new(Access::of(&fresh, &tx.cat));
        tx.ctx.actor = fresh;
    }
    Ok(())
}

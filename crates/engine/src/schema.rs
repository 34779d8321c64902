//! Changing the catalogue while the system runs: the overlay, the columns and the version move in one transaction.

use std::sync::Arc;

use kith_catalogue::overlay::{FieldPatch, NewField, Overlay};
use kith_catalogue::{Catalogue, Field, Object};
use kith_policy::{Access, Permission};
use kith_store::{Lane, shape};

use crate::people::roles;
use crate::settings::{self, keys};
use crate::workspace::catalogue_settings;
use crate::{Ctx, Error, Result, Tx, Workspace};

/// Adds a custom field to an object and returns it. It can be used by the next request.
///
/// # Errors
/// [`Error::Forbidden`] without the right to change the catalogue, [`Error::NotFound`] for an unknown object,
/// [`Error::Invalid`] when the field does not hold (key taken, wrong form, too many).
pub async fn add_field(ws: &Workspace, ctx: Ctx, object: String, field: NewField) -> Result<Field> {
    let key = field.key.clone();
    let object_key = object.clone();
    change(ws, ctx, move |_, overlay, catalogue| {
        let object = find_object(catalogue, &object)?;
        overlay.add_field(object, field.clone()).map_err(|problem| Error::Invalid(vec![problem]))?;
        Ok(())
    })
    .await?;
    find_field(&ws.catalogue(), &object_key, &key)
}

/// Changes the label, options, order or visibility of a field.
///
/// # Errors
/// As [`add_field`].
pub async fn change_field(ws: &Workspace, ctx: Ctx, object: String, key: String, with: FieldPatch) -> Result<Field> {
    let (object_key, field_key) = (object.clone(), key.clone());
    change(ws, ctx, move |_, overlay, catalogue| {
        find_field(catalogue, &object, &key)?;
        overlay
            .change_field(find_object(catalogue, &object)?, &key, with.clone())
            .map_err(|problem| Error::Invalid(vec![problem]))
    })
    .await?;
    find_field(&ws.catalogue(), &object_key, &field_key)
}

/// Retires a custom field: it disappears from every answer, its column stays.
///
/// # Errors
/// As [`add_field`]; [`Error::Refused`] with `standard_field` for a field that the program declares.
pub async fn retire_field(ws: &Workspace, ctx: Ctx, object: String, key: String) -> Result<()> {
    change(ws, ctx, move |tx, overlay, catalogue| retire(tx, overlay, catalogue, &object, &key)).await
}

fn retire(tx: &mut Tx<'_>, overlay: &mut Overlay, catalogue: &Catalogue, object: &str, key: &str) -> Result<()> {
    if !find_field(catalogue, object, key)?.custom {
        return Err(Error::refused("standard_field"));
    }
    roles::forget_field(tx, object, key)?;
    let object = find_object(catalogue, object)?;
    overlay.retire_field(object, key).map_err(|problem| Error::Invalid(vec![problem]))
}

impl Tx<'_> {
    /// Adds custom fields in the middle of a command, which knows them from then on. The command runs on the schema lane,
    /// and the workspace is reloaded after its commit.
    ///
    /// # Errors
    /// As [`add_field`].
    pub fn add_fields(&mut self, fields: &[(String, NewField)]) -> Result<()> {
        self.change_catalogue(&mut |_, overlay, catalogue| {
            for (object, field) in fields {
                let found = find_object(catalogue, object)?;
                let added = overlay.add_field(found, field.clone());
                added.map_err(|problem| Error::Invalid(vec![problem.at(object)]))?;
            }
            Ok(())
        })
    }

    /// Retires custom fields, given by object and key, in the middle of a command; see [`Tx::add_fields`].
    ///
    /// # Errors
    /// As [`retire_field`].
    pub fn retire_fields(&mut self, fields: &[(String, String)]) -> Result<()> {
        self.change_catalogue(&mut |tx, overlay, catalogue| {
            fields.iter().try_for_each(|(object, key)| retire(tx, overlay, catalogue, object, key))
        })
    }

    fn change_catalogue(&mut self, f: Changes<'_>) -> Result<()> {
        permit(self)?;
        let after = Arc::new(apply(self, f)?);
        self.access = Arc::new(Access::of(&self.ctx.actor, &after));
        self.cat = after;
        Ok(())
    }
}

fn find_object<'a>(catalogue: &'a Catalogue, key: &str) -> Result<&'a Object> {
    catalogue.object(key).map(|object| &**object).ok_or(Error::NotFound)
}

fn find_field(catalogue: &Catalogue, object: &str, key: &str) -> Result<Field> {
    catalogue.object(object).and_then(|object| object.get(key)).cloned().ok_or(Error::NotFound)
}

pub(crate) async fn change<F>(ws: &Workspace, ctx: Ctx, mut f: F) -> Result<()>
where
    F: FnMut(&mut Tx<'_>, &mut Overlay, &Catalogue) -> Result<()> + Send + 'static,
{
    ws.write(ctx, Lane::Schema, move |tx| {
        permit(tx)?;
        apply(tx, &mut f).map(drop)
    })
    .await?;
    reload(ws).await
}

/// Takes what was changed into force.
pub(crate) async fn reload(ws: &Workspace) -> Result<()> {
    let task = ws.clone();
    tokio::task::spawn_blocking(move || task.reload()).await.map_err(Error::internal)?
}

fn permit(tx: &Tx<'_>) -> Result<()> {
    if tx.access.may(Permission::ManageCatalogue) { Ok(()) } else { Err(Error::forbidden("manage_catalogue")) }
}

/// What is done to the overlay.
type Changes<'a> = &'a mut dyn FnMut(&mut Tx<'_>, &mut Overlay, &Catalogue) -> Result<()>;

/// Reads the overlay in the transaction, so that two changes at once both hold.
fn apply(tx: &mut Tx<'_>, f: Changes<'_>) -> Result<Catalogue> {
    let frame = catalogue_settings(&tx.workspace().settings())?;
    let conn = tx.sql();
    shape::lock_schema(conn)?;
    let version = settings::bump(conn, keys::CATALOGUE_VERSION)?;
    let mut overlay = settings::overlay(conn)?;
    let before = Catalogue::build(&overlay, &frame, 0).map_err(Error::internal)?;
    f(tx, &mut overlay, &before)?;
    let after = Catalogue::build(&overlay, &frame, version.unsigned_abs()).map_err(Error::internal)?;
    settings::put(tx.sql(), keys::OVERLAY, &overlay)?;
    shape::ensure(tx.sql(), &after)?;
    tx.workspace().domain().reshaped(tx, &before, &after)?;
    Ok(after)
}

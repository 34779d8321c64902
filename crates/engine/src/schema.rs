//! Changing the catalogue while the system runs: the overlay, the columns and the version move in one transaction.

use kith_catalogue::overlay::{FieldPatch, NewField, Overlay};
use kith_catalogue::{Catalogue, Field, Object};
use kith_policy::Permission;
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
    change(ws, ctx, move |tx, overlay, catalogue| {
        if !find_field(catalogue, &object, &key)?.custom {
            return Err(Error::refused("standard_field"));
        }
        roles::forget_field(tx, &object, &key)?;
        let object = find_object(catalogue, &object)?;
        overlay.retire_field(object, &key).map_err(|problem| Error::Invalid(vec![problem]))
    })
    .await
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
        if !tx.access.may(Permission::ManageCatalogue) {
            return Err(Error::forbidden("manage_catalogue"));
        }
        apply(tx, &mut f)
    })
    .await?;
    reload(ws).await
}

/// Takes what was changed into force.
pub(crate) async fn reload(ws: &Workspace) -> Result<()> {
    let task = ws.clone();
    tokio::task::spawn_blocking(move || task.reload()).await.map_err(Error::internal)?
}

/// Reads the overlay in the transaction, so that two changes at once both hold.
fn apply(tx: &mut Tx<'_>, f: &mut dyn FnMut(&mut Tx<'_>, &mut Overlay, &Catalogue) -> Result<()>) -> Result<()> {
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
    Ok(())
}

//! Roles.

use std::collections::HashMap;

use kith_engine::people::{rank, roles};
use kith_engine::{Reader, Result as Outcome, Sql};
use kith_policy::{ADMINISTRATOR, HEAD, MANAGER, ObjectRights, Permission, Reach, Rights, Role};

use rust_decimal::Decimal;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(list_roles, create_role)).routes(routes!(update_role, delete_role))
}

/// All roles.
#[utoipa::path(
    get,
    path = "/roles",
    tag = "people",
    responses((status = OK, description = "Done", body = RoleList))
)]
async fn list_roles(call: Call) -> Answer {
    call.read(|r| {
        let users = users(r)?;
        let roles = roles::list(r.conn())?.into_iter().map(|role| info(role, &users)).collect();
        Reply::ok(&RoleList { roles })
    })
    .await
}

/// Make a role.
#[utoipa::path(
    post,
    path = "/roles",
    tag = "people",
    request_body = NewRole,
    responses((status = CREATED, description = "Made", body = RoleInfo))
)]
async fn create_role(call: Call, body: Body<NewRole>) -> Answer {
    let NewRole { name, objects, default, may, max_discount } = body.value;
    let rights = Rights {
        admin: false,
        objects: objects.into_iter().map(|(key, body)| (key, rights(body))).collect(),
        others: rights(default),
        may: may.into_iter().map(permission).collect(),
        max_discount: max_discount.as_deref().map(percent).transpose()?,
    };
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        check(tx, &rights)?;
        let role = roles::create(tx, &name, &rights)?;
        Reply::created(&info(role, &HashMap::new()))
    })
    .await
}

/// Change a role; it holds from the next request on.
#[utoipa::path(
    patch,
    path = "/roles/{id}",
    tag = "people",
    params(("id" = Uuid, Path, description = "The role's id")),
    request_body = UpdateRole,
    responses((status = OK, description = "Done", body = RoleInfo))
)]
async fn update_role(call: Call, Pathed(id): Ident, body: Body<UpdateRole>) -> Answer {
    let UpdateRole { name, objects, default, may, max_discount } = body.value;
    let max_discount = max_discount.map(|most| most.as_deref().map(percent).transpose()).transpose()?;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let role = roles::find(tx.sql(), id)?.ok_or(Error::NotFound)?;
        rank::permit_rights(tx, &role.rights)?;
        let mut rights = role.rights.clone();
        if let Some(objects) = objects.clone() {
            rights.objects = objects.into_iter().map(|(key, body)| (key, self::rights(body))).collect();
        }
        if let Some(default) = default.clone() {
            rights.others = self::rights(default);
        }
        if let Some(may) = may.clone() {
            rights.may = may.into_iter().map(permission).collect();
        }
        if let Some(most) = max_discount {
            rights.max_discount = most;
        }
        check(tx, &rights)?;
        if rights.admin && rights != role.rights {
            return Err(Error::refused("standard_role"));
        }
        let role = roles::change(tx, id, name.as_deref(), Some(&rights))?;
        Reply::ok(&info(role, &users(tx)?))
    })
    .await
}

/// Remove a role of one's own that nobody has.
#[utoipa::path(
    delete,
    path = "/roles/{id}",
    tag = "people",
    params(("id" = Uuid, Path, description = "The role's id")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn delete_role(call: Call, Pathed(id): Ident) -> Answer {
    call.write(b"", Lane::Interactive, move |tx| {
        let role = roles::find(tx.sql(), id)?.ok_or(Error::NotFound)?;
        rank::permit_rights(tx, &role.rights)?;
        roles::delete(tx, id)?;
        Ok(Reply::done())
    })
    .await
}

/// A role gives no rights that its maker lacks, and hides no title, since every label would give it away.
fn check(r: &Reader<'_>, rights: &Rights) -> Outcome<()> {
    let json = serde_json::to_value(rights).map_err(Error::internal)?;
    Rights::from_json(&json, &r.cat).map_err(Error::Invalid)?;
    for (key, on) in &rights.objects {
        let Some(object) = r.cat.object(key) else { continue };
        let title = &object.fields[object.title].key;
        if on.hidden.iter().any(|hidden| **hidden == **title) {
            return Err(Error::field(&format!("objects.{key}.hidden"), "title_cannot_be_hidden"));
        }
    }
    rank::permit_rights(r, rights)
}

/// How many users have each role.
fn users(r: &mut Reader<'_>) -> Outcome<HashMap<Uuid, u64>> {
    let sql = Sql::new("SELECT role_id, count(*) FROM user_role GROUP BY role_id");
    r.conn().query(&sql)?.iter().map(|row| Ok((row.uuid(0)?, row.int(1)?.unsigned_abs()))).collect()
}

fn info(role: Role, users: &HashMap<Uuid, u64>) -> RoleInfo {
    RoleInfo {
        users: users.get(&role.id).copied().unwrap_or(0),
        id: role.id,
        standard: [ADMINISTRATOR, HEAD, MANAGER].contains(&role.key.as_str()),
        key: role.key,
        name: role.name,
        admin: role.rights.admin,
        objects: role.rights.objects.into_iter().map(|(key, rights)| (key, body(rights))).collect(),
        default: body(role.rights.others),
        may: role.rights.may.into_iter().map(named).collect(),
        max_discount: role.rights.max_discount.map(|most| most.normalize().to_string()),
    }
}

fn percent(text: &str) -> Result<Decimal, Problem> {
    text.parse().map_err(|_| Problem::invalid().field("max_discount", "wrong_format"))
}

fn rights(body: ObjectRightsBody) -> ObjectRights {
    ObjectRights {
        read: reach(body.read),
        create: reach(body.create),
        edit: reach(body.edit),
        delete: reach(body.delete),
        destroy: reach(body.destroy),
        hidden: body.hidden.into_iter().collect(),
        read_only: body.read_only.into_iter().collect(),
    }
}

fn body(rights: ObjectRights) -> ObjectRightsBody {
    ObjectRightsBody {
        read: reach_name(rights.read),
        create: reach_name(rights.create),
        edit: reach_name(rights.edit),
        delete: reach_name(rights.delete),
        destroy: reach_name(rights.destroy),
        hidden: rights.hidden.into_iter().collect(),
        read_only: rights.read_only.into_iter().collect(),
    }
}

fn reach(name: ReachName) -> Reach {
    match name {
        ReachName::None => Reach::None,
        ReachName::Own => Reach::Own,
        ReachName::Team => Reach::Team,
        ReachName::All => Reach::All,
    }
}

fn reach_name(reach: Reach) -> ReachName {
    match reach {
        Reach::None => ReachName::None,
        Reach::Own => ReachName::Own,
        Reach::Team => ReachName::Team,
        Reach::All => ReachName::All,
    }
}

fn permission(name: PermissionName) -> Permission {
    match name {
        PermissionName::Export => Permission::Export,
        PermissionName::Import => Permission::Import,
        PermissionName::Bulk => Permission::Bulk,
        PermissionName::ManageUsers => Permission::ManageUsers,
        PermissionName::ManageCatalogue => Permission::ManageCatalogue,
        PermissionName::ManagePipelines => Permission::ManagePipelines,
        PermissionName::ViewAudit => Permission::ViewAudit,
        PermissionName::ShareViews => Permission::ShareViews,
    }
}

fn named(permission: Permission) -> PermissionName {
    match permission {
        Permission::Export => PermissionName::Export,
        Permission::Import => PermissionName::Import,
        Permission::Bulk => PermissionName::Bulk,
        Permission::ManageUsers => PermissionName::ManageUsers,
        Permission::ManageCatalogue => PermissionName::ManageCatalogue,
        Permission::ManagePipelines => PermissionName::ManagePipelines,
        Permission::ViewAudit => PermissionName::ViewAudit,
        Permission::ShareViews => PermissionName::ShareViews,
    }
}

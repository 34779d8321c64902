//! Objects and fields.

use axum::http::StatusCode;
use kith_catalogue::overlay::{FieldPatch, NewField as Draft, ObjectPatch};
use kith_catalogue::standard::deal;
use kith_catalogue::{Field, Kind, Labels, Lang, Object};
use kith_crm::pipeline::edit;
use kith_engine::{Reader, appearance, schema};
use kith_policy::{Access, Action, Permission, Reach};
use serde_json::Value;

use super::pipelines;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(catalogue))
        .routes(routes!(update_object))
        .routes(routes!(object_labels))
        .routes(routes!(add_field))
        .routes(routes!(update_field, retire_field))
}

/// Objects, fields, options and stages as far as the caller may see.
#[utoipa::path(
    get,
    path = "/catalogue",
    tag = "catalogue",
    responses((status = OK, description = "Done", body = CatalogueInfo))
)]
async fn catalogue(call: Call) -> Answer {
    let lang = call.caller.user.language;
    call.read(move |r| {
        let cat = r.cat.clone();
        let info = CatalogueInfo {
            version: cat.version,
            currency: cat.currency.code().to_owned(),
            country: cat.country.clone(),
            time_zone: cat.zone.iana_name().unwrap_or("UTC").to_owned(),
            language: language(Some(cat.language.code())),
            objects: visible_objects(r).into_iter().map(|object| object_info(&object, &r.access, lang)).collect(),
            pipelines: pipelines::visible(r)?,
        };
        Reply::ok(&info)
    })
    .await
}

/// Change what an object is called.
#[utoipa::path(
    patch,
    path = "/catalogue/{object}",
    tag = "catalogue",
    params(("object" = String, Path, description = "The object's key, for example `deal`")),
    request_body = UpdateObject,
    responses((status = OK, description = "Done", body = ObjectInfo))
)]
async fn update_object(call: Call, Pathed(object): Pathed<String>, body: Body<Value>) -> Answer {
    permit(&call)?;
    let patch = ObjectPatch::from_json(&body.value).map_err(Error::Invalid)?;
    appearance::change_object(&call.app.ws, call.ctx(), object.clone(), patch).await?;
    let catalogue = call.app.ws.catalogue();
    let access = Access::of(&call.caller.actor, &catalogue);
    let object = catalogue.object(&object).ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(&object_info(object, &access, call.caller.user.language))?)
}

/// What an object, its fields and their options are called in every language, for whoever may change it.
#[utoipa::path(
    get,
    path = "/catalogue/{object}/labels",
    tag = "catalogue",
    params(("object" = String, Path, description = "The object's key, for example `deal`")),
    responses((status = OK, description = "Done", body = ObjectLabels))
)]
async fn object_labels(call: Call, Pathed(object): Pathed<String>) -> Answer {
    permit(&call)?;
    call.read(move |r| {
        let object = r.object(&object)?;
        let access = r.access.object(&object);
        let fields = access.readable().map(|at| {
            let field = &object.fields[at];
            let options = field.kind.options().iter().map(|option| (option.key.clone(), texts(&option.label)));
            let labels = FieldLabels { label: texts(&field.label), options: options.collect() };
            (field.key.to_string(), labels)
        });
        let labels = ObjectLabels {
            label: texts(&object.label),
            label_plural: texts(&object.label_plural),
            fields: fields.collect(),
        };
        Reply::ok(&labels)
    })
    .await
}

fn texts(labels: &Labels) -> LabelTexts {
    LabelTexts { en: labels.en.clone(), ru: labels.ru.clone(), cs: labels.cs.clone() }
}

/// Add a field; it can be used at once.
#[utoipa::path(
    post,
    path = "/catalogue/{object}/fields",
    tag = "catalogue",
    params(("object" = String, Path, description = "The object's key, for example `deal`")),
    request_body = NewField,
    responses((status = CREATED, description = "Made", body = FieldInfo))
)]
async fn add_field(call: Call, Pathed(object): Pathed<String>, body: Body<Value>) -> Answer {
    permit(&call)?;
    let catalogue = call.app.ws.catalogue();
    let draft = Draft::from_json(&body.value, &catalogue).map_err(Error::Invalid)?;
    call.once(&body.bytes, async {
        let field = schema::add_field(&call.app.ws, call.ctx(), object.clone(), draft).await?;
        Ok(Reply { status: StatusCode::CREATED, ..shown(&call, &object, &field)? })
    })
    .await
}

/// Change a field's label, options or duties.
#[utoipa::path(
    patch,
    path = "/catalogue/{object}/fields/{key}",
    tag = "catalogue",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("key" = String, Path, description = "The field's key")),
    request_body = UpdateField,
    responses((status = OK, description = "Done", body = FieldInfo))
)]
async fn update_field(call: Call, Pathed((object, key)): Pathed<(String, String)>, body: Body<Value>) -> Answer {
    permit(&call)?;
    let patch = FieldPatch::from_json(&body.value).map_err(Error::Invalid)?;
    let field = schema::change_field(&call.app.ws, call.ctx(), object.clone(), key, patch).await?;
    shown(&call, &object, &field)
}

/// Retire a field of one's own; its values are kept but no longer shown.
#[utoipa::path(
    delete,
    path = "/catalogue/{object}/fields/{key}",
    tag = "catalogue",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("key" = String, Path, description = "The field's key")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn retire_field(call: Call, Pathed((object, key)): Pathed<(String, String)>) -> Answer {
    permit(&call)?;
    schema::retire_field(&call.app.ws, call.ctx(), object, key).await?;
    Ok(Reply::done())
}

/// Asks for the right before the body is looked at; the transaction asks again.
fn permit(call: &Call) -> Result<(), Problem> {
    let access = Access::of(&call.caller.actor, &call.app.ws.catalogue());
    if access.may(Permission::ManageCatalogue) { Ok(()) } else { Err(Error::forbidden("manage_catalogue").into()) }
}

fn shown(call: &Call, object: &str, field: &Field) -> Answer {
    let catalogue = call.app.ws.catalogue();
    let access = Access::of(&call.caller.actor, &catalogue);
    let object = catalogue.object(object).ok_or_else(Problem::not_found)?;
    let at = object.field(&field.key).ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(&field_info(object, at, &access, call.caller.user.language))?)
}

/// The objects of which the caller may see anything.
pub(crate) fn visible_objects(r: &Reader<'_>) -> Vec<std::sync::Arc<Object>> {
    let sees = |object: &Object| r.access.object(object).row(Action::Read).is_some();
    r.cat.objects.iter().filter(|object| sees(object)).cloned().collect()
}

fn object_info(object: &Object, access: &Access, lang: Lang) -> ObjectInfo {
    let here = access.object(object);
    let mut fields: Vec<usize> = here.readable().collect();
    fields.sort_by_key(|at| object.fields[*at].position);
    let key = |at: usize| object.fields[at].key.to_string();
    ObjectInfo {
        key: object.key.to_string(),
        label: object.label.get(lang).to_owned(),
        label_plural: object.label_plural.get(lang).to_owned(),
        icon: object.icon.clone(),
        custom: object.custom,
        title: key(object.title),
        owner: object.owner.filter(|at| here.may_read(*at)).map(key),
        parent: object.parent.filter(|at| here.may_read(*at)).map(key),
        verbs: object.verbs.iter().map(|verb| (*verb).to_owned()).collect(),
        can: ObjectCan {
            read: reach(here.reach(Action::Read)),
            create: here.row(Action::Create).is_some(),
            edit: reach(here.reach(Action::Edit)),
            delete: reach(here.reach(Action::Delete)),
            destroy: reach(here.reach(Action::Destroy)),
        },
        fields: fields.into_iter().map(|at| field_info(object, at, access, lang)).collect(),
    }
}

fn field_info(object: &Object, at: usize, access: &Access, lang: Lang) -> FieldInfo {
    let field = &object.fields[at];
    let options = matches!(field.kind, Kind::OneOf { .. } | Kind::ManyOf { .. });
    FieldInfo {
        key: field.key.to_string(),
        kind: kind_name(&field.kind),
        label: field.label.get(lang).to_owned(),
        required: field.required,
        read_only: field.read_only || !access.object(object).may_write(at),
        unique: field.unique,
        custom: field.custom,
        system: field.system,
        hidden: field.hidden,
        weight: field.weight,
        sortable: field.kind.is_sortable(),
        groupable: field.kind.is_groupable(),
        operators: field.kind.operators().iter().map(|op| op.name().to_owned()).collect(),
        options: options.then(|| field.kind.options().iter().map(|option| option_info(option, lang)).collect()),
        open: match field.kind {
            Kind::ManyOf { open, .. } => Some(open),
            _ => None,
        },
        targets: match &field.kind {
            Kind::Link { targets } => Some(targets.iter().map(ToString::to_string).collect()),
            // Those of what goes through them; where an objection was met is a stage of a deal.
            Kind::Pipeline | Kind::Stage => {
                let passes = edit::OBJECTS.contains(&&*object.key);
                Some(vec![if passes { object.key.to_string() } else { deal::KEY.to_owned() }])
            }
            _ => None,
        },
        scale: match field.kind {
            Kind::Number { scale } => Some(scale),
            _ => None,
        },
    }
}

fn option_info(option: &kith_catalogue::Choice, lang: Lang) -> OptionInfo {
    OptionInfo {
        key: option.key.clone(),
        label: option.label.get(lang).to_owned(),
        tone: option.tone.and_then(|tone| ToneName::parse(tone.name())),
        retired: option.retired,
    }
}

fn reach(reach: Reach) -> ReachName {
    match reach {
        Reach::None => ReachName::None,
        Reach::Own => ReachName::Own,
        Reach::Team => ReachName::Team,
        Reach::All => ReachName::All,
    }
}

fn kind_name(kind: &Kind) -> KindName {
    match kind {
        Kind::Text => KindName::Text,
        Kind::LongText => KindName::LongText,
        Kind::Number { .. } => KindName::Number,
        Kind::Money => KindName::Money,
        Kind::Boolean => KindName::Boolean,
        Kind::Date => KindName::Date,
        Kind::DateTime => KindName::DateTime,
        Kind::OneOf { .. } => KindName::OneOf,
        Kind::ManyOf { .. } => KindName::ManyOf,
        Kind::Link { .. } => KindName::Link,
        Kind::User => KindName::User,
        Kind::Users => KindName::Users,
        Kind::Pipeline => KindName::Pipeline,
        Kind::Stage => KindName::Stage,
        Kind::Phones => KindName::Phones,
        Kind::Emails => KindName::Emails,
        Kind::Address => KindName::Address,
        Kind::ExternalIds => KindName::ExternalIds,
    }
}

//! What becomes of a lead: a company, a contact and a deal, made of what it says or found, in one batch.

mod card;
mod carry;
mod placing;
mod preview;

pub(crate) use card::open_card;
pub(crate) use carry::carry;
pub(crate) use placing::Placing;
pub use preview::{Preview, preview};

use std::sync::Arc;

use kith_catalogue::Problem;
use kith_catalogue::standard::lead::{
    self, AMOUNT, COMPANY, COMPANY_NAME, CONTACT, CONTACT_NAME, CONVERTED, EMAILS, LINKED, NAME, NOTE, OWNER, PHONES,
    POSITION, PRODUCT, SOURCE, STATUS, WEBSITE,
};
use kith_catalogue::standard::{TAGS, company, contact, deal};
use kith_engine::{CreateOptions, Error, Fields, Match, Record, Result, Tx};
use kith_policy::Action;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::derive::first_of;
use crate::series::wire;
use crate::stage_rules;
use crate::verbs::fill;

/// A lead of which nothing has become yet and that the actor may work on.
pub(crate) fn open(tx: &mut Tx<'_>, id: Uuid) -> Result<Record> {
    let lead = tx.load_for(lead::KEY, id, Action::Edit)?;
    if lead.deleted_at.is_some() {
        return Err(Error::refused("deleted"));
    }
    match lead.value(STATUS).as_text() {
        Some(CONVERTED | LINKED) => Err(Error::refused("already_handled")),
        _ => Ok(lead),
    }
}

/// Several changes are undone as one.
pub(crate) fn begin_batch(tx: &mut Tx<'_>) {
    if tx.ctx.batch.is_none() {
        tx.ctx.batch = Some(tx.new_id());
    }
}

/// One of the records that a lead becomes.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    /// The one that the lead knows, else a new one if the lead says anything of it.
    Usual,
    /// None.
    Nothing,
    /// One that is there.
    Existing(Uuid),
    /// A new one, with these values besides.
    New(Fields),
}

impl Part {
    /// What a parameter asks for: `false`, an id, or fields.
    pub(crate) fn read(key: &str, json: Option<Json>) -> Result<Self> {
        match json {
            None => Ok(Self::Usual),
            Some(Json::Bool(false)) => Ok(Self::Nothing),
            Some(Json::Object(fields)) => Ok(Self::New(fields)),
            Some(Json::String(id)) => {
                Uuid::parse_str(&id).map(Self::Existing).map_err(|_| Error::field(key, "not_found"))
            }
            Some(other) => Err(Error::Invalid(vec![Problem::wrong_type("id, fields or false", &other).at(key)])),
        }
    }
}

/// What a lead is to become.
#[derive(Debug, Clone)]
pub(crate) struct Convert {
    /// The company.
    pub(crate) company: Part,
    /// The contact.
    pub(crate) contact: Part,
    /// The deal.
    pub(crate) deal: Part,
    /// Whose the new records are; the lead's owner's when left out.
    pub(crate) owner: Option<Json>,
    /// Make them even if there are such already.
    pub(crate) allow_duplicates: bool,
}

/// What a lead has become.
pub struct Made {
    /// The company.
    pub company: Option<Record>,
    /// The contact.
    pub contact: Option<Record>,
    /// The deal.
    pub deal: Option<Record>,
    fresh: Vec<Uuid>,
}

impl Made {
    /// Whether a record has been made, rather than found.
    pub fn is_new(&self, record: &Record) -> bool {
        self.fresh.contains(&record.id)
    }

    /// Where tasks and notes go.
    pub(crate) fn target(&self) -> Option<&Record> {
        self.deal.as_ref().or(self.contact.as_ref()).or(self.company.as_ref())
    }
}

impl Convert {
    /// Makes or finds the records.
    pub(crate) fn perform(self, tx: &mut Tx<'_>, lead: &Record) -> Result<Made> {
        let (mut matches, mut fresh) = (Vec::new(), Vec::new());
        let owner = self.owner.clone().or_else(|| lead.owner().map(|owner| owner.to_string().into()));
        let says = |keys: &[&str]| keys.iter().any(|key| !lead.value(key).is_null());
        let options = CreateOptions { refuse_duplicates: !self.allow_duplicates };
        let has_contact = !matches!(self.contact, Part::Nothing);

        let mut pairs = vec![(COMPANY_NAME, company::NAME), (WEBSITE, company::WEBSITE)];
        if !has_contact {
            pairs.extend([(PHONES, company::PHONES), (EMAILS, company::EMAILS)]);
        }
        let company = match usual(self.company, lead.reference(COMPANY), says(&[COMPANY_NAME])) {
            Part::New(besides) => {
                let mut fields = mapped(tx, lead, company::KEY, &pairs, owner.as_ref())?;
                fields.extend(besides);
                noted(made(tx, company::KEY, COMPANY, &fields, options, &mut matches)?, &mut fresh)
            }
            part => found(tx, company::KEY, COMPANY, &part)?,
        };

        let pairs = [
            (CONTACT_NAME, contact::NAME),
            (POSITION, contact::POSITION),
            (PHONES, contact::PHONES),
            (EMAILS, contact::EMAILS),
        ];
        let contact = match usual(self.contact, lead.reference(CONTACT), says(&[CONTACT_NAME, PHONES, EMAILS])) {
            Part::New(besides) => {
                let mut fields = mapped(tx, lead, contact::KEY, &pairs, owner.as_ref())?;
                if !fields.contains_key(contact::NAME) {
                    let name = first_of(lead, EMAILS).or_else(|| first_of(lead, PHONES));
                    fields.extend(name.map(|name| (contact::NAME.to_owned(), name.into())));
                }
                link_to(&mut fields, contact::COMPANY, company.as_ref());
                fields.extend(besides);
                noted(made(tx, contact::KEY, CONTACT, &fields, options, &mut matches)?, &mut fresh)
            }
            part => found(tx, contact::KEY, CONTACT, &part)?,
        };
        if !matches.is_empty() {
            return Err(Error::Duplicate(matches));
        }

        let pairs = [
            (NAME, deal::NAME),
            (SOURCE, deal::SOURCE),
            (PRODUCT, deal::PRODUCT),
            (AMOUNT, deal::AMOUNT),
            (NOTE, deal::NOTE),
            (TAGS, TAGS),
        ];
        let deal = match usual(self.deal, None, true) {
            Part::New(besides) => {
                let mut fields = mapped(tx, lead, deal::KEY, &pairs, owner.as_ref())?;
                link_to(&mut fields, deal::COMPANY, company.as_ref());
                link_to(&mut fields, deal::CONTACT, contact.as_ref());
                // What its stage asks for of the company and the contact can be said with what it asks for of the deal.
                let object = tx.object(deal::KEY)?;
                let fields =
                    fill::linked_of_new(tx, &object, fields, besides).map_err(|error| inside("deal", error))?;
                // The lead's tasks come along once there is a deal.
                let usual = std::mem::replace(&mut tx.ctx.plans_follow, true);
                let made = made(tx, deal::KEY, "deal", &fields, CreateOptions::default(), &mut matches);
                tx.ctx.plans_follow = usual;
                noted(made?, &mut fresh)
            }
            part => found(tx, deal::KEY, "deal", &part)?,
        };
        Ok(Made { company, contact, deal, fresh })
    }
}

/// What is done where nothing is said: what the lead knows, or what it speaks of.
fn usual(part: Part, known: Option<Uuid>, spoken_of: bool) -> Part {
    match (part, known) {
        (Part::Usual, Some(id)) => Part::Existing(id),
        (Part::Usual, None) if spoken_of => Part::New(Fields::new()),
        (Part::Usual, None) => Part::Nothing,
        (part, _) => part,
    }
}

fn found(tx: &mut Tx<'_>, object: &str, parameter: &str, part: &Part) -> Result<Option<Record>> {
    let Part::Existing(id) = part else { return Ok(None) };
    match tx.load(object, *id) {
        Ok(record) => Ok(Some(record)),
        Err(Error::NotFound) => Err(Error::field(parameter, "not_found")),
        Err(error) => Err(error),
    }
}

/// Makes a record; what it would double is noted, so that the person sees all of it at once.
fn made(
    tx: &mut Tx<'_>,
    object: &str,
    parameter: &str,
    fields: &Fields,
    options: CreateOptions,
    matches: &mut Vec<Match>,
) -> Result<Option<Record>> {
    match tx.create(object, fields, options) {
        Ok(record) => Ok(Some(record)),
        Err(Error::Duplicate(found)) => {
            matches.extend(found);
            Ok(None)
        }
        Err(error) => Err(inside(parameter, error)),
    }
}

/// Names problems of a part of the conversion by the parameter that speaks of it.
fn inside(parameter: &str, error: Error) -> Error {
    let named = |problems: Vec<Problem>| problems.into_iter().map(|problem| problem.at(parameter)).collect();
    match error {
        Error::Invalid(problems) => Error::Invalid(named(problems)),
        Error::Refused { code: stage_rules::CODE, problems } => {
            Error::Refused { code: stage_rules::CODE, problems: named(problems) }
        }
        other => other,
    }
}

fn noted(made: Option<Record>, fresh: &mut Vec<Uuid>) -> Option<Record> {
    fresh.extend(made.as_ref().map(|record| record.id));
    made
}

fn link_to(fields: &mut Fields, key: &str, record: Option<&Record>) {
    fields.extend(record.map(|record| (key.to_owned(), record.id.to_string().into())));
}

/// What a lead says for a new record: the fields that are known to mean the same, and the workspace's own fields of the
/// same key and kind. What the actor may not read here or write there is left out.
fn mapped(tx: &Tx<'_>, lead: &Record, object: &str, pairs: &[(&str, &str)], owner: Option<&Json>) -> Result<Fields> {
    let object = tx.object(object)?;
    let (here, there) = (tx.access.object(&lead.object), tx.access.object(&object));
    let own = lead.object.fields.iter().filter(|field| field.custom);
    let alike =
        own.filter(|field| object.get(&field.key).is_some_and(|other| other.custom && other.kind == field.kind));
    let alike: Vec<Arc<str>> = alike.map(|field| field.key.clone()).collect();
    let all = pairs.iter().copied().chain(alike.iter().map(|key| (&**key, &**key)));
    let mut fields = Fields::new();
    for (from, to) in all {
        let (Some(from), Some(to)) = (lead.object.field(from), object.field(to)) else { continue };
        let value = lead.get(from);
        if !value.is_null() && here.may_read(from) && there.may_read(to) && there.may_write(to) {
            fields.insert(object.fields[to].key.to_string(), wire(value, &lead.object.fields[from].kind));
        }
    }
    if let Some(owner) = owner.filter(|_| object.owner.is_some_and(|ix| there.may_write(ix))) {
        fields.insert(OWNER.to_owned(), owner.clone());
    }
    Ok(fields)
}

//! People from a file: who they are, who leads them, in which office. Offices become teams at the top of the tree, each
//! leader gets a team below, people are put into it. They can own records at once and sign in once they have a password.

use std::collections::HashMap;
use std::sync::Arc;

use kith_catalogue::Problem;
use kith_catalogue::text::fold;
use kith_engine::people::roles;
use kith_engine::people::teams::{self, Team};
use kith_engine::people::users::{self, NewPerson, Person, PersonChange};
use kith_engine::{Ctx, Error, Lane, Reader, Result, Tx, Workspace, bulk};
use kith_policy::Permission;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::preview::{Preview, PreviewRow};
use super::{Counts, ImportRun, Status, ledger, permit, session};
use crate::draft::fault_problem;
use crate::mapping::{Existing, Mapping, Missing, UserField};
use crate::table::spool::Row;

/// The most people in one file.
const MAX_PEOPLE: u64 = 5_000;
const SHOWN: usize = 50;

/// A checked mapping of people.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    columns: Vec<(usize, String, UserField)>,
    existing: Existing,
    missing: Missing,
}

/// What a row says of a person.
#[derive(Debug, Clone, Default)]
struct Draft {
    values: HashMap<UserField, String>,
    problems: Vec<Problem>,
}

impl Draft {
    fn get(&self, field: UserField) -> Option<&str> {
        self.values.get(&field).map(String::as_str)
    }

    /// What two rows about one person have in common.
    fn mark(&self) -> Option<String> {
        self.get(UserField::Email).map(str::to_lowercase).or_else(|| self.get(UserField::Name).map(fold))
    }
}

impl Plan {
    /// Checks a mapping of people.
    pub(super) fn new(reader: &mut Reader<'_>, run: &ImportRun, mapping: &Mapping) -> Result<Self> {
        permit(&reader.access)?;
        if !reader.access.may(Permission::ManageUsers) {
            return Err(Error::forbidden("manage_users"));
        }
        let shape = run.shape.as_ref().ok_or_else(|| Error::refused("not_uploaded"))?;
        let mut problems = Vec::new();
        if shape.summary.rows > MAX_PEOPLE {
            problems.push(Problem::new("too_many").with("max", MAX_PEOPLE).at("file"));
        }
        let mut columns: Vec<(usize, String, UserField)> = Vec::new();
        for (name, target) in &mapping.columns {
            let at = |problem: Problem| problem.at(&format!("columns.{name}"));
            let Some(column) = shape.summary.column(name) else {
                problems.push(at(Problem::new("unknown_column")));
                continue;
            };
            let Some(target) = target else { continue };
            match UserField::parse(&target.field) {
                None => problems.push(at(Problem::new("unknown_field").with("field", target.field.as_str()))),
                Some(field) if columns.iter().any(|(.., other)| *other == field) => {
                    problems.push(at(Problem::new("repeated_field").with("field", field.key())));
                }
                Some(field) => columns.push((column.index, column.name.clone(), field)),
            }
        }
        if !columns.iter().any(|(.., field)| *field == UserField::Name) && problems.is_empty() {
            problems.push(Problem::new("required").at("columns.name"));
        }
        for key in &mapping.key.0 {
            if !matches!(key.as_str(), "name" | "email") {
                problems.push(Problem::new("key_not_usable").with("key", key.as_str()).at("key"));
            }
        }
        if problems.is_empty() {
            Ok(Self { columns, existing: mapping.existing, missing: mapping.missing })
        } else {
            Err(Error::Invalid(problems))
        }
    }

    fn draft(&self, row: &Row) -> Draft {
        let mut draft = Draft::default();
        if let Some(fault) = row.fault {
            draft.problems.push(fault_problem(fault));
            return draft;
        }
        for (index, _, field) in &self.columns {
            if let Some(cell) = row.cells.get(*index).filter(|cell| !cell.is_blank()) {
                draft.values.insert(*field, cell.text().into_owned());
            }
        }
        if draft.get(UserField::Name).is_none() {
            draft.problems.push(Problem::new("required").at("name"));
        }
        draft
    }
}

/// The people and teams there are.
struct Staff {
    people: Vec<Person>,
    teams: Vec<Team>,
}

impl Staff {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        Ok(Self { people: users::list(reader.conn())?, teams: teams::list(reader.conn())? })
    }

    /// The person of that address, else of that name; a problem when several have the name.
    fn person(&self, name: &str, email: Option<&str>) -> Result<Option<&Person>, Problem> {
        let address = email.map(str::to_lowercase).or_else(|| name.contains('@').then(|| name.trim().to_lowercase()));
        let by_address = |person: &&Person| address.is_some() && person.email == address;
        if let Some(found) = self.people.iter().find(by_address) {
            return Ok(Some(found));
        }
        let folded = fold(name);
        let mut alike = self.people.iter().filter(|person| {
            // Another address means another person of the same name.
            fold(&person.name) == folded && (email.is_none() || person.email.is_none())
        });
        match (alike.next(), alike.next()) {
            (Some(_), Some(_)) => Err(Problem::new("several_records").with("count", alike.count() + 2)),
            (found, _) => Ok(found),
        }
    }

    fn office(&self, name: &str) -> Option<&Team> {
        self.teams.iter().find(|team| team.parent.is_none() && fold(&team.name) == fold(name))
    }

    fn team_named(&self, name: &str, parent: Option<Uuid>) -> Option<&Team> {
        self.teams.iter().find(|team| team.parent == parent && fold(&team.name) == fold(name))
    }

    fn team_of(&self, manager: Uuid, office: Option<Uuid>) -> Option<&Team> {
        let led = || self.teams.iter().filter(|team| team.manager == Some(manager));
        match office {
            Some(office) => led().find(|team| team.parent == Some(office) || team.id == office),
            None => led().next(),
        }
    }
}

/// Says what a run would do.
pub(super) fn preview(ws: &Workspace, ctx: &Ctx, run: &ImportRun, mapping: &Mapping) -> Result<Preview> {
    let (in_run, mapping) = (run.clone(), mapping.clone());
    let (plan, staff) =
        ws.read_blocking(ctx.clone(), move |reader| Ok((Plan::new(reader, &in_run, &mapping)?, Staff::read(reader)?)))?;
    let mut preview = Preview::default();
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut shown = [0_usize; 2];
    for piece in 0.. {
        let Some(rows) = session::rows(ws, run.id, piece)? else { break };
        for row in &rows {
            let draft = plan.draft(row);
            let decided = decide(&plan, &staff, &draft, &mut seen, row.number);
            let (action, problems) = match decided {
                Ok(action) => (action, Vec::new()),
                Err(problems) => ("reject", problems),
            };
            let counts = &mut preview.counts;
            *match action {
                "create" => &mut counts.create,
                "update" => &mut counts.update,
                "unchanged" => &mut counts.unchanged,
                "skip" => &mut counts.skip,
                _ => &mut counts.reject,
            } += 1;
            let place = &mut shown[usize::from(action == "reject")];
            if *place < SHOWN {
                *place += 1;
                let fields: Map<String, Json> = UserField::ALL
                    .into_iter()
                    .filter_map(|field| Some((field.key().to_owned(), Json::String(draft.get(field)?.to_owned()))))
                    .collect();
                let label = draft.get(UserField::Name).unwrap_or_default().to_owned();
                preview.rows.push(PreviewRow { row: row.number, action, label, fields, problems });
            }
        }
    }
    Ok(preview)
}

/// What would become of a row, as far as can be said before teams are made.
fn decide(
    plan: &Plan,
    staff: &Staff,
    draft: &Draft,
    seen: &mut HashMap<String, u64>,
    row: u64,
) -> Result<&'static str, Vec<Problem>> {
    if !draft.problems.is_empty() {
        return Err(draft.problems.clone());
    }
    if let Some(first) = draft.mark().and_then(|mark| seen.insert(mark, row)) {
        return Err(vec![Problem::new("repeated_row").at("key").with("row", first)]);
    }
    let name = draft.get(UserField::Name).unwrap_or_default();
    let email = draft.get(UserField::Email);
    let Some(person) = staff.person(name, email).map_err(|problem| vec![problem.at("key")])? else {
        return Ok("create");
    };
    if plan.existing == Existing::Skip {
        return Ok("skip");
    }
    let office = draft.get(UserField::Office).map(|name| staff.office(name).map(|team| team.id));
    let wanted = match (draft.get(UserField::Team), draft.get(UserField::Manager)) {
        (Some(team), _) => staff.team_named(team, office.flatten()).map(|team| team.id),
        (None, Some(manager)) => staff
            .person(manager, None)
            .ok()
            .flatten()
            .and_then(|manager| staff.team_of(manager.id, office.flatten()))
            .map(|team| team.id),
        (None, None) => office.flatten().or(person.team),
    };
    let says_team = [UserField::Team, UserField::Manager, UserField::Office].iter().any(|f| draft.get(*f).is_some());
    let moves = says_team && (wanted.is_none() || wanted != person.team);
    let renames = email.is_some_and(|email| person.email.as_deref() != Some(email.to_lowercase().as_str()));
    Ok(if moves || renames { "update" } else { "unchanged" })
}

/// Carries out a run of people in one transaction.
pub(super) fn run(ws: &Workspace, ctx: &Ctx, run: &ImportRun, mapping: &Mapping) -> Result<()> {
    let mut rows = Vec::new();
    for piece in 0.. {
        match session::rows(ws, run.id, piece)? {
            Some(more) => rows.extend(more),
            None => break,
        }
    }
    let (run, mapping, rows) = (run.clone(), mapping.clone(), Arc::new(rows));
    ws.write_blocking(ctx.clone(), Lane::Bulk, move |tx| {
        if ledger::find(tx.sql(), run.id)?.is_none_or(|now| now.status != Status::Running) {
            return Ok(());
        }
        let plan = Plan::new(tx, &run, &mapping)?;
        let mut counts = Counts::default();
        let mut seen: HashMap<String, u64> = HashMap::new();
        for row in rows.iter() {
            let draft = plan.draft(row);
            let outcome = take(tx, &plan, &draft, &mut seen, row.number, &mut counts)?;
            if let Err(problems) = outcome {
                counts.rejected += 1;
                let cells: Vec<String> = row.cells.iter().map(|cell| cell.text().into_owned()).collect();
                ledger::reject(tx.sql(), run.id, row.number, &problems, &cells)?;
            }
        }
        if !ledger::advance(tx.sql(), run.id, run.piece, rows.len() as u64, &counts)? {
            return Err(Error::refused(super::write::MOVED));
        }
        let told = (tx.new_id(), tx.ctx.now);
        ledger::finish(tx.sql(), run.id, Status::Done, None, told)
    })
}

fn take(
    tx: &mut Tx<'_>,
    plan: &Plan,
    draft: &Draft,
    seen: &mut HashMap<String, u64>,
    row: u64,
    counts: &mut Counts,
) -> Result<Result<(), Vec<Problem>>> {
    if !draft.problems.is_empty() {
        return Ok(Err(draft.problems.clone()));
    }
    if let Some(first) = draft.mark().and_then(|mark| seen.insert(mark, row)) {
        return Ok(Err(vec![Problem::new("repeated_row").at("key").with("row", first)]));
    }
    let done = tx.attempt(|tx| {
        let mut made = Counts::default();
        let outcome = person(tx, plan, draft, &mut made)?;
        Ok((outcome, made))
    });
    match done {
        Ok((outcome, made)) => {
            match outcome {
                Outcome::Created => counts.created += 1,
                Outcome::Updated => counts.updated += 1,
                Outcome::Unchanged => counts.unchanged += 1,
                Outcome::Skipped => counts.skipped += 1,
            }
            for (what, count) in made.also {
                *counts.also.entry(what).or_default() += count;
            }
            Ok(Ok(()))
        }
        Err(error @ (Error::Busy { .. } | Error::Internal(_))) => Err(error),
        Err(error) => {
            let (code, problems) = bulk::explain(error);
            let plain = || Problem::new(if code == "forbidden" { "forbidden" } else { "refused" });
            Ok(Err(if problems.is_empty() { vec![plain()] } else { problems }))
        }
    }
}

enum Outcome {
    Created,
    Updated,
    Unchanged,
    Skipped,
}

fn person(tx: &mut Tx<'_>, plan: &Plan, draft: &Draft, made: &mut Counts) -> Result<Outcome> {
    let staff = Staff::read(tx)?;
    let name = draft.get(UserField::Name).unwrap_or_default();
    let email = draft.get(UserField::Email).map(str::to_lowercase);
    let found = staff.person(name, email.as_deref()).map_err(|problem| Error::Invalid(vec![problem.at("key")]))?;
    let found = found.cloned();
    if found.is_some() && plan.existing == Existing::Skip {
        return Ok(Outcome::Skipped);
    }
    let team = place(tx, plan, &staff, draft, made)?;
    let Some(person) = found else {
        let role = role(tx, kith_policy::MANAGER)?;
        let new = NewPerson { name: name.to_owned(), email, team, roles: role, ..NewPerson::default() };
        users::create(tx, &new)?;
        return Ok(Outcome::Created);
    };
    // The leader whom an earlier row named stands in his own team already.
    let fills = plan.existing == Existing::Fill;
    let new_team = team.filter(|team| Some(*team) != person.team && !(fills && person.team.is_some()));
    let new_email = email.filter(|email| Some(email) != person.email.as_ref() && !(fills && person.email.is_some()));
    if new_team.is_none() && new_email.is_none() {
        return Ok(Outcome::Unchanged);
    }
    let change = PersonChange { team: new_team.map(Some), email: new_email.map(Some), ..PersonChange::default() };
    users::change(tx, person.id, &change)?;
    Ok(Outcome::Updated)
}

fn role(tx: &mut Tx<'_>, key: &str) -> Result<Vec<Uuid>> {
    Ok(roles::by_key(tx.sql(), key)?.map(|role| role.id).into_iter().collect())
}

/// The team that the row puts the person into, made with its office and leader where they are missing.
fn place(tx: &mut Tx<'_>, plan: &Plan, staff: &Staff, draft: &Draft, made: &mut Counts) -> Result<Option<Uuid>> {
    let may_make = |what: &'static str, name: &str| {
        let problem = || Problem::new(what).at("columns").with("value", name);
        if plan.missing == Missing::Create { Ok(()) } else { Err(Error::Invalid(vec![problem()])) }
    };
    let mut also = |what: &str| *made.also.entry(what.to_owned()).or_default() += 1;
    let office = match draft.get(UserField::Office) {
        None => None,
        Some(name) => match staff.office(name) {
            Some(team) => Some(team.id),
            None => {
                may_make("unknown_record", name)?;
                also("team");
                Some(teams::create(tx, name, None, None)?)
            }
        },
    };
    let manager = match draft.get(UserField::Manager) {
        None => None,
        Some(name) => {
            let found = staff.person(name, None).map_err(|problem| Error::Invalid(vec![problem.at("manager")]))?;
            match found {
                Some(person) => Some(person.clone()),
                None => {
                    may_make("unknown_person", name)?;
                    also("user");
                    let roles = role(tx, kith_policy::HEAD)?;
                    let email = name.contains('@').then(|| name.to_lowercase());
                    let new = NewPerson { name: name.to_owned(), email, roles, ..NewPerson::default() };
                    let id = users::create(tx, &new)?;
                    users::find(tx.sql(), id)?
                }
            }
        }
    };
    let leader = manager.as_ref().map(|person| person.id);
    let existing = match (draft.get(UserField::Team), leader) {
        (Some(name), _) => staff.team_named(name, office),
        (None, Some(leader)) => staff.team_of(leader, office),
        (None, None) => return Ok(office),
    };
    let team = match existing {
        Some(team) => {
            if leader.is_some() && team.manager != leader && draft.get(UserField::Team).is_some() {
                teams::change(tx, team.id, None, None, Some(leader))?;
            }
            team.id
        }
        None => {
            let name = draft.get(UserField::Team).or(manager.as_ref().map(|person| person.name.as_str()));
            let name = name.unwrap_or_default();
            may_make("unknown_record", name)?;
            also("team");
            teams::create(tx, name, office, leader)?
        }
    };
    // Whoever leads a team and stands in none stands in his own.
    if let Some(person) = manager.filter(|person| person.team.is_none()) {
        let change = PersonChange { team: Some(Some(team)), ..PersonChange::default() };
        users::change(tx, person.id, &change)?;
    }
    Ok(Some(team))
}

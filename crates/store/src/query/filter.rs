//! Filters and row rules as conditions of a statement.

use std::collections::BTreeSet;
use std::sync::Arc;

use kith_catalogue::filter::{Expr, Path, PipelineField, StageField, StayEnd, Step, Term, Test, UserField};
use kith_catalogue::{Catalogue, Cell, FieldIx, Kind, Object, Part};
use kith_policy::{Access, Action, RowRule};

use uuid::Uuid;

use crate::error::{Result, StoreError};
use crate::layout::part_type;
use crate::sql::{Dialect, Sql};

/// Compiles conditions for one actor.
pub(crate) struct Compiler<'a> {
    pub(crate) cat: &'a Catalogue,
    pub(crate) access: &'a Access,
    pub(crate) dialect: Dialect,
    /// Objects and hand-written things that the answer depends on.
    pub(crate) depends: BTreeSet<Arc<str>>,
    /// True: linked tables are read as sets (for answers over all rows); false: row by row (for the first few rows).
    pub(crate) sets: bool,
    /// The rows are those of one person: few, and found by several indexes, so that none of them tells their order.
    pub(crate) few: bool,
    aliases: u32,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(cat: &'a Catalogue, access: &'a Access, dialect: Dialect) -> Self {
        Self { cat, access, dialect, depends: BTreeSet::new(), sets: false, few: false, aliases: 0 }
    }

    pub(crate) fn alias(&mut self) -> String {
        self.aliases += 1;
        format!("t{}", self.aliases)
    }

    /// The condition that a row of `object` is one that the actor may read and that the filter wants.
    pub(crate) fn scope(&mut self, object: &Object, alias: &str, expr: &Expr, out: &mut Sql) -> Result<()> {
        self.depends.insert(Arc::clone(&object.key));
        let rule = self.access.object(object).row(Action::Read).clone();
        self.rule(object, alias, &rule, out)?;
        if *expr != Expr::True {
            out.add(" AND ");
            self.expr(object, alias, expr, out)?;
        }
        Ok(())
    }

    /// A row rule.
    pub(crate) fn rule(&mut self, object: &Object, alias: &str, rule: &RowRule, out: &mut Sql) -> Result<()> {
        match rule {
            RowRule::All => out.add("TRUE"),
            RowRule::None => out.add("FALSE"),
            RowRule::Owners { field, users } => owned(alias, &object.fields[*field].column, users, out),
            RowRule::Involved { field, users, participants, me } => {
                // Of the rows asked for, not of those that they lead to.
                self.few |= users.len() == 1 && alias == "o";
                self.follows_parts(object);
                self.involved(object, alias, (*field, users), (*participants, &[me.to_string()]), out)
            }
            RowRule::Parent { field, object: parent, rule } => {
                let parent = Arc::clone(self.cat.object(parent).ok_or_else(|| unknown(parent))?);
                self.depends.insert(Arc::clone(&parent.key));
                let inner = self.alias();
                out.add("EXISTS (SELECT 1 FROM ").ident(&parent.table).add(" ").add(&inner).add(" WHERE ");
                out.add(&inner).add(".id = ").col(alias, &object.fields[*field].column).add(" AND ");
                self.rule(&parent, &inner, rule, out)?;
                out.add(self.dialect.pick(" LIMIT 1)", ")"))
            }
            RowRule::AnyParent { field, rules } => {
                let which = object.fields[*field].column_name(Part::Object);
                out.add("(");
                for (n, (parent, rule)) in rules.iter().enumerate() {
                    out.add(if n == 0 { "" } else { " OR " });
                    out.add("(").col(alias, &which).add(" = ").arg(parent).add(" AND ");
                    let rule = match rule {
                        RowRule::All => RowRule::All,
                        rule => {
                            RowRule::Parent { field: *field, object: Arc::clone(parent), rule: Box::new(rule.clone()) }
                        }
                    };
                    self.rule(object, alias, &rule, out)?;
                    out.add(")");
                }
                out.add(")")
            }
        };
        Ok(())
    }

    /// Who takes part may be told by the parts of a record, which change without it.
    fn follows_parts(&mut self, object: &Object) {
        let parts = self
            .cat
            .objects
            .iter()
            .filter(|part| part.parent.is_some_and(|link| part.fields[link].kind.targets().contains(&object.key)));
        self.depends.extend(parts.map(|part| Arc::clone(&part.key)));
    }

    /// Rows that belong to somebody, and rows that have somebody among their people: ways that an index serves each, which
    /// the database puts together.
    fn involved<'s>(
        &self,
        object: &Object,
        alias: &str,
        (owner, users): (FieldIx, &[Uuid]),
        (participants, keys): (FieldIx, &[String]),
        out: &'s mut Sql,
    ) -> &'s mut Sql {
        let column = &object.fields[owner].column;
        let live = |out: &mut Sql, test: &str| {
            out.add("(").col(alias, "deleted_at").add(test);
            owned(alias, column, users, out).add(") OR ");
        };
        out.add("(");
        match self.dialect {
            Dialect::Sqlite => {
                // Said for each way, or SQLite does not see that an index of live rows serves it.
                live(out, " IS NULL AND ");
                live(out, " IS NOT NULL AND ");
                out.add(alias).add(".rid IN (SELECT");
            }
            // An array, since a subquery beside OR would be asked of every row.
            Dialect::Postgres => {
                owned(alias, column, users, out).add(" OR ").add(alias).add(".rid = ANY (ARRAY(SELECT");
            }
        }
        out.add(" l.rid FROM lookup l WHERE l.object = ").arg(&object.key);
        out.add(" AND l.field = ").arg(&object.fields[participants].key);
        out.add(" AND l.value IN ").list(keys.iter()).add(self.dialect.pick("))", ")))"))
    }

    /// A filter. It is false, never unknown, wherever a positive test meets NULL under a negation.
    pub(crate) fn expr(&mut self, object: &Object, alias: &str, expr: &Expr, out: &mut Sql) -> Result<()> {
        match expr {
            Expr::True => {
                out.add("TRUE");
            }
            Expr::False => {
                out.add("FALSE");
            }
            Expr::And(parts) => self.joined(object, alias, parts, " AND ", "TRUE", out)?,
            Expr::Or(parts) => match one_of(parts) {
                Some(term) => self.term(object, alias, &term, out)?,
                None => match of_one_person(object, parts) {
                    Some((owner, user, participants, keys)) => {
                        self.may_read(object, owner)?;
                        self.may_read(object, participants)?;
                        self.few |= alias == "o";
                        self.involved(object, alias, (owner, &[user]), (participants, keys), out);
                    }
                    None => self.joined(object, alias, parts, " OR ", "FALSE", out)?,
                },
            },
            Expr::Not(inner) => self.negated(object, alias, inner, out)?,
            Expr::Id(ids) if ids.is_empty() => {
                out.add("FALSE");
            }
            Expr::Id(ids) => {
                out.add(alias).add(".id IN ").list(ids.iter().copied());
            }
            Expr::Linked(linked) => self.linked(alias, linked, out)?,
            Expr::Through(through) => self.through(object, alias, through, out)?,
            Expr::Term(term) => self.term(object, alias, term, out)?,
        }
        Ok(())
    }

    fn joined(
        &mut self,
        object: &Object,
        alias: &str,
        parts: &[Expr],
        word: &str,
        empty: &str,
        out: &mut Sql,
    ) -> Result<()> {
        if parts.is_empty() {
            out.add(empty);
            return Ok(());
        }
        let few = self.few;
        out.add("(");
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                out.add(word);
            }
            self.expr(object, alias, part, out)?;
        }
        out.add(")");
        // One of several ways being narrow says nothing of all of them.
        self.few = if word == " OR " { few } else { self.few };
        Ok(())
    }

    fn negated(&mut self, object: &Object, alias: &str, inner: &Expr, out: &mut Sql) -> Result<()> {
        // Two forms that an index can serve; equal to the general one.
        if let Expr::Term(Term { path: Path { field, step: None }, test }) = inner {
            self.may_read(object, *field)?;
            let name = |part: Part| object.fields[*field].column_name(part);
            match test {
                Test::Filled => {
                    out.col(alias, &name(Part::Value)).add(" IS NULL");
                    return Ok(());
                }
                Test::Eq { part, cell } => {
                    part_of(object, *field, *part)?;
                    out.col(alias, &name(*part)).add(self.dialect.pick(" IS NOT ", " IS DISTINCT FROM "));
                    out.arg(cell);
                    return Ok(());
                }
                _ => {}
            }
        }
        let few = self.few;
        out.add("(");
        self.expr(object, alias, inner, out)?;
        out.add(") IS NOT TRUE");
        self.few = few;
        Ok(())
    }

    pub(super) fn may_read(&self, object: &Object, field: FieldIx) -> Result<()> {
        if self.access.object(object).may_read(field) {
            return Ok(());
        }
        let key = object.fields.get(field).map_or("?", |field| &field.key);
        Err(StoreError::invalid("unknown_field", key))
    }

    fn term(&mut self, object: &Object, alias: &str, term: &Term, out: &mut Sql) -> Result<()> {
        self.check(object, &term.path)?;
        let link = || object.fields[term.path.field].column.as_str();
        match &term.path.step {
            None => self.test(Place::Record(object, term.path.field), alias, &term.test, out),
            Some(Step::Record { object: target, field }) => {
                let target = Arc::clone(self.cat.object(target).ok_or_else(|| unknown(target))?);
                self.depends.insert(Arc::clone(&target.key));
                let inner = self.alias();
                self.open(&target.table, &inner, alias, link(), out);
                out.add(&inner).add(".deleted_at IS NULL AND ");
                let rule = self.access.object(&target).row(Action::Read).clone();
                self.rule(&target, &inner, &rule, out)?;
                out.add(" AND ");
                self.test(Place::Record(&target, *field), &inner, &term.test, out)?;
                out.add(self.close());
                Ok(())
            }
            Some(step) => {
                let (table, place) = fixed(step);
                self.depends.insert(Arc::from(table));
                let inner = self.alias();
                self.open(table, &inner, alias, link(), out);
                self.test(place, &inner, &term.test, out)?;
                out.add(self.close());
                Ok(())
            }
        }
    }

    /// Opens a condition on what a link leads to: row by row, or as a set.
    pub(super) fn open(&self, table: &str, inner: &str, alias: &str, link: &str, out: &mut Sql) {
        if self.sets {
            out.col(alias, link).add(" IN (SELECT ").add(inner).add(".id FROM ").ident(table).add(" ").add(inner);
            out.add(" WHERE ");
        } else {
            out.add("EXISTS (SELECT 1 FROM ").ident(table).add(" ").add(inner).add(" WHERE ");
            out.add(inner).add(".id = ").col(alias, link).add(" AND ");
        }
    }

    /// Closes what [`Self::open`] opened. With the limit SQLite keeps the question a question about one row; without it,
    /// it may turn it into a join and read the whole linked table first.
    pub(super) fn close(&self) -> &'static str {
        if self.sets { ")" } else { self.dialect.pick(" LIMIT 1)", ")") }
    }

    /// Refuses a path through or to a field that the actor may not read.
    pub(crate) fn check(&self, object: &Object, path: &Path) -> Result<()> {
        self.may_read(object, path.field)?;
        if let Some(Step::Record { object: target, field }) = &path.step {
            let target = self.cat.object(target).ok_or_else(|| unknown(target))?;
            self.may_read(target, *field)?;
        }
        Ok(())
    }

    /// A positive test on a column of the table that `alias` stands for.
    fn test(&mut self, place: Place<'_>, alias: &str, test: &Test, out: &mut Sql) -> Result<()> {
        let column = |part: Part| place.column(part);
        match test {
            Test::Filled => {
                out.col(alias, &column(Part::Value)?).add(" IS NOT NULL");
            }
            Test::Eq { part, cell } => {
                out.col(alias, &column(*part)?).add(" = ").arg(cell);
            }
            Test::In { part, cells } => {
                out.col(alias, &column(*part)?).add(" IN ").list(cells.iter());
            }
            Test::Compare { part, cmp, to } => {
                out.col(alias, &column(*part)?).add(" ").add(cmp.sign()).add(" ").arg(*to);
            }
            Test::Between { part, from, to } => {
                out.col(alias, &column(*part)?).add(" BETWEEN ").arg(*from).add(" AND ").arg(*to);
            }
            Test::Contains { part, text } => {
                self.contains(alias, &column(*part)?, text, out);
            }
            Test::Starts { part, text } => starts(alias, &column(*part)?, text, out),
            Test::Has { option } => {
                self.contains(alias, &column(Part::Value)?, &format!("|{option}|"), out);
            }
            Test::Lookup { keys } => {
                let Place::Record(object, field) = place else {
                    return Err(StoreError::invalid("unknown_operator", "a look-up of what has no keys"));
                };
                // Few records share a mail, a telephone or a number of another system: PostgreSQL is to look these up
                // first, which as a subquery it rather does for one row of the list after the other.
                let is_key = !matches!(object.fields[field].kind, Kind::Users);
                let (open, close) =
                    if is_key && self.dialect.is_postgres() { (" = ANY (ARRAY(", "))") } else { (" IN (", ")") };
                out.add(alias).add(".rid").add(open).add("SELECT l.rid FROM lookup l WHERE l.object = ");
                out.arg(&object.key).add(" AND l.field = ").arg(&object.fields[field].key);
                out.add(" AND l.value IN ").list(keys.iter()).add(close);
            }
            Test::Stayed { end, stages, from, to } => {
                let moment = match end {
                    StayEnd::Entered => "s.entered_at",
                    StayEnd::Left => "s.left_at",
                };
                self.stayed(alias, moment, stages, (*from, *to), out);
            }
        }
        Ok(())
    }

    fn contains(&self, alias: &str, column: &str, text: &str, out: &mut Sql) {
        out.add(self.dialect.pick("instr(", "strpos(")).col(alias, column).add(", ").arg(text).add(") > 0");
    }
}

/// Whether a filter asks for what belongs to somebody or has somebody among its people: by which fields, and for whom.
fn of_one_person<'e>(object: &Object, parts: &'e [Expr]) -> Option<(FieldIx, Uuid, FieldIx, &'e [String])> {
    let [Expr::Term(own), Expr::Term(among)] = parts else { return None };
    let Test::Eq { part: Part::Value, cell: Cell::Uuid(user) } = &own.test else { return None };
    let Test::Lookup { keys } = &among.test else { return None };
    let (owner, participants) = (object.owner?, object.participants?);
    let fits = own.path == Path::field(owner) && among.path == Path::field(participants);
    fits.then_some((owner, *user, participants, keys.as_slice()))
}

/// Rows in which a column is one of these users.
fn owned<'s>(alias: &str, column: &str, users: &[Uuid], out: &'s mut Sql) -> &'s mut Sql {
    match users {
        [] => out.add("FALSE"),
        [one] => out.col(alias, column).add(" = ").arg(*one),
        many => out.col(alias, column).add(" IN ").list(many.iter().copied()),
    }
}

/// `a = 1 OR a = 2` as `a IN (1, 2)`, which an index serves on both databases.
fn one_of(parts: &[Expr]) -> Option<Term> {
    let Expr::Term(Term { path, test: Test::Eq { part, .. } }) = parts.first()? else { return None };
    let mut cells = Vec::with_capacity(parts.len());
    for expr in parts {
        match expr {
            Expr::Term(Term { path: other, test: Test::Eq { part: own, cell } }) if other == path && own == part => {
                cells.push(cell.clone());
            }
            _ => return None,
        }
    }
    (cells.len() > 1).then(|| Term { path: path.clone(), test: Test::In { part: *part, cells } })
}

/// `column >= text AND column < the first text that does not begin so`: a range that an index can serve.
fn starts(alias: &str, column: &str, text: &str, out: &mut Sql) {
    out.add("(").col(alias, column).add(" >= ").arg(text);
    if let Some(end) = prefix_end(text) {
        out.add(" AND ").col(alias, column).add(" < ").arg(end);
    }
    out.add(")");
}

/// The smallest text greater than all that begin with this one; none when there is no such text.
pub(crate) fn prefix_end(text: &str) -> Option<String> {
    let mut chars: Vec<char> = text.chars().collect();
    while let Some(last) = chars.pop() {
        let next = match u32::from(last) + 1 {
            // The gap that is no character.
            0xd800 => Some('\u{e000}'),
            code => char::from_u32(code),
        };
        if let Some(next) = next {
            chars.push(next);
            return Some(chars.into_iter().collect());
        }
    }
    None
}

/// What a test looks at.
#[derive(Clone, Copy)]
enum Place<'a> {
    Record(&'a Object, FieldIx),
    User(UserField),
    Stage(StageField),
    Pipeline(PipelineField),
}

impl Place<'_> {
    fn column(self, part: Part) -> Result<String> {
        Ok(match self {
            Place::Record(object, field) => {
                part_of(object, field, part)?;
                object.fields[field].column_name(part)
            }
            Place::User(UserField::Email) => "email".to_owned(),
            Place::User(field) => named(field.key(), part),
            Place::Stage(field) => named(field.key(), part),
            Place::Pipeline(field) => named(field.key(), part),
        })
    }
}

/// Columns of hand-written tables: names have a folded form and a collation key beside them.
pub(super) fn named(key: &str, part: Part) -> String {
    match (key, part) {
        ("name", Part::Fold) => "name_f".to_owned(),
        ("name", Part::Sort) => "name_s".to_owned(),
        _ => key.to_owned(),
    }
}

fn fixed(step: &Step) -> (&'static str, Place<'static>) {
    match step {
        Step::User(field) => ("user_account", Place::User(*field)),
        Step::Stage(field) => ("stage", Place::Stage(*field)),
        Step::Pipeline(field) => ("pipeline", Place::Pipeline(*field)),
        // Records are dealt with by the caller, who knows their table.
        Step::Record { .. } => ("stage", Place::Stage(StageField::Name)),
    }
}

fn part_of(object: &Object, field: FieldIx, part: Part) -> Result<()> {
    let found = object.fields.get(field).and_then(|it| part_type(&it.kind, part));
    found.map(|_| ()).ok_or_else(|| {
        let key = object.fields.get(field).map_or("?", |it| &it.key);
        StoreError::invalid("unknown_operator", key)
    })
}

pub(crate) fn unknown(object: &str) -> StoreError {
    StoreError::invalid("unknown_object", object)
}

#[cfg(test)]
mod tests {
    use super::prefix_end;

    #[test]
    fn prefixes_end_where_the_next_text_begins() {
        assert_eq!(prefix_end("ab").as_deref(), Some("ac"));
        assert_eq!(prefix_end("жя").as_deref(), Some("жѐ"));
        assert_eq!(prefix_end("a\u{d7ff}").as_deref(), Some("a\u{e000}"));
        assert_eq!(prefix_end("a\u{10ffff}").as_deref(), Some("b"));
        assert_eq!(prefix_end("\u{10ffff}"), None);
    }
}

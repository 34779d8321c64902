//! Columns at the end of a path, for order and groups: with the joins that lead there.

use std::sync::Arc;

use kith_catalogue::filter::{Path, Step, UserField};
use kith_catalogue::sort::{Dir, Sort, SortBy};
use kith_catalogue::{ColumnType, Kind, Object, Part};
use kith_policy::Action;

use super::filter::{Compiler, named, unknown};
use crate::error::{Result, StoreError};
use crate::layout::part_type;
use crate::sql::Sql;

/// Where the columns of a query come from: the table itself and what is joined to it.
pub(crate) struct Source {
    /// `"obj_deal" o LEFT JOIN …`
    pub(crate) from: Sql,
    joined: Vec<(Join, String)>,
}

#[derive(Clone, PartialEq, Eq)]
struct Join {
    field: usize,
    table: String,
}

/// A column in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Col {
    /// `alias."column"`.
    pub(crate) text: String,
    pub(crate) ty: ColumnType,
}

/// A key of the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) col: Col,
    pub(crate) dir: Dir,
}

pub(crate) fn column(alias: &str, name: &str, ty: ColumnType) -> Col {
    let mut sql = Sql::default();
    sql.col(alias, name);
    Col { text: sql.text().to_owned(), ty }
}

impl Source {
    /// The table of an object under the name `o`.
    pub(crate) fn of(object: &Object) -> Self {
        let mut from = Sql::default();
        from.ident(&object.table).add(" o");
        Self { from, joined: Vec::new() }
    }

    /// Joins what a field refers to (once): the name that it goes by.
    fn join(&mut self, compiler: &mut Compiler<'_>, object: &Object, field: usize, target: Target) -> Result<String> {
        let table = match &target {
            Target::Record(target) => target.table.clone(),
            Target::Fixed(table) => (*table).to_owned(),
        };
        let join = Join { field, table };
        if let Some((_, alias)) = self.joined.iter().find(|(known, _)| *known == join) {
            return Ok(alias.clone());
        }
        let alias = compiler.alias();
        self.from.add(" LEFT JOIN ").ident(&join.table).add(" ").add(&alias).add(" ON ").add(&alias).add(".id = ");
        self.from.col("o", &object.fields[field].column);
        match target {
            Target::Record(target) => {
                // What may not be seen, or is in the bin, is as if it were not there.
                self.from.add(" AND ").add(&alias).add(".deleted_at IS NULL AND ");
                let rule = compiler.access.object(&target).row(Action::Read).clone();
                compiler.rule(&target, &alias, &rule, &mut self.from)?;
                compiler.depends.insert(Arc::clone(&target.key));
            }
            Target::Fixed(table) => {
                compiler.depends.insert(Arc::from(table));
            }
        }
        self.joined.push((join, alias.clone()));
        Ok(alias)
    }

    /// A part of what a path ends at.
    pub(crate) fn path(
        &mut self,
        compiler: &mut Compiler<'_>,
        object: &Object,
        path: &Path,
        part: Part,
    ) -> Result<Col> {
        compiler.check(object, path)?;
        match &path.step {
            None => own(object, "o", path.field, part),
            Some(Step::Record { object: target, field }) => {
                let target = Arc::clone(compiler.cat.object(target).ok_or_else(|| unknown(target))?);
                let alias = self.join(compiler, object, path.field, Target::Record(Arc::clone(&target)))?;
                own(&target, &alias, *field, part)
            }
            Some(Step::User(field)) => {
                let alias = self.join(compiler, object, path.field, Target::Fixed("user_account"))?;
                Ok(match field {
                    UserField::Email => column(&alias, "email", ColumnType::Text),
                    UserField::Name => column(&alias, &named("name", part), text_type(part)),
                    UserField::Active => column(&alias, "active", ColumnType::Int),
                    UserField::Team | UserField::Manager | UserField::Office => {
                        column(&alias, field.key(), ColumnType::Uuid)
                    }
                })
            }
            Some(Step::Stage(field)) => {
                use kith_catalogue::filter::StageField;
                let alias = self.join(compiler, object, path.field, Target::Fixed("stage"))?;
                Ok(match field {
                    StageField::Name => column(&alias, &named("name", part), text_type(part)),
                    StageField::Kind | StageField::Status => column(&alias, field.key(), ColumnType::Text),
                    StageField::Probability | StageField::Position => column(&alias, field.key(), ColumnType::Int),
                })
            }
            Some(Step::Pipeline(field)) => {
                let alias = self.join(compiler, object, path.field, Target::Fixed("pipeline"))?;
                Ok(column(&alias, &named(field.key(), part), text_type(part)))
            }
        }
    }

    /// The columns that an order goes by.
    pub(crate) fn keys(&mut self, compiler: &mut Compiler<'_>, object: &Object, sort: &[Sort]) -> Result<Vec<Key>> {
        sort.iter().map(|sort| Ok(Key { col: self.sort(compiler, object, sort)?, dir: sort.dir })).collect()
    }

    fn sort(&mut self, compiler: &mut Compiler<'_>, object: &Object, sort: &Sort) -> Result<Col> {
        let SortBy::Column(part) = sort.by else {
            compiler.check(object, &sort.path)?;
            return self.sort_by_label(compiler, object, sort);
        };
        self.path(compiler, object, &sort.path, part)
    }

    fn sort_by_label(&mut self, compiler: &mut Compiler<'_>, object: &Object, sort: &Sort) -> Result<Col> {
        let field = sort.path.field;
        let not_sortable = || StoreError::invalid("not_sortable", object.fields[field].key.as_ref());
        if sort.path.step.is_some() {
            return Err(not_sortable());
        }
        match sort.by {
            SortBy::UserName => {
                let alias = self.join(compiler, object, field, Target::Fixed("user_account"))?;
                Ok(column(&alias, "name_s", ColumnType::Bytes))
            }
            SortBy::StagePosition => {
                let alias = self.join(compiler, object, field, Target::Fixed("stage"))?;
                Ok(column(&alias, "position", ColumnType::Int))
            }
            SortBy::PipelineName => {
                let alias = self.join(compiler, object, field, Target::Fixed("pipeline"))?;
                Ok(column(&alias, "name_s", ColumnType::Bytes))
            }
            SortBy::TargetTitle => {
                let Kind::Link { targets } = &object.fields[field].kind else { return Err(not_sortable()) };
                let [target] = targets.as_slice() else { return Err(not_sortable()) };
                let target = Arc::clone(compiler.cat.object(target).ok_or_else(|| unknown(target))?);
                // The title of the linked record must be readable like any field.
                compiler.check(&target, &Path::field(target.title))?;
                let part = if part_type(&target.fields[target.title].kind, Part::Sort).is_some() {
                    Part::Sort
                } else {
                    Part::Value
                };
                let alias = self.join(compiler, object, field, Target::Record(Arc::clone(&target)))?;
                own(&target, &alias, target.title, part)
            }
            SortBy::Column(_) => Err(not_sortable()),
        }
    }
}

enum Target {
    Record(Arc<Object>),
    Fixed(&'static str),
}

fn own(object: &Object, alias: &str, field: usize, part: Part) -> Result<Col> {
    let it = &object.fields[field];
    let ty = part_type(&it.kind, part).ok_or_else(|| StoreError::invalid("unknown_operator", it.key.as_ref()))?;
    Ok(column(alias, &it.column_name(part), ty))
}

fn text_type(part: Part) -> ColumnType {
    if part == Part::Sort { ColumnType::Bytes } else { ColumnType::Text }
}

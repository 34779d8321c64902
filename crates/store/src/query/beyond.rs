//! Conditions on what a row's own columns do not say: records that link to it or that it links to, and where it has been.

use std::sync::Arc;

use kith_catalogue::Object;
use kith_catalogue::filter::{Linked, Through};
use uuid::Uuid;

use super::filter::{Compiler, unknown};
use crate::error::Result;
use crate::sql::Sql;

impl Compiler<'_> {
    /// Some record that the actor may see links here and is so.
    pub(super) fn linked(&mut self, alias: &str, linked: &Linked, out: &mut Sql) -> Result<()> {
        let from = Arc::clone(self.cat.object(&linked.object).ok_or_else(|| unknown(&linked.object))?);
        self.may_read(&from, linked.field)?;
        let column = &from.fields[linked.field].column;
        let inner = self.alias();
        if self.sets {
            out.add(alias).add(".id IN (SELECT ").col(&inner, column).add(" FROM ").ident(&from.table);
            out.add(" ").add(&inner).add(" WHERE ").col(&inner, column).add(" IS NOT NULL");
        } else {
            out.add("EXISTS (SELECT 1 FROM ").ident(&from.table).add(" ").add(&inner).add(" WHERE ");
            out.col(&inner, column).add(" = ").add(alias).add(".id");
        }
        out.add(" AND ").add(&inner).add(".deleted_at IS NULL AND ");
        self.scope(&from, &inner, &linked.filter, out)?;
        out.add(self.close());
        Ok(())
    }

    /// The record that this one links to is so.
    pub(super) fn through(&mut self, object: &Object, alias: &str, through: &Through, out: &mut Sql) -> Result<()> {
        let target = Arc::clone(self.cat.object(&through.object).ok_or_else(|| unknown(&through.object))?);
        self.may_read(object, through.field)?;
        let inner = self.alias();
        self.open(&target.table, &inner, alias, &object.fields[through.field].column, out);
        out.add(&inner).add(".deleted_at IS NULL AND ");
        self.scope(&target, &inner, &through.filter, out)?;
        out.add(self.close());
        Ok(())
    }

    /// Whether a record has been in one of these stages: as a set found by stage and time, or from its own stays.
    pub(super) fn stayed(
        &self,
        alias: &str,
        moment: &str,
        stages: &[Uuid],
        (from, to): (Option<i64>, Option<i64>),
        out: &mut Sql,
    ) {
        if self.sets {
            out.add(alias).add(".id IN (SELECT s.record FROM stage_stay s WHERE s.stage IN ");
        } else {
            out.add("EXISTS (SELECT 1 FROM stage_stay s WHERE s.record = ").add(alias).add(".id AND s.stage IN ");
        }
        out.list(stages.iter().copied()).add(" AND ").add(moment).add(" IS NOT NULL");
        if let Some(from) = from {
            out.add(" AND ").add(moment).add(" >= ").arg(from);
        }
        if let Some(to) = to {
            out.add(" AND ").add(moment).add(" <= ").arg(to);
        }
        out.add(self.close());
    }
}

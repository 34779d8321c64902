//! Whether the tables are as the catalogue says.

use std::collections::HashSet;

use kith_catalogue::{Catalogue, ColumnType, Field, Object};

use super::ddl::{self, FIRST};
use super::indexes::planned;
use crate::conn::Conn;
use crate::error::{Result, StoreError};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// A stable code (`missing_column`, `lookup_row_without_record`, …).
    pub code: &'static str,
    /// What is meant, in words.
    pub what: String,
}

impl Finding {
    pub(crate) fn new(code: &'static str, what: impl Into<String>) -> Self {
        Self { code, what: what.into() }
    }
}

/// Compares the catalogue with the tables. Columns of retired fields may be there; unknown ones are told of.
pub fn compare(conn: &mut Conn, catalogue: &Catalogue) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for object in &catalogue.objects {
        let present = ddl::columns(conn, &object.table)?;
        if present.is_empty() {
            findings.push(Finding::new("missing_table", object.table.clone()));
            continue;
        }
        let wanted: Vec<_> = object.fields.iter().flat_map(Field::columns).collect();
        for column in &wanted {
            match present.iter().find(|(name, _)| *name == column.name) {
                None => findings.push(Finding::new("missing_column", format!("{}.{}", object.table, column.name))),
                Some((_, ty)) if !fits(column.ty, ty) => findings.push(Finding::new(
                    "wrong_type",
                    format!("{}.{} is {ty}, not {:?}", object.table, column.name, column.ty),
                )),
                Some(_) => {}
            }
        }
        let retired: HashSet<String> =
            object.retired.iter().flat_map(Field::columns).map(|column| column.name).collect();
        for (name, _) in &present {
            let known = FIRST.contains(&name.as_str())
                || retired.contains(name)
                || wanted.iter().any(|column| column.name == *name);
            if !known {
                findings.push(Finding::new("unknown_column", format!("{}.{name}", object.table)));
            }
        }
        let indexes = ddl::indexes(conn, &object.table)?;
        for plan in planned(object) {
            let name = plan.name(&object.table);
            if !indexes.contains(&name) {
                findings.push(Finding::new("missing_index", name));
            }
        }
    }
    Ok(findings)
}

/// Refuses to work with a table whose columns have other types than the catalogue says.
pub(super) fn check_types(object: &Object, present: &[(String, String)]) -> Result<()> {
    for column in object.fields.iter().flat_map(Field::columns) {
        if let Some((name, ty)) = present.iter().find(|(name, _)| *name == column.name)
            && !fits(column.ty, ty)
        {
            return Err(StoreError::Schema(format!("{}.{name} is {ty}, not {:?}", object.table, column.ty)));
        }
    }
    Ok(())
}

fn fits(wanted: ColumnType, present: &str) -> bool {
    let names: [&str; 2] = match wanted {
        ColumnType::Int => ["integer", "bigint"],
        ColumnType::Text => ["text", "text"],
        ColumnType::Bytes => ["blob", "bytea"],
        ColumnType::Uuid => ["blob", "uuid"],
    };
    names.contains(&present)
}

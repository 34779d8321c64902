//! Which indexes a record table has.
//!
//! Lists show live records, so almost every index is partial (`WHERE deleted_at IS NULL`): smaller, and unlike a leading
//! `deleted_at` column it serves the order on PostgreSQL too. `rid` ends every index: SQLite has it there by itself,
//! PostgreSQL is told.

use kith_catalogue::{Kind, Object, Part};

use crate::sql::{Dialect, Sql};

/// An index that a record table should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexPlan {
    /// Its columns, without the `rid` at its end.
    pub columns: Vec<String>,
    /// Only one live record each.
    pub unique: bool,
    /// Which rows it holds.
    pub rows: IndexRows,
}

/// Which rows an index holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexRows {
    /// All.
    All,
    /// Live ones.
    Live,
    /// Live ones where the first column is filled.
    LiveFilled,
    /// Those in the bin.
    Bin,
}

/// The indexes of an object: those that it declares, and those that every object needs.
pub fn planned(object: &Object) -> Vec<IndexPlan> {
    let mut plans: Vec<IndexPlan> = Vec::new();
    let mut add = |columns: Vec<String>, unique: bool, rows: IndexRows| {
        let plan = IndexPlan { columns, unique, rows };
        let covered = plans.iter().any(|other| other.rows == plan.rows && other.columns == plan.columns);
        if !covered {
            plans.push(plan);
        }
    };
    add(vec!["id".to_owned()], true, IndexRows::All);
    add(vec!["deleted_at".to_owned()], false, IndexRows::Bin);
    for index in &object.indexes {
        let columns = index.columns.iter().map(|(field, part)| object.fields[*field].column_name(*part)).collect();
        add(columns, index.unique, IndexRows::Live);
    }
    let title = &object.fields[object.title];
    let has = |part: Part| title.kind.parts().iter().any(|(p, _)| *p == part);
    let sort = title.column_name(if has(Part::Sort) { Part::Sort } else { Part::Value });
    add(vec![sort.clone()], false, IndexRows::Live);
    if has(Part::Fold) {
        add(vec![title.column_name(Part::Fold)], false, IndexRows::Live);
    }
    let owner = &object.fields[object.owner_or_creator()];
    add(vec![owner.column.clone(), sort], false, IndexRows::Live);
    for field in &object.fields {
        match &field.kind {
            Kind::Link { .. } if !field.system => add(vec![field.column.clone()], false, IndexRows::LiveFilled),
            Kind::Text if field.unique => add(vec![field.column_name(Part::Fold)], true, IndexRows::Live),
            _ if field.unique => add(vec![field.column.clone()], true, IndexRows::Live),
            Kind::Number { .. } if field.searchable => add(vec![field.column.clone()], false, IndexRows::LiveFilled),
            _ => {}
        }
    }
    // What begins another index is served by that one.
    let all = plans.clone();
    plans.retain(|plan| {
        let serves = |other: &IndexPlan| {
            let rows = other.rows == plan.rows || (plan.rows == IndexRows::LiveFilled && other.rows == IndexRows::Live);
            let longer = other.columns.len() > plan.columns.len() || (rows && other.rows != plan.rows);
            other != plan && rows && longer && other.columns.starts_with(&plan.columns)
        };
        plan.unique || !all.iter().any(serves)
    });
    plans
}

impl IndexPlan {
    /// Its name, made of what it is, so that another definition has another name.
    pub fn name(&self, table: &str) -> String {
        let kind = if self.unique { "ux" } else { "ix" };
        let rows = match self.rows {
            IndexRows::All => "_all",
            IndexRows::Live => "",
            IndexRows::LiveFilled => "_filled",
            IndexRows::Bin => "_bin",
        };
        let wide = if self.is_covering() { "_cov" } else { "" };
        let name = format!("{kind}_{table}__{}{rows}{wide}", self.columns.join("_"));
        if name.len() <= 60 {
            return name;
        }
        // PostgreSQL cuts names at 63 bytes.
        let hash =
            name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        let start: String = name.chars().take(43).collect();
        format!("{start}_{hash:016x}")
    }

    /// Made to answer questions without a look at the rows.
    fn is_covering(&self) -> bool {
        !self.unique && self.rows == IndexRows::Live && self.columns.len() >= 3
    }

    /// The statement that makes it.
    pub fn create(&self, table: &str, dialect: Dialect) -> String {
        let mut sql = Sql::new(if self.unique { "CREATE UNIQUE INDEX " } else { "CREATE INDEX " });
        sql.add("IF NOT EXISTS ").ident(&self.name(table)).add(" ON ").ident(table).add(" (");
        for (i, column) in self.columns.iter().enumerate() {
            if i > 0 {
                sql.add(", ");
            }
            sql.ident(column);
        }
        if !self.unique && dialect.is_postgres() {
            sql.add(", rid");
        }
        if self.is_covering() && dialect.is_sqlite() {
            // SQLite knows that the index answers alone only when it also has the column of the condition below.
            sql.add(", deleted_at");
        }
        sql.add(")");
        match self.rows {
            IndexRows::All => {}
            IndexRows::Live => {
                sql.add(" WHERE deleted_at IS NULL");
            }
            IndexRows::LiveFilled => {
                sql.add(" WHERE deleted_at IS NULL AND ").ident(&self.columns[0]).add(" IS NOT NULL");
            }
            IndexRows::Bin => {
                sql.add(" WHERE deleted_at IS NOT NULL");
            }
        }
        sql.text().to_owned()
    }
}

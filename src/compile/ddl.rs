//! CREATE TABLE and DROP TABLE.

use super::fragment::check;
use super::select::Role;
use super::{Rewrite, Writer};
use crate::ddl::{CreateTable, CreateTableAs, DropTable};
use crate::dialect::{Feature, Generated};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::name::Name;
use crate::schema::{ColumnDef, ConstraintDef, ForeignKey, Formula, OnDelete, TableDef};
use crate::select::{SelectBody, SourceRef, output_name};
use crate::types::Type;

impl<'a> Writer<'a> {
    pub(super) fn create_table(&mut self, create: &'a CreateTable) {
        self.enter("CREATE TABLE", None);
        self.text("CREATE TABLE ");
        if create.if_not_exists {
            self.text("IF NOT EXISTS ");
        }
        let source = SourceRef::from(&create.table);
        self.source(source);
        self.text(" (");
        if create.strict {
            self.require(Feature::StrictTables);
        }
        if let Some(table) = source.table() {
            if create.never_again {
                self.check_never_again(table);
            }
            self.table_body(table, create);
        }
        self.text(if create.strict { ") STRICT" } else { ")" });
    }

    /// What gives no key again by itself does not say so, and without keys that are given there is none.
    fn check_never_again(&mut self, table: &TableDef) {
        if self.spec.generated != Generated::RowId {
            let message = format!(
                "AUTOINCREMENT of CREATE TABLE is SQLite's, and {} gives no number again anyway; leave \
                 `.autoincrement()` out",
                self.spec.name
            );
            self.fail(ErrorKind::Unsupported(Feature::GeneratedKey), message);
        } else if !table.columns.iter().any(|column| column.generated) {
            let message = format!(
                "CREATE TABLE {} has AUTOINCREMENT, and no key that the database numbers; declare the key \
                 as `generated`, or leave `.autoincrement()` out",
                table.name
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }

    pub(super) fn create_table_as(&mut self, create: &'a CreateTableAs) {
        self.enter("CREATE TABLE", None);
        self.text(if create.temporary { "CREATE TEMPORARY TABLE " } else { "CREATE TABLE " });
        let source = SourceRef::from(&create.table);
        self.source(source);
        self.text(" AS ");
        if let Some(table) = source.table() {
            self.check_new_table(table.name());
            self.check_new_columns(table, &create.query);
        }
        self.write_with_inside();
        self.note_start(&create.query);
        self.query(&create.query, Role::Isolated);
    }

    /// Each column needs a name that no other has: that which is declared, if any is.
    fn check_new_columns(&mut self, table: &TableDef, query: &SelectBody) {
        let names: Vec<Option<&Name>> = query.columns.iter().map(output_name).collect();
        let mut fault = None;
        for (i, name) in names.iter().enumerate() {
            let Some(name) = name.filter(|_| !query.has_star()) else {
                fault = Some(format!("column {} of its query has no name; label it", i + 1));
                break;
            };
            let same = |other: &&Name| self.spec.column_names.same(name, other);
            if names[..i].iter().flatten().any(same) {
                fault = Some(format!("its query has two columns `{name}`; label one"));
                break;
            }
        }
        let declared = || table.columns.iter().map(|column| Some(&column.name));
        if fault.is_none() && !table.columns.is_empty() && !declared().eq(names) {
            fault = Some("the columns that it declares are not those of its query".into());
        }
        if let Some(fault) = fault {
            self.fail(ErrorKind::Conflict, format!("CREATE TABLE {} AS: {fault}", table.name));
        }
    }

    pub(super) fn drop_table(&mut self, drop: &'a DropTable) {
        self.enter("DROP TABLE", None);
        self.text("DROP TABLE ");
        if drop.if_exists {
            self.text("IF EXISTS ");
        }
        self.source(SourceRef::from(&drop.table));
    }

    fn table_body(&mut self, table: &'a TableDef, create: &CreateTable) {
        if table.columns.is_empty() {
            let message = format!("CREATE TABLE {} has no columns", table.name);
            self.fail(ErrorKind::Incomplete, message);
        }
        self.check_new_table(table.name());
        let keys = table.columns.iter().filter(|column| column.primary_key).count();
        for (i, column) in table.columns.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            let twice = |other: &ColumnDef| other.name == column.name;
            if table.columns[..i].iter().any(twice) {
                let message =
                    format!("CREATE TABLE {} has the column `{}` twice", table.name, column.name);
                self.fail(ErrorKind::DuplicateName, message);
            }
            if column.computed && column.formula.is_none() {
                let message = format!(
                    "CREATE TABLE {}: the database is to work out column `{}`, and how is not \
                     declared; say it by `computed_as`, or create the table by a script (`run_script`)",
                    table.name, column.name
                );
                self.fail(ErrorKind::Incomplete, message);
            }
            self.column_def(column, keys == 1, create);
            if let Some(Err(problem)) = column.references.as_ref().map(ForeignKey::target) {
                self.problem((*problem).clone());
            }
        }
        if keys > 1 {
            let key = table.columns.iter().filter(|column| column.primary_key);
            self.text(", PRIMARY KEY (");
            self.names(key.map(|column| &column.name));
            self.text(")");
        }
        // MySQL before 9 parses REFERENCES beside a column and ignores it; at the end it holds:
        // https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html
        for ((own, target_table, target), deletion) in table.foreign_keys().zip(table.deletions()) {
            self.text(", FOREIGN KEY (");
            self.names(own.iter());
            self.text(") REFERENCES ");
            self.table_name(&target_table);
            self.text(" (");
            self.names(target.iter());
            self.text(")");
            if let Some(deletion) = deletion {
                self.on_delete(table, &own, deletion);
            }
        }
        for constraint in table.constraints.iter() {
            if let ConstraintDef::Unique(columns) = constraint {
                self.text(", UNIQUE (");
                self.names(columns.iter());
                self.text(")");
            }
        }
    }

    fn column_def(&mut self, column: &'a ColumnDef, only_key: bool, create: &CreateTable) {
        self.new_column(&column.name);
        self.text(" ");
        if column.generated && self.spec.generated == Generated::RowId {
            if column.primary_key && only_key && column.sql_type.is_integer() {
                self.text("INTEGER PRIMARY KEY");
                self.text(if create.never_again { " AUTOINCREMENT" } else { "" });
            } else {
                self.require(Feature::GeneratedKey);
            }
            return;
        }
        match create.strict {
            true => self.strict_type(column),
            false => self.type_name(&column.sql_type, self.spec.types),
        }
        if let Some(formula) = column.formula {
            return self.computed(column, formula);
        }
        if column.generated
            && let Generated::Words(words) = self.spec.generated
        {
            self.text(words);
        }
        // The standard has the default before the constraints; the engines take any order.
        self.default_value(column);
        if !column.is_nullable() {
            self.text(" NOT NULL");
        }
        self.check_key(column);
        if column.primary_key && only_key {
            self.text(" PRIMARY KEY");
        } else if column.unique {
            self.text(" UNIQUE");
        }
    }

    /// GENERATED ALWAYS AS, and what else holds.
    fn computed(&mut self, column: &ColumnDef, formula: Formula) {
        if column.default.is_some() || column.generated || column.primary_key {
            let message = format!(
                "column `{}` is computed, so it has no default, is not numbered, and is no primary key",
                column.name
            );
            self.fail(ErrorKind::Conflict, message);
        }
        let Formula { sql, stored } = formula;
        if let Err(fault) = check(sql, self.spec) {
            let message = format!("the text that works out column `{}` {fault}", column.name);
            self.fail(ErrorKind::Conflict, message);
        }
        self.require(if stored { Feature::StoredColumns } else { Feature::VirtualColumns });
        self.text(" GENERATED ALWAYS AS (");
        self.text(sql);
        self.text(if stored { ") STORED" } else { ") VIRTUAL" });
        let by_check = !column.is_nullable() && !self.features.has(Feature::NotNullOfComputed);
        if !column.is_nullable() && !by_check {
            self.text(" NOT NULL");
        }
        if column.unique {
            self.text(" UNIQUE");
        }
        if by_check && self.rewrite(Rewrite::NotNullAsCheck, Feature::NotNullOfComputed) {
            self.text(" CHECK (");
            self.name(&column.name);
            self.text(" IS NOT NULL)");
        }
    }

    fn on_delete(&mut self, table: &TableDef, own: &[Name], deletion: OnDelete) {
        let is_own = |column: &&ColumnDef| own.contains(&column.name);
        let mut columns = table.columns.iter().filter(is_own);
        if deletion == OnDelete::SetNull
            && let Some(column) = columns.find(|column| !column.is_nullable())
        {
            let message = format!(
                "ON DELETE SET NULL would set column `{}` to NULL, which it does not take",
                column.name
            );
            self.fail(ErrorKind::Conflict, message);
        }
        if deletion == OnDelete::SetDefault {
            self.require(Feature::DeleteSetsDefault);
        }
        self.text(match deletion {
            OnDelete::Cascade => " ON DELETE CASCADE",
            OnDelete::SetNull => " ON DELETE SET NULL",
            OnDelete::SetDefault => " ON DELETE SET DEFAULT",
            OnDelete::Restrict => " ON DELETE RESTRICT",
        });
    }

    /// The type of a column that holds values of its type only, of which there are few:
    /// <https://www.sqlite.org/stricttables.html>
    fn strict_type(&mut self, column: &'a ColumnDef) {
        if let Type::Native(name) = column.sql_type.stored()
            && !self.spec.strict_natives.iter().any(|own| own.eq_ignore_ascii_case(name.trim()))
        {
            let message = format!(
                "a strict table has no type `{name}` (column `{}`); take one of {}",
                column.name,
                self.spec.strict_natives.join(", ")
            );
            return self.fail(ErrorKind::Unsupported(Feature::ColumnType), message);
        }
        self.type_name(&column.sql_type, self.spec.strict_types);
    }

    fn default_value(&mut self, column: &'a ColumnDef) {
        let Some(default) = &column.default else {
            return;
        };
        let node = default.node();
        if let Node::Literal(value) = &node {
            self.text(" DEFAULT ");
            let open = self.is_call(value);
            self.text(if open { "(" } else { "" });
            self.literal(value, 0);
            self.text(if open { ")" } else { "" });
        } else if node.is_null() {
            self.text(" DEFAULT NULL");
        } else {
            let message = format!(
                "the default of column `{}` is an expression; give a constant value",
                column.name
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }

    fn check_key(&mut self, column: &ColumnDef) {
        let long = matches!(column.sql_type.stored(), Type::Text | Type::Bytes | Type::Json);
        if long && (column.primary_key || column.unique) && !self.spec.text_keys {
            let message = format!(
                "{} takes no key over text of any length (column `{}`); give it a length, such as \
                 `sql_type(VarChar(255))`",
                self.spec.name, column.name
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }

    fn names<'n>(&mut self, names: impl Iterator<Item = &'n Name>) {
        for (i, name) in names.enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.name(name);
        }
    }
}

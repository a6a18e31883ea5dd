//! W2 with names that need quotes.

use std::hint::black_box;

use super::buffers::{Buffers, Value};
use crate::library::Statement;
use crate::workload::{Joined, Names};

const BYTES: usize = 614;

/// W2 over [`Names::QUOTED`].
pub struct Quoted<'a>(pub &'a Joined);

/// A column with the quotes it needs: those of the table on both sides, its own or none.
#[derive(Clone, Copy)]
struct Column {
    table: &'static str,
    between: &'static str,
    name: &'static str,
    after: &'static str,
}

/// A column whose name needs no quotes.
const fn bare(table: &'static str, name: &'static str) -> Column {
    Column { table, between: "\".", name, after: "" }
}

/// A column whose name needs quotes.
const fn quoted(table: &'static str, name: &'static str) -> Column {
    Column { table, between: "\".\"", name, after: "\"" }
}

const NAMES: Names = Names::QUOTED;
const POST: Column = bare(NAMES.posts, "id");
const POSTED: Column = quoted(NAMES.posts, NAMES.created_at);
const USER: Column = bare(NAMES.users, "id");
const USER_NAME: Column = bare(NAMES.users, "name");
const TEAM: Column = bare(NAMES.teams, "id");
const TEAM_NAME: Column = bare(NAMES.teams, "name");

impl Statement for Quoted<'_> {
    type Rendered = Buffers;

    fn render(&self) -> Buffers {
        let Self(input) = *self;
        let mut w = Buffers::new(BYTES, 17);
        w.push("SELECT ");
        columns(&mut w, &[POST, bare(NAMES.posts, "title"), bare(NAMES.posts, "body"), POSTED]);
        w.push(", ");
        columns(&mut w, &[USER, USER_NAME, bare(NAMES.users, "email")]);
        w.push(", ");
        columns(&mut w, &[TEAM, TEAM_NAME]);
        w.push(", ");
        columns(
            &mut w,
            &[
                bare(NAMES.comments, "id"),
                bare(NAMES.comments, "body"),
                quoted(NAMES.comments, NAMES.created_at),
            ],
        );
        w.push(" FROM ");
        table(&mut w, NAMES.posts);
        join(&mut w, " JOIN ", NAMES.users, quoted(NAMES.posts, NAMES.author_id), USER);
        join(&mut w, " JOIN ", NAMES.teams, quoted(NAMES.users, NAMES.team_id), TEAM);
        join(&mut w, " LEFT JOIN ", NAMES.comments, quoted(NAMES.comments, NAMES.post_id), POST);
        filter(&mut w, input);
        w.push(" ORDER BY ");
        column(&mut w, POSTED);
        w.push(" DESC");
        w.push(", ");
        column(&mut w, POST);
        w.push(" LIMIT ");
        w.int(input.limit.into());
        w.push(" OFFSET ");
        w.int(input.offset.into());
        w
    }
}

fn filter(w: &mut Buffers, input: &Joined) {
    w.push(" WHERE ");
    column(w, bare(NAMES.posts, "published"));
    w.push(" = ");
    w.bind(Value::Bool(input.published));
    w.push(" AND (");
    column(w, quoted(NAMES.posts, NAMES.score));
    w.push(" > ");
    w.int(input.score);
    w.push(" OR ");
    column(w, bare(NAMES.users, "karma"));
    w.push(" >= ");
    w.int(input.karma);
    w.push(") AND ");
    column(w, TEAM_NAME);
    w.push(" <> ");
    w.text(&input.team);
    w.push(" AND (");
    column(w, USER_NAME);
    w.push(" LIKE ");
    w.text(&input.name);
    w.push(" OR ");
    column(w, TEAM);
    w.push(" IN (");
    w.ints(&input.teams);
    w.push("))");
}

fn join(w: &mut Buffers, join: &str, name: &str, left: Column, right: Column) {
    w.push(join);
    table(w, name);
    w.push(" ON ");
    column(w, left);
    w.push(" = ");
    column(w, right);
}

#[inline(always)]
fn table(w: &mut Buffers, name: &str) {
    w.push("\"");
    w.push(name);
    w.push("\"");
}

#[inline(always)]
fn column(w: &mut Buffers, column: Column) {
    w.push("\"");
    w.push(column.table);
    w.push(column.between);
    w.push(column.name);
    w.push(column.after);
}

/// A list whose names are data, as those of [`Buffers::columns`].
fn columns(w: &mut Buffers, columns: &[Column]) {
    for (i, it) in black_box(columns).iter().enumerate() {
        if i > 0 {
            w.push(", ");
        }
        column(w, *it);
    }
}

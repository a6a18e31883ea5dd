//! The workloads with diesel, rendered as its PostgreSQL connection does, without libpq.
//!
//! W1 and W2 have static types, W6 is boxed since its predicates are known at run time only. An IN
//! list is `= ANY($n)` with one array, which is what diesel writes for PostgreSQL.

use diesel::pg::{Pg, PgMetadataLookup, PgQueryBuilder, PgTypeMetadata};
use diesel::prelude::*;
use diesel::query_builder::bind_collector::RawBytesBindCollector;
use diesel::query_builder::{QueryBuilder, QueryFragment};

use crate::library::{Library, Rendered, Statement};
use crate::workload::{Filter, FilterValue, Joined, Op, Point};

/// W2, over the tables that are in scope.
macro_rules! joined {
    ($input:expr) => {
        posts::table
            .inner_join(users::table.on(posts::author_id.eq(users::id)))
            .inner_join(teams::table.on(users::team_id.eq(teams::id)))
            .left_join(comments::table.on(comments::post_id.eq(posts::id)))
            .select((
                (posts::id, posts::title, posts::body, posts::created_at),
                (users::id, users::name, users::email),
                (teams::id, teams::name),
                (comments::id, comments::body, comments::created_at).nullable(),
            ))
            .filter(posts::published.eq($input.published))
            .filter(posts::score.gt($input.score).or(users::karma.ge($input.karma)))
            .filter(teams::name.ne(&$input.team))
            .filter(users::name.like(&$input.name).or(teams::id.eq_any(&$input.teams)))
            .order_by((posts::created_at.desc(), posts::id))
            .limit($input.limit.into())
            .offset($input.offset.into())
    };
}

mod quoted;

diesel::table! {
    users (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        created_at -> Text,
        karma -> BigInt,
        team_id -> BigInt,
    }
}

diesel::table! {
    teams (id) {
        id -> BigInt,
        name -> Text,
    }
}

diesel::table! {
    posts (id) {
        id -> BigInt,
        author_id -> BigInt,
        title -> Text,
        body -> Text,
        created_at -> Text,
        published -> Bool,
        score -> BigInt,
    }
}

diesel::table! {
    comments (id) {
        id -> BigInt,
        post_id -> BigInt,
        body -> Text,
        created_at -> Text,
    }
}

diesel::table! {
    items (id) {
        id -> BigInt,
        c0 -> BigInt,
        c1 -> BigInt,
        c2 -> BigInt,
        c3 -> BigInt,
        c4 -> BigInt,
        c5 -> BigInt,
        c6 -> BigInt,
        c7 -> BigInt,
        c8 -> BigInt,
        c9 -> BigInt,
        c10 -> Text,
        c11 -> Text,
        c12 -> Text,
        c13 -> Text,
        c14 -> Text,
        c15 -> Text,
        c16 -> Text,
        c17 -> Text,
        c18 -> Text,
        c19 -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(users, teams, posts, comments);

/// diesel.
pub struct Diesel;

impl Library for Diesel {
    const NAME: &'static str = "diesel";
    #[cfg(test)]
    const IN_BINDS: usize = 1;

    fn point(input: &Point) -> impl Statement {
        Built(
            users::table
                .select((users::id, users::email, users::name, users::created_at))
                .filter(users::id.eq(input.id))
                .limit(input.limit.into()),
        )
    }

    fn joined(input: &Joined) -> impl Statement {
        Built(joined!(input))
    }

    fn filtered(input: &[Filter]) -> impl Statement {
        let mut query = items::table.select(items::id).into_boxed::<Pg>();
        for filter in input {
            query = match &filter.value {
                FilterValue::Int(value) => with_int(query, filter, *value),
                FilterValue::Text(value) => with_text(query, filter, value),
            };
        }
        Built(query)
    }

    fn quoted(input: &Joined) -> Option<impl Statement> {
        Some(quoted::joined(input))
    }
}

type Boxed<'a> = items::BoxedQuery<'a, Pg, diesel::sql_types::BigInt>;

/// Adds `column OP value`, the column chosen by its number among those named.
macro_rules! compare {
    ($query:expr, $filter:expr, $value:expr, $($number:literal => $column:ident),*) => {
        match $filter.column {
            $($number => match $filter.op {
                Op::Eq => $query.filter(items::$column.eq($value)),
                Op::Ne => $query.filter(items::$column.ne($value)),
                Op::Lt => $query.filter(items::$column.lt($value)),
                Op::Gt => $query.filter(items::$column.gt($value)),
                Op::Le => $query.filter(items::$column.le($value)),
                Op::Ge => $query.filter(items::$column.ge($value)),
            },)*
            other => unreachable!("no column {other}"),
        }
    };
}

fn with_int<'a>(query: Boxed<'a>, filter: &Filter, value: i64) -> Boxed<'a> {
    compare!(query, filter, value, 0 => c0, 1 => c1, 2 => c2, 3 => c3, 4 => c4,
        5 => c5, 6 => c6, 7 => c7, 8 => c8, 9 => c9)
}

fn with_text<'a>(query: Boxed<'a>, filter: &Filter, value: &'a str) -> Boxed<'a> {
    compare!(query, filter, value, 0 => c10, 1 => c11, 2 => c12, 3 => c13, 4 => c14,
        5 => c15, 6 => c16, 7 => c17, 8 => c18, 9 => c19)
}

/// A diesel query.
struct Built<Q>(Q);

impl<Q: QueryFragment<Pg>> Statement for Built<Q> {
    type Rendered = (String, RawBytesBindCollector<Pg>);

    fn render(&self) -> Self::Rendered {
        let mut sql = PgQueryBuilder::new();
        let mut binds = RawBytesBindCollector::new();
        self.0.to_sql(&mut sql, &Pg).expect("diesel renders the workload");
        self.0
            .collect_binds(&mut binds, &mut NoLookup, &Pg)
            .expect("diesel serialises the workload's values");
        (sql.finish(), binds)
    }
}

impl Rendered for (String, RawBytesBindCollector<Pg>) {
    fn sql(&self) -> &str {
        &self.0
    }

    fn params(&self) -> usize {
        self.1.binds.len()
    }
}

/// Stands for the connection, which is asked for types that PostgreSQL does not have built in.
struct NoLookup;

impl PgMetadataLookup for NoLookup {
    fn lookup_type(&mut self, type_name: &str, _schema: Option<&str>) -> PgTypeMetadata {
        unreachable!("the workloads use built-in types only, not {type_name}")
    }
}

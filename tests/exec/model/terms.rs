//! Values and conditions that both the engines and the model work out.

use proptest::prelude::*;
use sqltree::prelude::*;

use super::{Row, kept};

/// A number for `a`, which is never NULL.
#[derive(Clone, Debug)]
pub enum Number {
    Plain(i32),
    Own(i32),
    Other(i32),
}

pub fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        (-9..9).prop_map(Number::Plain),
        (-3..3).prop_map(Number::Own),
        (-9..9).prop_map(Number::Other),
    ]
}

impl Number {
    /// The value, or `a` and more, or `b` and where that is NULL a value.
    pub fn of(&self, row: &Row) -> i32 {
        match self {
            Number::Plain(n) => *n,
            Number::Own(n) => row.a + n,
            Number::Other(n) => row.b.unwrap_or(*n),
        }
    }

    pub fn sql(&self, a: Column<i32>, b: Column<Option<i32>>) -> Expr<i32> {
        match self {
            Number::Plain(n) => val(*n),
            Number::Own(n) => a + *n,
            Number::Other(n) => func::coalesce(b, *n),
        }
    }
}

/// A number for `b`, which may be NULL.
#[derive(Clone, Debug)]
pub enum Maybe {
    Plain(Option<i32>),
    Own,
    Sum,
}

pub fn maybe() -> impl Strategy<Value = Maybe> {
    prop_oneof![
        proptest::option::of(-9..9).prop_map(Maybe::Plain),
        Just(Maybe::Own),
        Just(Maybe::Sum),
    ]
}

impl Maybe {
    /// The value, or `a`, or `a + b`.
    pub fn of(&self, row: &Row) -> Option<i32> {
        match self {
            Maybe::Plain(n) => *n,
            Maybe::Own => Some(row.a),
            Maybe::Sum => row.b.map(|b| row.a + b),
        }
    }

    pub fn sql(&self, a: Column<i32>, b: Column<Option<i32>>) -> Expr<Option<i32>> {
        match self {
            Maybe::Plain(n) => val(*n),
            Maybe::Own => a.typed(),
            Maybe::Sum => b + a,
        }
    }
}

/// A condition about a row of `kept`.
#[derive(Clone, Debug)]
pub enum Test {
    Above(i32),
    Equal(i32),
    Null,
    Less,
    Not(Box<Test>),
    Either(Box<Test>, Box<Test>),
}

pub fn test() -> impl Strategy<Value = Test> {
    let leaf = prop_oneof![
        (-9..9).prop_map(Test::Above),
        (-9..9).prop_map(Test::Equal),
        Just(Test::Null),
        Just(Test::Less),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|test| Test::Not(Box::new(test))),
            (inner.clone(), inner).prop_map(|(a, b)| Test::Either(Box::new(a), Box::new(b))),
        ]
    })
}

impl Test {
    /// True if the row is meant.
    pub fn holds(&self, row: &Row) -> bool {
        self.value(row) == Some(true)
    }

    fn value(&self, row: &Row) -> Option<bool> {
        match self {
            Test::Above(n) => Some(row.a > *n),
            Test::Equal(n) => row.b.map(|b| b == *n),
            Test::Null => Some(row.b.is_none()),
            Test::Less => row.b.map(|b| b < row.a),
            Test::Not(inner) => inner.value(row).map(|holds| !holds),
            Test::Either(a, b) => match (a.value(row), b.value(row)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
        }
    }

    pub fn sql(&self) -> Expr<Option<bool>> {
        match self {
            Test::Above(n) => kept::a.gt(*n).typed(),
            Test::Equal(n) => kept::b.eq(*n).typed(),
            Test::Null => kept::b.is_null().typed(),
            Test::Less => kept::b.lt(kept::a).typed(),
            Test::Not(inner) => (!inner.sql()).typed(),
            Test::Either(a, b) => (a.sql() | b.sql()).typed(),
        }
    }
}

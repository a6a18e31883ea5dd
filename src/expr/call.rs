//! Calls of functions that a program declares.

use std::panic::Location;

use super::{Expr, ExprList, Node};
use crate::error::{ErrorKind, Problem};
use crate::function::{Arg, Function};
use crate::types::Any;
use crate::value::Value;

impl Function {
    /// Calls the function: `name(arguments)`, or as its template says; give the result a type by
    /// [`typed`](Expr::typed). An aggregate takes [`distinct`](Expr::distinct) and the like, and a
    /// function over a window [`over`](Expr::over).
    ///
    /// Too many or too few arguments are an error from compile, and so is a piece of grammar such
    /// as `+`, which has a method of its own.
    ///
    /// ```
    /// use sqltree::function::{Arg, Function, Rule};
    /// use sqltree::prelude::*;
    /// use sqltree::Tag;
    /// static SIMILARITY: Function =
    ///     Function::scalar("similarity", &[Arg::Text, Arg::Text], Rule::Fixed(Tag::Real));
    /// let t = Table::new("t").column("name", Type::Text);
    /// let query = select([t.col("name")]).order_by(SIMILARITY.call((t.col("name"), "ann")).desc());
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "SELECT t.name FROM t ORDER BY similarity(t.name, CAST($1 AS TEXT)) DESC");
    /// ```
    #[track_caller]
    pub fn call(&'static self, args: impl ExprList) -> Expr<Any> {
        let mut args = args.into_nodes().0;
        let name = self.name();
        let message = if self.is_syntax() {
            format!("`{name}` is not called like a function; use the operator or method for it")
        } else if !self.takes(args.len()) {
            let least = if self.is_variadic() { "at least " } else { "" };
            let wanted = self.args().len() - usize::from(self.is_variadic());
            let s = if wanted == 1 { "" } else { "s" };
            format!("`{name}` takes {least}{wanted} argument{s}, not {}", args.len())
        } else if let Some(wanted) = self.settle(&mut args) {
            format!("`{name}` wants {}, and gets something else", wanted.words())
        } else {
            return Expr::new(Node::function(self, args.into()));
        };
        let problem = Problem::new(ErrorKind::Conflict, message);
        Expr::mistake(problem.at(Some(Location::caller())))
    }

    /// Makes literals of what is written into the text; gives what is wanted where it is something else.
    fn settle(&self, args: &mut [Node]) -> Option<Arg> {
        args.iter_mut().enumerate().find_map(|(place, arg)| {
            let wanted = self.arg(place)?;
            if let Node::Bind(value) = arg
                && wanted.is_setting()
            {
                *arg = Node::Literal(value.clone());
            }
            (!is_setting(wanted, arg)).then_some(wanted)
        })
    }
}

/// True unless a value of the program's is wanted, and this is none or another one.
fn is_setting(wanted: Arg, arg: &Node) -> bool {
    let from = |least: i64| arg.integer().is_some_and(|n| n >= least);
    let text = if let Node::Literal(Value::Text(text)) = arg { Some(&**text) } else { None };
    match wanted {
        Arg::Count => from(0),
        Arg::Place => from(1),
        Arg::Constant | Arg::Collation => text.is_some(),
        Arg::Character => text.is_some_and(|text| text.chars().count() == 1),
        Arg::Any
        | Arg::Boolean
        | Arg::Number
        | Arg::Integer
        | Arg::Text
        | Arg::Pattern
        | Arg::Day
        | Arg::Clock
        | Arg::Moment
        | Arg::Local
        | Arg::Instant
        | Arg::Date
        | Arg::Span
        | Arg::Array
        | Arg::Json
        | Arg::SameAs(_)
        | Arg::Fraction
        | Arg::Query => true,
    }
}

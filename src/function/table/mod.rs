//! The table of built-in functions and operators, a file for each kind.

mod calendar;
mod general;
mod grammar;
mod json;
mod numbers;
mod over;
mod texts;

pub use calendar::*;
pub use general::*;
pub use grammar::*;
pub use json::*;
pub use numbers::*;
pub use over::*;
pub use texts::*;

use super::{Arg, Form, Function, Nulls, Powers, Rule};
use crate::types::Tag;

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const SUMS: u8 = Powers::ANSI.add;
const TIMES: u8 = Powers::ANSI.multiply;
const CONDITION: Rule = Rule::Fixed(Tag::Boolean);
const TEXT: Rule = Rule::Fixed(Tag::Text);
const NUMBER_OF: Rule = Rule::Fixed(Tag::BigInt);
const DOUBLE: Rule = Rule::Fixed(Tag::Double);

/// A part of the table; `from` is the number of its first row.
macro_rules! table {
    (from $start:expr; $($(#[$meta:meta])* $name:ident = $function:expr;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Row {
            $($name,)*
        }

        $($(#[$meta])* pub static $name: super::Function =
            $function.at($start as u16 + Row::$name as u16);)*

        /// Those of this part.
        pub(super) static PART: &[&super::Function] = &[$(&$name),*];

        /// The number of the row behind the last.
        pub(super) const END: usize = $start + [$(Row::$name as u16),*].len();
    };
}
use table;

/// How many there are.
pub(crate) const COUNT: usize = over::END;

/// Every built-in function and operator.
pub static ALL: &[&Function] = &JOINED;

static JOINED: [&Function; COUNT] = {
    let parts = [
        grammar::PART,
        general::PART,
        numbers::PART,
        texts::PART,
        calendar::PART,
        json::PART,
        over::PART,
    ];
    let (mut joined, mut part, mut row) = ([parts[0][0]; COUNT], 0, 0);
    while part < parts.len() {
        let mut i = 0;
        while i < parts[part].len() {
            joined[row] = parts[part][i];
            (i, row) = (i + 1, row + 1);
        }
        part += 1;
    }
    assert!(row == COUNT, "each part begins behind the one before");
    joined
};

/// An operator of the power table, or another piece of grammar.
const fn syntax(name: &'static str, args: &'static [Arg], result: Rule) -> Function {
    Function::scalar(name, args, result).form(Form::Syntax)
}

/// A part of a value of the calendar, as a number.
const fn part(name: &'static str, args: &'static [Arg]) -> Function {
    own(name, args, Rule::Fixed(Tag::Integer))
}

/// The first moment of what a moment is in; as good a date, if that is given.
const fn start(name: &'static str, args: &'static [Arg]) -> Function {
    own(name, args, Rule::SameAs(0))
}

/// A function that each dialect writes in its own way.
const fn own(name: &'static str, args: &'static [Arg], result: Rule) -> Function {
    Function::scalar(name, args, result).form(Form::Own)
}

/// A function over a window that is never NULL and takes no arguments.
const fn rank(name: &'static str, result: Rule) -> Function {
    Function::window(name, &[], result).nulls(Nulls::Never)
}

/// No two have one name.
const _: () = {
    let mut i = 0;
    while i < ALL.len() {
        let mut j = 0;
        while j < i {
            assert!(!same(ALL[i].name, ALL[j].name), "two functions of one name");
            j += 1;
        }
        i += 1;
    }
};

/// True if both texts are the same.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

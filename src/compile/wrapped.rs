//! `COALESCE(…)` round what some engine takes for something else by itself: the same value, in a function
//! that it does not look into.

use super::Writer;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::{NodeRef, View};
use crate::function::{self, Function, Rule};
use crate::name::Name;
use crate::select::{Item, SourceRef};
use crate::types::{Sort, Tag};

impl<'a> Writer<'a> {
    /// True for the smallest or largest of a column in HAVING over joined items that are one group, and
    /// wherever the column is of a query, which may have one value for all rows.
    #[inline]
    pub(super) fn is_extreme_of_joined(&self, function: &Function, args: &[Node]) -> bool {
        self.spec.faults.wraps_extremes
            && (*function == function::MIN || *function == function::MAX)
            && (self.scope.grouped().is_empty() || self.scope.only_keys.is_some())
            && self.scope.sources.len() > 1
            && args
                .first()
                .and_then(|arg| arg.unlabelled().as_column())
                .is_some_and(|column| column.is_of_query() || self.clause == "HAVING")
    }

    #[cold]
    pub(super) fn wrapped_extreme(&mut self, function: &'static Function, args: &'a [Node]) {
        self.text(if *function == function::MIN { "MIN(COALESCE(" } else { "MAX(COALESCE(" });
        self.separated(args);
        self.text("))");
    }

    /// True for a column of a query that is joined, which a function over a window needs wrapped here.
    #[inline]
    pub(super) fn is_of_joined_query(&self, arg: &Node) -> bool {
        self.spec.faults.wraps_texts
            && self.scope.joined > 0
            && arg.unlabelled().as_column().is_some_and(ColumnRef::is_of_query)
    }

    /// True for a part of a document that an outer join may fill with NULL, on an engine that takes the document
    /// for NULL then and leaves the row out, where a condition is about it.
    #[inline(always)]
    pub(super) fn is_filled(&self, function: &'static Function, arg: &Node) -> bool {
        std::ptr::eq(function, &function::JSON_PART) && self.is_filled_part(arg)
    }

    #[cold]
    fn is_filled_part(&self, arg: &Node) -> bool {
        let mut around = self.scopes_around();
        !arg.is_value() && (self.scope.fills || around.any(|scope| scope.fills))
    }

    /// True for a text of a query that is worked out, as an argument that the function changes where it lies.
    ///
    /// MariaDB 10.11 holds `n = REPLACE(n, ' ', '')` for true, whatever `n` is, if that is a `TRIM(…)` of a query
    /// in FROM: there is one text for both.
    pub(super) fn is_changed(&self, function: &Function, place: usize, arg: &Node) -> bool {
        let first = [&function::LPAD, &function::REPLACE, &function::RPAD];
        self.spec.faults.wraps_texts
            && (place == 0 && first.contains(&function) || *function == function::CONCAT_WS)
            && NodeRef::new(arg).any(|node| node.as_column().is_some_and(is_worked_out))
    }

    /// The same text, in a place of its own.
    #[cold]
    pub(super) fn copied(&mut self, arg: &'a Node) {
        self.text("CONCAT('', ");
        self.expr(arg, 0);
        self.text(")");
    }

    /// The same value, in a function that the engine does not look into.
    #[cold]
    pub(super) fn wrapped(&mut self, arg: &'a Node) {
        self.text("COALESCE(");
        self.expr(arg, 0);
        self.text(")");
    }

    /// True for an item of a query around, in SELECT of one that has groups, or if it is a query itself.
    #[cold]
    pub(super) fn is_outer_in_select(&self, item: &'a Item) -> bool {
        (self.scope.has_groups || item.query_node().is_some())
            && self.clause == "SELECT"
            && self.scope.sources.position(SourceRef::Item(item)).is_none()
    }

    #[cold]
    pub(super) fn wrapped_column(&mut self, item: &'a Item, name: &Name) {
        self.text("COALESCE(");
        self.see(SourceRef::Item(item));
        self.qualified(SourceRef::Item(item), name);
        self.text(")");
    }
}

/// True for an integer that the column of a query may be too small for, if NULLs are in it.
///
/// MariaDB 10.11 holds such a one for surely not among the rows, where it is not known: `300 NOT IN (SELECT
/// small …)` is true beside a NULL. It looks for a decimal as it should.
pub(super) fn is_wider_than(operand: &Node, query: &Node) -> bool {
    !operand.is_value() && is_wider_at(operand, query, 0)
}

/// The same of one value of a row, and the column at its place. There a constant is taken wrongly too.
pub(super) fn is_wider_at(operand: &Node, query: &Node, place: usize) -> bool {
    let (Some(width), Some(body)) = (width_of(operand), query.as_query()) else { return false };
    let is_one = |sort: &Sort| sort.has(Sort::NULLABLE) && self::width(sort.tag).is_some();
    let sort = match place {
        0 => body.first_output_sort(),
        _ => body.output_sorts().nth(place),
    };
    if !sort.as_ref().is_some_and(is_one) {
        return false;
    }
    // What is worked out may be of any width, whatever its type is here.
    let mut output = body.columns.get(place).filter(|_| body.set().is_none()).map(Node::unlabelled);
    if let Some((function, args)) = output.and_then(Node::as_function)
        && (*function == function::MIN || *function == function::MAX)
    {
        output = args.first();
    }
    let column = output.and_then(Node::as_column).filter(|column| !column.is_of_query());
    column.and_then(|column| self::width(column.sort().tag)).is_none_or(|own| own < width)
}

/// How wide an integer is: a constant no wider than its number needs.
fn width_of(operand: &Node) -> Option<u8> {
    let (Node::Bind(value) | Node::Literal(value)) = operand else {
        return width(operand.sort().tag);
    };
    let number = value.as_i64()?;
    Some(if i16::try_from(number).is_ok() {
        2
    } else if i32::try_from(number).is_ok() {
        4
    } else {
        8
    })
}

/// How wide an integer of a type is.
fn width(tag: Tag) -> Option<u8> {
    if tag == Tag::Boolean {
        Some(1)
    } else if tag == Tag::SmallInt {
        Some(2)
    } else if tag == Tag::Integer {
        Some(4)
    } else if tag == Tag::BigInt {
        Some(8)
    } else {
        None
    }
}

/// True for a column of a query that is no column of a table.
fn is_worked_out(column: &ColumnRef) -> bool {
    let ColumnRef::Item(place, item) = column else { return false };
    let Some(body) = item.query_node().and_then(Node::as_query) else { return false };
    let output = body.columns.get(usize::from(*place)).map(Node::unlabelled);
    output.and_then(Node::as_column).is_none_or(ColumnRef::is_of_query)
}

/// True for a part of a document that is gathered from rows: SQLite does not know it for a document any more
/// beside functions over windows, which it works out around a query of what is gathered.
#[inline(always)]
pub(super) fn is_gathered_part(function: &Function, part: &Node) -> bool {
    function.result() == Rule::Fixed(Tag::Json) && is_gathered(function, part)
}

#[cold]
fn is_gathered(function: &Function, part: &Node) -> bool {
    let gathers = |node: NodeRef<'_>| {
        let view = node.view();
        if let View::Function { function, .. } = view {
            *function == function::JSON_AGG
        } else {
            false
        }
    };
    let of_rows = |node: NodeRef<'_>| {
        let view = node.view();
        gathers(if let View::Aggregate { function, .. } = view { function } else { node })
    };
    (*function == function::JSON_ARRAY || *function == function::JSON_OBJECT)
        && of_rows(NodeRef::new(part).unlabelled())
}

//! Integers beside floats. They are compared in double precision, in which 2^53 + 1 is 2^53; some engines
//! compare them exactly, or some of them, and keep an integer where it was to become a float.

use super::Writer;
use super::predicate::Side;
use crate::dialect::Integers;
use crate::error::ErrorKind;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Comparison, Node};
use crate::expr::view::{NodeRef, View};
use crate::function::{self, Function};
use crate::types::{Tag, Type};
use crate::value::Value;

/// All integers up to here are floats too.
const EXACT: u64 = 1 << 53;

impl<'a> Writer<'a> {
    /// True for operands of a comparison among which are integers and floats that the engine would compare
    /// exactly.
    #[inline]
    pub(super) fn compares_apart<'n>(
        &self,
        mut operands: impl Iterator<Item = &'n Node> + Clone,
    ) -> bool {
        let told = match self.spec.integers_beside_floats {
            Integers::BecomeFloats => return false,
            Integers::StayBesideValues => {
                operands.clone().any(|node| is_wide_float(node) && is_given(node))
            }
            Integers::Stay => operands.clone().any(is_wide_float),
        };
        told && operands.any(is_wide_integer)
    }

    /// An operand of such a comparison.
    pub(super) fn compared_in_double(&mut self, node: &'a Node, min: u8) {
        if is_wide_integer(node) {
            self.as_double(node);
        } else {
            self.typed(node, min);
        }
    }

    /// True for arguments, one of which is the result, that are integers and floats, where the engine keeps
    /// them apart.
    pub(super) fn unifies_apart(&self, mut nodes: impl Iterator<Item = &'a Node> + Clone) -> bool {
        self.spec.integers_beside_floats == Integers::Stay
            && nodes.clone().any(|node| is_integer(node.sort().tag))
            && nodes.any(|node| is_float(node.sort().tag))
    }

    /// An argument of those.
    pub(super) fn unified(&mut self, node: &'a Node, min: u8) {
        if is_integer(node.sort().tag) {
            self.as_double(node);
        } else {
            self.typed(node, min);
        }
    }

    /// An integer as a float.
    fn as_double(&mut self, node: &'a Node) {
        match (given(node).and_then(float_of), node.unlabelled()) {
            (Some(value), Node::Bind(_)) => self.bind_owned(value),
            (Some(value), _) => self.literal(&value, 0),
            (None, _) => {
                self.text("CAST(");
                self.typed(node, 0);
                self.in_cast_to_double();
            }
        }
    }

    fn in_cast_to_double(&mut self) {
        self.text(" AS ");
        self.type_name(&Type::Double, self.spec.cast_types);
        self.text(")");
    }

    /// What is compared with the columns of a query, of which this is one.
    pub(super) fn in_double_beside(&mut self, operand: &'a Node, column: &Node, min: u8) -> bool {
        if !self.compares_apart([operand, column].into_iter()) {
            return false;
        }
        if !is_wide_integer(operand) {
            let message = format!(
                "{} compares integers and floats exactly (in {}), others in double precision; cast the \
                 column of the query to a float",
                self.spec.name, self.clause
            );
            self.fail(ErrorKind::TypeMismatch, message);
        }
        self.compared_in_double(operand, min);
        true
    }

    /// `operand IN (values)` of integers and floats that the engine would compare exactly; true if it is
    /// written.
    #[inline]
    pub(super) fn values_in_double(
        &mut self,
        operand: Side<'a>,
        values: &'a [Value],
        negated: bool,
    ) -> bool {
        self.spec.integers_beside_floats != Integers::BecomeFloats
            && !values.iter().all(is_small)
            && self.past_values(operand, values, negated)
    }

    #[cold]
    fn past_values(&mut self, operand: Side<'a>, values: &'a [Value], negated: bool) -> bool {
        let tag = operand.tag();
        let floats = values.iter().any(|value| is_float(value.tag()));
        let stay = self.spec.integers_beside_floats == Integers::Stay;
        if !(is_wide(tag) && floats || is_float(tag) && stay) {
            return false;
        }
        if is_wide(tag) {
            self.text("CAST(");
            self.typed_side(operand, 0);
            self.in_cast_to_double();
        } else {
            self.typed_side(operand, self.spec.powers.predicate + 1);
        }
        self.text(if negated { " NOT IN (" } else { " IN (" });
        for (i, value) in values.iter().enumerate() {
            self.text(if i > 0 { ", " } else { "" });
            match float_of(value).filter(|_| stay) {
                Some(float) => self.bind_owned(float),
                None => self.bind(value),
            }
        }
        self.text(")");
        true
    }

    /// `operand >= low AND operand <= high` where one of both is compared exactly, the other in double
    /// precision; true if it is written.
    pub(super) fn bounds_apart(
        &mut self,
        [operand, low, high]: [&'a Node; 3],
        negated: bool,
        min: u8,
    ) -> bool {
        let bounds = [low, high];
        let is_mixed = is_wide_integer(operand)
            && bounds.iter().any(|bound| is_wide_float(bound))
            && bounds.iter().any(|bound| is_wide(bound.sort().tag));
        if !is_mixed || !self.compares_apart([operand, low, high].into_iter()) {
            return false;
        }
        self.check_pure(&function::BETWEEN, NodeRef::new(operand));
        let powers = self.spec.powers;
        let open = self.open(if negated { powers.not } else { powers.and }, min);
        self.text(if negated { "NOT (" } else { "" });
        let power = powers.predicate + 1;
        self.sides((operand, power), (low, power), " >= ");
        self.text(" AND ");
        self.sides((operand, power), (high, power), " <= ");
        self.text(if negated { ")" } else { "" });
        self.close(open);
        true
    }

    /// NULLIF of an integer and a float that the engine would compare exactly; true if it is written.
    pub(super) fn nullif_in_double(&mut self, function: &Function, args: &'a [Node]) -> bool {
        let [value, other] = args else { return false };
        if *function != function::NULLIF
            || !is_wide_integer(value)
            || !self.compares_apart([value, other].into_iter())
        {
            return false;
        }
        self.check_pure(function, NodeRef::new(value));
        self.text("CASE WHEN ");
        let power = self.spec.powers.predicate + 1;
        self.sides((value, power), (other, power), " = ");
        self.text(" THEN NULL ELSE ");
        self.typed(value, 0);
        self.text(" END");
        true
    }

    /// What is looked for in a list that gets its values late.
    pub(super) fn beside_list(&mut self, operand: &'a Node, tag: Tag, min: u8) {
        let stays = self.spec.integers_beside_floats != Integers::BecomeFloats;
        if stays && is_float(tag) && is_wide_integer(operand) {
            self.as_double(operand);
        } else {
            self.typed(operand, min);
        }
    }

    /// The type that integers of a list are cast to which get their values late.
    pub(super) fn cast_beside(&self, beside: Tag, tag: Tag) -> Option<&'static str> {
        let stay = self.spec.integers_beside_floats == Integers::Stay;
        let cast = (self.spec.cast_types)(&Type::Double);
        cast.filter(|_| stay && is_float(beside) && is_wide(tag))
    }

    /// Two columns, of integers and of floats; true if they are written.
    #[inline]
    pub(super) fn columns_in_double(
        &mut self,
        op: Comparison,
        a: &'a ColumnRef,
        b: &'a ColumnRef,
    ) -> bool {
        self.spec.integers_beside_floats == Integers::Stay && self.two_in_double(op, a, b)
    }

    #[inline(never)]
    fn two_in_double(&mut self, op: Comparison, a: &'a ColumnRef, b: &'a ColumnRef) -> bool {
        let (first, second) = (a.sort().tag, b.sort().tag);
        if !(is_wide(first) && is_float(second) || is_float(first) && is_wide(second)) {
            return false;
        }
        for (place, column) in [a, b].into_iter().enumerate() {
            if place == 1 {
                self.comparison(op);
            }
            if is_wide(column.sort().tag) {
                self.text("CAST(");
                self.column(column);
                self.in_cast_to_double();
            } else {
                self.column(column);
            }
        }
        true
    }

    /// A column beside a value that no integer or no float equals exactly; true if it is written.
    #[cold]
    pub(super) fn column_in_double(
        &mut self,
        op: Comparison,
        column: &'a ColumnRef,
        value: &'a Value,
    ) -> bool {
        let tag = column.sort().tag;
        if is_float(value.tag()) && is_wide(tag) {
            self.text("CAST(");
            self.column(column);
            self.in_cast_to_double();
            self.comparison(op);
            self.bind(value);
            return true;
        }
        let float = float_of(value).filter(|_| is_float(tag));
        if let Some(float) = float.filter(|_| self.spec.integers_beside_floats == Integers::Stay) {
            self.column(column);
            self.comparison(op);
            self.bind_owned(float);
            return true;
        }
        false
    }

    /// True for a value that an integer or a float near it is compared with exactly.
    #[inline]
    pub(super) fn is_past_exact(&self, value: &Value) -> bool {
        self.spec.integers_beside_floats != Integers::BecomeFloats && !is_small(value)
    }
}

/// True for a function that compares its operands.
pub(super) fn compares(function: &Function) -> bool {
    [&function::IS_DISTINCT_FROM, &function::IS_NOT_DISTINCT_FROM, &function::NULLIF]
        .contains(&function)
}

fn is_integer(tag: Tag) -> bool {
    matches!(tag, Tag::SmallInt | Tag::Integer) || is_wide(tag)
}

/// True for integers some of which are no floats.
fn is_wide(tag: Tag) -> bool {
    matches!(tag, Tag::BigInt | Tag::UnsignedBigInt)
}

fn is_float(tag: Tag) -> bool {
    matches!(tag, Tag::Real | Tag::Double)
}

fn is_wide_integer(node: &Node) -> bool {
    is_wide(node.sort().tag) && !given(node).is_some_and(is_small)
}

fn is_wide_float(node: &Node) -> bool {
    is_float(node.sort().tag) && !given(node).is_some_and(is_small)
}

fn given(node: &Node) -> Option<&Value> {
    if let Node::Bind(value) | Node::Literal(value) = node.unlabelled() {
        Some(value)
    } else {
        None
    }
}

/// True for what the engine may know before it reads a row: nothing of a column, other than in a query.
fn is_given(node: &Node) -> bool {
    let mut waiting = vec![NodeRef::new(node)];
    while let Some(node) = waiting.pop() {
        if node.as_column().is_some() {
            return false;
        }
        if !matches!(node.view(), View::Query(_)) {
            node.each_child(&mut |child| waiting.push(child));
        }
    }
    true
}

/// True for a number that equals just one integer and one float, and for what is no number.
fn is_small(value: &Value) -> bool {
    match *value {
        Value::I64(v) => v.unsigned_abs() <= EXACT,
        Value::U64(v) => v <= EXACT,
        Value::F32(v) => f64::from(v).abs() < EXACT as f64,
        Value::F64(v) => v.abs() < EXACT as f64,
        Value::Null
        | Value::Bool(_)
        | Value::I16(_)
        | Value::I32(_)
        | Value::Text(_)
        | Value::Bytes(_)
        | Value::Date(_)
        | Value::Time(_)
        | Value::Timestamp(_)
        | Value::TimestampTz(_)
        | Value::Interval(_)
        | Value::Decimal(_)
        | Value::Uuid(_)
        | Value::Json(_)
        | Value::Array(_)
        | Value::Refused(_) => true,
    }
}

/// The float that an integer is in double precision.
fn float_of(value: &Value) -> Option<Value> {
    let float = if let Value::I16(v) = *value {
        f64::from(v)
    } else if let Value::I32(v) = *value {
        f64::from(v)
    } else if let Value::I64(v) = *value {
        v as f64
    } else if let Value::U64(v) = *value {
        v as f64
    } else {
        return None;
    };
    Some(Value::F64(float))
}

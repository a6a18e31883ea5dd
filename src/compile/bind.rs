//! Parameters: their placeholders and their types.

use super::task::Task;
use super::untyped::{has_own_type, parameter};
use super::usual::is_kind;
use super::{Writer, placeholder};
use crate::expr::node::{Kind, Node};
use crate::types::{Tag, Type};
use crate::value::Value;

impl<'a> Writer<'a> {
    /// An expression where nothing beside it fixes the type of a parameter.
    #[inline]
    pub(super) fn typed(&mut self, node: &'a Node, min: u8) {
        if has_own_type(node) {
            self.expr(node, min);
        } else if let Node::Bind(value @ Value::Text(_)) = node {
            self.bind_typed(value, Tag::Null);
        } else {
            self.typed_closely(node, min);
        }
    }

    #[inline(never)]
    fn typed_closely(&mut self, node: &'a Node, min: u8) {
        if let Some(Kind::Typed { ty: Type::Unknown, operand, .. }) = node.kind()
            && let Some(digits) = digits_of(operand).filter(|_| self.spec.typed_binds)
        {
            return self.bind_owned(digits);
        }
        match parameter(node) {
            Some((value, null)) => self.bind_typed(value, null),
            None => match (node.unlabelled(), node.unlabelled().kind()) {
                (_, Some(Kind::Parameter { name, ty })) => self.bind_late_typed(name, ty),
                (Node::Null(_), _) => self.null_typed(node.sort().tag),
                _ => self.expr(node, min),
            },
        }
    }

    /// The keyword NULL, with its type in the text where it has one and the dialect needs it.
    pub(super) fn null_typed(&mut self, tag: Tag) {
        let cast = (self.spec.cast_types)(&tag.ty()).filter(|_| self.spec.typed_binds);
        self.in_cast(cast.or(self.cast_of_null(tag)), |w| w.text("NULL"));
    }

    /// The type that NULL must say, so as not to be something else.
    fn cast_of_null(&self, tag: Tag) -> Option<&'static str> {
        // A span of time is a number, where it is its microseconds.
        let span = tag == Tag::Interval && self.spec.value_limits.spans_are_micros;
        let tag = if span { Tag::BigInt } else { tag };
        (self.spec.cast_nulls)(&tag.ty())
    }

    /// An operand that is compared: NULL is NULL there, whatever its type.
    pub(super) fn compared(&mut self, node: &'a Node, min: u8) {
        if self.spec.typed_binds || !node.is_null() {
            self.expr(node, min);
        } else if let Node::NullBind(tag) = node {
            self.bind_null(*tag);
        } else if let Node::Null(_) = node {
            self.text("NULL");
        } else {
            self.expr(node, min);
        }
    }

    /// NULL, as a keyword or as a parameter, where a value is worked out from it.
    #[cold]
    pub(super) fn null(&mut self, tag: Tag, bound: bool) {
        let cast = self.cast_of_null(tag);
        self.in_cast(cast, |w| if bound { w.bind_null(tag) } else { w.text("NULL") });
    }

    /// [`typed`](Self::typed) where the type of a text in quotes must be said too.
    pub(super) fn typed_text(&mut self, node: &'a Node, min: u8) {
        let Node::Literal(Value::Text(text)) = node.unlabelled() else {
            return self.typed(node, min);
        };
        let cast = (self.spec.cast_types)(&Type::Text).filter(|_| self.spec.typed_binds);
        self.in_cast(cast, |w| w.string_literal(text));
    }

    /// Writes a placeholder for a value, and keeps the value.
    #[inline(always)]
    pub(super) fn bind(&mut self, value: &'a Value) {
        if self.recording {
            self.record(Task::Bind(value));
        } else {
            self.write_bind(value);
        }
    }

    /// [`bind`](Self::bind) where no column stands beside it: bytes stay bytes.
    #[inline(always)]
    pub(super) fn bind_alone(&mut self, value: &'a Value) {
        if let Value::Bytes(_) = value {
            self.bind_bytes(value);
        } else {
            self.bind(value);
        }
    }

    #[cold]
    fn bind_bytes(&mut self, value: &'a Value) {
        let cast = (self.spec.cast_types)(&Type::Bytes).filter(|_| self.spec.cast_bytes);
        self.in_cast(cast, |w| w.bind(value));
    }

    /// Writes a placeholder for NULL, and keeps the type that it has.
    #[cold]
    pub(super) fn bind_null(&mut self, tag: Tag) {
        if self.recording {
            return self.record(Task::Null(tag));
        }
        if self.again.is_none() {
            self.note_null(self.params.len(), tag);
        }
        self.write_bind(&Value::Null);
    }

    /// Notes the type of the parameter at a position, which is NULL.
    #[cold]
    pub(super) fn note_null(&mut self, position: usize, tag: Tag) {
        self.rare_mut().report.get_or_insert_default().nulls.push((position, tag));
    }

    pub(super) fn bind_owned(&mut self, value: Value) {
        if self.recording {
            self.record(Task::OwnedBind(value));
        } else {
            self.write_bind(&value);
        }
    }

    /// The commonest values are copied here, as they need no check. All else is left to a call in the
    /// last place, so that no register needs saving.
    #[inline(never)]
    pub(super) fn write_bind(&mut self, value: &Value) {
        if self.params.len() == self.params.capacity() || self.again.is_some() {
            return self.write_checked(value);
        }
        let copy = match *value {
            Value::Bool(v) => Value::Bool(v),
            Value::I16(v) => Value::I16(v),
            Value::I32(v) => Value::I32(v),
            Value::I64(v) => Value::I64(v),
            Value::Text(_) => return self.write_text(value),
            Value::Null
            | Value::U64(_)
            | Value::F32(_)
            | Value::F64(_)
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
            | Value::Refused(_) => return self.write_checked(value),
        };
        self.params.push(copy);
        placeholder::write(self.spec.placeholder, self.params.len(), &mut self.out);
    }

    /// A text, where there is room for one more parameter.
    #[inline(never)]
    fn write_text(&mut self, value: &Value) {
        self.check_value(value);
        self.params.push(value.clone());
        placeholder::write(self.spec.placeholder, self.params.len(), &mut self.out);
    }

    #[inline(never)]
    fn write_checked(&mut self, value: &Value) {
        let cast = if is_kind(value) { self.cast_of_kind(value) } else { None };
        if cast.is_some() {
            return self.in_cast(cast.as_deref(), |w| w.write_placeholder(value));
        }
        self.write_placeholder(value);
    }

    fn write_placeholder(&mut self, value: &Value) {
        if let Some(place) = self.again {
            return self.write_again(place);
        }
        self.check_value(value);
        self.params.push(value.clone());
        placeholder::write(self.spec.placeholder, self.params.len(), &mut self.out);
    }

    /// Writes the placeholder of a parameter that is there already.
    #[cold]
    fn write_again(&mut self, place: usize) {
        self.again = Some(place + 1);
        placeholder::write(self.spec.placeholder, place + 1, &mut self.out);
    }

    /// Values after the first of a list.
    pub(super) fn write_more_binds(&mut self, values: &[Value]) {
        let integer = |value: &Value| if let Value::I64(v) = value { Some(*v) } else { None };
        let integers = values.iter().all(|value| integer(value).is_some());
        if self.again.is_some() || !integers && values.iter().any(is_kind) {
            for value in values {
                self.text(", ");
                self.write_bind(value);
            }
            return;
        }
        let first = self.params.len() + 1;
        if integers {
            let copy = |value| Value::I64(integer(value).unwrap_or_default());
            self.params.extend(values.iter().map(copy));
        } else {
            values.iter().for_each(|value| self.check_value(value));
            self.params.extend_from_slice(values);
        }
        placeholder::write_more(self.spec.placeholder, first, values.len(), &mut self.out);
    }

    /// Writes a placeholder whose type stands in the text, where the dialect needs that.
    pub(super) fn bind_typed(&mut self, value: &'a Value, null: Tag) {
        if let (Value::Text(_), true) = (value, self.spec.typed_binds) {
            let cast = (self.spec.cast_types)(&Type::Text);
            return self.in_cast(cast, |w| w.bind(value));
        }
        let cast_types = self.spec.cast_types;
        let cast = match value {
            _ if !self.spec.typed_binds => None,
            // A NULL of no known type is as good a text as anything.
            Value::Null => cast_types(&null.ty()).or_else(|| cast_types(&Type::Text)),
            Value::U64(v) if i64::try_from(*v).is_err() => cast_types(&Type::BigDecimal),
            Value::U64(_) => cast_types(&Type::BigInt),
            Value::Text(_) => cast_types(&Type::Text),
            Value::Array(array) => cast_types(&Type::Array(array.element())),
            Value::Bool(_)
            | Value::I16(_)
            | Value::I32(_)
            | Value::I64(_)
            | Value::F32(_)
            | Value::F64(_)
            | Value::Bytes(_)
            | Value::Date(_)
            | Value::Time(_)
            | Value::Timestamp(_)
            | Value::TimestampTz(_)
            | Value::Interval(_)
            | Value::Decimal(_)
            | Value::Uuid(_)
            | Value::Json(_)
            | Value::Refused(_) => cast_types(&value.tag().ty()),
        };
        let cast = cast.or_else(|| self.cast_of_null(null));
        self.in_cast(cast, |w| w.bind_or_null(value, null));
    }

    /// What `write` writes, in a cast to the type of that name, if there is one.
    pub(super) fn in_cast(&mut self, name: Option<&str>, write: impl FnOnce(&mut Self)) {
        let Some(name) = name else { return write(self) };
        self.text("CAST(");
        write(self);
        self.text(" AS ");
        self.text(name);
        self.text(")");
    }

    /// A NULL as a parameter whose type stands in the text, where the dialect needs that.
    pub(super) fn bind_null_typed(&mut self, tag: Tag) {
        self.bind_typed(&Value::Null, tag);
    }

    fn bind_or_null(&mut self, value: &'a Value, null: Tag) {
        if matches!(value, Value::Null) { self.bind_null(null) } else { self.bind_alone(value) }
    }
}

/// An integer that is bound, as the text that an engine reads as whatever type it finds for it.
#[cold]
fn digits_of(node: &Node) -> Option<Value> {
    let digits = if let Node::Bind(Value::I16(v)) = node {
        v.to_string()
    } else if let Node::Bind(Value::I32(v)) = node {
        v.to_string()
    } else if let Node::Bind(Value::I64(v)) = node {
        v.to_string()
    } else {
        return None;
    };
    Some(digits.into())
}

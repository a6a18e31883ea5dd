//! What shows its type, where nothing beside it has one.

use super::Writer;
use super::predicate::Side;
use super::untyped::parameter;
use crate::expr::Node;
use crate::types::{Family, Tag};
use crate::value::Value;

/// How operands are written.
#[derive(Clone, Copy)]
pub(super) enum Show {
    Nothing,
    /// Nothing, as they are only compared.
    Compared,
    Parameters,
    /// Parameters; NULL of no type is of this one, if it is known.
    NullsAs(Tag),
    /// Parameters; a text is a value of the type.
    TextsAs(Tag),
    /// Parameters, and texts in quotes.
    Texts,
    /// Integers are compared with floats.
    InDouble,
    /// Integers stand for floats.
    Unified,
}

impl<'a> Writer<'a> {
    #[inline]
    pub(super) fn shown(&mut self, node: &'a Node, min: u8, show: Show) {
        match show {
            Show::Nothing => self.expr(node, min),
            Show::Compared => self.compared(node, min),
            Show::Parameters => self.typed(node, min),
            Show::NullsAs(tag) => self.typed_beside(node, min, tag),
            Show::TextsAs(tag) => self.text_as(node, min, tag),
            Show::Texts => self.typed_text(node, min),
            Show::InDouble => self.compared_in_double(node, min),
            Show::Unified => self.unified(node, min),
        }
    }

    /// How operands that stand for one another show their types: a text beside a date is one.
    pub(super) fn show_types<'n>(&self, nodes: impl IntoIterator<Item = &'n Node>) -> Show {
        self.show_tags(nodes.into_iter().map(|node| node.sort().tag))
    }

    fn show_tags(&self, tags: impl Iterator<Item = Tag>) -> Show {
        if !self.spec.typed_binds {
            return Show::Parameters;
        }
        let (mut all, mut has_null) = (Tag::Null, false);
        for tag in tags {
            if is_kind(tag) {
                return Show::TextsAs(tag);
            }
            has_null |= tag == Tag::Null;
            all = all.unify(tag);
        }
        if has_null && all != Tag::Null { Show::NullsAs(all) } else { Show::Parameters }
    }

    /// What is looked for among values.
    pub(super) fn beside_values(&mut self, operand: Side<'a>, values: &'a [Value], min: u8) {
        match operand {
            Side::Node(node) => {
                let tags = values.iter().map(Value::tag);
                let show = self.show_tags(tags.chain([node.sort().tag]));
                self.shown(node, min, show);
            }
            Side::Column(_) | Side::Value(_) => self.typed_side(operand, min),
        }
    }

    fn text_as(&mut self, node: &'a Node, min: u8, tag: Tag) {
        let Some((value @ Value::Text(_), _)) = parameter(node) else {
            return self.typed_beside(node, min, tag);
        };
        let cast = (self.spec.cast_types)(&tag.ty());
        self.in_cast(cast, |w| w.bind(value));
    }
}

/// True for a type whose values may be given as texts.
fn is_kind(tag: Tag) -> bool {
    match tag.family() {
        Family::Date
        | Family::Time
        | Family::Timestamp
        | Family::TimestampTz
        | Family::Interval
        | Family::Uuid
        | Family::Json => true,
        Family::Unknown
        | Family::Number
        | Family::Text
        | Family::Boolean
        | Family::Bytes
        | Family::Array => false,
    }
}

//! NULL as a parameter that the program has given no type: it is of the type of what it stands beside, or
//! where that is not known either, of the one that the engine finds.

use super::Writer;
use super::show::Show;
use super::untyped::parameter;
use crate::expr::Node;
use crate::function::{Arg, Function};
use crate::select::SelectBody;
use crate::types::Tag;
use crate::value::Value;

impl<'a> Writer<'a> {
    /// Notes that column number `place` of a query is of that type, whichever query of a set operation
    /// gives it.
    #[cold]
    pub(super) fn note_null_columns(&mut self, query: &'a SelectBody, place: usize, tag: Tag) {
        for column in query.arms().filter_map(|arm| arm.columns.get(place)) {
            self.note_null_column(column, tag);
        }
    }

    /// Notes that a column of a query is of that type, if it is NULL of no type.
    pub(super) fn note_null_column(&mut self, column: &'a Node, tag: Tag) {
        if self.spec.typed_binds && is_bare_null(column) {
            self.rare_mut().null_columns.push((column, tag));
        }
    }

    /// A column by itself, which shows its type.
    #[inline]
    pub(super) fn typed_column(&mut self, column: &'a Node, inner: &'a Node) {
        match self.rare() {
            Some(rare) if !rare.null_columns.is_empty() => self.noted_column(column, inner),
            Some(_) | None => self.typed(inner, 0),
        }
    }

    #[cold]
    fn noted_column(&mut self, column: &'a Node, inner: &'a Node) {
        let noted = self.rare().map_or(&[][..], |rare| &rare.null_columns);
        // What is around says more.
        match noted.iter().find(|(own, _)| std::ptr::eq(*own, column)) {
            Some((_, tag)) => self.null_beside(*tag),
            None => self.typed(inner, 0),
        }
    }

    /// NULL beside something of that type.
    #[cold]
    pub(super) fn null_beside(&mut self, tag: Tag) {
        let cast = (self.spec.cast_types)(&tag.ty()).filter(|_| self.spec.typed_binds);
        self.in_cast(cast, |w| w.bind_null(tag));
    }

    /// What shows its type, or is NULL beside something of that type.
    pub(super) fn typed_beside(&mut self, node: &'a Node, min: u8, tag: Tag) {
        if self.spec.typed_binds && is_bare_null(node) {
            return self.null_beside(tag);
        }
        if let Some(body) = null_query(node) {
            self.note_null_columns(body, 0, tag);
        }
        self.typed(node, min);
    }

    /// True if one is a query that gives NULL of no type, which has to show one.
    #[inline]
    pub(super) fn has_null_query<'n>(&self, nodes: impl IntoIterator<Item = &'n Node>) -> bool {
        self.spec.typed_binds && nodes.into_iter().any(|node| null_query(node).is_some())
    }

    /// How operands that are compared show their types, of which not both show none: a query that gives NULL
    /// of no type does.
    #[inline]
    pub(super) fn show_compared(&self, operands: [&'a Node; 2]) -> Show {
        if self.has_null_query(operands) { self.show_types(operands) } else { Show::Compared }
    }

    /// Operands of `+`, `-` and `*` that show their types: NULL is a number.
    pub(super) fn typed_number(&mut self, node: &'a Node, min: u8) {
        self.typed_beside(node, min, Tag::Integer);
    }

    /// An argument of a function: NULL of no type is of the type of the others, where it has to show one.
    #[inline]
    pub(super) fn argument(
        &mut self,
        function: &Function,
        args: &'a [Node],
        place: usize,
        min: u8,
        show: Show,
    ) {
        let shows = !matches!(show, Show::Nothing | Show::Compared) && self.spec.typed_binds;
        let Some(arg) = args.get(place) else { return };
        if shows && is_bare_null(arg) || self.has_null_query([arg]) {
            self.typed_beside(arg, min, null_of(function, args, place));
        } else {
            self.shown(arg, min, show);
        }
    }

    /// An argument of a function called by name, which the engine knows.
    pub(super) fn typed_argument(&mut self, node: &'a Node) {
        self.typed_beside(node, 0, Tag::Unknown);
    }
}

/// What NULL of no type is as an argument of a function, which takes one.
fn null_of(function: &Function, args: &[Node], place: usize) -> Tag {
    let (mut arg, mut tag) = (function.arg(place), Tag::Null);
    while let Some(Arg::SameAs(first)) = arg {
        arg = function.arg(usize::from(first));
    }
    if let Some(Arg::Any) | None = arg {
        tag = args.iter().map(|arg| arg.sort().tag).fold(Tag::Null, Tag::unify);
    } else if let Some(Arg::Number | Arg::Integer) = arg {
        tag = Tag::Integer;
    } else if let Some(Arg::Boolean) = arg {
        tag = Tag::Boolean;
    }
    if let Tag::Null | Tag::Unknown = tag { Tag::Text } else { tag }
}

/// True for NULL as a parameter, of no type.
pub(super) fn is_bare_null(node: &Node) -> bool {
    matches!(parameter(node), Some((Value::Null, Tag::Null | Tag::Unknown)))
}

/// The query of one value, if that is NULL of no type.
fn null_query(node: &Node) -> Option<&SelectBody> {
    node.unlabelled().as_scalar().filter(|body| body.output_tag(0) == Tag::Null)
}

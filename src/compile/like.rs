//! LIKE, and what engines make of its patterns.

use super::predicate::Side;
use super::{Rewrite, Writer};
use crate::dialect::{Feature, LikeForm};
use crate::expr::node::{Like, Node};
use crate::expr::view::{NodeRef, View};
use crate::function;
use crate::value::Value;

/// How often a pattern is written where it is looked at.
pub(super) const COPIES_OF_PATTERN: usize = 3;

impl<'a> Writer<'a> {
    pub(super) fn like(&mut self, operand: Side<'a>, pattern: Side<'a>, style: Like, min: u8) {
        let form = if style.ignore_case { Some(self.spec.ilike) } else { self.spec.like };
        let Some(form) = form else {
            self.glob(operand, pattern, style, min);
            return;
        };
        if let Side::Node(node) = pattern {
            self.note_pattern(node, style.escape);
            if self.must_look_at(node, style.escape) {
                return self.like_looked_at(form, operand, node, style, min);
            }
        }
        self.like_in_form(form, operand, pattern, style, min);
    }

    fn like_in_form(
        &mut self,
        form: LikeForm,
        operand: Side<'a>,
        pattern: Side<'a>,
        style: Like,
        min: u8,
    ) {
        let power = self.spec.powers.predicate;
        let operands = if form.before.is_empty() { power + 1 } else { 0 };
        let untyped = operand.is_untyped() && pattern.is_untyped();
        let write = if untyped { Self::typed_side } else { Self::side };
        let open = self.open(power, min);
        self.text(form.before);
        write(self, operand, operands);
        self.text(if style.negated { form.not_like } else { form.like });
        write(self, pattern, operands);
        self.text(form.after);
        if self.spec.like_escape != Some(style.escape) {
            self.text(" ESCAPE ");
            self.string_literal(style.escape.encode_utf8(&mut [0; 4]));
        }
        self.close(open);
    }

    /// True if the pattern may end in its escape character, which the engine takes for that character.
    ///
    /// It matches nothing in SQLite, and is an error in PostgreSQL.
    fn must_look_at(&self, pattern: &Node, escape: char) -> bool {
        !self.features.has(Feature::UnfinishedPatterns) && may_end_in(NodeRef::new(pattern), escape)
    }

    /// `(x LIKE p) > (characters at the end of p that are escapes) % 2`: what ends in an odd number of
    /// them matches nothing.
    #[cold]
    fn like_looked_at(
        &mut self,
        form: LikeForm,
        operand: Side<'a>,
        pattern: &'a Node,
        style: Like,
        min: u8,
    ) {
        self.rewrite(Rewrite::PatternLookedAt, Feature::UnfinishedPatterns);
        self.check_pure(&function::LIKE, NodeRef::new(pattern));
        if !self.is_flat(&function::LIKE, COPIES_OF_PATTERN, std::slice::from_ref(pattern)) {
            return;
        }
        let open = self.open(self.spec.powers.predicate, min);
        let matching = Like { negated: false, ..style };
        self.like_in_form(
            form,
            operand,
            Side::Node(pattern),
            matching,
            self.spec.powers.predicate + 1,
        );
        self.text(if style.negated { " <= (CHAR_LENGTH(" } else { " > (CHAR_LENGTH(" });
        self.expr(pattern, 0);
        self.text(") - CHAR_LENGTH(TRIM(TRAILING ");
        self.string_literal(style.escape.encode_utf8(&mut [0; 4]));
        self.text(" FROM ");
        self.expr(pattern, 0);
        self.text("))) % 2");
        self.close(open);
    }

    /// LIKE with regard to case where only GLOB has it: the pattern must be known.
    fn glob(&mut self, operand: Side<'a>, pattern: Side<'a>, style: Like, min: u8) {
        let (Side::Value(Value::Text(text))
        | Side::Node(Node::Bind(Value::Text(text)) | Node::Literal(Value::Text(text)))) = pattern
        else {
            self.require(Feature::LikeWithExpression);
            return;
        };
        if !self.rewrite(Rewrite::LikeAsGlob, Feature::LikeWithExpression) {
            return;
        }
        let power = self.spec.powers.predicate;
        let open = self.open(power, min);
        self.typed_side(operand, power + 1);
        self.text(if style.negated { " NOT GLOB " } else { " GLOB " });
        let glob = glob_pattern(text, style.escape);
        if let Side::Node(Node::Literal(_)) = pattern {
            self.string_literal(&glob);
        } else {
            self.bind_owned(glob.into());
        }
        self.close(open);
    }
}

/// True if a text may end in the character: it is worked out, and not by something before another end.
fn may_end_in(pattern: NodeRef<'_>, escape: char) -> bool {
    let (mut last, mut is_part) = (pattern.unlabelled(), false);
    while let View::Operator { function, operands } = last.view()
        && *function == function::CONCAT
        && let Some(operand) = operands.iter().last()
    {
        (last, is_part) = (operand.unlabelled(), true);
    }
    let view = last.view();
    if let View::Literal(Value::Text(text)) | View::Parameter(Value::Text(text)) = view {
        return is_part && text.chars().next_back().is_none_or(|end| end == escape);
    }
    // What comes late is looked at then, if it is all.
    is_part || !matches!(view, View::LateParameter { .. })
}

/// A LIKE pattern as GLOB says it: `*`, `?`, and brackets round what is special there.
fn glob_pattern(like: &str, escape: char) -> String {
    let mut glob = String::with_capacity(like.len() + 4);
    let mut chars = like.chars();
    while let Some(c) = chars.next() {
        let literal = match c {
            c if c == escape => chars.next(),
            '%' => {
                glob.push('*');
                None
            }
            '_' => {
                glob.push('?');
                None
            }
            c => Some(c),
        };
        match literal {
            Some(c @ ('*' | '?' | '[')) => glob.extend(['[', c, ']']),
            Some(c) => glob.push(c),
            None => {}
        }
    }
    glob
}

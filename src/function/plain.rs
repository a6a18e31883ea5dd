//! Templates of the form that most have, which are copied into the text.

use super::{Powers, TemplatePart};

/// A template as it is for most calls: a text, the arguments, a text; if an aggregate has more than
/// its arguments, only FILTER and OVER behind it all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plain {
    /// With room behind it, so that it is copied without a loop.
    before: [u8; 16],
    after: [u8; 4],
    lengths: [u8; 2],
    /// How tightly the argument must bind; none if all arguments stand there, with commas.
    pub(crate) operand: Option<u8>,
}

impl Plain {
    pub(super) const fn of(parts: &[TemplatePart], power: u8) -> Option<Plain> {
        let (mut before, mut after, mut operand) = ("", "", None);
        let (mut filtered, mut args, mut i) = (false, 0, 0);
        while i < parts.len() {
            match parts[i] {
                TemplatePart::Text(_) if filtered => return None,
                TemplatePart::Text(text) if args == 0 && before.is_empty() => before = text,
                TemplatePart::Text(text) if args == 1 && after.is_empty() => after = text,
                TemplatePart::Arg(0, power) if args == 0 => (operand, args) = (Some(power), 1),
                TemplatePart::All if args == 0 => args = 1,
                TemplatePart::Distinct | TemplatePart::Order => {}
                TemplatePart::Filter => filtered = true,
                TemplatePart::Text(_)
                | TemplatePart::Arg(..)
                | TemplatePart::All
                | TemplatePart::Typed => return None,
            }
            i += 1;
        }
        if power != Powers::PRIMARY || before.len() > 16 || after.len() > 4 {
            return None;
        }
        let lengths = [before.len() as u8, after.len() as u8];
        Some(Plain { before: padded(before), after: padded(after), lengths, operand })
    }

    /// What stands before the arguments, with room behind it, and its length.
    #[inline]
    pub(crate) fn before(&self) -> (&[u8; 16], usize) {
        (&self.before, self.lengths[0].into())
    }

    /// What stands behind the arguments, with room behind it, and its length.
    #[inline]
    pub(crate) fn after(&self) -> (&[u8; 4], usize) {
        (&self.after, self.lengths[1].into())
    }
}

const fn padded<const N: usize>(text: &str) -> [u8; N] {
    let (mut room, mut i) = ([b' '; N], 0);
    while i < text.len() {
        room[i] = text.as_bytes()[i];
        i += 1;
    }
    room
}

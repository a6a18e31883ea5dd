//! Names: every identifier of a statement goes through [`Writer::name`].

use super::{Quoting, Writer};
use crate::name::{Name, is_clean};

impl<'a> Writer<'a> {
    /// Writes a name, in quotes if it must be.
    #[inline]
    pub(super) fn name(&mut self, name: &Name) {
        if self.bare(name) && name.len() <= self.name_max {
            self.out.push_name(name);
        } else {
            self.write_odd_name(name);
        }
    }

    /// True if the name needs no quotes, unless all names get them.
    #[inline(always)]
    pub(super) fn bare(&self, name: &Name) -> bool {
        name.is_plain() && !self.spec.keywords.contains(name)
    }

    /// True if the name gets quotes.
    #[inline]
    pub(super) fn quoted(&self, name: &Name) -> bool {
        !self.bare(name) || self.options.quoting == Quoting::Always
    }

    #[cold]
    fn write_odd_name(&mut self, name: &Name) {
        if name.is_anonymous() {
            return self.anonymous_name(name);
        }
        if name.len() <= self.longest && is_clean(name.as_str()) && name.len() > 0 {
            let quoted = self.quoted(name);
            self.quote(quoted, true);
            self.out.push_name(name);
            return self.quote(quoted, false);
        }
        self.check_name(name);
        let text = name.as_str();
        if !self.quoted(name) {
            self.out.push_str(text);
            return;
        }
        let (open, close) = self.spec.quotes;
        self.out.push(open);
        for c in text.chars() {
            self.out.push(c);
            if c == close {
                self.out.push(c);
            }
        }
        self.out.push(close);
    }
}

//! Parameters whose values come after compiling: their placeholders, and the places of lists.

use super::late::{List, ListPlace, Omitted, Slot};
use super::task::Task;
use super::{Writer, placeholder};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::name::Name;
use crate::tree::{StatementRef, uses};
use crate::types::{Sort, Tag, Type};
use crate::value::Value;

impl<'a> Writer<'a> {
    /// Writes a placeholder for a value that comes later.
    ///
    /// Each place has a number of its own, as values have: PostgreSQL must find one type for all places of
    /// a number, and `REPLACE($1, COALESCE(varchar, $1), …)` has two. In a key that is written again they
    /// are those that it had.
    #[cold]
    pub(super) fn bind_late(&mut self, name: &'a Name, tag: Tag) {
        if self.recording {
            return self.record(Task::Late(name, tag));
        }
        let (again, next) = (self.again, self.params.len());
        let (limits, style) = (self.limits(), self.spec.placeholder);
        let late = &mut self.rare_mut().report.get_or_insert_default().late;
        late.limits = limits;
        match late.slots.iter_mut().find(|slot| slot.name == *name) {
            Some(slot) if slot.tag != tag => return self.two_types(name),
            Some(_) if again.is_some() => {}
            Some(slot) => slot.more.push(next),
            None if late.lists.iter().any(|list| list.name == *name) => {
                return self.two_types(name);
            }
            None => late.slots.push(Slot::new(name.clone(), tag, next)),
        }
        match again {
            Some(place) => self.again = Some(place + 1),
            None => self.params.push(Value::Null),
        }
        placeholder::write(style, again.unwrap_or(next) + 1, &mut self.out);
    }

    /// Notes that something is left out of the text, whose parameters are the statement's all the same.
    #[inline]
    pub(super) fn leave_out(&mut self, node: &Node) {
        if node.inside() & Sort::BIND != 0 {
            self.rare_mut().report.get_or_insert_default().late.omits = true;
        }
    }

    /// Notes the parameters that stand in nothing but what was left out.
    #[cold]
    #[inline(never)]
    pub(super) fn note_omitted(&mut self, statement: StatementRef<'a>) {
        let limits = self.limits();
        if self.has_problems() {
            return;
        }
        let report = self.rare.as_mut().and_then(|rare| rare.report.as_mut());
        let Some(late) = report.map(|report| &mut report.late) else { return };
        if late.slots.is_empty() && late.lists.is_empty() && !late.omits {
            return;
        }
        late.limits = limits;
        let mut roots = Vec::new();
        statement.each_child(&mut |child| roots.push(child));
        for (name, ty, is_list) in uses(roots).late {
            let tag = Tag::of(ty);
            match late.known(name) {
                None => late.omitted.push(Omitted { name: name.clone(), tag, is_list }),
                Some(known) if known == (tag, is_list) => {}
                Some(_) => {
                    let message =
                        format!("the parameter `{name}` has two types; use one, or two names");
                    return self.fail(ErrorKind::Conflict, message);
                }
            }
        }
    }

    fn two_types(&mut self, name: &Name) {
        let clause = self.clause;
        let message =
            format!("the parameter `{name}` (in {clause}) has two types; use one, or two names");
        self.fail(ErrorKind::Conflict, message);
    }

    /// [`bind_late`](Self::bind_late) with its type in the text, where the dialect needs that.
    #[cold]
    pub(super) fn bind_late_typed(&mut self, name: &'a Name, ty: &'a Type) {
        let cast = (self.spec.cast_types)(ty).filter(|_| self.spec.typed_binds);
        self.in_cast(cast, |w| w.bind_late_alone(name, ty));
    }

    /// [`bind_late`](Self::bind_late) where no column stands beside it: bytes stay bytes.
    #[cold]
    pub(super) fn bind_late_alone(&mut self, name: &'a Name, ty: &'a Type) {
        let bytes = self.spec.cast_bytes && Tag::of(ty) == Tag::Bytes;
        let cast = if bytes { (self.spec.cast_types)(ty) } else { self.late_cast(Tag::of(ty)) };
        self.in_cast(cast, |w| w.bind_late(name, Tag::of(ty)));
    }

    /// Notes where the placeholders of a list will stand, whose values come later; `beside` is the type
    /// of what it is compared with.
    #[cold]
    pub(super) fn late_list(&mut self, name: &'a Name, tag: Tag, beside: Tag) {
        if self.recording {
            return self.record(Task::LateList(name, tag, beside));
        }
        let (at, before, limits) = (self.out.len(), self.params.len(), self.limits());
        let (style, most) = (self.spec.placeholder, self.spec.max_parameters);
        let empty = self.empty_list([beside, tag]);
        let cast = self.late_cast(tag).or(self.cast_beside(beside, tag));
        let late = &mut self.rare_mut().report.get_or_insert_default().late;
        (late.limits, late.style, late.most) = (limits, Some(style), most);
        let list = late.lists.iter().position(|list| list.name == *name);
        let list = match list {
            Some(list) if late.lists[list].tag == tag => list,
            None if late.slots.iter().all(|slot| slot.name != *name) => {
                late.lists.push(List::new(name.clone(), tag, cast));
                late.lists.len() - 1
            }
            Some(_) | None => return self.two_types(name),
        };
        late.places.push(ListPlace { list, at, before, empty });
    }

    /// A query without rows, for IN: of the first type that is known, where the dialect must know.
    fn empty_list(&self, tags: [Tag; 2]) -> Option<String> {
        let null = if self.spec.typed_binds {
            let name = tags.iter().find_map(|tag| (self.spec.cast_types)(&tag.ty()))?;
            format!("CAST(NULL AS {name})")
        } else {
            "NULL".to_owned()
        };
        Some(format!("SELECT {null} FROM (SELECT 1 AS n) AS no_rows WHERE 1 = 0"))
    }
}

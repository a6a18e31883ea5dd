//! Parameters that get their values after compiling: one value at each place, or a list of any
//! length, for which the text is put together anew.

use super::limits::Limits;
use super::placeholder;
use super::text::SqlText;
use crate::check::Holds;
use crate::dialect::Placeholder;
use crate::expr::predicates::unfinished_pattern;
use crate::name::Name;
use crate::types::Tag;
use crate::value::Value;

/// The parameters that get their values late.
#[derive(Clone, Default)]
pub(super) struct Late {
    pub(super) slots: Vec<Slot>,
    pub(super) lists: Vec<List>,
    /// Where the lists stand, in the order of the text.
    pub(super) places: Vec<ListPlace>,
    /// If there are lists: the text without them, and the parameters without theirs.
    pub(super) template: String,
    pub(super) fixed: Vec<Value>,
    pub(super) limits: Limits,
    /// How parameters are written.
    pub(super) style: Option<Placeholder>,
    /// What stands behind the text.
    pub(super) comment: String,
    /// How many parameters the engine takes.
    pub(super) most: usize,
    /// What is stored, and what its column can hold.
    pub(super) stored: Vec<(Name, Holds)>,
    /// What is a pattern of LIKE, and its escape character.
    pub(super) patterns: Vec<(Name, char)>,
    /// True if something with a parameter in it was left out of the text, as it changes nothing.
    pub(super) omits: bool,
    /// The parameters that stand in what was left out alone.
    pub(super) omitted: Vec<Omitted>,
}

/// A parameter that the statement has, and the text has not.
#[derive(Clone)]
pub(super) struct Omitted {
    pub(super) name: Name,
    pub(super) tag: Tag,
    pub(super) is_list: bool,
}

/// A parameter with a name, which may stand at several places.
#[derive(Clone)]
pub(super) struct Slot {
    pub(super) name: Name,
    pub(super) tag: Tag,
    /// Its place among the parameters, and the others if each of its placeholders needs one.
    pub(super) first: usize,
    pub(super) more: Vec<usize>,
    pub(super) bound: bool,
}

/// A list with a name, which may stand at several places.
#[derive(Clone)]
pub(super) struct List {
    pub(super) name: Name,
    pub(super) tag: Tag,
    pub(super) values: Option<Vec<Value>>,
    /// The type that each of its parameters is cast to.
    pub(super) cast: Option<&'static str>,
}

/// Where a list stands.
#[derive(Clone)]
pub(super) struct ListPlace {
    /// Which list.
    pub(super) list: usize,
    /// Where in the text without lists.
    pub(super) at: usize,
    /// How many of the other parameters come before it.
    pub(super) before: usize,
    /// What stands there if the list is empty; `None` if its type is not known where it must be.
    pub(super) empty: Option<String>,
}

impl Slot {
    pub(super) fn new(name: Name, tag: Tag, first: usize) -> Self {
        Slot { name, tag, first, more: Vec::new(), bound: false }
    }

    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }
}

impl List {
    pub(super) fn new(name: Name, tag: Tag, cast: Option<&'static str>) -> Self {
        List { name, tag, values: None, cast }
    }

    /// How many placeholders it has: one that cannot be sent while it has no values.
    pub(super) fn width(&self) -> usize {
        self.values.as_ref().map_or(1, Vec::len)
    }

    /// Its values; a NULL that is never sent while it has none.
    pub(super) fn values(&self) -> Vec<Value> {
        self.values.clone().unwrap_or_else(|| vec![Value::Null])
    }
}

impl Late {
    /// Why a value cannot stand where the parameter does, in words.
    pub(super) fn misplaced(&self, name: &str, value: &Value) -> Option<String> {
        let stored = self.stored.iter().filter(|(stored, _)| stored.as_str() == name);
        let mut unfit = stored
            .filter_map(|(_, holds)| holds.refusal(value, self.limits.engine, self.limits.values));
        let Value::Text(text) = value else { return unfit.next() };
        let patterns = self.patterns.iter().filter(|(pattern, _)| pattern.as_str() == name);
        unfit.chain(patterns.filter_map(|(_, escape)| unfinished_pattern(text, *escape))).next()
    }

    /// What is known of a parameter: its type, and whether it is a list.
    pub(super) fn known(&self, name: &Name) -> Option<(Tag, bool)> {
        let slots = self.slots.iter().map(|slot| (&slot.name, slot.tag, false));
        let lists = self.lists.iter().map(|list| (&list.name, list.tag, true));
        let omitted = self.omitted.iter().map(|own| (&own.name, own.tag, own.is_list));
        let mut all = slots.chain(lists).chain(omitted);
        all.find_map(|(own, tag, is_list)| (own == name).then_some((tag, is_list)))
    }

    /// True if a parameter that was left out of the text has that name and is of that kind.
    pub(super) fn omitted(&self, name: &str, is_list: bool) -> Option<&Omitted> {
        self.omitted.iter().find(|own| own.is_list == is_list && own.name.is(name))
    }

    /// True if a parameter is stored in columns that take NULL, and stands nowhere else.
    pub(super) fn takes_null(&self, slot: &Slot) -> bool {
        let own = || self.stored.iter().filter(|(name, _)| *name == slot.name);
        own().count() == slot.places().count() && own().all(|(_, holds)| holds.takes_null())
    }

    pub(super) fn has_lists(&self) -> bool {
        !self.places.is_empty()
    }

    /// True if every `%` of the text is doubled.
    pub(super) fn doubles_percent(&self) -> bool {
        self.style == Some(Placeholder::Percent)
    }

    fn is_numbered(&self) -> bool {
        self.style.is_none_or(Placeholder::is_numbered)
    }

    /// What there is for each parameter: that of the fixed ones, and of the lists what `of` gives.
    pub(super) fn spread<T: Clone>(&self, fixed: &[T], of: impl Fn(&List) -> Vec<T>) -> Vec<T> {
        if self.is_numbered() {
            return fixed.iter().cloned().chain(self.lists.iter().flat_map(of)).collect();
        }
        let (mut all, mut done) = (Vec::with_capacity(fixed.len()), 0);
        for place in &self.places {
            all.extend_from_slice(fixed.get(done..place.before).unwrap_or_default());
            all.extend(self.lists.get(place.list).map(&of).unwrap_or_default());
            done = place.before;
        }
        all.extend_from_slice(fixed.get(done..).unwrap_or_default());
        all
    }

    /// How many parameters there are with the lists as long as `width` says.
    pub(super) fn count(&self, width: impl Fn(usize) -> usize) -> usize {
        let lists: usize = if self.is_numbered() {
            (0..self.lists.len()).map(width).sum()
        } else {
            self.places.iter().map(|place| width(place.list)).sum()
        };
        self.fixed.len() + lists
    }

    /// The text with the placeholders of the lists.
    pub(super) fn text(&self, old: String) -> String {
        let mut out = SqlText::reusing(old);
        let starts = self.lists.iter().scan(self.fixed.len() + 1, |next, list| {
            let start = *next;
            *next += list.width();
            Some(start)
        });
        let starts: Vec<usize> = starts.collect();
        let mut done = 0;
        for place in &self.places {
            out.push_str(self.template.get(done..place.at).unwrap_or_default());
            done = place.at;
            match (self.lists.get(place.list).map_or(0, List::width), &place.empty) {
                (0, empty) => out.push_str(empty.as_deref().unwrap_or_default()),
                (width, _) => {
                    let style = self.style.unwrap_or(Placeholder::Question);
                    let start = starts.get(place.list).copied().unwrap_or_default();
                    for number in start..start + width {
                        out.push_str(if number > start { ", " } else { "" });
                        let cast = self.lists.get(place.list).and_then(|list| list.cast);
                        out.push_str(if cast.is_some() { "CAST(" } else { "" });
                        placeholder::write(style, number, &mut out);
                        if let Some(ty) = cast {
                            out.push_str(" AS ");
                            out.push_str(ty);
                            out.push_str(")");
                        }
                    }
                }
            }
        }
        out.push_str(self.template.get(done..).unwrap_or_default());
        out.take()
    }
}

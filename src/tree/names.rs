//! The names of a statement's FROM items: those that are taken, and those that have none yet.

use std::collections::HashSet;

use super::head::item_of;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::{NodeRef, View};
use crate::name::Name;
use crate::select::{Item, ItemBody, Source, SourceRef};

/// What FROM items are called, at any depth of a statement.
#[derive(Default)]
pub(crate) struct ItemNames<'a> {
    /// The names that are to be made, each once, in the order of the statement.
    pub(crate) anonymous: Vec<&'a Name>,
    /// All others, and what columns that are not declared are called, in small letters.
    pub(crate) taken: HashSet<String>,
    /// Raw SQL, which may have names in it, in small letters.
    pub(crate) texts: Vec<String>,
}

impl<'a> ItemNames<'a> {
    pub(crate) fn of(roots: Vec<NodeRef<'a>>) -> Self {
        let mut names = ItemNames::default();
        let (mut seen, mut met): (HashSet<*const Item>, HashSet<&Name>) = Default::default();
        let mut waiting: Vec<NodeRef<'a>> = roots;
        waiting.reverse();
        let mut children = Vec::new();
        while let Some(node) = waiting.pop() {
            node.each_child(&mut |child| children.push(child));
            names.take_texts(node);
            if let Some(source) = node.source() {
                names.take(source.name(), &mut met);
            }
            if let Some(item) = item_of(node)
                && seen.insert(item)
            {
                names.take_behind(item, &mut met);
                match item.behind().map(|item| &item.body) {
                    Some(ItemBody::Changed(change)) => {
                        change.each_child(&mut |child| children.push(child));
                    }
                    _ => children.extend(item.query_node().map(NodeRef::new)),
                }
            }
            waiting.extend(children.drain(..).rev());
        }
        names
    }

    fn take(&mut self, name: &'a Name, met: &mut HashSet<&'a Name>) {
        if !met.insert(name) {
            return;
        }
        if name.is_anonymous() {
            self.anonymous.push(name);
        } else {
            self.taken.insert(name.as_str().to_lowercase());
        }
    }

    /// The names of what an alias stands for.
    fn take_behind(&mut self, mut item: &'a Item, met: &mut HashSet<&'a Name>) {
        while let ItemBody::Alias(of) | ItemBody::Sampled(of, _) | ItemBody::Row(of, _) = &item.body
        {
            self.take(SourceRef::from(of).name(), met);
            let Source::Item(inner) = of else { return };
            item = inner;
        }
    }

    /// What raw SQL and columns that are not declared may call by name.
    fn take_texts(&mut self, node: NodeRef<'a>) {
        match node.as_column() {
            Some(ColumnRef::Free(free)) => {
                self.taken.insert(free.name().as_str().to_lowercase());
                let table = free.table().map(|table| table.name().as_str().to_lowercase());
                self.taken.extend(table);
            }
            Some(
                ColumnRef::Static(..)
                | ColumnRef::Shared(..)
                | ColumnRef::Item(..)
                | ColumnRef::Mistake(_),
            )
            | None => {}
        }
        if let View::Raw { text, .. } = node.view() {
            self.texts.push(text.to_lowercase());
        }
    }

    /// True if something may be called so.
    pub(crate) fn has(&self, name: &Name) -> bool {
        let folded = name.as_str().to_lowercase();
        self.taken.contains(&folded) || self.texts.iter().any(|text| text.contains(&folded))
    }
}

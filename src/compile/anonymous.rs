//! Names of FROM items that the program leaves to us: the base, and a number behind it.

use std::collections::HashMap;

use super::Writer;
use crate::name::Name;
use crate::tree::{ItemNames, StatementRef};

/// What a writer may call an item of its own with a number behind.
const OURS: &str = "q_1";

/// The names that were made, by those in whose place they stand. It is looked into, never walked.
pub(super) type Given = HashMap<Name, Name>;

impl<'a> Writer<'a> {
    /// Writes the name that is made for one; the first time that there is one, the base alone, since the
    /// statement is written again.
    #[cold]
    pub(super) fn anonymous_name(&mut self, name: &Name) {
        let given = self.rare().and_then(|rare| rare.given.get(name)).cloned();
        if given.is_none() {
            self.rare_mut().unnamed = true;
        }
        self.name(&given.unwrap_or_else(|| Name::from(name.shown())));
    }

    /// What an item is called in the text.
    pub(super) fn given<'n>(&'n self, name: &'n Name) -> &'n Name {
        if !name.is_anonymous() {
            return name;
        }
        self.rare().and_then(|rare| rare.given.get(name)).unwrap_or(name)
    }
}

/// Names for all that have none in a statement: numbered for each base, in the order of the statement, past
/// those that anything else in it may have.
pub(super) fn given_names(statement: StatementRef<'_>) -> Given {
    let mut roots = Vec::new();
    statement.each_child(&mut |child| roots.push(child));
    let mut names = ItemNames::of(roots);
    names.taken.insert(OURS.into());
    let (mut given, mut numbers) = (Given::new(), HashMap::<&str, usize>::new());
    for anonymous in std::mem::take(&mut names.anonymous) {
        let base = Name::from(anonymous.shown());
        let number = numbers.entry(anonymous.shown()).or_default();
        let name = loop {
            *number += 1;
            let name = base.numbered(*number);
            if !names.has(&name) {
                break name;
            }
        };
        names.taken.insert(name.as_str().to_lowercase());
        given.insert(anonymous.clone(), name);
    }
    given
}

//! The columns that a query gives to what is outside of it: what each is called, and which column it
//! shows.

use std::collections::HashSet;

use itertools::Itertools as _;

use super::Item;
use crate::dml::ChangeBody;
use crate::error::{ErrorKind, Problem, suggest};
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Kind, Node};
use crate::name::Name;
use crate::select::{SelectBody, sort_without};
use crate::types::{Sort, Tag, Type};

/// A column that a FROM item has of its own.
#[derive(Clone)]
pub(crate) struct Output {
    /// What it is called in the text; `None` for one that the engine names.
    pub(crate) name: Option<Name>,
    /// True if the program gave the name.
    given: bool,
    /// True if it is called otherwise than the column it shows, which another one shows too.
    pub(crate) renamed: bool,
    /// The column that it shows, and the one that this one shows in the end.
    of: Option<ColumnRef>,
    root: Option<ColumnRef>,
    pub(super) sort: Sort,
    pub(super) ty: Type,
}

impl Output {
    /// A column that the engine adds.
    pub(super) fn added(name: &Name) -> Self {
        Output {
            name: Some(name.clone()),
            given: true,
            renamed: false,
            of: None,
            root: None,
            sort: Sort::nullable(Tag::Unknown),
            ty: Type::Unknown,
        }
    }

    /// A column that a table declares, of what is no table.
    pub(super) fn declared(column: ColumnRef) -> Self {
        Output {
            name: column.name().cloned(),
            given: true,
            renamed: false,
            sort: column.sort(),
            ty: column.sql_type(),
            root: Some(column.clone()),
            of: Some(column),
        }
    }

    /// The number of a row.
    pub(super) fn number(name: &Name) -> Self {
        let sort = Sort::new(Tag::BigInt, 0);
        Output { sort, ty: Type::BigInt, ..Output::added(name) }
    }

    fn new(node: &Node, sort: Sort, is_joint: bool) -> Self {
        // A label, an operator or an aggregate inside is nothing to the query outside.
        let flags = sort.flags & (Sort::NULLABLE | Sort::OUTER);
        let tag = sort.tag;
        let own = node.sql_type();
        // Of several queries or rows together, the parameters of types are not known.
        let ty = if Tag::of(&own) == tag && !is_joint { own } else { tag.ty() };
        let sort = Sort::new(tag, flags | Sort::of_type(&ty));
        let of = node.unlabelled().as_column().cloned();
        let root = of.as_ref().map(root_of);
        let given = is_labelled(node);
        Output { name: output_name(node).cloned(), given, renamed: false, of, root, sort, ty }
    }

    /// The name that it would have alone.
    #[inline]
    fn natural_name(&self) -> Option<&Name> {
        match &self.of {
            Some(column) if self.renamed => column.name(),
            Some(_) | None => self.name.as_ref(),
        }
    }

    fn shows(&self, column: &ColumnRef) -> bool {
        self.of.as_ref().is_some_and(|of| of.same(column))
    }

    fn comes_from(&self, column: &ColumnRef) -> bool {
        self.root.as_ref().is_some_and(|root| root.same(column))
    }

    /// The columns, so that they can be dropped without recursion.
    pub(crate) fn take_columns(&mut self) -> [Option<ColumnRef>; 2] {
        [self.of.take(), self.root.take()]
    }
}

/// The column that a column shows in the end, through any number of queries.
fn root_of(column: &ColumnRef) -> ColumnRef {
    let inner = match column {
        ColumnRef::Item(index, item) => item.output(*index).and_then(|output| output.root.clone()),
        _ => None,
    };
    inner.unwrap_or_else(|| column.clone())
}

fn is_labelled(node: &Node) -> bool {
    let mut node = node;
    while let Some(Kind::Typed { operand, .. }) = node.kind() {
        node = operand;
    }
    matches!(node.kind(), Some(Kind::Label { .. }))
}

/// The name that a column of a select list gets in the result; `None` if the engine chooses it.
pub(crate) fn output_name(column: &Node) -> Option<&Name> {
    let mut node = column;
    loop {
        match node.kind() {
            Some(Kind::Label { name, .. }) => return Some(name),
            // The engine does not see the type that the program gave.
            Some(Kind::Typed { operand, .. }) => node = operand,
            _ => return node.as_column().and_then(ColumnRef::name),
        }
    }
}

/// The columns of a query, each under a name of its own; and whether two may have had one.
pub(super) fn outputs(body: &SelectBody) -> (Vec<Output>, bool) {
    if body.has_star() {
        return (Vec::new(), false);
    }
    let sorts = body.output_sorts();
    let is_joint = body.has_names_only();
    let output = |(column, sort)| Output::new(column, sort, is_joint);
    let mut outputs: Vec<Output> = body.columns.iter().zip(sorts).map(output).collect();
    let clash = may_clash(&outputs);
    if clash {
        tell_apart(&mut outputs);
    }
    (outputs, clash)
}

/// The columns that a change gives back, each under a name of its own; and whether two may have had one.
pub(super) fn outputs_of(change: &ChangeBody) -> (Vec<Output>, bool) {
    let (returned, missing) = (&change.returning, change.missing_source());
    if returned.iter().any(Node::is_star) {
        return (Vec::new(), false);
    }
    let output = |node| Output::new(node, sort_without(node, missing), false);
    let mut outputs: Vec<Output> = returned.iter().map(output).collect();
    let clash = may_clash(&outputs);
    if clash {
        tell_apart(&mut outputs);
    }
    (outputs, clash)
}

/// False if the keys of the names show that all are different.
fn may_clash(outputs: &[Output]) -> bool {
    let key = |output: &Output| output.name.as_ref().map(Name::key);
    let keys = || outputs.iter().filter_map(key);
    if outputs.len() > 16 {
        return !keys().all_unique();
    }
    keys().enumerate().any(|(i, key)| keys().take(i).any(|other| other == key))
}

/// Gives names of ours, `id_1` and so on, to columns whose names another has, in any case. What the
/// program called so keeps its name.
fn tell_apart(outputs: &mut [Output]) {
    let folded = |name: &Name| name.as_str().to_lowercase();
    let given = outputs.iter().filter(|output| output.given);
    let mut taken: HashSet<String> =
        given.filter_map(|output| output.name.as_ref()).map(folded).collect();
    for output in outputs.iter_mut().filter(|output| !output.given) {
        let Some(name) = &output.name else { continue };
        let mut new = name.clone();
        let mut number = 0;
        while !taken.insert(folded(&new)) {
            number += 1;
            new = name.numbered(number);
        }
        output.renamed = number > 0;
        output.name = Some(new);
    }
}

impl Item {
    /// The columns of its own, or of the query that it is another name of.
    pub(crate) fn outputs(&self) -> &[Output] {
        self.behind().map_or(&[], |item| &item.outputs)
    }

    pub(crate) fn outputs_mut(&mut self) -> &mut [Output] {
        &mut self.outputs
    }

    fn output(&self, index: u16) -> Option<&Output> {
        self.outputs().get(usize::from(index))
    }

    /// The label that the program gave to two columns, in any case of letters.
    pub(crate) fn label_twice(&self) -> Option<&Name> {
        if !self.labels_may_clash {
            return None;
        }
        let given = self.outputs.iter().filter(|output| output.given);
        let names = given.filter_map(|output| output.name.as_ref());
        names.duplicates_by(|name| name.as_str().to_lowercase()).next()
    }

    /// The place of the column that shows `column`: the first, if several do.
    pub(crate) fn place_of(&self, column: &ColumnRef) -> Option<u16> {
        let outputs = self.outputs();
        let place = outputs.iter().position(|output| output.shows(column));
        let place = place.or_else(|| outputs.iter().position(|output| output.comes_from(column)));
        u16::try_from(place?).ok()
    }

    /// Why no column of a query of unknown columns can be had.
    pub(super) fn not_known(&self, column: &str) -> Problem {
        let (kind, name) = (self.kind(), &self.name);
        let message = format!(
            "{kind} `{name}` selects `*` of what is not known, and so has no column `{column}` to \
             check; name the columns in it, or use `column((\"{name}\", \"{column}\"))`"
        );
        Problem::new(ErrorKind::UnknownColumn, message)
    }

    #[cold]
    fn several(&self, name: &str) -> Problem {
        let message = format!(
            "the query `{}` has several columns `{name}`; use the column's handle, or a label",
            self.name
        );
        Problem::new(ErrorKind::DuplicateName, message)
    }

    /// The place of the column called so.
    pub(crate) fn place_called(&self, name: &str) -> Result<u16, Problem> {
        let outputs = self.outputs();
        let mut found = None;
        for (place, output) in outputs.iter().enumerate() {
            if output.natural_name().is_some_and(|own| own.is(name)) {
                if found.is_some() {
                    return Err(self.several(name));
                }
                found = Some(place);
            }
        }
        if found.is_none() {
            let is = |output: &Output| output.name.as_ref().is_some_and(|own| own.is(name));
            found = outputs.iter().position(is);
        }
        let place = found.and_then(|place| u16::try_from(place).ok());
        place.ok_or_else(|| {
            if self.is_open() {
                return self.not_known(name);
            }
            let there = outputs.iter().map(|output| output.name.as_ref().map_or("", Name::as_str));
            let hint = suggest(name, there);
            let message = format!("{} `{}` has no column `{name}`{hint}", self.kind(), self.name);
            Problem::new(ErrorKind::UnknownColumn, message)
        })
    }
}

//! FROM items that nothing joins: a product that nobody asked for.

use itertools::Itertools as _;

use super::fixed::Fixed;
use super::one_row::may_give_several;
use super::unique::query_of;
use crate::expr::Node;
use crate::expr::node::ChainOp;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::select::{JoinKind, On, SelectBody, SourceRef};
use crate::tree::items_of;

/// Sets of FROM items that belong together, by their positions.
struct Together<'f, 'a> {
    parents: Vec<usize>,
    /// The position of an item of the query's own.
    position: &'f dyn Fn(SourceRef<'a>) -> Option<usize>,
    /// Items of enclosing queries, and their places.
    outer: Vec<(SourceRef<'a>, usize)>,
}

impl<'a> Together<'_, 'a> {
    fn root(&mut self, mut place: usize) -> usize {
        while self.parents[place] != place {
            self.parents[place] = self.parents[self.parents[place]];
            place = self.parents[place];
        }
        place
    }

    fn join(&mut self, places: &[usize]) {
        let Some((&first, others)) = places.split_first() else { return };
        for &other in others {
            let (a, b) = (self.root(first), self.root(other));
            self.parents[b] = a;
        }
    }

    /// The places of all items that a condition names.
    fn mentioned(&mut self, condition: NodeRef<'a>) -> Vec<usize> {
        let (mut places, mut waiting) = (Vec::new(), vec![condition]);
        while let Some(node) = waiting.pop() {
            if let Some(source) = node.as_column().and_then(SourceRef::of) {
                places.push(self.place(source));
            }
            node.each_child(&mut |child| waiting.push(child));
        }
        places
    }

    fn place(&mut self, source: SourceRef<'a>) -> usize {
        let known = || self.outer.iter().find(|(own, _)| own.same(source)).map(|(_, place)| *place);
        if let Some(place) = (self.position)(source).or_else(known) {
            return place;
        }
        let place = self.parents.len();
        self.parents.push(place);
        self.outer.push((source, place));
        place
    }
}

/// Two inferred items of a query that nothing connects; the first `joined` of the items are joined
/// by the program, the others are inferred from the columns.
///
/// What connects is a condition that names both, also by way of a third item, be it one of an
/// enclosing query. An item of one row needs no connection.
pub(crate) fn unjoined<'a>(
    body: &'a SelectBody,
    items: &[SourceRef<'a>],
    joined: usize,
    position: &dyn Fn(SourceRef<'a>) -> Option<usize>,
) -> Option<(SourceRef<'a>, SourceRef<'a>)> {
    let mut together =
        Together { parents: (0..items.len()).collect(), position, outer: Vec::new() };
    let having = body.rare().map(|rare| &rare.having).filter(|having| !having.is_empty());
    for condition in conjuncts(body.filters().chain(having)) {
        let places = together.mentioned(NodeRef::new(condition));
        together.join(&places);
    }
    for (place, join) in body.joins.iter().enumerate() {
        // With all that stands in its parentheses.
        let whole = place..=place + join.inside;
        let mut places = match join.on {
            On::Condition => together.mentioned(NodeRef::new(&join.on_node)),
            On::ForeignKey => whole.flat_map(|place| related(place, items)).collect(),
            On::Using => having_one(&join.names.iter().collect::<Vec<_>>(), items),
            On::Natural => {
                let names: Vec<&Name> = whole.flat_map(|place| names_of(items[place])).collect();
                having_one(&names, items)
            }
            On::Nothing => Vec::new(),
        };
        if join.kind != JoinKind::Cross {
            places.push(place);
        }
        together.join(&places);
    }
    let roots: Vec<usize> = (joined..items.len()).map(|place| together.root(place)).collect();
    if roots.iter().all_equal() {
        return None;
    }
    let fixed = Fixed::in_rows(body, items.to_vec());
    let is_one = |place: usize| fixed.has_whole(place) || has_one_row(items[place]);
    let mut inferred = (joined..items.len()).zip(&roots).filter(|(place, _)| !is_one(*place));
    let (first, root) = inferred.next()?;
    let (apart, _) = inferred.find(|(_, other)| *other != root)?;
    // One name twice is a mistake of its own.
    (items[first].name() != items[apart].name()).then_some((items[first], items[apart]))
}

/// The conditions that hold all at once.
pub(crate) fn conjuncts<'a>(filters: impl Iterator<Item = &'a Node>) -> Vec<&'a Node> {
    let (mut found, mut waiting): (Vec<&Node>, Vec<&Node>) = (Vec::new(), filters.collect());
    while let Some(node) = waiting.pop() {
        // A type that the program says is nothing to the engine.
        let node = node.unlabelled();
        if let Node::Chain(chain) = node
            && chain.op == ChainOp::And
        {
            waiting.extend(chain.items());
        } else {
            found.push(node);
        }
    }
    found
}

/// The places of the tables that a joined one has a foreign key to, or that have one to it.
fn related(place: usize, items: &[SourceRef<'_>]) -> Vec<usize> {
    let refers = |from: SourceRef<'_>, to: SourceRef<'_>| match (from.table(), to.table()) {
        (Some(from), Some(to)) => from.foreign_keys().any(|(_, name, _)| name == to.name),
        (_, None) | (None, _) => false,
    };
    let is_related = |&other: &usize| {
        other != place && (refers(items[place], items[other]) || refers(items[other], items[place]))
    };
    (0..items.len()).filter(is_related).collect()
}

/// The places of the items that have a column of one of the names, in whatever case.
fn having_one(names: &[&Name], items: &[SourceRef<'_>]) -> Vec<usize> {
    let is =
        |own: &&Name| names.iter().any(|name| name.as_str().eq_ignore_ascii_case(own.as_str()));
    (0..items.len()).filter(|&place| names_of(items[place]).iter().any(is)).collect()
}

fn names_of(item: SourceRef<'_>) -> Vec<&Name> {
    (0..item.known_width().unwrap_or(0)).filter_map(|index| item.column_name(index)).collect()
}

/// True for a query that surely gives one row at most.
fn has_one_row(source: SourceRef<'_>) -> bool {
    query_of(source).is_some_and(|body| !may_give_several(body, items_of(body)))
}

//! JOIN … USING and NATURAL JOIN, as ON.

use std::ops::Range;

use super::Writer;
use crate::error::{ErrorKind, Problem};
use crate::name::Name;
use crate::select::{Join, JoinKind, On, SelectBody, SourceRef};
use crate::types::Tag;

impl<'a> Writer<'a> {
    /// `before.a = source.a AND before.b = source.b`, of a join at a place.
    #[cold]
    pub(super) fn using(
        &mut self,
        body: &'a SelectBody,
        join: &'a Join,
        place: usize,
        head: Option<usize>,
    ) {
        let Some(source) = self.source_at(place) else { return };
        let sides = Sides { source, place, end: place + join.inside, head };
        let names = self.names_of(join, &sides);
        for (i, name) in names.iter().enumerate() {
            if i > 0 {
                self.text(" AND ");
            }
            let Some([left, right]) = self.both_of(body, &sides, name) else { return };
            self.merged_column(&left, name);
            self.text(" = ");
            self.merged_column(&right, name);
        }
    }

    /// The names of a join, or those that what is joined has in common with what stands before it.
    fn names_of(&mut self, join: &'a Join, sides: &Sides<'a>) -> Vec<&'a Name> {
        let item = |i: usize| self.scope.sources.get(i);
        let before: Vec<_> = self.places_before(sides.place, sides.head).filter_map(item).collect();
        let joined: Vec<_> = (sides.place..=sides.end).filter_map(item).collect();
        if join.on == On::Using {
            if join.names.is_empty() {
                self.no_column(sides.source, "is joined `using` no column; name one".into());
            }
            return join.names.iter().collect();
        }
        let known = |item: &SourceRef<'a>| item.known_width().is_some();
        if !joined.iter().chain(&before).all(known) {
            let fault =
                "is joined by `natural`, and not all columns are known; name them by `using`";
            self.no_column(sides.source, fault.into());
            return Vec::new();
        }
        let mut names: Vec<&Name> = Vec::new();
        for name in joined.iter().flat_map(|item| names_in(*item)) {
            let is_there = names.iter().any(|own| self.spec.column_names.same(own, name));
            if !is_there && before.iter().any(|item| self.place_in(*item, name).is_some()) {
                names.push(name);
            }
        }
        if names.is_empty() {
            let fault = "is joined by `natural`, and has no column in common with what stands before \
                         it; give the condition of the join";
            self.no_column(sides.source, fault.into());
        }
        names
    }

    /// Whose columns of a name are the one column of what stands before a join, and of what is joined:
    /// several only where FULL joins have merged them. A mistake if one has none, or more.
    fn both_of(
        &mut self,
        body: &'a SelectBody,
        sides: &Sides<'a>,
        name: &'a Name,
    ) -> Option<[Vec<SourceRef<'a>>; 2]> {
        let mut left = match sides.head {
            None => self.called(body, name, None, 0..sides.place),
            Some(head) => self.called(body, name, Some(head), head + 1..sides.place),
        };
        let mut own = self.called(body, name, Some(sides.place), sides.place + 1..sides.end + 1);
        let fault = match (&own[..], &left[..]) {
            ([], _) => format!("has no column `{name}`, by which it is joined"),
            ([_], []) => format!("is joined by `{name}`, which nothing before it has"),
            ([_], [_, _, ..]) => format!(
                "is joined by `{name}`, which several items before it have; give the condition"
            ),
            ([_, _, ..], _) => format!(
                "is joined by `{name}`, which several items joined with it have; give the condition"
            ),
            ([right], [only]) => {
                self.check_joined_types(sides.source, right, only, name);
                return Some([left.pop()?, own.pop()?]);
            }
        };
        self.no_column(sides.source, fault);
        None
    }

    /// Whose columns a name means among the item at `first`, or all before the joins, and the joins at the
    /// places, each with what is in its parentheses.
    fn called(
        &self,
        body: &'a SelectBody,
        name: &Name,
        first: Option<usize>,
        places: Range<usize>,
    ) -> Vec<Vec<SourceRef<'a>>> {
        let scope = &self.scope;
        let has = |place: usize| {
            let item = scope.sources.get(place);
            item.filter(|item| self.place_in(*item, name).is_some()).map(|item| vec![item])
        };
        let roots = first.map_or(scope.joined..scope.sources.len(), |first| first..first + 1);
        // What is on the left so far, and in the parentheses that are open.
        let mut levels: Vec<(usize, Vec<Vec<SourceRef<'a>>>)> =
            vec![(usize::MAX, roots.filter_map(has).collect())];
        for place in places {
            levels.push((place, has(place).into_iter().collect()));
            while let [.., (_, left), (begun, right)] = &mut levels[..]
                && let join = &body.joins[*begun]
                && *begun + join.inside == place
            {
                merge(join, name, left, std::mem::take(right));
                levels.pop();
            }
        }
        levels.pop().map_or(Vec::new(), |(_, left)| left)
    }

    fn check_joined_types(
        &mut self,
        source: SourceRef<'a>,
        own: &[SourceRef<'a>],
        left: &[SourceRef<'a>],
        name: &Name,
    ) {
        let tag = |item: &SourceRef<'a>| {
            self.place_in(*item, name).map(|place| item.column_sort(place).tag)
        };
        let owns: Vec<Tag> = own.iter().filter_map(tag).collect();
        let clash = left
            .iter()
            .filter_map(tag)
            .any(|other| owns.iter().any(|own| other.clashes_with(*own)));
        if clash {
            let what = if owns.contains(&Tag::Json) {
                "is a document, of which engines do not agree which are equal"
            } else {
                "is of another type before it"
            };
            let item = source.name();
            let message =
                format!("`{item}` is joined by `{name}`, which {what}; give the condition");
            self.problem(Problem::new(ErrorKind::TypeMismatch, message));
        }
    }

    fn merged_column(&mut self, left: &[SourceRef<'a>], name: &Name) {
        let several = left.len() > 1;
        self.text(if several { "COALESCE(" } else { "" });
        for (i, item) in left.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.qualified(*item, name);
        }
        self.text(if several { ")" } else { "" });
    }

    /// The place of the column that is called so for the engine.
    fn place_in(&self, item: SourceRef<'_>, name: &Name) -> Option<u16> {
        let width = item.known_width()?;
        (0..width).find(|place| {
            item.column_name(*place).is_some_and(|own| self.spec.column_names.same(own, name))
        })
    }

    fn no_column(&mut self, source: SourceRef<'_>, fault: String) {
        let message = format!("`{}` {fault}", source.name());
        self.problem(Problem::new(ErrorKind::UnknownColumn, message));
    }
}

/// Both sides of a join.
struct Sides<'a> {
    /// What is joined, at its place; it begins what is joined as a whole, to the end.
    source: SourceRef<'a>,
    place: usize,
    end: usize,
    /// Where the parentheses that the join stands in begin.
    head: Option<usize>,
}

/// What a name means on the left of the next join: the columns of a join by it are one.
fn merge<'a>(
    join: &Join,
    name: &Name,
    left: &mut Vec<Vec<SourceRef<'a>>>,
    mut right: Vec<Vec<SourceRef<'a>>>,
) {
    let merges = join.on == On::Natural || join.names.contains(name);
    match (&mut left[..], &mut right[..], join.kind) {
        ([_], [_], JoinKind::Inner | JoinKind::Left | JoinKind::Cross) if merges => {}
        ([only], [own], JoinKind::Right) if merges => *only = std::mem::take(own),
        ([only], [own], JoinKind::Full) if merges => only.append(own),
        _ => left.append(&mut right),
    }
}

fn names_in<'a>(item: SourceRef<'a>) -> impl Iterator<Item = &'a Name> {
    (0..item.known_width().unwrap_or(0)).filter_map(move |place| item.column_name(place))
}

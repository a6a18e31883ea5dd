//! JOIN … USING and NATURAL JOIN, as ON.

use super::Writer;
use crate::error::{ErrorKind, Problem};
use crate::name::Name;
use crate::select::{Join, JoinKind, On, SelectBody, SourceRef};
use crate::types::Tag;

impl<'a> Writer<'a> {
    /// `before.a = source.a AND before.b = source.b`, of a join at a position.
    #[cold]
    pub(super) fn using(
        &mut self,
        body: &'a SelectBody,
        join: &'a Join,
        source: SourceRef<'a>,
        position: usize,
    ) {
        let names = self.names_of(join, source, position);
        for (i, name) in names.iter().enumerate() {
            if i > 0 {
                self.text(" AND ");
            }
            let Some(left) = self.left_of(body, source, name, position) else { return };
            self.merged_column(&left, name);
            self.text(" = ");
            self.qualified(source, name);
        }
    }

    /// The names of a join, or those that its item has in common with what stands before it.
    fn names_of(
        &mut self,
        join: &'a Join,
        source: SourceRef<'a>,
        position: usize,
    ) -> Vec<&'a Name> {
        let before = self.items_before(position);
        if join.on == On::Using {
            if join.names.is_empty() {
                self.no_column(source, "is joined `using` no column; name one".into());
            }
            return join.names.iter().collect();
        }
        let known = |item: &SourceRef<'a>| item.known_width().is_some();
        if !known(&source) || !before.iter().all(known) {
            let fault =
                "is joined by `natural`, and not all columns are known; name them by `using`";
            self.no_column(source, fault.into());
            return Vec::new();
        }
        let common = |name: &&Name| before.iter().any(|item| self.place_in(*item, name).is_some());
        let names: Vec<&Name> = names_in(source).filter(common).collect();
        if names.is_empty() {
            let fault = "is joined by `natural`, and has no column in common with what stands before \
                         it; give the condition of the join";
            self.no_column(source, fault.into());
        }
        names
    }

    /// The items before all joins, and those joined before a position.
    fn items_before(&self, position: usize) -> Vec<SourceRef<'a>> {
        let scope = &self.scope;
        let before = (scope.joined..scope.sources.len()).chain(0..position);
        before.filter_map(|i| scope.sources.get(i)).collect()
    }

    /// Whose columns of a name are the one column of what stands before a join: several only where FULL
    /// joins have merged them. A mistake if there is none, or are more.
    fn left_of(
        &mut self,
        body: &'a SelectBody,
        source: SourceRef<'a>,
        name: &'a Name,
        position: usize,
    ) -> Option<Vec<SourceRef<'a>>> {
        let scope = &self.scope;
        let roots = (scope.joined..scope.sources.len()).filter_map(|i| scope.sources.get(i));
        let mut left: Vec<Vec<SourceRef<'a>>> = roots
            .filter(|root| self.place_in(*root, name).is_some())
            .map(|root| vec![root])
            .collect();
        for (join, item) in body.joins.iter().zip(0..position) {
            let Some(item) = scope.sources.get(item) else { continue };
            if self.place_in(item, name).is_none() {
                continue;
            }
            let merges = join.on == On::Natural || join.names.contains(name);
            match (&mut left[..], merges, join.kind) {
                ([_], true, JoinKind::Inner | JoinKind::Left | JoinKind::Cross) => {}
                ([only], true, JoinKind::Right) => *only = vec![item],
                ([only], true, JoinKind::Full) => only.push(item),
                _ => left.push(vec![item]),
            }
        }
        let own = self.place_in(source, name);
        let fault = match (own, &left[..]) {
            (None, _) => format!("has no column `{name}`, by which it is joined"),
            (Some(_), []) => format!("is joined by `{name}`, which nothing before it has"),
            (Some(_), [_, _, ..]) => format!(
                "is joined by `{name}`, which several items before it have; give the condition"
            ),
            (Some(own), [only]) => {
                self.check_joined_types(source, own, only, name);
                return left.pop();
            }
        };
        self.no_column(source, fault);
        None
    }

    fn check_joined_types(
        &mut self,
        source: SourceRef<'a>,
        place: u16,
        left: &[SourceRef<'a>],
        name: &Name,
    ) {
        let own = source.column_sort(place).tag;
        let clash = left.iter().any(|item| {
            let other = self.place_in(*item, name);
            other.is_some_and(|other| item.column_sort(other).tag.clashes_with(own))
        });
        if clash {
            let what = if own == Tag::Json {
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

fn names_in(item: SourceRef<'_>) -> impl Iterator<Item = &Name> {
    (0..item.known_width().unwrap_or(0)).filter_map(move |place| item.column_name(place))
}

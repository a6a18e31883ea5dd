//! What is refused before it is written: the findings of [`check`](crate::check), at their places.

use super::order::is_constant;
use super::select::Role;
use super::sources::Sources;
use super::{Rewrite, Writer};
use crate::check::{
    Clash, Glance, Groups, Items, Loose, ONE_TYPE, WITHOUT_DOCUMENTS, clashes, clashing_columns,
    compared_rows, comparing_clauses, foreign, is_of_rows, may_give_several, nested, unjoined,
    wrong_pages,
};
use crate::dialect::{Feature, GroupKeys};
use crate::error::{ErrorKind, Problem};
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::Place;
use crate::expr::view::NodeRef;
use crate::select::{Clause, Distinct, SelectBody, SourceRef};
use crate::tree::same;
use crate::types::Sort;

impl<'a> Writer<'a> {
    /// Looks at the types in each clause of a query, some of which may clash.
    #[cold]
    pub(super) fn check_types(&mut self, body: &'a SelectBody, role: Role<'a>) {
        each_expression(body, |name, clause, node| {
            self.check_types_of(node, name, body.place(clause));
        });
        if !role.is_open() {
            self.check_given_on(body, "SELECT");
        }
        for (name, clause, said) in comparing_clauses(body) {
            self.mismatch(&(said, WITHOUT_DOCUMENTS), name, body.place(clause));
        }
    }

    /// Refuses documents in rows that are compared.
    pub(super) fn check_compared_rows(
        &mut self,
        body: &SelectBody,
        words: &str,
        place: Option<Place>,
    ) {
        if let Some(said) = compared_rows(words, body) {
            self.mismatch(&(said, WITHOUT_DOCUMENTS), words, place);
        }
    }

    pub(super) fn check_types_of(&mut self, node: &Node, name: &str, place: Option<Place>) {
        if node.inside() & Sort::SUSPECT == 0 {
            return;
        }
        for clash in clashes(NodeRef::new(node), self.spec) {
            self.mismatch(&clash, name, place);
        }
    }

    /// Refuses two expressions that cannot be in one column.
    pub(super) fn check_pair(&mut self, a: &Node, b: &Node, name: &str, place: Option<Place>) {
        if !a.sort().tag.clashes_with(b.sort().tag) {
            return;
        }
        if let Some(clash) = clashing_columns(NodeRef::new(a), NodeRef::new(b), self.spec) {
            self.mismatch(&(clash, ONE_TYPE), name, place);
        }
    }

    /// Refuses a product of FROM items that were inferred.
    #[cold]
    pub(super) fn check_product(&mut self, body: &'a SelectBody) {
        let sources = &self.scope.sources;
        let items: Vec<SourceRef<'a>> = sources.iter().collect();
        let position = |source: SourceRef<'a>| sources.position(source);
        if let Some((a, b)) = unjoined(body, &items, self.scope.joined, &position) {
            let message = format!(
                "`{}` is not joined to `{}`, so that each row of one would come with each of the \
                 other; add a condition or a join, or say it by `.from(…)` or `.cross_join(…)`",
                b.name(),
                a.name()
            );
            self.refuse(message, body.place(Clause::Columns));
        }
    }

    /// Refuses a query all of whose columns belong to the statement around it: it has no rows of its
    /// own, or rows that were not said.
    #[cold]
    pub(super) fn has_no_from(&mut self, body: &'a SelectBody) {
        let message = "all columns of this query belong to the statement around it; say by `.from(…)` \
                       where its rows come from, or that it has none by `.correlate(…)` or `.no_from()`";
        self.problem(Problem::new(ErrorKind::NotInFrom, message).at(body.place(Clause::Columns)));
    }

    /// Refuses a query that may give several rows where one value is wanted.
    #[inline(never)]
    pub(super) fn check_one_row(&mut self, body: &'a SelectBody) {
        if may_give_several(body, self.scope.sources.iter().collect()) {
            let message = format!(
                "a query may give several rows (in {}), and is taken for one value; add `.limit(1)`, \
                 declare and equate a unique key, or say that you know it by `.scalar_unchecked()`",
                self.clause
            );
            self.refuse(message, body.place(Clause::Columns));
        }
    }

    /// Looks at the aggregates of a query, and at what its groups have one value of.
    #[inline(never)]
    pub(super) fn check_groups(&mut self, body: &'a SelectBody) {
        if !self.are_groups_clean(body) {
            self.check_groups_closely(body);
        }
        if body.distinct() == Distinct::Rows {
            self.check_distinct_terms(body);
        }
        if body.rare().is_some_and(|rare| rare.paged_by > 0)
            && let Some(message) = wrong_pages(body, self.scope.sources.iter().collect())
        {
            self.refuse(message, body.place(Clause::OrderBy));
        }
    }

    /// True if nothing is wrong with the aggregates and groups of a query, at a glance.
    fn are_groups_clean(&self, body: &'a SelectBody) -> bool {
        if Groups::without_reason(body).is_some() {
            return false;
        }
        let sources = &self.scope.sources;
        let glance = Glance::of(body, |source| sources.position_at(source.address()).is_some());
        let of_groups = |node: &Node| glance.is_clean(node);
        if let Some(rare) = body.rare() {
            let having = rare.having.is_empty()
                || self.spec.group_keys != GroupKeys::NotInHaving && of_groups(&rare.having);
            let picks = !rare.distinct_on.is_empty() || !rare.qualify.is_empty();
            if picks || !having || !rare.group_by.iter().all(is_of_rows) {
                return false;
            }
        }
        body.filters().all(is_of_rows)
            && body.joins.iter().all(|join| is_of_rows(&join.on_node))
            && body.columns.iter().all(of_groups)
            && body.order_by.iter().all(of_groups)
    }

    #[cold]
    fn check_groups_closely(&mut self, body: &'a SelectBody) {
        let groups = Groups::of(body);
        if let Some((clause, what)) = Groups::without_reason(body) {
            let message = format!(
                "{what} alone makes one group of all rows; group by something, select an aggregate, \
                 or use `.filter(…)`"
            );
            self.refuse(message, body.place(clause));
        }
        each_expression(body, |name, clause, node| {
            self.check_groups_in(body, groups.as_ref(), (name, clause), NodeRef::new(node));
        });
    }

    fn check_groups_in(
        &mut self,
        body: &'a SelectBody,
        groups: Option<&Groups<'a>>,
        (name, clause): (&'static str, Clause),
        node: NodeRef<'a>,
    ) {
        let place = body.place(clause);
        if matches!(clause, Clause::From | Clause::Where | Clause::GroupBy) {
            self.check_no_aggregate(node, name, place);
        } else if let Some(groups) = groups {
            self.check_grouped(groups, node, (name, clause), place);
            if clause == Clause::Having && self.spec.group_keys == GroupKeys::NotInHaving {
                self.check_like_named(groups, node, body);
            }
        }
        if node.has_aggregate() {
            self.check_foreign(node, name, place);
            self.check_keys_told(groups, node, name, place);
        }
        if (node.has_aggregate() || node.has_window())
            && let Some(message) = nested(node)
        {
            let way_out = "compute the inner one in a subquery";
            self.refuse(format!("{message} (in {name}); {way_out}"), place);
        }
    }

    /// Refuses an aggregate that would be one of an enclosing query.
    fn check_foreign(&mut self, node: NodeRef<'a>, name: &str, place: Option<Place>) {
        let owns = |source: SourceRef<'_>| self.scope.sources.position(source).is_some();
        if let Some(column) = foreign(node, &owns) {
            let message = format!(
                "an aggregate (in {name}) has columns of the statement around it only, such as `{}`, \
                 and would be an aggregate of that; aggregate something of this query",
                column.shown()
            );
            self.refuse(message, place);
        }
    }

    /// Refuses `GROUPING` of anything but keys.
    fn check_keys_told(
        &mut self,
        groups: Option<&Groups<'a>>,
        node: NodeRef<'a>,
        name: &str,
        place: Option<Place>,
    ) {
        if groups.is_some_and(|groups| groups.lacks_key_of(node)) {
            let message = format!(
                "`grouping` (in {name}) tells of keys of GROUP BY, one to 31; give keys of this query \
                 as they are"
            );
            self.refuse(message, place);
        }
    }

    fn check_like_named(&mut self, groups: &Groups<'a>, node: NodeRef<'a>, body: &SelectBody) {
        if let Some(column) = groups.like_named(node, body) {
            let message = format!(
                "{} does not know `{}` (in HAVING) among keys of one name; select it, or take `max` \
                 of it",
                self.spec.name,
                column.shown()
            );
            self.refuse(message, body.place(Clause::Having));
        }
    }

    /// Refuses an aggregate where single rows are looked at.
    pub(super) fn check_no_aggregate(
        &mut self,
        node: NodeRef<'_>,
        name: &str,
        place: Option<Place>,
    ) {
        if !node.has_aggregate() {
            return;
        }
        let way_out = if name == "WHERE" {
            "use `.having(…)`, or compare with a subquery"
        } else {
            "compute it in a subquery"
        };
        self.refuse(
            format!("an aggregate stands in {name}, which looks at single rows; {way_out}"),
            place,
        );
    }

    fn check_grouped(
        &mut self,
        groups: &Groups<'a>,
        node: NodeRef<'a>,
        (name, clause): (&str, Clause),
        place: Option<Place>,
    ) {
        let (mut several, mut fixed) = (None, Vec::new());
        groups.each_loose(node, &self.scope.sources, &mut |loose| match loose {
            Loose::Several(column) => _ = several.get_or_insert(column),
            Loose::Fixed(column, primary) => fixed.push((column, primary)),
        });
        if let Some(column) = several {
            let message = format!(
                "a group has several values of `{}` (in {name}); group by it, or take `min`, `max` \
                 or `any_value` of it",
                column.shown()
            );
            self.refuse(message, place);
        }
        for (column, primary) in fixed {
            self.add_key(column, primary, clause);
        }
    }

    /// Sees to it that an engine takes a column that the keys of the groups fix.
    fn add_key(&mut self, column: &'a ColumnRef, primary: bool, clause: Clause) {
        let is_known = match self.spec.group_keys {
            GroupKeys::Any => true,
            GroupKeys::SameParameters | GroupKeys::WithoutParameters => primary,
            GroupKeys::NotInHaving => primary && clause != Clause::Having,
        };
        if !is_known && self.rewrite(Rewrite::FixedColumnsAsKeys, Feature::FixedColumns) {
            self.scope.add_key(column);
        }
    }

    /// What DISTINCT left out cannot order what is left.
    fn check_distinct_terms(&mut self, body: &SelectBody) {
        for term in &body.order_by {
            let (key, ..) = NodeRef::new(term).order();
            let key = key.unlabelled();
            let is_it = |column: &Node| same(NodeRef::new(column.unlabelled()), key);
            let free = matches!(key.as_column(), Some(ColumnRef::Free(_)));
            let constant = is_constant(term);
            if !free && !constant && !body.has_star() && !body.columns.iter().any(is_it) {
                let message =
                    "ORDER BY has a term that SELECT DISTINCT left out; select it too, or \
                               order a subquery"
                        .into();
                self.refuse(message, body.place(Clause::OrderBy));
            }
        }
    }

    fn refuse(&mut self, message: String, place: Option<Place>) {
        self.problem(Problem::new(ErrorKind::Conflict, message).at(place));
    }

    pub(super) fn mismatch(&mut self, (said, way_out): &Clash, name: &str, place: Option<Place>) {
        let message = format!("{said} (in {name}); {way_out}");
        self.problem(Problem::new(ErrorKind::TypeMismatch, message).at(place));
    }
}

impl<'a> Items<'a> for Sources<'a> {
    fn owns(&self, source: SourceRef<'_>) -> bool {
        self.position(source).is_some()
    }

    fn all(&self) -> Vec<SourceRef<'a>> {
        self.iter().collect()
    }
}

/// Calls `visit` with each expression of a query, and the clause that it stands in.
fn each_expression<'a>(
    body: &'a SelectBody,
    mut visit: impl FnMut(&'static str, Clause, &'a Node),
) {
    body.columns.iter().for_each(|node| visit("SELECT", Clause::Columns, node));
    body.joins.iter().for_each(|join| visit("ON", Clause::From, &join.on_node));
    body.filters().for_each(|node| visit("WHERE", Clause::Where, node));
    if let Some(rare) = body.rare() {
        rare.group_by.iter().for_each(|node| visit("GROUP BY", Clause::GroupBy, node));
        visit("HAVING", Clause::Having, &rare.having);
        visit("QUALIFY", Clause::Qualify, &rare.qualify);
        rare.distinct_on.iter().for_each(|node| visit("DISTINCT ON", Clause::Columns, node));
    }
    body.order_by.iter().for_each(|node| visit("ORDER BY", Clause::OrderBy, node));
}

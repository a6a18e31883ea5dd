//! What is behind a FROM item that is not a plain table.

use std::sync::Arc;

use super::output::{Output, outputs};
use super::{Sample, Source};
use crate::dml::ChangeBody;
use crate::expr::Node;
use crate::function::Function;
use crate::name::Name;
use crate::schema::{ColumnDef, TableDef};
use crate::select::SelectBody;
use crate::types::{Sort, Tag, Type};

/// A FROM item that is not a plain table.
pub(crate) struct Item {
    pub(crate) depth: u32,
    pub(crate) name: Name,
    pub(crate) body: ItemBody,
    /// A query's columns. Kept, since a look-up through the query could pass through any number of
    /// further queries.
    pub(super) outputs: Box<[Output]>,
    /// True if two of them may have one label.
    pub(super) labels_may_clash: bool,
    /// True for a query that selects `*` of something whose columns are not known.
    pub(crate) open: bool,
}

pub(crate) enum ItemBody {
    /// A table under another name.
    Alias(Source),
    /// A `Select` node.
    Query(Node),
    /// The same, which sees the rows of what stands before it.
    Lateral(Node),
    /// A common table expression.
    Cte(Box<CteBody>),
    /// A recursive query, in its own step.
    This,
    /// A row of a table while it changes.
    Row(Source, Moment),
    /// What a function or raw SQL gives, with the numbers of its rows or without; lateral if it sees the
    /// rows of what stands before it.
    Rows { rows: Node, numbered: bool, lateral: bool },
    /// What a change in WITH gives back.
    Changed(Arc<ChangeBody>),
    /// Some rows of a table.
    Sampled(Source, Sample),
}

/// Which row of a change is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Moment {
    /// The one that an INSERT would have inserted, had it not met one that is there.
    Incoming,
    /// The one before.
    Old,
    /// The one after.
    New,
}

impl Moment {
    /// What engines call the row, where they have a name for it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Moment::Incoming => "excluded",
            Moment::Old => "old",
            Moment::New => "new",
        }
    }
}

/// What `WITH` says of a query beside its name.
#[derive(Clone)]
pub(crate) struct CteBody {
    /// A `Select` node; of a recursive query, a set operation between its start and its step.
    pub(crate) query: Node,
    /// The item by which a recursive query's step means the query itself.
    pub(crate) this: Option<Source>,
    /// `MATERIALIZED` or `NOT MATERIALIZED`.
    pub(crate) materialized: Option<bool>,
    pub(crate) search: Option<Search>,
    pub(crate) cycle: Option<Cycle>,
}

/// `SEARCH … FIRST BY keys SET column`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Search {
    pub(crate) depth_first: bool,
    pub(crate) keys: Vec<Name>,
    pub(crate) column: Name,
}

/// `CYCLE keys SET mark USING path`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Cycle {
    pub(crate) keys: Vec<Name>,
    pub(crate) mark: Name,
    pub(crate) path: Name,
}

impl Item {
    pub(crate) fn alias(name: Name, of: Source) -> Self {
        let (depth, outputs) = (of.depth(), Box::default());
        Item {
            depth,
            name,
            body: ItemBody::Alias(of),
            outputs,
            labels_may_clash: false,
            open: false,
        }
    }

    pub(super) fn query(name: Name, body: Arc<SelectBody>) -> Self {
        let depth = body.depth.saturating_add(1);
        let ((outputs, labels_may_clash), open) = (outputs(&body), body.has_star());
        let body = ItemBody::Query(Node::Select(body));
        Item { depth, name, body, outputs: outputs.into(), labels_may_clash, open }
    }

    /// The same query, as one that sees what stands before it in FROM.
    pub(super) fn lateral(name: Name, body: Arc<SelectBody>) -> Self {
        let mut item = Item::query(name, body);
        if let ItemBody::Query(query) = &mut item.body {
            item.body = ItemBody::Lateral(std::mem::take(query));
        }
        item
    }

    /// True if it sees what stands before it in FROM, seen through aliases.
    pub(crate) fn is_lateral(&self) -> bool {
        self.behind().is_some_and(|item| {
            matches!(item.body, ItemBody::Lateral(_) | ItemBody::Rows { lateral: true, .. })
        })
    }

    pub(super) fn cte(name: Name, body: CteBody) -> Self {
        let depth = body.query.depth().saturating_add(1);
        let (mut outputs, clash) =
            body.query.as_query().map(|query| outputs(query)).unwrap_or_default();
        let labels_may_clash = clash || body.search.is_some() || body.cycle.is_some();
        outputs.extend(body.search.iter().map(|search| Output::added(&search.column)));
        let cycle = body.cycle.iter().flat_map(|cycle| [&cycle.mark, &cycle.path]);
        outputs.extend(cycle.map(Output::added));
        let open = body.query.as_query().is_some_and(|query| query.has_star());
        let body = ItemBody::Cte(Box::new(body));
        Item { depth, name, body, outputs: outputs.into(), labels_may_clash, open }
    }

    /// A row of a table while it changes.
    pub(super) fn row(table: Source, moment: Moment) -> Self {
        let name = Name::new(moment.name());
        let (depth, outputs) = (table.depth(), Box::default());
        Item {
            depth,
            name,
            body: ItemBody::Row(table, moment),
            outputs,
            labels_may_clash: false,
            open: false,
        }
    }

    /// The recursive query that starts with `start`, as its step sees it.
    pub(super) fn this(name: Name, start: &SelectBody) -> Self {
        let (mut outputs, labels_may_clash) = outputs(start);
        // A step may add NULLs to what the start has.
        outputs.iter_mut().for_each(|output| output.sort.flags |= Sort::NULLABLE);
        let open = start.has_star();
        let body = ItemBody::This;
        Item { depth: 0, name, body, outputs: outputs.into(), labels_may_clash, open }
    }

    /// The table, seen through aliases.
    pub(crate) fn table(&self) -> Option<&TableDef> {
        match &self.body {
            ItemBody::Alias(of) | ItemBody::Row(of, _) | ItemBody::Sampled(of, _) => of.table(),
            ItemBody::Query(_)
            | ItemBody::Lateral(_)
            | ItemBody::Cte(_)
            | ItemBody::This
            | ItemBody::Rows { .. }
            | ItemBody::Changed(_) => None,
        }
    }

    /// The item itself, seen through aliases; `None` for a table.
    pub(crate) fn behind(&self) -> Option<&Item> {
        let mut item = self;
        loop {
            match &item.body {
                ItemBody::Alias(Source::Item(of)) => item = of,
                ItemBody::Alias(Source::Static(_) | Source::Shared(_))
                | ItemBody::Row(..)
                | ItemBody::Sampled(..) => {
                    return None;
                }
                ItemBody::Query(_)
                | ItemBody::Lateral(_)
                | ItemBody::Cte(_)
                | ItemBody::This
                | ItemBody::Rows { .. }
                | ItemBody::Changed(_) => {
                    return Some(item);
                }
            }
        }
    }

    /// True if its columns are not known, seen through aliases.
    pub(crate) fn is_open(&self) -> bool {
        self.behind().is_some_and(|item| item.open)
    }

    /// What it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.body {
            ItemBody::Alias(_) => "alias",
            ItemBody::Row(_, Moment::Incoming) => "row to be inserted",
            ItemBody::Row(_, Moment::Old | Moment::New) => "row changed",
            ItemBody::Query(_) | ItemBody::Lateral(_) => "subquery",
            ItemBody::Cte(_) | ItemBody::This => "query",
            ItemBody::Rows { .. } => "function",
            ItemBody::Changed(_) => "change",
            ItemBody::Sampled(..) => "sample",
        }
    }

    /// The query, of a subquery or a common table expression, or what gives the rows, under whatever
    /// name.
    pub(crate) fn query_node(&self) -> Option<&Node> {
        match &self.behind()?.body {
            ItemBody::Query(inner)
            | ItemBody::Lateral(inner)
            | ItemBody::Rows { rows: inner, .. } => Some(inner),
            ItemBody::Cte(cte) => Some(&cte.query),
            ItemBody::Alias(_)
            | ItemBody::This
            | ItemBody::Row(..)
            | ItemBody::Changed(_)
            | ItemBody::Sampled(..) => None,
        }
    }

    /// True for two aliases of one name of the same table. Queries are the same only if they are
    /// one object.
    pub(crate) fn same(&self, other: &Item) -> bool {
        match (&self.body, &other.body) {
            (ItemBody::Alias(a), ItemBody::Alias(b)) => self.name == other.name && a.same(b),
            (ItemBody::Row(a, own), ItemBody::Row(b, other)) => own == other && a.same(b),
            _ => false,
        }
    }

    pub(crate) fn def(&self, index: u16) -> Option<&ColumnDef> {
        self.table()?.columns.get(usize::from(index))
    }

    #[inline]
    pub(crate) fn column_name(&self, index: u16) -> Option<&Name> {
        if let ItemBody::Alias(Source::Static(table)) = &self.body {
            return table.columns.get(usize::from(index)).map(|def| &def.name);
        }
        if let Some(own) = self.outputs.get(usize::from(index)) {
            return own.name.as_ref();
        }
        match self.behind() {
            Some(item) => item.outputs.get(usize::from(index))?.name.as_ref(),
            None => self.def(index).map(|def| &def.name),
        }
    }

    pub(crate) fn column_sort(&self, index: u16) -> Sort {
        if let ItemBody::Alias(Source::Static(table)) = &self.body
            && let Some(def) = table.columns.get(usize::from(index))
        {
            return def.sort();
        }
        if let Some(own) = self.outputs.get(usize::from(index)) {
            return own.sort;
        }
        let sort = match self.behind() {
            Some(item) => item.outputs.get(usize::from(index)).map(|output| output.sort),
            None => self.def(index).map(ColumnDef::sort),
        };
        sort.unwrap_or(Sort::nullable(Tag::Unknown))
    }

    pub(crate) fn column_reader(&self, index: u16) -> Option<&'static Function> {
        match self.behind() {
            Some(item) => item.outputs.get(usize::from(index))?.ty.reader(),
            None => self.def(index)?.sql_type.reader(),
        }
    }

    pub(crate) fn column_type(&self, index: u16) -> Type {
        let ty = match self.behind() {
            Some(item) => item.outputs.get(usize::from(index)).map(|output| output.ty.clone()),
            None => self.def(index).map(|def| def.sql_type.clone()),
        };
        ty.unwrap_or(Type::Unknown)
    }

    pub(crate) fn column_names(&self) -> Vec<&str> {
        match self.behind() {
            Some(item) => {
                let names = item.outputs.iter().map(|output| output.name.as_ref());
                names.map(|name| name.map_or("", Name::as_str)).collect()
            }
            None => {
                let columns = self.table().map_or(&[][..], |table| &table.columns);
                columns.iter().map(|column| column.name.as_str()).collect()
            }
        }
    }
}

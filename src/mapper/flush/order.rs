//! Levels: what can be done at once. Cycles are broken where a column takes NULL.

use crate::error::{Error, ErrorKind, Result};

use super::super::store::Store;
use super::plan::{Besides, Edge, Op, Plan, Verb, Why};

struct Graph {
    ops: Vec<Op>,
    edges: Vec<Option<Edge>>,
    out: Vec<Vec<usize>>,
    /// How many changes each still waits for.
    waiting: Vec<usize>,
    done: Vec<bool>,
}

/// The changes, and their numbers level by level.
pub(super) fn levels(plan: Plan, store: &Store) -> Result<(Vec<Op>, Vec<Vec<usize>>)> {
    let count = plan.ops.len();
    if plan.edges.is_empty() {
        return Ok((plan.ops, vec![(0..count).collect()]));
    }
    let mut graph = Graph {
        ops: plan.ops,
        edges: Vec::new(),
        out: vec![Vec::new(); count],
        waiting: vec![0; count],
        done: vec![false; count],
    };
    plan.edges.into_iter().for_each(|edge| graph.add(edge));
    let mut levels = Vec::new();
    let mut left = count;
    let mut ready: Vec<usize> = (0..count).filter(|&i| graph.waiting[i] == 0).collect();
    while left > 0 {
        while ready.is_empty() {
            let before = graph.ops.len();
            graph.break_cycle(store)?;
            left += graph.ops.len() - before;
            ready =
                (0..graph.ops.len()).filter(|&i| !graph.done[i] && graph.waiting[i] == 0).collect();
        }
        left -= ready.len();
        let mut next = Vec::new();
        for &i in &ready {
            graph.done[i] = true;
            for edge in std::mem::take(&mut graph.out[i]) {
                let Some(edge) = graph.edges[edge].take() else { continue };
                graph.waiting[edge.to] -= 1;
                if graph.waiting[edge.to] == 0 {
                    next.push(edge.to);
                }
            }
        }
        levels.push(std::mem::replace(&mut ready, next));
    }
    Ok((graph.ops, levels))
}

impl Graph {
    fn add(&mut self, edge: Edge) {
        if self.done[edge.from] {
            return;
        }
        self.waiting[edge.to] += 1;
        self.out[edge.from].push(self.edges.len());
        self.edges.push(Some(edge));
    }

    fn remove(&mut self, edge: usize) {
        if let Some(edge) = self.edges[edge].take() {
            self.waiting[edge.to] -= 1;
        }
    }

    /// The edges of a cycle among what is left; there is one, since all that is left waits.
    fn cycle(&self) -> Vec<usize> {
        let mut before: Vec<Option<usize>> = vec![None; self.ops.len()];
        for (i, edge) in self.edges.iter().enumerate() {
            if let Some(edge) = edge {
                before[edge.to].get_or_insert(i);
            }
        }
        let Some(mut at) = (0..self.ops.len()).find(|&i| !self.done[i]) else { return Vec::new() };
        let mut seen = vec![false; self.ops.len()];
        let (mut cycle, mut closing) = (Vec::new(), None);
        loop {
            let Some((index, edge)) = before[at].and_then(|i| Some((i, self.edges[i].as_ref()?)))
            else {
                return cycle;
            };
            if closing == Some(at) {
                return cycle;
            }
            if closing.is_some() {
                cycle.push(index);
            } else if std::mem::replace(&mut seen[at], true) {
                closing = Some(at);
                cycle.push(index);
            }
            at = edge.from;
        }
    }

    /// Takes an edge of a cycle out by way of NULL.
    fn break_cycle(&mut self, store: &Store) -> Result<()> {
        let cycle = self.cycle();
        for &index in &cycle {
            let Some(edge) = &self.edges[index] else { continue };
            let (from, to, why) = (edge.from, edge.to, edge.why.clone());
            let broken = match why {
                Why::Parent(own) => self.fill_later(store, index, (from, to), &own),
                Why::Child(own) => self.free_first(store, index, from, to, &own),
                Why::Unique(own) => self.free_first(store, index, from, to, &own),
                Why::Fixed => false,
            };
            if broken {
                return Ok(());
            }
        }
        Err(self.unbreakable(store, &cycle))
    }

    /// The columns are NULL at first, and are set when what they point to is there.
    fn fill_later(
        &mut self,
        store: &Store,
        index: usize,
        (parent, child): (usize, usize),
        own: &[usize],
    ) -> bool {
        let op = &self.ops[child];
        let columns = store.mapping(op.raw.table).clearable(own);
        if columns.is_empty() || !matches!(op.verb, Verb::Insert | Verb::Update) {
            return false;
        }
        let given = op.given().iter().any(|(column, _)| columns.contains(column));
        if given {
            return false;
        }
        // What the fields say now is gone when the row comes back.
        let now = op.all_now(store);
        let waits = op.waits().iter().filter(|wait| wait.own == own).cloned().collect();
        let fill = Op {
            raw: op.raw,
            verb: Verb::Fill,
            number: op.number,
            before: Some(now.clone()),
            now: Some(now),
            columns: columns.as_slice().into(),
            more: Some(Box::new(Besides { waits, ..Besides::default() })),
        };
        let more = self.ops[child].more.get_or_insert_default();
        more.waits.retain(|wait| wait.own != own);
        more.nulls.extend(columns);
        self.remove(index);
        let fill = self.push(fill);
        self.add(Edge { from: parent, to: fill, why: Why::Fixed });
        self.add(Edge { from: child, to: fill, why: Why::Fixed });
        true
    }

    /// The columns of the row of `from` are set to NULL first, so that `to` need not wait for `from`.
    fn free_first(
        &mut self,
        store: &Store,
        index: usize,
        from: usize,
        to: usize,
        own: &[usize],
    ) -> bool {
        let op = &self.ops[from];
        let mapping = store.mapping(op.raw.table);
        let mut columns = mapping.clearable(own);
        if columns.is_empty() || !matches!(op.verb, Verb::Update | Verb::Delete) {
            return false;
        }
        columns.truncate(1);
        let mut now = op.before().to_vec();
        columns.iter().for_each(|&i| now[i] = crate::value::Value::Null);
        let free = Op {
            raw: op.raw,
            verb: Verb::Free,
            number: op.number,
            before: op.before.clone(),
            now: Some(now.into()),
            columns: columns.into(),
            more: None,
        };
        self.remove(index);
        let free = self.push(free);
        self.add(Edge { from: free, to, why: Why::Fixed });
        self.add(Edge { from: free, to: from, why: Why::Fixed });
        true
    }

    fn push(&mut self, op: Op) -> usize {
        self.ops.push(op);
        self.out.push(Vec::new());
        self.waiting.push(0);
        self.done.push(false);
        self.ops.len() - 1
    }

    fn unbreakable(&self, store: &Store, cycle: &[usize]) -> Error {
        let mut parts = Vec::new();
        for edge in cycle.iter().filter_map(|&i| self.edges[i].as_ref()) {
            let (op, columns) = match &edge.why {
                Why::Parent(own) => (&self.ops[edge.to], own),
                Why::Child(own) | Why::Unique(own) => (&self.ops[edge.from], own),
                Why::Fixed => continue,
            };
            let mapping = store.mapping(op.raw.table);
            let names: Vec<String> =
                columns.iter().map(|&i| mapping.def(i).name().to_string()).collect();
            let part = format!("`{}` #{} by `{}`", mapping.name(), op.raw.slot, names.join("`, `"));
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        let message = format!(
            "no order of statements can write these objects, since each waits for another: {}; let \
             one of the columns take NULL, or flush in steps with a value in between",
            parts.join(", ")
        );
        Error::new(ErrorKind::Conflict, message)
    }
}

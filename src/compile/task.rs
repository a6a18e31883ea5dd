//! What the writer notes down instead of calling itself: trees of any depth on any stack.

use super::Writer;
use crate::expr::Node;
use crate::expr::column::ColumnRef;
use crate::expr::node::Place;
use crate::name::Name;
use crate::schema::SourceRef;
use crate::select::SelectBody;
use crate::value::Value;

/// How many composites are written by plain recursion before the writer goes to the heap. Real
/// queries stay below; in a debug build a level costs about two kilobytes of stack.
const DEEPEST: u32 = 24;

/// A piece of work, in the order of the text.
pub(super) enum Task<'a> {
    Text(String),
    Enter(&'static str, Option<Place>),
    Bind(&'a Value),
    OwnedBind(Value),
    Name(&'a Name),
    Column(&'a ColumnRef),
    /// A column by its source and name.
    Qualified(SourceRef<'a>, Name),
    Source(SourceRef<'a>),
    Expr(&'a Node, u8),
    Query(&'a SelectBody, bool),
    /// The items joined later cannot be seen.
    Hide(std::ops::Range<usize>),
    Leave,
}

impl<'a> Writer<'a> {
    /// Runs `write` now if the stack allows, else from a list of tasks on the heap.
    #[inline(always)]
    pub(super) fn nest(&mut self, task: impl FnOnce() -> Task<'a>, write: impl FnOnce(&mut Self)) {
        if self.recording {
            self.record(task());
        } else if self.level < DEEPEST {
            self.level += 1;
            write(self);
            self.level -= 1;
        } else {
            self.perform_deep(task());
        }
    }

    /// Writes a task and everything below it without recursion: what performing it would write is
    /// recorded, and put on a stack.
    #[cold]
    fn perform_deep(&mut self, task: Task<'a>) {
        let mut stack = vec![task];
        while let Some(task) = stack.pop() {
            let composite = matches!(
                task,
                Task::Expr(Node::Chain(_) | Node::Tree(_) | Node::Select(_), _)
                    | Task::Source(SourceRef::Item(_))
                    | Task::Query(..)
            );
            if composite {
                self.start_recording();
                self.perform(task);
                self.stop_recording();
                stack.extend(self.rare_mut().tasks.drain(..).rev());
            } else {
                self.perform(task);
            }
        }
    }

    fn start_recording(&mut self) {
        self.recording = true;
        self.swap_text();
    }

    fn stop_recording(&mut self) {
        self.record_text();
        self.recording = false;
        self.swap_text();
    }

    fn swap_text(&mut self) {
        let rare = self.rare.get_or_insert_default();
        std::mem::swap(&mut self.out, &mut rare.written);
    }

    /// Notes a task after the text that stands before it.
    #[cold]
    #[inline(never)]
    pub(super) fn record(&mut self, task: Task<'a>) {
        self.record_text();
        self.rare_mut().tasks.push(task);
    }

    fn record_text(&mut self) {
        if !self.out.is_empty() {
            let text = self.out.take();
            self.rare_mut().tasks.push(Task::Text(text));
        }
    }

    pub(super) fn perform(&mut self, task: Task<'a>) {
        match task {
            Task::Text(text) => self.out.push_str(&text),
            Task::Enter(clause, place) => self.enter(clause, place),
            Task::Bind(value) => self.push_param(value),
            Task::OwnedBind(value) => self.push_param(&value),
            Task::Name(name) => self.name(name),
            Task::Column(column) => self.write_column(column),
            Task::Qualified(source, name) => self.write_qualified(source, &name),
            Task::Source(source) => self.source_body(source),
            Task::Expr(node, power) => self.expr_body(node, power),
            Task::Query(body, isolated) => self.query_body(body, isolated),
            Task::Hide(later) => self.hide(later),
            Task::Leave => self.leave(),
        }
    }
}

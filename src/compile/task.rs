//! What the writer notes down instead of calling itself: trees of any depth on any stack.
//!
//! Most of what is written depends on nothing but the place where it stands, and goes into the text
//! at once. What depends on the order of writing (parameters, the clause in messages, what can be
//! seen) and what would recurse is a task while the writer records.

use super::Writer;
use super::grouping::Set;
use super::layout::Mark;
use super::select::Role;
use super::text::SqlText;
use crate::error::Problem;
use crate::expr::Node;
use crate::expr::node::Place;
use crate::name::Name;
use crate::select::{SelectBody, SourceRef};
use crate::types::Tag;
use crate::value::Value;

/// How many composites are written by plain recursion before the writer goes to the heap. In a debug
/// build a level costs about two kilobytes of stack, in a release build a quarter of that.
const DEEPEST: u32 = if cfg!(debug_assertions) { 24 } else { 96 };

/// Composites of so many levels are written by plain recursion even from the heap.
const SHALLOW: u32 = 8;

/// A piece of work, in the order of the text.
pub(super) enum Task<'a> {
    /// A range of the recorded text.
    Text(usize, usize),
    Enter(&'static str, Option<Place>),
    Bind(&'a Value),
    OwnedBind(Value),
    Null(Tag),
    Late(&'a Name, Tag),
    LateList(&'a Name, Tag, Tag),
    Source(SourceRef<'a>),
    Expr(&'a Node, u8),
    Query(&'a SelectBody, Role<'a>),
    /// A query behind its own WITH.
    BehindWith(&'a SelectBody, Role<'a>),
    /// The items joined later cannot be seen.
    Hide(std::ops::Range<usize>),
    Leave,
    Mark(Mark),
    /// A key of the groups begins, the one of that number.
    BeginKey(usize),
    EndKey,
    LookForKeys(bool),
    /// Keys that are not in the set are NULL.
    OnlyKeysOf(Option<Set>),
    Problem(Box<Problem>),
}

impl Task<'_> {
    /// How deep what it writes is.
    fn depth(&self) -> u32 {
        match self {
            Task::Expr(node, _) => node.depth(),
            Task::Source(source) => source.item().map_or(0, |item| item.depth),
            Task::Query(body, _) | Task::BehindWith(body, _) => body.depth,
            Task::Text(..)
            | Task::Enter(..)
            | Task::Bind(_)
            | Task::OwnedBind(_)
            | Task::Null(_)
            | Task::Late(..)
            | Task::LateList(..)
            | Task::Hide(_)
            | Task::Leave
            | Task::Mark(_)
            | Task::BeginKey(_)
            | Task::EndKey
            | Task::LookForKeys(_)
            | Task::OnlyKeysOf(_)
            | Task::Problem(_) => 0,
        }
    }

    /// True for what looks at the clause that it is in.
    fn is_child(&self) -> bool {
        match self {
            Task::Expr(..)
            | Task::Source(_)
            | Task::Query(..)
            | Task::BehindWith(..)
            | Task::Bind(_)
            | Task::OwnedBind(_)
            | Task::Null(_)
            | Task::Late(..)
            | Task::LateList(..) => true,
            Task::Text(..)
            | Task::Enter(..)
            | Task::Hide(_)
            | Task::Leave
            | Task::Mark(_)
            | Task::BeginKey(_)
            | Task::EndKey
            | Task::LookForKeys(_)
            | Task::OnlyKeysOf(_)
            | Task::Problem(_) => false,
        }
    }
}

/// What is noted down.
#[derive(Default)]
pub(super) struct Recorder<'a> {
    /// What is to be done, the next last.
    tasks: Vec<Task<'a>>,
    /// True while tasks are performed from the list.
    performing: bool,
    /// While recording: the text of the statement. Else: the recorded text.
    other: SqlText,
    /// Where in the recorded text the piece begins that no task holds yet.
    start: usize,
    /// The clause that children recorded from now on are in, if no task says it yet.
    entered: bool,
    /// The tasks recorded now, in the order of the text, begin here; and the clause that they begin in.
    first: usize,
    outside: (&'static str, Option<Place>),
}

impl<'a> Writer<'a> {
    /// Runs `write` now if the stack allows, else from a list of tasks on the heap.
    #[inline(always)]
    pub(super) fn nest(&mut self, task: impl FnOnce() -> Task<'a>, write: impl FnOnce(&mut Self)) {
        self.nest_below(DEEPEST, task, write);
    }

    /// [`nest`](Self::nest) for what opens a scope: what is recorded behind it belongs to the scope
    /// around it, so that from the heap only one is opened at a time.
    #[inline(always)]
    pub(super) fn nest_scope(
        &mut self,
        task: impl FnOnce() -> Task<'a>,
        write: impl FnOnce(&mut Self),
    ) {
        self.nest_below(DEEPEST - SHALLOW, task, write);
    }

    #[inline(always)]
    fn nest_below(
        &mut self,
        level: u32,
        task: impl FnOnce() -> Task<'a>,
        write: impl FnOnce(&mut Self),
    ) {
        if self.recording {
            self.record(task());
        } else if self.level < level {
            self.level += 1;
            write(self);
            self.level -= 1;
        } else {
            self.nest_deep(task());
        }
    }

    /// Writes a task and everything below it without recursion: of what lies deep, only as much is
    /// written as stands before the first deep child; the rest is recorded, and put on a stack.
    #[cold]
    fn nest_deep(&mut self, task: Task<'a>) {
        if !self.recorder().performing {
            self.perform_all(task);
        } else if task.depth() <= SHALLOW {
            self.perform(task);
        } else {
            self.put_off(task);
        }
    }

    fn perform_all(&mut self, task: Task<'a>) {
        let level = std::mem::replace(&mut self.level, DEEPEST - SHALLOW);
        self.recorder().performing = true;
        let mut next = Some(task);
        while let Some(task) = next {
            self.perform(task);
            if self.recording {
                self.stop_recording();
            }
            next = self.recorder().tasks.pop();
        }
        self.level = level;
        let recorder = self.recorder();
        recorder.performing = false;
        recorder.other.clear();
    }

    /// Notes a task for later, and from now on all that stands behind it.
    fn put_off(&mut self, task: Task<'a>) {
        let outside = (self.clause, self.place);
        let hidden = self.scope.hidden();
        let (set, keyed) = (self.scope.only_keys, self.scope.keyed);
        // What stands behind may look for keys, or not any more, before the task is performed.
        let may_change = set.is_some() || self.scope.keys.is_some();
        let recorder = self.recorder();
        recorder.outside = outside;
        recorder.first = recorder.tasks.len();
        recorder.start = recorder.other.len();
        recorder.entered = false;
        if !hidden.is_empty() {
            recorder.tasks.push(Task::Hide(hidden));
        }
        recorder.tasks.extend(set.map(|set| Task::OnlyKeysOf(Some(set))));
        recorder.tasks.extend(may_change.then_some(Task::LookForKeys(keyed)));
        recorder.tasks.push(task);
        self.swap_text();
        self.recording = true;
    }

    fn stop_recording(&mut self) {
        self.record_text();
        self.recording = false;
        self.swap_text();
        let recorder = self.recorder();
        recorder.tasks[recorder.first..].reverse();
        let outside = recorder.outside;
        (self.clause, self.place) = outside;
    }

    #[inline]
    fn recorder(&mut self) -> &mut Recorder<'a> {
        &mut self.rare_mut().recorder
    }

    fn swap_text(&mut self) {
        let rare = self.rare.get_or_insert_default();
        std::mem::swap(&mut self.out, &mut rare.recorder.other);
    }

    /// Notes a task after the text that stands before it.
    #[cold]
    #[inline(never)]
    pub(super) fn record(&mut self, task: Task<'a>) {
        self.record_text();
        let (clause, place) = (self.clause, self.place);
        let recorder = self.recorder();
        if recorder.entered && task.is_child() {
            recorder.entered = false;
            recorder.tasks.push(Task::Enter(clause, place));
        }
        recorder.tasks.push(task);
    }

    fn record_text(&mut self) {
        let end = self.out.len();
        let recorder = self.recorder();
        if end > recorder.start {
            recorder.tasks.push(Task::Text(recorder.start, end));
            recorder.start = end;
        }
    }

    /// Notes that another clause has begun.
    #[cold]
    #[inline(never)]
    pub(super) fn record_entered(&mut self) {
        self.recorder().entered = true;
    }

    fn perform(&mut self, task: Task<'a>) {
        match task {
            Task::Text(start, end) => {
                let rare = self.rare.get_or_insert_default();
                self.out.push_range(&rare.recorder.other, start..end);
            }
            Task::Enter(clause, place) => self.enter(clause, place),
            Task::Bind(value) => self.write_bind(value),
            Task::OwnedBind(value) => self.write_bind(&value),
            Task::Null(tag) => self.bind_null(tag),
            Task::Late(name, tag) => self.bind_late(name, tag),
            Task::LateList(name, tag, beside) => self.late_list(name, tag, beside),
            Task::Source(source) => self.write_source(source),
            Task::Expr(node, power) => self.write_expr(node, power),
            Task::Query(body, role) => self.write_query(body, role),
            Task::BehindWith(body, role) => self.write_behind_with(body, role),
            Task::Hide(later) => self.hide(later),
            Task::Leave => self.leave(),
            Task::Mark(mark) => self.mark(mark),
            Task::BeginKey(place) => self.begin_key(place),
            Task::EndKey => self.end_key(),
            Task::LookForKeys(on) => self.look_for_keys(on),
            Task::OnlyKeysOf(set) => self.only_keys_of(set),
            Task::Problem(problem) => self.note(*problem),
        }
    }
}

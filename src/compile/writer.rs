//! The writer: where text, parameters and mistakes are gathered.

use std::mem::take;

use super::anonymous::Given;
use super::around::Around;
use super::compiled::Report;
use super::layout::{Mark, laid_out};
use super::placeholder::percent;
use super::scope::Scope;
use super::task::{Recorder, Task};
use super::text::SqlText;
use super::{Compiled, Options, Quoting, Rewrite};
use crate::dialect::{Dialect, Feature, FeatureSet, NameLimit, Placeholder, Spec};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::expr::Node;
use crate::expr::node::Place;
use crate::select::{Item, SelectBody, Source, SourceRef};
use crate::types::Tag;
use crate::value::Value;

/// Gathers the text, the parameters and the mistakes of one statement, in one pass over its tree.
///
/// Past a bounded depth the writer *records*: it notes what is to be written as tasks on the heap
/// instead of calling itself, from the first deep child on, so that no tree is too deep for the
/// stack. A function of a clause does not know the difference, as long as all that depends on the
/// order of writing goes through the doors: `expr`, `query`, `source`, `bind`, `enter`, `hide`,
/// `leave` and `problem` write or record; `write_…` of the same name writes at once. All else, such
/// as `text`, `name` and `column`, goes into the text at once, recorded or not.
pub struct Writer<'a> {
    pub(super) spec: &'a Spec,
    pub(super) features: FeatureSet,
    pub(super) dialect: &'a dyn Dialect,
    pub(super) options: Options,
    pub(super) out: SqlText,
    pub(super) params: Vec<Value>,
    /// Where in the parameters the next one is, while what is written had its parameters before.
    pub(super) again: Option<usize>,
    /// Names of so many bytes are certainly not too long; and those that may be written bare.
    pub(super) longest: usize,
    pub(super) name_max: usize,
    pub(super) level: u32,
    pub(super) recording: bool,
    /// The innermost scope.
    pub(super) scope: Scope<'a>,
    pub(super) clause: &'static str,
    pub(super) place: Option<Place>,
    pub(super) rare: Option<Box<Extra<'a>>>,
}

/// What most statements have no use for.
#[derive(Default)]
pub(super) struct Extra<'a> {
    pub(super) recorder: Recorder<'a>,
    /// The scopes around the innermost one, innermost last.
    pub(super) around: Around<'a>,
    /// True if the statement uses a common table expression.
    pub(super) ctes: bool,
    /// True once WITH is written, or will be.
    pub(super) with: bool,
    /// True if the statement needs all values assigned at once, where the engine has a mode for it.
    pub(super) at_once: bool,
    /// True while the row to be inserted has a name, behind the rows.
    pub(super) row_alias: bool,
    /// The table whose change is given back, once RETURNING is written.
    pub(super) returning: Option<SourceRef<'a>>,
    /// True while a change in WITH is written.
    pub(super) in_with: bool,
    /// True while the query of an INSERT is written whose queries in FROM must not be made one with it.
    pub(super) parts_apart: bool,
    /// The queries of WITH, where it stands before the query of an INSERT.
    pub(super) with_inside: Vec<&'a Item>,
    /// The query that the statement inserts or stores, whose own WITH is that of the statement.
    pub(super) start: Option<&'a SelectBody>,
    /// While a recursive query is written: the item by which its step means itself.
    pub(super) this: Option<&'a Source>,
    /// How often its step has used it.
    pub(super) this_uses: usize,
    /// Columns that are NULL of no type, and the types that they have beside other queries.
    pub(super) null_columns: Vec<(&'a Node, Tag)>,
    /// True if an item has no name yet; and the names that are made for such.
    pub(super) unnamed: bool,
    pub(super) given: Given,
    /// Where lines may break.
    pub(super) marks: Vec<(usize, Mark)>,
    problems: Vec<Problem>,
    pub(super) report: Option<Box<Report>>,
}

impl Extra<'_> {
    pub(super) fn take_problems(&mut self) -> Vec<Problem> {
        take(&mut self.problems)
    }

    #[cold]
    #[inline(never)]
    fn finish(&mut self) -> Result<Option<Box<Report>>> {
        match Error::from_problems(take(&mut self.problems)) {
            Some(error) => Err(error),
            None => Ok(self.report.take()),
        }
    }
}

impl<'a> Writer<'a> {
    #[inline]
    pub(super) fn new(
        dialect: &'a dyn Dialect,
        options: Options,
        out: String,
        mut params: Vec<Value>,
    ) -> Self {
        params.clear();
        let spec = dialect.spec();
        let longest = match spec.name_limit {
            // Quotes of more than a byte are written piece by piece.
            _ if !spec.quotes.0.is_ascii() || !spec.quotes.1.is_ascii() => 0,
            NameLimit::None => usize::MAX,
            NameLimit::Bytes(most) | NameLimit::Characters(most) => usize::from(most),
        };
        // Quotes for all names: no name takes the short way.
        let name_max = if options.quoting == Quoting::Always { 0 } else { longest };
        Writer {
            spec,
            longest,
            name_max,
            features: dialect.features(),
            dialect,
            options,
            out: SqlText::reusing(out),
            params,
            again: None,
            level: 0,
            recording: false,
            scope: Scope::outermost(options.pretty),
            clause: "",
            place: None,
            rare: None,
        }
    }

    #[inline]
    pub(super) fn rare(&self) -> Option<&Extra<'a>> {
        self.rare.as_deref()
    }

    #[inline]
    pub(super) fn rare_mut(&mut self) -> &mut Extra<'a> {
        self.rare.get_or_insert_default()
    }

    #[inline]
    pub(super) fn finish(&mut self) -> Result<Compiled> {
        if self.params.len() > self.spec.max_parameters {
            self.too_many_parameters();
        }
        if self.rare.is_some() || self.spec.placeholder == Placeholder::Percent {
            return self.finish_others();
        }
        Ok(Compiled { sql: self.out.take(), params: take(&mut self.params), report: None })
    }

    /// What few statements have to be seen to: mistakes, lines, lists that come later.
    #[inline(never)]
    fn finish_others(&mut self) -> Result<Compiled> {
        let mut report = match &mut self.rare {
            None => None,
            Some(rare) => rare.finish()?,
        };
        let mut sql = self.out.take();
        if self.options.pretty
            && let Some(rare) = &self.rare
        {
            let places = report.iter_mut().flat_map(|report| &mut report.late.places);
            sql = laid_out(&sql, &rare.marks, places.map(|place| &mut place.at));
        }
        let mut compiled = Compiled { sql, params: take(&mut self.params), report };
        if !compiled.set_lists() && self.spec.placeholder == Placeholder::Percent {
            compiled.sql = percent(&compiled.sql);
            compiled.report.get_or_insert_default().late.style = Some(Placeholder::Percent);
        }
        Ok(compiled)
    }

    #[cold]
    fn too_many_parameters(&mut self) {
        let message = format!(
            "{} takes {} parameters in a statement, and this one has {}; split it (rows of an INSERT are, by \
             `execute`, `fetch_all` and `insert_many` of a connection)",
            self.spec.name,
            self.spec.max_parameters,
            self.params.len()
        );
        self.fail(ErrorKind::TooManyParameters, message);
    }

    /// Writes text of the grammar.
    #[inline(always)]
    pub(super) fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Says which clause is being written, for messages.
    #[inline]
    pub(super) fn enter(&mut self, clause: &'static str, place: Option<Place>) {
        self.clause = clause;
        self.place = place;
        if self.recording {
            self.record_entered();
        }
    }

    /// Notes a mistake; the statement is then refused.
    #[cold]
    pub(super) fn fail(&mut self, kind: ErrorKind, message: String) {
        self.problem(Problem::new(kind, message));
    }

    #[cold]
    pub(super) fn problem(&mut self, problem: Problem) {
        let problem = problem.at(self.place);
        if self.recording {
            self.record(Task::Problem(Box::new(problem)));
        } else {
            self.note(problem);
        }
    }

    /// True if a mistake was noted.
    pub(super) fn has_problems(&self) -> bool {
        self.rare().is_some_and(|rare| !rare.problems.is_empty())
    }

    #[cold]
    pub(super) fn note(&mut self, problem: Problem) {
        self.rare_mut().problems.push(problem);
    }

    /// True if the dialect has the feature; else notes the mistake.
    pub(super) fn require(&mut self, feature: Feature) -> bool {
        let there = self.features.has(feature);
        if !there {
            self.unsupported(feature, feature.words());
        }
        there
    }

    #[cold]
    pub(super) fn unsupported(&mut self, feature: Feature, what: &str) {
        let spec = self.spec;
        let hint = spec.hints.iter().find(|(of, _)| *of == feature);
        let way_out = hint.map(|(_, text)| format!("; {text}")).unwrap_or_default();
        let clause = self.clause;
        let version = self.dialect.version();
        let message = format!("{} {version} has no {what} (in {clause}){way_out}", spec.name);
        self.fail(ErrorKind::Unsupported(feature), message);
    }

    /// True if a rewrite may be used, which is then reported; else notes the mistake.
    pub(super) fn rewrite(&mut self, rewrite: Rewrite, instead_of: Feature) -> bool {
        if self.options.no_rewrites {
            self.unsupported(instead_of, instead_of.words());
            return false;
        }
        let rewrites = &mut self.rare_mut().report.get_or_insert_default().rewrites;
        if !rewrites.contains(&rewrite) {
            rewrites.push(rewrite);
        }
        true
    }
}

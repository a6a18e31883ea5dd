//! What statements may be made of.

use super::expr::{NUMBERS, takes_of};
use super::world::{EXACT, TAGS};
use crate::dialect::{Dialect, FeatureSet};
use crate::feature::Feature;
use crate::function::{self, ALL, Arg, Class, Function};
use crate::types::Tag;

/// What the statements of a [`Generator`](super::Generator) are made of, and how large they are.
#[derive(Clone, Debug)]
pub struct Profile {
    /// How many nodes a statement has, about.
    pub budget: u32,
    /// Of a hundred statements so many are queries; the others change rows.
    pub queries: u32,
    /// Of a hundred queries so many are lists of expressions over one table alone.
    pub lists: u32,
    /// Of a hundred values so many are parameters that get their values late.
    pub late: u32,
    /// Of a hundred expressions so many are raw SQL.
    pub raw: u32,
    /// Of a hundred queries with groups so many have no keys: all rows are one group.
    pub whole: u32,
    /// Of a hundred queries so many leave out their FROM, where their columns say it.
    pub inferred: u32,
    features: FeatureSet,
    functions: Vec<&'static Function>,
    /// Functions that some dialect lacks over arguments of a type.
    not_of: Vec<(&'static Function, Tag)>,
    not_over_windows: Vec<&'static Function>,
    /// Functions that some dialect writes with an argument twice.
    twice: Vec<&'static Function>,
    /// True if all dialects have exact numbers.
    exact: bool,
    /// Collations that the engine has.
    collations: Vec<&'static str>,
}

impl Profile {
    /// Whatever there is, also what few dialects have.
    #[must_use]
    pub fn everything() -> Self {
        Profile {
            budget: 40,
            queries: 85,
            lists: 25,
            late: 8,
            raw: 3,
            whole: 15,
            inferred: 25,
            features: FeatureSet::all(),
            functions: ALL.iter().copied().filter(|function| is_made(function)).collect(),
            not_of: Vec::new(),
            not_over_windows: Vec::new(),
            twice: Vec::new(),
            exact: true,
            collations: Vec::new(),
        }
    }

    /// What all of the dialects have.
    #[must_use]
    pub fn common(dialects: &[&dyn Dialect]) -> Self {
        let mut profile = Profile::everything();
        let holds = |dialect: &&dyn Dialect| (dialect.spec().types)(&EXACT).is_some();
        profile.exact = dialects.iter().all(holds);
        for &feature in Feature::ALL {
            if dialects.iter().any(|dialect| !dialect.features().has(feature)) {
                profile.features = profile.features.without(feature);
            }
        }
        profile.functions.retain(|function| {
            let has = |dialect: &&dyn Dialect| {
                function.is_syntax() || dialect.spec().functions.text(function).is_some()
            };
            function.is_deterministic()
                && function.feature().is_none_or(|feature| profile.features.has(feature))
                && dialects.iter().all(has)
        });
        for dialect in dialects {
            let spec = dialect.spec();
            profile.not_over_windows.extend(spec.not_over_windows);
            let twice = |f: &&'static Function| !f.is_syntax() && spec.functions.copies(f) > 1;
            profile.twice.extend(profile.functions.iter().copied().filter(twice));
            for &function in &profile.functions {
                let lacks =
                    |tag: &&Tag| !function.is_syntax() && !spec.functions.has_over(function, **tag);
                let tags = TAGS.iter().chain(&[Tag::Decimal]).filter(lacks);
                profile.not_of.extend(tags.map(|tag| (function, *tag)));
            }
        }
        profile
    }

    /// Without a function or operator.
    #[must_use]
    pub fn without(mut self, function: &'static Function) -> Self {
        self.functions.retain(|own| *own != function);
        self
    }

    /// With collations for texts in comparisons and in ORDER BY, which the engine has under these names.
    #[must_use]
    pub fn with_collations(mut self, names: &[&'static str]) -> Self {
        self.collations.extend(names);
        self
    }

    pub(super) fn collations(&self) -> &[&'static str] {
        &self.collations
    }

    pub(super) fn has(&self, feature: Feature) -> bool {
        self.features.has(feature)
    }

    pub(super) fn has_exact(&self) -> bool {
        self.exact
    }

    /// The types of columns and expressions.
    pub(super) fn tags(&self) -> Vec<Tag> {
        let exact = self.exact.then_some(Tag::Decimal);
        TAGS.into_iter().chain(exact).collect()
    }

    /// Those whose values are compared.
    pub(super) fn compared(&self) -> Vec<Tag> {
        self.tags().into_iter().filter(|tag| *tag != Tag::Json).collect()
    }

    /// Integers, and then other numbers, the floats before the exact ones.
    pub(super) fn numbers(&self) -> &'static [Tag] {
        if self.exact { &NUMBERS } else { &NUMBERS[..5] }
    }

    /// True if an argument of the function can be of the type, everywhere.
    pub(super) fn takes(&self, function: &'static Function, arg: Arg, tag: Tag) -> bool {
        takes_of(function, arg, tag)
            && (function.class() != Class::Scalar || self.has_over(function, tag))
    }

    /// True if all dialects have the function over arguments of the type.
    pub(super) fn has_over(&self, function: &'static Function, tag: Tag) -> bool {
        !self.not_of.contains(&(function, tag))
    }

    /// True if all dialects have the aggregate over a window.
    pub(super) fn has_over_windows(&self, function: &'static Function) -> bool {
        !self.not_over_windows.contains(&function)
    }

    /// True if some dialect writes the function with an argument twice, which raw SQL may not be.
    pub(super) fn writes_twice(&self, function: &'static Function) -> bool {
        self.twice.contains(&function)
    }

    pub(super) fn twice_by_name(&self, name: &str) -> bool {
        self.twice.iter().any(|function| function.name() == name)
    }

    pub(super) fn functions(&self) -> impl Iterator<Item = &'static Function> + '_ {
        self.functions.iter().copied()
    }
}

/// True for what stands by itself: parts of documents stand in what makes these, and collations in few
/// places.
fn is_made(function: &Function) -> bool {
    let parts = [&function::JSON_PART, &function::JSON_CELL, &function::COLLATE];
    !parts.contains(&function)
}

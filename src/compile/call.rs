//! Functions that are called by their names.

use super::Writer;
use super::function::Extras;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::function::FunctionName;
use crate::name::Name;

impl<'a> Writer<'a> {
    /// `name(arguments)`, with what an aggregate has.
    pub(super) fn call(&mut self, name: &FunctionName, args: &'a [Node], extras: Extras<'a>) {
        match name.package() {
            None => self.function_name(name.name()),
            Some(_) => self.name_in_package(name),
        }
        self.with_arguments(args, extras);
    }

    /// The names of a function in a schema or package: no word is reserved there.
    #[cold]
    fn name_in_package(&mut self, name: &FunctionName) {
        let most = self.spec.name_rules.function_path;
        if name.names().count() > most {
            let (engine, clause) = (self.spec.name, self.clause);
            let message = if most < 2 {
                format!(
                    "{engine} has no functions in schemas or packages, as `{name}` (in {clause}); call it by its \
                     own name"
                )
            } else {
                format!(
                    "{engine} calls a function by two names at most, not as `{name}` (in {clause}); leave the \
                     first one out"
                )
            };
            self.fail(ErrorKind::Unsupported(Feature::Function), message);
        }
        for (i, part) in name.names().enumerate() {
            self.text(if i > 0 { "." } else { "" });
            self.name(part);
        }
    }

    /// The arguments, with what an aggregate has.
    pub(super) fn with_arguments(&mut self, args: &'a [Node], extras: Extras<'a>) {
        self.text(if extras.distinct { "(DISTINCT " } else { "(" });
        self.separated(args);
        if !extras.order.is_empty() {
            self.order_clause(extras.order, extras.distinct);
        }
        self.text(")");
        self.behind(extras);
    }

    /// What stands behind the parentheses.
    pub(super) fn behind(&mut self, extras: Extras<'a>) {
        if let Some(condition) = extras.filter {
            self.filter_clause(condition);
        }
        if let Some(window) = extras.over {
            self.over_clause(window);
        }
    }

    /// Writes the name of a function: a reserved word must be one that can be called.
    pub(super) fn function_name(&mut self, name: &Name) {
        let spec = self.spec;
        if spec.keywords.contains(name) && !spec.callable.contains(name) {
            let message = format!(
                "`{name}` is a reserved word of {}, not a function that can be called (in {})",
                spec.name, self.clause
            );
            self.fail(ErrorKind::InvalidName, message);
            return;
        }
        // Upper and lower case are one in function names, and quotes would tell them apart.
        let mut bytes = name.as_str().bytes();
        let plain = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
            && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if plain {
            self.text(name.as_str());
        } else {
            self.name(name);
        }
    }
}

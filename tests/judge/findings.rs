//! What the judge found, a class each, with its smallest example.

use std::collections::BTreeMap;
use std::fmt;

use sqltree::compile::AnyStatement;
use sqltree::dialects::Postgres;
use sqltree::{Error, Statement};

use crate::support::live::Live;

#[derive(Default)]
pub struct Findings {
    /// How many statements gave rows, on each engine.
    pub ran: u64,
    /// How many met an error that is in the rows.
    pub data: u64,
    found: BTreeMap<String, (u64, String)>,
    refusals: BTreeMap<String, (u64, String)>,
    example: String,
}

impl Findings {
    /// What follows is about this statement.
    pub fn start(&mut self, case: u64, statement: &AnyStatement) {
        let text = match statement.compile(&Postgres::default()) {
            Ok(compiled) => format!("{}\n    {:?}", compiled.sql(), compiled.params()),
            Err(_) => statement.to_string(),
        };
        self.example = format!("case {case}: {text}");
    }

    pub fn add(&mut self, said: String) {
        let example = format!("{said}\n    {}", self.example);
        if std::env::var_os("SQLTREE_JUDGE_ALL").is_some() {
            println!("EACH {example}");
        }
        count(&mut self.found, class(&said), example);
    }

    pub fn refused(&mut self, live: Live, error: &Error) {
        for problem in error.problems() {
            let said = class(problem.message());
            count(&mut self.refusals, format!("{live}: {said}"), self.example.clone());
        }
    }

    /// The findings that are not among the known ones.
    pub fn unknown(&self, known: &[&str]) -> Vec<String> {
        let is_known = |class: &str| known.iter().any(|part| class.contains(part));
        let found = self.found.iter().filter(|(class, _)| !is_known(class));
        found.map(|(class, (count, example))| format!("{count} of {class}: {example}")).collect()
    }
}

fn count(classes: &mut BTreeMap<String, (u64, String)>, class: String, example: String) {
    let entry = classes.entry(class).or_insert_with(|| (0, example.clone()));
    entry.0 += 1;
    if example.len() < entry.1.len() {
        entry.1 = example;
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} runs, {} errors of data", self.ran, self.data)?;
        for (title, classes) in [("REFUSED", &self.refusals), ("FOUND", &self.found)] {
            for (class, (count, example)) in classes {
                writeln!(f, "{title} {count} {class}\n    {example}")?;
            }
        }
        Ok(())
    }
}

/// A message without what is particular to a case: its later lines, and numbers.
fn class(message: &str) -> String {
    let mut class = String::new();
    for c in message.lines().next().unwrap_or_default().chars() {
        if !c.is_ascii_digit() {
            class.push(c);
        } else if !class.ends_with('#') {
            class.push('#');
        }
    }
    class.truncate(class.floor_char_boundary(120));
    class
}

//! What the judge found, a class each, with its smallest example.

use std::collections::BTreeMap;
use std::fmt;

use sqltree::dialects::Postgres;
use sqltree::random::Made;
use sqltree::{Error, Statement, Value};

use super::known::known;
use crate::support::live::Live;

const MOST_CLASSES: usize = 200;

#[derive(Default)]
pub struct Findings {
    /// How many statements gave rows, on each engine.
    pub ran: u64,
    /// How many met an error that is in the rows.
    pub data: u64,
    /// How many cells the engines gave for lists, and how many of them had an answer here.
    pub cells: u64,
    pub answers: u64,
    /// How many engines ran a statement again, or with literals.
    pub again: u64,
    /// How many have all their rows in one order.
    pub ordered: u64,
    /// How many said the same in other words.
    pub twins: u64,
    /// How many had a FROM inferred, and how many a query of which nobody could know what it is from.
    pub inferred: u64,
    pub untold: u64,
    found: BTreeMap<String, (u64, String)>,
    known: BTreeMap<String, (u64, String)>,
    refusals: BTreeMap<String, (u64, String)>,
    refused: BTreeMap<String, u64>,
    example: String,
}

impl Findings {
    /// What follows is about this statement.
    pub fn start(&mut self, seed: u64, case: u64, made: &Made) {
        let statement = &made.statement;
        self.ordered += u64::from(made.ordered);
        let compiled = statement.compile(&Postgres::default()).and_then(|mut compiled| {
            made.bind(&mut compiled)?;
            Ok(compiled)
        });
        let text = match compiled {
            Ok(compiled) => format!("{}\n    {:?}", compiled.sql(), compiled.params()),
            Err(_) => statement.to_string(),
        };
        let lists = made.lists.iter().flat_map(|(_, values)| values);
        let mut late = made.late.iter().map(|(_, value)| value).chain(lists);
        let bytes = late.any(|value| matches!(value, Value::Bytes(_)));
        let late = if bytes { "\n    with late bytes" } else { "" };
        self.example = format!("seed {seed} case {case}: {text}{late}");
    }

    pub fn add(&mut self, said: String) {
        let example = format!("{said}\n    {}", self.example);
        if std::env::var_os("SQLTREE_JUDGE_ALL").is_some() {
            println!("EACH {example}");
        }
        match known(&said, &self.example) {
            Some(known) => count(&mut self.known, known.why.into(), example),
            None => count(&mut self.found, class(&said), example),
        }
    }

    pub fn refused(&mut self, live: Live, error: &Error) {
        *self.refused.entry(live.to_string()).or_default() += 1;
        for problem in error.problems() {
            let said = class(problem.message());
            count(&mut self.refusals, format!("{live}: {said}"), self.example.clone());
        }
    }

    /// A server that dies ends the trial, with what was found and what it died of.
    pub fn gone(&self, live: Live, said: &str) {
        panic!("{self}\n{live} is gone: {said}\n    {}", self.example);
    }

    /// Why statements were refused.
    pub fn reasons(&self) -> impl Iterator<Item = &str> {
        self.refusals.keys().map(String::as_str)
    }

    /// How many statements an engine's dialect refused.
    pub fn refused_by(&self, live: Live) -> u64 {
        self.refused.get(&live.to_string()).copied().unwrap_or(0)
    }

    /// The findings that are not among the known ones.
    pub fn unknown(&self) -> Vec<String> {
        let found = self.found.iter();
        found.map(|(class, (count, example))| format!("{count} of {class}: {example}")).collect()
    }
}

fn count(classes: &mut BTreeMap<String, (u64, String)>, class: String, example: String) {
    // However many statements there are, what is kept of them is not much.
    let full = classes.len() >= MOST_CLASSES && !classes.contains_key(&class);
    let class = if full { "many others".into() } else { class };
    let entry = classes.entry(class).or_insert_with(|| (0, example.clone()));
    entry.0 += 1;
    if example.len() < entry.1.len() {
        entry.1 = example;
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Findings { ran, data, again, ordered, twins, answers, cells, .. } = self;
        let Findings { inferred, untold, .. } = self;
        writeln!(
            f,
            "{ran} runs, {again} of them again, {ordered} in an order, {twins} in other words, {data} errors of data"
        )?;
        writeln!(f, "{answers} of {cells} cells of lists worked out")?;
        writeln!(f, "{inferred} statements infer FROM, {untold} have a query that cannot")?;
        for (title, classes) in
            [("REFUSED", &self.refusals), ("KNOWN", &self.known), ("FOUND", &self.found)]
        {
            for (class, (count, example)) in classes {
                writeln!(f, "{title} {count} {class}\n    {example}")?;
            }
        }
        Ok(())
    }
}

/// A message without what is particular to a case: its later lines, SQL, and numbers.
fn class(message: &str) -> String {
    let mut class = String::new();
    let line = message.lines().next().unwrap_or_default();
    let sql = [" in SELECT", " in WITH", " in (SELECT", " in UPDATE", " in DELETE", " in INSERT"];
    let end = sql.iter().filter_map(|sql| line.find(sql)).min();
    for c in line[..end.unwrap_or(line.len())].chars() {
        if !c.is_ascii_digit() {
            class.push(c);
        } else if !class.ends_with('#') {
            class.push('#');
        }
    }
    class.truncate(class.floor_char_boundary(120));
    class
}

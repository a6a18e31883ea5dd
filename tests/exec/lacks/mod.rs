//! What engines lack: for each [`Feature`] a text as engines say it that have it. Those take it, and the
//! others refuse it, or make other rows of it; and `compile` says no where there is no other text of the
//! same meaning.
//!
//! A feature without an entry fails, and so does an engine that takes what its dialect says it lacks, unless
//! the entry says why it is not used.

mod changes;
mod kinds;
mod made;
mod queries;

use sqltree::engine::{Connection, Row};
use sqltree::{ErrorKind, Feature};

use crate::support::live::{Live, plain};
use crate::support::tables;

/// How engines say a feature that have it.
struct Sample {
    feature: Feature,
    /// Each engine that has it takes one of these; one that lacks it refuses them all.
    texts: &'static [&'static str],
    /// Engines that lack it and take a text, of which they make other rows.
    other_rows: &'static [Live],
    /// Engines that take a text and are said to lack it all the same, and why.
    unused: &'static [(Live, &'static str)],
    /// The same without the feature, which every engine takes that refuses it.
    without: Option<&'static str>,
}

/// A feature in the words of the engines that have it.
const fn sample(feature: Feature, texts: &'static [&'static str]) -> Sample {
    Sample { feature, texts, other_rows: &[], unused: &[], without: None }
}

impl Sample {
    const fn other_rows(self, engines: &'static [Live]) -> Self {
        Sample { other_rows: engines, ..self }
    }

    const fn unused(self, engines: &'static [(Live, &'static str)]) -> Self {
        Sample { unused: engines, ..self }
    }

    const fn without(self, text: &'static str) -> Self {
        Sample { without: Some(text), ..self }
    }

    /// Looks at one engine: what it made of the first text that it took.
    fn try_on(&self, live: Live, connection: &mut Connection) -> Result<Option<Outcome>, String> {
        let feature = self.feature;
        let outcomes: Vec<_> = self.texts.iter().map(|sql| outcome(connection, sql)).collect();
        let errors = format!("{:?}", outcomes.iter().find_map(|one| one.as_ref().err()));
        let taken = outcomes.into_iter().find_map(Result::ok);
        if connection.dialect().features().has(feature) {
            return match taken {
                Some(outcome) => Ok(Some(outcome)),
                None => Err(format!("{live} has {feature}, and refuses it: {errors}")),
            };
        }
        if let Some(Err(error)) = self.without.map(|text| outcome(connection, text)) {
            return Err(format!("{live}, without {feature}: {error:?}"));
        }
        let other = self.other_rows.contains(&live);
        let unused = self.unused.iter().any(|(engine, why)| *engine == live && !why.is_empty());
        match taken {
            Some(outcome) if other => Ok(Some(outcome)),
            Some(_) if unused => Ok(None),
            Some(outcome) => Err(format!("{live}, which lacks {feature}, takes it: {outcome:?}")),
            None if other || unused => Err(format!("{live} refuses {feature}: {errors}")),
            None => Ok(None),
        }
    }
}

/// The rows that a statement gave, and the tables afterwards.
type Outcome = Vec<Vec<Vec<String>>>;

/// What an engine makes of a text; nothing of it stays.
fn outcome(connection: &mut Connection, sql: &str) -> sqltree::Result<Outcome> {
    connection.run_script("BEGIN").expect("a transaction starts");
    let done = (|| {
        let sql = &with_catalog(connection, sql)?;
        let sorted = |rows: Vec<Row>| {
            let mut rows = plain(&rows);
            rows.sort();
            rows
        };
        let mut all = vec![sorted(connection.query_sql(sql, &[])?)];
        for table in ["users", "posts", "stock"] {
            all.push(sorted(connection.query_sql(&format!("SELECT * FROM {table}"), &[])?));
        }
        Ok(all)
    })();
    connection.run_script("ROLLBACK").expect("a transaction ends");
    done
}

/// The text with the name of the database that PostgreSQL is connected to in place of `{catalog}`.
fn with_catalog(connection: &mut Connection, sql: &str) -> sqltree::Result<String> {
    if connection.dialect().spec().name != "PostgreSQL" {
        return Ok(sql.to_owned());
    }
    let rows = connection.query_sql("SELECT CAST(current_database() AS TEXT)", &[])?;
    Ok(sql.replace("{catalog}", &plain(&rows)[0][0].replace('"', "")))
}

fn samples() -> impl Iterator<Item = &'static Sample> {
    changes::SAMPLES.iter().chain(queries::SAMPLES).chain(kinds::SAMPLES)
}

#[test]
fn every_feature_has_an_entry() {
    let found = |feature: &Feature| samples().filter(|sample| sample.feature == *feature).count();
    let wrong: Vec<_> = Feature::ALL
        .iter()
        .filter(|feature| found(feature) != usize::from(!kinds::NAMED.contains(feature)))
        .collect();
    assert!(wrong.is_empty(), "without an entry, or with two: {wrong:?}");
}

#[test]
fn engines_refuse_what_their_dialects_lack() {
    let mut connections = Live::ALL.map(|live| (live, live.connect()));
    for (_, connection) in &mut connections {
        connection.run_script(tables::SCRIPT).expect("the tests' tables");
    }
    let (mut refused, mut wrong) = (0, Vec::new());
    for sample in samples() {
        let (mut right, mut other) = (Vec::new(), Vec::new());
        for (live, connection) in &mut connections {
            let has = connection.dialect().features().has(sample.feature);
            match sample.try_on(*live, connection) {
                Err(said) => wrong.push(said),
                Ok(Some(outcome)) if has => right.push(outcome),
                Ok(Some(outcome)) => other.push((*live, outcome)),
                Ok(None) => refused += 1,
            }
        }
        let same = other.iter().filter(|(_, outcome)| right.is_empty() || right.contains(outcome));
        wrong.extend(same.map(|(live, outcome)| {
            format!("{live} makes the same of {}: {outcome:?}", sample.feature)
        }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(refused > 90, "{refused} are refused");
}

#[test]
fn compile_says_no_where_a_dialect_lacks_a_part_of_a_change() {
    let mut wrong = Vec::new();
    for (feature, made, otherwise) in made::MADE {
        for dialect in sqltree::dialects::all() {
            let (name, has) = (dialect.spec().name, dialect.features().has(*feature));
            let takes = has != otherwise.contains(&name);
            match made(dialect) {
                Ok(_) if takes => {}
                Ok(compiled) => wrong.push(format!("{name}, {feature}: {}", compiled.sql())),
                Err(said) => {
                    let mut kinds = said.problems().map(|problem| problem.kind());
                    let typed = made::OTHER_KINDS.contains(feature)
                        || kinds.any(|kind| matches!(kind, ErrorKind::Unsupported(_)));
                    if takes || !typed {
                        wrong.push(format!("{name}, {feature}: {said}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let changes = changes::SAMPLES.iter().map(|sample| sample.feature);
    let lacking: Vec<_> =
        changes.filter(|feature| !made::MADE.iter().any(|(own, ..)| own == feature)).collect();
    assert!(lacking.is_empty(), "no statement is made of {lacking:?}");
}

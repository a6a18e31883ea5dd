//! What has to say the same in other forms: deep below other queries, and built anew from its parts.

use std::fmt::Debug;

use sqltree::dialect::Dialect;
use sqltree::prelude::*;

/// A query that was built anew from each of its parts is the same query.
pub fn rebuilt<Q: Statement + Eq + Debug>(query: &Q, anew: &Q, dialect: &dyn Dialect) {
    assert_eq!(query, anew);
    let text = |query: &Q| match query.compile(dialect) {
        Ok(compiled) => Ok(compiled.into_parts()),
        Err(error) => Err(error.to_string()),
    };
    assert_eq!(text(query), text(anew));
}

/// A query says the same below many others as below one: text, parameters, and mistakes with their
/// clauses and places.
pub fn deep<Q: Query + Clone>(query: &Q, dialect: &dyn Dialect) {
    const LEVELS: usize = 60;
    let below = |levels: usize| {
        let innermost = select(val(1)).filter(exists(query.clone()));
        (1..levels).fold(innermost, |inner, _| select(val(1)).filter(exists(inner)))
    };
    match (below(1).compile(dialect), below(LEVELS).compile(dialect)) {
        (Ok(one), Ok(many)) => {
            // WITH, if there is any, stands before both; then the text of one ends that of many.
            let (inner, outer) = (unnumbered(one.sql()), unnumbered(many.sql()));
            let pairs = inner.char_indices().zip(outer.chars());
            let alike = pairs.take_while(|((_, a), b)| a == b).last().map_or(0, |((i, _), _)| i);
            let end = inner[alike..].trim_end_matches(')');
            assert!(outer.trim_end_matches(')').ends_with(end), "{inner}\n{outer}");
            assert_eq!(one.params().len() + LEVELS - 1, many.params().len());
        }
        (Err(one), Err(many)) => assert_eq!(one.to_string(), many.to_string()),
        (one, many) => panic!("{one:?}\n{many:?}"),
    }
}

/// The text without the numbers of its parameters.
fn unnumbered(sql: &str) -> String {
    let mut parts = sql.split('$').flat_map(|part| part.split(":p"));
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + "$" + part.trim_start_matches(|c: char| c.is_ascii_digit())
    })
}

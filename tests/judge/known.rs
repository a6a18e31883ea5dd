//! What the judge finds and is known: this list may only shrink.

/// A fault that is not mended yet.
pub struct Known {
    /// What is wrong.
    pub why: &'static str,
    /// Part of what the judge says.
    said: &'static str,
    /// Parts of the statement's text for PostgreSQL.
    sql: &'static [&'static str],
}

const KNOWN: &[Known] = &[
    // seed 1 case 2246 of the judge: two rows elsewhere, none here
    Known {
        why: "MariaDB 10.11 gives no rows for `HAVING MIN(x) IN (query)` beside ORDER BY a query",
        said: "different rows: SQLite and MariaDB",
        sql: &["HAVING MIN(", " IN (SELECT", "ORDER BY (SELECT"],
    },
    // SELECT n, LEAD(n) OVER (ORDER BY n) FROM (SELECT n FROM t) q
    // WHERE NOT (n <=> (SELECT q.n FROM t c WHERE c.n = 2))
    Known {
        why: "MariaDB 10.11 forgets `IS DISTINCT FROM (SELECT outer column)` beside windows",
        said: "different rows: SQLite and MariaDB",
        sql: &["OVER (", "DISTINCT FROM (SELECT"],
    },
    // SELECT 0e0 UNION ALL SELECT CUME_DIST() OVER (ORDER BY n) - 9223372036854775807 FROM t
    Known {
        why: "MariaDB 10.11 has 17 digits for what is worked out of CUME_DIST in a UNION",
        said: "different rows: SQLite and MariaDB",
        sql: &["UNION", "CUME_DIST() OVER ("],
    },
];

/// The known fault that a finding shows.
pub fn known(said: &str, sql: &str) -> Option<&'static Known> {
    KNOWN
        .iter()
        .find(|known| said.contains(known.said) && known.sql.iter().all(|part| sql.contains(part)))
}

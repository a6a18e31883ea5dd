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
    Known {
        why: "SQLite moves WHERE into a query of windows over aggregates as HAVING, and refuses it",
        said: "HAVING clause on a non-aggregate query",
        sql: &[],
    },
    Known {
        why: "MariaDB: a prepared `SUM(x) IN (query)` is wrong from the second time on",
        said: "MariaDB",
        sql: &["SUM(", " IN (SELECT"],
    },
    Known {
        why: "NULL beside a lone parameter has no type on PostgreSQL",
        said: "operator is not unique: unknown",
        sql: &["NULL"],
    },
    // SELECT n FROM t WHERE (SELECT MAX(n) FROM t b) NOT IN (SELECT t.n FROM t c)
    Known {
        why: "MariaDB 10.11: `(query) NOT IN (SELECT outer column)` is never true",
        said: "different rows: SQLite and MariaDB",
        sql: &["NOT IN (SELECT"],
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
    Known {
        why: "MariaDB 10.11 takes MIN over a window for empty in expressions beside other windows",
        said: "different rows: SQLite and MariaDB",
        sql: &["MIN(", ") OVER ("],
    },
    Known {
        why: "MariaDB 10.11 gives NULL for a window over all rows as one group, where it orders by it",
        said: "different rows: SQLite and MariaDB",
        sql: &["(MAX(", " OVER ()"],
    },
    // SELECT n, MAX(q.c) OVER (ORDER BY n) FROM t LEFT JOIN (SELECT n AS m, 1 AS c FROM t) q ON q.m = 9
    Known {
        why: "MariaDB 10.11 keeps a constant of a query in FROM in windows where a LEFT JOIN has no row of it",
        said: "different rows: SQLite and MariaDB",
        sql: &["LEFT JOIN (SELECT", " OVER ("],
    },
    Known {
        why: "MariaDB 10.11 gives LAST_VALUE of an aggregate of another group, where a key is an expression",
        said: "different rows: SQLite and MariaDB",
        sql: &["LAST_VALUE(", "GROUP BY"],
    },
    Known {
        why: "MariaDB 10.11 takes a window for empty in `window IN (SELECT outer column)`",
        said: "different rows: SQLite and MariaDB",
        sql: &["OVER (", ") IN (SELECT"],
    },
    Known {
        why: "MariaDB 10.11 loses columns of a set operation in FROM when a prepared query runs again",
        said: "MariaDB does not take it the second time",
        sql: &["FROM (", "OVER ("],
    },
    Known {
        why: "MariaDB 10.11 takes a window for empty in a CONCAT with another one",
        said: "different rows: SQLite and MariaDB",
        sql: &["OVER (", ") || "],
    },
];

/// The known fault that a finding shows.
pub fn known(said: &str, sql: &str) -> Option<&'static Known> {
    KNOWN
        .iter()
        .find(|known| said.contains(known.said) && known.sql.iter().all(|part| sql.contains(part)))
}

//! Why `compile` refuses statements of the judge: each reason with a text as it would be written without
//! it, which an engine refuses, or which gives other rows there.

use sqltree::engine::{Connection, Row};
use sqltree::random::World;

use super::cells::rows_of;
use super::court::Court;

struct Reason {
    /// Part of what `compile` says.
    said: &'static str,
    sql: &'static str,
}

const REASONS: &[Reason] = &[
    Reason {
        said: "HAVING alone makes one group of all rows",
        sql: "SELECT 1 FROM things HAVING 1 = 1",
    },
    Reason {
        said: "an aggregate in ORDER BY alone makes one group of all rows",
        sql: "SELECT 1 FROM things ORDER BY COUNT(*)",
    },
    Reason {
        said: "has no NULLS FIRST or NULLS LAST",
        sql: "SELECT id FROM things ORDER BY small NULLS FIRST",
    },
    Reason {
        said: "has no ON CONFLICT … WHERE",
        sql: "INSERT INTO things (id, small) VALUES (1, 1) ON CONFLICT (id) \
              DO UPDATE SET small = 3 WHERE things.small > 1",
    },
    // Of the bytes to be inserted MariaDB reads those that are set.
    Reason {
        said: "and reads them in the row to be inserted",
        sql: "INSERT INTO things (id, small, raw, word) VALUES (1, 1, 'new', 'w') ON DUPLICATE KEY UPDATE \
              raw = 'set', word = VALUES(raw) RETURNING word",
    },
    Reason {
        said: "has no WITH before UPDATE or DELETE",
        sql: "WITH q AS (SELECT 1 AS n) DELETE FROM things WHERE id IN (SELECT n FROM q)",
    },
    Reason {
        said: "has no SET of several columns by one query",
        sql: "UPDATE things SET (small, tiny) = (SELECT 1, 2)",
    },
    // SQLite sees rows that are changed already.
    Reason {
        said: "has no queries in SET over the table itself",
        sql: "UPDATE things SET small = (SELECT MAX(t.small) FROM things t WHERE t.id < things.id) \
              RETURNING id, small",
    },
    Reason {
        said: "has no ranks and neighbours over a window without an order",
        sql: "SELECT RANK() OVER () FROM things",
    },
    Reason {
        said: "has no functions over windows before IN of a query",
        sql: "SELECT id, LAG(small) OVER (ORDER BY id) IN \
              (SELECT CASE WHEN things.id = 2 THEN 3 ELSE 9 END FROM people) FROM things",
    },
    Reason {
        said: "among keys of one name",
        sql: "SELECT a.word FROM things a JOIN things b ON b.id > a.id \
              GROUP BY a.word, b.word HAVING b.word IS NULL",
    },
    Reason {
        said: "a LIKE pattern ends with its escape character",
        sql: "SELECT 'a\\' LIKE 'a\\'",
    },
    Reason {
        said: "has no HAVING without GROUP BY beside functions over windows alone",
        sql: "SELECT MAX(MAX(small)) OVER (PARTITION BY 1) FROM things HAVING MAX(small) > 0",
    },
    Reason {
        said: "has no functions over windows of all rows as one group",
        sql: "SELECT LAST_VALUE(MAX(things.id)) OVER (PARTITION BY 1.5) FROM people CROSS JOIN things",
    },
    Reason {
        said: "has no functions over windows of groups of a join beside DISTINCT in an aggregate",
        sql: "SELECT ROW_NUMBER() OVER (ORDER BY people.id) + 0, COUNT(DISTINCT things.id) \
              FROM people CROSS JOIN things GROUP BY people.id",
    },
    Reason {
        said: "has no functions over windows in a row of values",
        sql: "SELECT id, (MAX(small) OVER (ORDER BY id), 1) = (small, 1) FROM things",
    },
    Reason {
        said: "has no queries in a row before IN of a query",
        sql: "SELECT id, ((SELECT MAX(id) FROM people), id) IN (SELECT id, id FROM people) FROM things",
    },
    Reason {
        said: "has no lists that come late, which may be empty, in a row before IN of a query",
        sql: "SELECT id, (CASE WHEN id IN (SELECT 1 FROM things WHERE 1 = 0) THEN 1 ELSE 2 END, id) \
              IN (SELECT id, id FROM people) FROM things",
    },
    Reason {
        said: "gives a key that a value in it may decide",
        sql: "SELECT yes OR TRUE, COUNT(*) FROM things GROUP BY ROLLUP (yes OR TRUE)",
    },
    Reason {
        said: "gives a condition that is a key, inside of another condition",
        sql: "SELECT NOT (id IN (1, 2)), COUNT(*) FROM things GROUP BY ROLLUP ((id IN (1, 2)))",
    },
    Reason {
        said: "has no functions over windows beside queries as values",
        sql: "SELECT DISTINCT t1.id, ROW_NUMBER() OVER (PARTITION BY t1.id ORDER BY t1.id), \
              (SELECT t3.raw FROM people t4 WHERE t4.id = 4) FROM things t1 JOIN things t3 ON t3.id = 2",
    },
    Reason {
        said: "has no queries about columns of a query around, beside aggregates of all rows",
        sql: "SELECT id, (SELECT COALESCE(MAX(t.small), \
              CASE WHEN EXISTS (SELECT 1 FROM things u WHERE u.id = people.id) THEN 1 ELSE 2 END) \
              FROM things t WHERE t.id = -9) FROM people",
    },
    Reason { said: "a constant in GROUP BY", sql: "SELECT COUNT(*) FROM things GROUP BY 1" },
    Reason {
        said: "a group has several values of",
        sql: "SELECT yes, COUNT(*) FROM things GROUP BY yes ORDER BY small",
    },
    Reason {
        said: "ORDER BY has a term that SELECT DISTINCT left out",
        sql: "SELECT DISTINCT yes FROM things ORDER BY small",
    },
    Reason {
        said: "the value has more characters than column",
        sql: "INSERT INTO things (id, small, word) VALUES \
              (1, 1, '123456789-123456789-123456789-123456789-123456789-123456789-123456789-123456789-+') \
              RETURNING word",
    },
    Reason {
        said: "the value is out of the range of column",
        sql: "INSERT INTO things (id, small) VALUES (1, 1e300) RETURNING small",
    },
    Reason { said: "takes no NULL", sql: "INSERT INTO things (id, small) VALUES (1, NULL + 1)" },
    Reason {
        said: "give values of one type, or cast them",
        sql: "SELECT day FROM things UNION ALL SELECT CAST('x' AS CHAR(1))",
    },
    Reason { said: TWICE, sql: WRITTEN_TWICE },
    // What a set lacks is NULL in the first of the queries, which has no collation: `a` does not come first.
    Reason {
        said: "would be read for each set, has texts with coll",
        sql: "SELECT c FROM (SELECT NULL AS c UNION ALL SELECT 'B' COLLATE NOCASE UNION ALL \
              SELECT 'a' COLLATE NOCASE) q WHERE c IS NOT NULL ORDER BY c LIMIT 1",
    },
    Reason {
        said: "a query that picks rows has none to lock",
        sql: "SELECT id FROM (SELECT id, RANK() OVER (ORDER BY id) AS n FROM things) q WHERE n = 1 \
              FOR UPDATE",
    },
];

const TWICE: &str = "is written with an argument twice";

/// Written once, `NULLIF(…, 0)` is never 0; a thousand rows surely have one that is, written twice.
const WRITTEN_TWICE: &str = "SELECT COUNT(*) FROM (WITH RECURSIVE many (i) AS \
    (SELECT 1 UNION ALL SELECT i + 1 FROM many WHERE i < 1000) \
    SELECT CASE WHEN ROUND(RANDOM()) = 0 THEN NULL ELSE ROUND(RANDOM()) END AS n FROM many) q \
    WHERE n = 0";

/// Reasons for which no text is known that shows them: this list may only shrink.
const NOT_SHOWN: &[&str] = &["a query around that picks rows keeps no collations"];

/// True for what is among the reasons.
pub fn is_tried(said: &str) -> bool {
    let mut all = REASONS.iter().map(|reason| reason.said).chain(NOT_SHOWN.iter().copied());
    all.any(|reason| said.contains(reason))
}

#[test]
fn each_reason_of_a_refusal_is_one() {
    let mut court = Court::new("refusals", &World::new());
    for Reason { said, sql } in REASONS {
        let outcomes: Vec<_> =
            court.engines.iter_mut().map(|(_, connection)| outcome(connection, sql)).collect();
        let same = outcomes.iter().all(|outcome| outcome.is_some() && *outcome == outcomes[0]);
        assert!(!same, "{said}, but all engines make the same of {sql}: {outcomes:?}");
    }
}

#[test]
fn what_is_written_twice_is_two_values() {
    let mut court = Court::new("twice", &World::new());
    let once = WRITTEN_TWICE.replace(
        "CASE WHEN ROUND(RANDOM()) = 0 THEN NULL ELSE ROUND(RANDOM()) END",
        "NULLIF(ROUND(RANDOM()), 0)",
    );
    let (_, postgres) = &mut court.engines[1];
    let zero = Some(vec![vec!["0".to_owned()]]);
    assert_eq!(outcome(postgres, &once), zero);
    assert_ne!(outcome(postgres, WRITTEN_TWICE), zero);
}

/// The rows, if the engine gives any; nothing stays.
fn outcome(connection: &mut Connection, sql: &str) -> Option<Vec<Vec<String>>> {
    connection.run_script("BEGIN").expect("a transaction");
    let rows: Option<Vec<Row>> = connection.query_sql(sql, &[]).ok();
    connection.run_script("ROLLBACK").expect("it is taken back");
    let mut rows = rows_of(&rows?, &[]);
    rows.sort();
    Some(rows)
}

//! What MariaDB takes for something else than it says.

use sqltree::dialect::Faults;

pub(super) const MARIADB: Faults = Faults {
    // 10.11 orders by `c` alone in `GROUP_CONCAT(c ORDER BY a, b, c) … FROM t JOIN (SELECT DISTINCT b, c …)
    // … GROUP BY a`; measured.
    forgets_behind_keys: true,
    // 10.11 puts NULL and 0, '' or '00:00:00' in the order of what stands behind them in
    // `GROUP_CONCAT(a ORDER BY b, c)`; measured.
    aggregates_order_null_as_zero: true,
    // 10.11 finds nothing by `… HAVING MIN(text) IN (SELECT …)`, nor by `(SELECT …) NOT IN (SELECT outer)`
    // where something is NULL, and too much by `(SELECT 'a' FROM t WHERE FALSE) <> ANY (SELECT outer)`;
    // measured.
    wraps_before_in: true,
    // 10.11 gives one number for all rows of `SELECT (SELECT COUNT(*) + q.a FROM t) FROM (SELECT …) q`, and
    // all rows of `SELECT a, LEAD(a) OVER (…) FROM (SELECT …) q WHERE a <> (SELECT q.a FROM t)`; measured.
    wraps_outer: true,
    // 10.11 gives a row for `SELECT 1 FROM t JOIN u … HAVING MIN(t.id) > 0` without rows, and 1 for
    // `SELECT MAX(q.one) FROM t LEFT JOIN (SELECT 1 AS one …) q ON …` where nothing is joined; measured.
    wraps_extremes: true,
    // 10.11 takes a window for empty in `SELECT CONCAT(LEAD(a) OVER (…), b) … GROUP BY a`, and gives 1 for
    // `SELECT MAX(q.b) OVER (…) FROM t LEFT JOIN (SELECT a, 1 AS b …) q ON q.a = …` without rows of `q`.
    wraps_texts: true,
    // 10.11 gives all rows of `SELECT * FROM t LEFT JOIN (SELECT a, 1 AS one FROM u) q ON FALSE WHERE
    // EXISTS (SELECT 1 FROM u WHERE id = 1 AND q.one = 1)`, and the server ends at `SELECT 1 FROM (SELECT a, b FROM
    // (SELECT 0 AS a, id AS b FROM t GROUP BY id) q) r WHERE (a >> 1) << b <> 0`; measured.
    limits_constants: true,
    // 10.11 finds nothing by `SELECT 1 FROM t WHERE id = 1 AND COALESCE(instant) = (SELECT instant FROM t
    // WHERE id = 2)` where both are the same TIMESTAMP; measured.
    instant_query: Some(("CAST((", ") AS DATETIME(6))")),
    // 10.11 forgets one NOT of `NOT (NOT (x > ANY (query)))`, also where AND and OR are in between, and
    // takes an outer join for an inner one where `(a, b) NOT IN (…)` has a column that may be NULL by
    // it. A NULL of theirs is 0 in a temporary table, as for DISTINCT or beside a window, if what is round
    // them does not say that it may be NULL; measured.
    row_tests: ("IF(TRUE, ", ", NULL)"),
    // Grouped by a unique key, 10.11 gives the order of the key or of the window; measured.
    tests_order: true,
    // 10.11 numbers rows by the order of the sum in `SELECT SUM(a) OVER (PARTITION BY a ORDER BY id), COUNT(*) OVER (),
    // ROW_NUMBER() OVER (ORDER BY id) FROM t`, and by no order at all in `SELECT MIN(a) OVER (PARTITION BY b), MIN(a)
    // OVER (PARTITION BY 7) FROM t`; measured with random sets of windows.
    // RAND() is no constant to it; a change with it is written to a log of statements by its rows:
    // https://mariadb.com/kb/en/unsafe-statements-for-statement-based-replication/
    sorts_windows_as_one: true,
    // 10.11 takes `x NOT IN (SELECT …)` for true, EXISTS for false, and other values for NULL, in a query of one
    // group of no rows, inside of another query; measured.
    asks_in_empty_groups: true,
    // 10.11 gives NULL for `SELECT ABS(a > 0 OR (LAG(a) OVER (…) = 0 AND a < 9))`, whatever the window gives: it
    // does not look for windows in an AND or OR that is inside of another one; measured.
    lists_windows: true,
    // 10.11 gives 99.9 for the 100 of `SELECT 1.5 UNION SELECT ABS(100)`, and so for MAX, ROUND, NULLIF and others that
    // give an integer in the text on; measured.
    shortens_integers: true,
    // 10.11 reads a table called `a` in `WITH a AS (…) SELECT (WITH b AS (SELECT x FROM a) SELECT x FROM b)`, but the
    // query where `b` is no query of WITH; measured.
    hides_outer_with: true,
    // 10.11 sets `a` to one number in all rows by `UPDATE t SET a = a + 1 WHERE 1 IN (SELECT b > 0 FROM u) AND a <
    // (SELECT MAX(a) FROM t) ORDER BY id LIMIT 2`, and by `UPDATE t SET a = a, b = (SELECT MAX(b) FROM t) ORDER BY
    // RAND() LIMIT 2`: an UPDATE that reads its table is one of several tables to it, and where their rows go
    // through a temporary table to be sorted, it reads the first one for each; measured.
    updates_by_one_row: true,
    ..Faults::NONE
};

//! Features of queries.

use sqltree::Feature;

use super::{Sample, sample};
use crate::support::live::Live;

pub(super) const SAMPLES: &[Sample] = &[
    sample(
        Feature::RightJoin,
        &["SELECT users.id FROM posts RIGHT JOIN users ON users.id = posts.user_id"],
    ),
    sample(
        Feature::FullJoin,
        &["SELECT users.id FROM posts FULL JOIN users ON users.id = posts.user_id"],
    ),
    sample(Feature::NullsOrder, &["SELECT id FROM users ORDER BY age NULLS LAST"])
        .without("SELECT id FROM users ORDER BY age"),
    sample(Feature::Intersect, &["SELECT id FROM users EXCEPT SELECT user_id FROM posts"]),
    sample(Feature::IntersectAll, &["SELECT id FROM users EXCEPT ALL SELECT user_id FROM posts"])
        .without("SELECT id FROM users EXCEPT SELECT user_id FROM posts"),
    sample(
        Feature::NestedSetOperations,
        &[
            "SELECT 1 UNION ALL (SELECT 1 UNION SELECT 1)",
            "SELECT 1 UNION ALL SELECT * FROM (SELECT 1 UNION SELECT 1) AS q",
        ],
    ),
    sample(
        Feature::LikeNamesInNestedArms,
        &[
            "SELECT 1, 1 UNION ALL SELECT * FROM (SELECT age, age FROM users UNION SELECT 1, 1) AS q",
        ],
    ),
    sample(
        Feature::WindowOrderInArm,
        &[
            "(SELECT id FROM users ORDER BY ROW_NUMBER() OVER (ORDER BY id DESC) LIMIT 1) \
             UNION ALL SELECT 9",
            "SELECT * FROM (SELECT id FROM users ORDER BY ROW_NUMBER() OVER (ORDER BY id DESC) \
             LIMIT 1) AS q UNION ALL SELECT 9",
        ],
    )
    .unused(&[(Live::MariaDb, "without LIMIT it is error 4015")]),
    sample(
        Feature::WindowBeforeQuery,
        &["SELECT id, LAG(likes) OVER (ORDER BY id) IN \
           (SELECT CASE WHEN posts.id = 2 THEN 3 ELSE 9 END FROM users) FROM posts"],
    )
    .other_rows(&[Live::MariaDb]),
    sample(Feature::ValuesQuery, &["VALUES (1), (2)"])
        .unused(&[(Live::MariaDb, "prepared, it cuts texts to the length of NULL")]),
    sample(Feature::ColumnsInValues, &["SELECT (VALUES (users.id)) FROM users"]),
    sample(Feature::OrderedValues, &["VALUES (2), (1) ORDER BY 1 LIMIT 1"])
        .unused(&[(Live::MariaDb, "it is as VALUES without an order")]),
    sample(Feature::ColumnLists, &["SELECT a FROM (SELECT 1) AS q (a)"]),
    sample(Feature::FunctionColumns, &["SELECT n FROM generate_series(1, 2) AS g (n)"]),
    sample(Feature::TableSample, &["SELECT id FROM users TABLESAMPLE SYSTEM (100)"]),
    sample(
        Feature::LimitInQuery,
        &["SELECT id FROM users WHERE id IN (SELECT id FROM posts ORDER BY id LIMIT 1)"],
    ),
    sample(Feature::CommonTableExpressions, &["WITH q AS (SELECT 1 AS n) SELECT n FROM q"]),
    sample(Feature::MaterializedHint, &["WITH q AS MATERIALIZED (SELECT 1 AS n) SELECT n FROM q"])
        .without("WITH q AS (SELECT 1 AS n) SELECT n FROM q"),
    sample(
        Feature::SearchAndCycle,
        &["WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) \
           CYCLE n SET again USING path SELECT n FROM t"],
    )
    .without(
        "WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) \
         SELECT n FROM t",
    ),
    sample(Feature::AggregateFilter, &["SELECT COUNT(*) FILTER (WHERE active) FROM users"]),
    sample(Feature::DistinctAggregates, &["SELECT COUNT(DISTINCT likes) FROM posts"]),
    sample(
        Feature::DistinctReadNowAndThen,
        &["SELECT id, (SELECT COALESCE(MAX(likes), SUM(DISTINCT likes)) FROM posts \
           WHERE user_id = users.id) FROM users"],
    )
    .other_rows(&[Live::MariaDb]),
    sample(
        Feature::OrderedAggregates,
        &[
            "SELECT STRING_AGG(title, ',' ORDER BY id) FROM posts",
            "SELECT GROUP_CONCAT(title ORDER BY id SEPARATOR ',') FROM posts",
        ],
    ),
    sample(Feature::ModifiedOverWindow, &["SELECT COUNT(DISTINCT title) OVER () FROM posts"])
        .without("SELECT COUNT(title) OVER () FROM posts"),
    sample(
        Feature::WindowsOverGroups,
        &["SELECT LAST_VALUE(MAX(posts.id)) OVER (PARTITION BY 1.5) FROM users CROSS JOIN posts"],
    )
    .other_rows(&[Live::MariaDb]),
    sample(
        Feature::OuterJoinByOthers,
        &["SELECT id, (SELECT COUNT(*) FROM posts AS a JOIN posts AS b ON users.age > 40 \
           RIGHT JOIN users AS writer ON writer.id = a.user_id) FROM users"],
    )
    .other_rows(&[Live::MariaDb]),
    sample(
        Feature::OuterJoinByOuter,
        &["SELECT id, (SELECT COUNT(*) FROM posts AS a JOIN posts AS b ON b.id = users.id \
           RIGHT JOIN users AS writer ON writer.id = a.user_id) FROM users"],
    )
    .unused(&[(Live::MariaDb, "the judge found longer ones that give other rows")]),
    sample(
        Feature::GroupingSets,
        &["SELECT user_id, COUNT(*) FROM posts GROUP BY GROUPING SETS ((user_id), ())"],
    ),
    sample(Feature::LockingReads, &["SELECT id FROM users FOR UPDATE"])
        .without("SELECT id FROM users"),
    sample(Feature::ForShare, &["SELECT id FROM users FOR SHARE"]),
    sample(Feature::KeyLocks, &["SELECT id FROM users FOR NO KEY UPDATE"]),
    sample(Feature::IndexHints, &["SELECT id FROM users USE INDEX (PRIMARY)"]),
    sample(Feature::IndexedBy, &["SELECT id FROM users NOT INDEXED"]),
    sample(Feature::StraightJoin, &["SELECT STRAIGHT_JOIN id FROM users"])
        .without("SELECT id FROM users"),
    sample(Feature::LockOf, &["SELECT id FROM users FOR UPDATE OF users"]),
    sample(Feature::LockNowait, &["SELECT id FROM users FOR UPDATE NOWAIT"]),
    sample(Feature::LockSkip, &["SELECT id FROM users FOR UPDATE SKIP LOCKED"]),
    sample(
        Feature::LockOuterSide,
        &["SELECT users.id FROM users LEFT JOIN posts ON posts.user_id = users.id FOR UPDATE"],
    )
    .without("SELECT users.id FROM users LEFT JOIN posts ON posts.user_id = users.id"),
    sample(Feature::Explain, &["EXPLAIN SELECT id FROM users"]),
    sample(
        Feature::Analyze,
        &["EXPLAIN ANALYZE SELECT id FROM users", "ANALYZE SELECT id FROM users"],
    )
    .without("EXPLAIN SELECT id FROM users"),
    sample(
        Feature::DistinctOn,
        &["SELECT DISTINCT ON (user_id) id FROM posts ORDER BY user_id, id"],
    ),
    sample(Feature::Qualify, &["SELECT id FROM posts QUALIFY ROW_NUMBER() OVER (ORDER BY id) = 1"])
        .without("SELECT id FROM posts"),
    sample(
        Feature::WithTies,
        &["SELECT id FROM users ORDER BY age DESC FETCH FIRST 1 ROWS WITH TIES"],
    ),
    sample(
        Feature::FetchPercent,
        &["SELECT id FROM users ORDER BY age DESC FETCH FIRST 50 PERCENT ROWS ONLY"],
    ),
    sample(Feature::LimitExpressions, &["SELECT id FROM users ORDER BY id LIMIT 1 + 1"]),
    sample(
        Feature::CorrelatedFrom,
        &["SELECT (SELECT MAX(q.n) FROM (SELECT users.id AS n) AS q) FROM users"],
    ),
    sample(
        Feature::RowsInList,
        &["SELECT id FROM posts WHERE (user_id, likes) IN ((1, 3), (4, 7))"],
    )
    .unused(&[(Live::Sqlite, "old versions refuse it, and all take VALUES there")]),
    sample(
        Feature::RowsOfGroups,
        &["SELECT user_id, (user_id, 1) < (MAX(id), COUNT(*)) FROM posts GROUP BY user_id"],
    )
    .other_rows(&[Live::MariaDb]),
    sample(
        Feature::Quantified,
        &["SELECT id FROM users WHERE id > ANY (SELECT user_id FROM posts)"],
    ),
    sample(
        Feature::Lateral,
        &["SELECT q.n FROM users CROSS JOIN LATERAL (SELECT users.id AS n) AS q"],
    ),
    sample(
        Feature::FullJoinByAny,
        &["SELECT users.id FROM users FULL JOIN posts ON users.id > posts.user_id"],
    ),
    sample(Feature::WindowFunctions, &["SELECT ROW_NUMBER() OVER (ORDER BY id) FROM users"]),
    sample(Feature::UnorderedWindows, &["SELECT RANK() OVER () FROM users"]),
    sample(Feature::LagDefault, &["SELECT LAG(id, 1, 0) OVER (ORDER BY id) FROM users"])
        .without("SELECT LAG(id, 1) OVER (ORDER BY id) FROM users"),
    sample(
        Feature::FrameGroups,
        &["SELECT SUM(id) OVER (ORDER BY age GROUPS 1 PRECEDING) FROM users"],
    ),
    sample(
        Feature::FrameExclude,
        &["SELECT SUM(id) OVER (ORDER BY id ROWS 1 PRECEDING EXCLUDE CURRENT ROW) FROM users"],
    )
    .without("SELECT SUM(id) OVER (ORDER BY id ROWS 1 PRECEDING) FROM users"),
    sample(
        Feature::FrameExpressions,
        &["SELECT SUM(id) OVER (ORDER BY id ROWS 1 + 1 PRECEDING) FROM users"],
    ),
    sample(
        Feature::KeysInHaving,
        &["SELECT user_id + 1 FROM posts GROUP BY user_id + 1 HAVING user_id + 1 > 2"],
    )
    .unused(&[
        (Live::Sqlite, "`Spec::group_keys` says in which way it is taken"),
        (Live::Postgres, "`Spec::group_keys` says in which way it is taken"),
    ]),
    sample(
        Feature::FixedColumns,
        &["SELECT users.name, COUNT(*) FROM users JOIN posts ON posts.user_id = users.id \
           GROUP BY posts.user_id"],
    )
    .unused(&[(Live::MariaDb, "the mode ONLY_FULL_GROUP_BY refuses it, others take any column")]),
];

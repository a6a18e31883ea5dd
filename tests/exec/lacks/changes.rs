//! Features of data changes.

use sqltree::Feature;

use super::{Sample, sample};
use crate::support::live::Live;

pub(super) const SAMPLES: &[Sample] = &[
    sample(Feature::InsertReturning, &["INSERT INTO stock (item) VALUES ('cup') RETURNING n"]),
    sample(Feature::UpdateReturning, &["UPDATE stock SET n = 1 RETURNING n"])
        .without("UPDATE stock SET n = 1"),
    sample(Feature::DeleteReturning, &["DELETE FROM stock RETURNING n"]),
    sample(Feature::DefaultInValues, &["INSERT INTO stock (item, n) VALUES ('cup', DEFAULT)"])
        .without("INSERT INTO stock (item, n) VALUES ('cup', 1)"),
    sample(Feature::DefaultInSet, &["UPDATE stock SET n = DEFAULT"]),
    sample(
        Feature::DefaultInDoUpdateWhere,
        &[
            "INSERT INTO stock (item, shop, n) VALUES ('pen', 1, 2) ON CONFLICT (item, shop) \
             DO UPDATE SET n = DEFAULT WHERE stock.n > 1",
            "INSERT INTO stock (item, shop, n) VALUES ('pen', 1, 2) ON DUPLICATE KEY UPDATE \
             n = CASE WHEN n > 1 THEN DEFAULT(n) ELSE n END",
        ],
    ),
    sample(
        Feature::UpdateFrom,
        &["UPDATE posts SET likes = users.id FROM users WHERE users.id = posts.user_id"],
    ),
    sample(
        Feature::UpdateOfSeveral,
        &["UPDATE posts, users SET posts.likes = users.id WHERE users.id = posts.user_id"],
    ),
    sample(
        Feature::DeleteUsing,
        &["DELETE FROM posts USING users WHERE users.id = posts.user_id AND users.active"],
    ),
    sample(Feature::TupleSet, &["UPDATE posts SET (likes, body) = (SELECT 1, 'x')"]),
    sample(Feature::DeleteAlias, &["DELETE FROM posts AS p WHERE p.id = 1"])
        .without("DELETE FROM posts WHERE posts.id = 1"),
    sample(Feature::AliasInReturning, &["UPDATE posts AS p SET likes = 1 RETURNING p.id"]),
    sample(Feature::OldAndNew, &["DELETE FROM posts RETURNING old.likes"])
        .without("DELETE FROM posts RETURNING likes"),
    sample(
        Feature::ReturningOfFrom,
        &["UPDATE posts SET likes = 1 FROM users WHERE users.id = posts.user_id \
           RETURNING users.id"],
    ),
    sample(
        Feature::Merge,
        &["MERGE INTO stock USING (SELECT 'pen' AS i) AS q ON q.i = stock.item \
           WHEN MATCHED THEN DELETE"],
    ),
    sample(
        Feature::MergeBySource,
        &["MERGE INTO stock USING (SELECT 'pen' AS i) AS q ON q.i = stock.item \
           WHEN NOT MATCHED BY SOURCE THEN DELETE"],
    ),
    sample(
        Feature::MergeReturning,
        &["MERGE INTO stock USING (SELECT 'pen' AS i) AS q ON q.i = stock.item \
           WHEN MATCHED THEN DELETE RETURNING stock.n"],
    ),
    sample(
        Feature::MergeAction,
        &["MERGE INTO stock USING (SELECT 'pen' AS i) AS q ON q.i = stock.item \
           WHEN MATCHED THEN DELETE RETURNING MERGE_ACTION()"],
    ),
    sample(
        Feature::RecursiveMerge,
        &["WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 2) \
           MERGE INTO stock USING r ON r.n = stock.n WHEN MATCHED THEN DO NOTHING"],
    ),
    sample(
        Feature::LimitedLockInChange,
        &[
            "DELETE FROM posts WHERE id IN (SELECT id FROM users WHERE id < 3 LIMIT 1 FOR UPDATE)",
            "DELETE FROM posts WHERE id IN (SELECT id FROM users WHERE id < 3 LIMIT 1)",
        ],
    )
    .unused(&[(Live::Postgres, "the query may be made for each row: docs, and 18 as measured")]),
    sample(Feature::LimitInChange, &["DELETE FROM posts ORDER BY id LIMIT 1"]),
    sample(
        Feature::OnConflict,
        &["INSERT INTO stock (item, shop) VALUES ('pen', 1) ON CONFLICT (item, shop) \
           DO UPDATE SET n = excluded.n"],
    ),
    sample(
        Feature::OnConstraint,
        &["INSERT INTO stock (item, shop) VALUES ('pen', 1) ON CONFLICT ON CONSTRAINT stock_pkey \
           DO NOTHING"],
    ),
    sample(
        Feature::DefaultRowConflict,
        &[
            "INSERT INTO stock DEFAULT VALUES ON CONFLICT DO NOTHING",
            "INSERT INTO stock () VALUES () ON DUPLICATE KEY UPDATE n = n",
        ],
    )
    .without("INSERT INTO stock DEFAULT VALUES"),
    sample(
        Feature::OnDuplicateKey,
        &["INSERT INTO stock (item, shop) VALUES ('pen', 1) ON DUPLICATE KEY UPDATE n = 3"],
    ),
    sample(
        Feature::RowAlias,
        &["INSERT INTO stock (item, shop, n) VALUES ('pen', 1, 9) AS new \
           ON DUPLICATE KEY UPDATE n = new.n"],
    )
    .without("INSERT INTO stock (item, shop, n) VALUES ('cup', 1, 9)"),
    sample(
        Feature::IncomingInQueries,
        &[
            "INSERT INTO stock (item, shop, n) VALUES ('pen', 1, 4) ON CONFLICT (item, shop) \
             DO UPDATE SET n = (SELECT MAX(likes) FROM posts WHERE likes < excluded.n)",
            "INSERT INTO stock (item, shop, n) VALUES ('pen', 1, 4) ON DUPLICATE KEY UPDATE \
             n = (SELECT MAX(likes) FROM posts WHERE likes < VALUES(n))",
        ],
    ),
    sample(
        Feature::ReturningOfUpserts,
        &[
            "INSERT INTO stock (item, shop) VALUES ('pen', 1) ON CONFLICT (item, shop) \
             DO NOTHING RETURNING n",
            "INSERT INTO stock (item, shop) VALUES ('pen', 1) ON DUPLICATE KEY UPDATE n = n \
             RETURNING n",
        ],
    )
    .other_rows(&[Live::MariaDb]),
    sample(Feature::InsertOr, &["INSERT OR IGNORE INTO stock (item, shop) VALUES ('pen', 1)"])
        .without("INSERT INTO stock (item, shop) VALUES ('cup', 1)"),
    sample(Feature::InsertIgnore, &["INSERT IGNORE INTO stock (item, shop) VALUES ('pen', 1)"])
        .without("INSERT INTO stock (item, shop) VALUES ('cup', 1)"),
    sample(Feature::Replace, &["REPLACE INTO stock (item, shop) VALUES ('pen', 1)"])
        .unused(&[(Live::Sqlite, "its name is `or_replace`, which puts defaults for NULLs")]),
    sample(Feature::ChangeIgnore, &["UPDATE IGNORE stock SET n = 1"])
        .without("UPDATE stock SET n = 1"),
    sample(Feature::ChangePriority, &["UPDATE LOW_PRIORITY stock SET n = 1"])
        .without("UPDATE stock SET n = 1"),
    sample(Feature::OptimizerHints, &["UPDATE /*+ NO_ICP(stock) */ stock SET n = 1"]).unused(&[
        (Live::Sqlite, "it is a comment there"),
        (Live::Postgres, "it is a comment there"),
        (Live::MariaDb, "it is a comment there"),
    ]),
    sample(
        Feature::OwnTableInConflict,
        &[
            "INSERT INTO stock (item, shop) VALUES ('pen', 1), ('pen', 2) ON CONFLICT (item, shop) \
             DO UPDATE SET n = (SELECT MAX(o.n) + 1 FROM stock AS o WHERE o.shop < stock.shop + 5)",
            "INSERT INTO stock (item, shop) VALUES ('pen', 1), ('pen', 2) ON DUPLICATE KEY \
             UPDATE n = (SELECT MAX(o.n) + 1 FROM stock AS o WHERE o.shop < stock.shop + 5)",
        ],
    )
    .other_rows(&[Live::Sqlite, Live::MariaDb]),
    sample(
        Feature::OwnTableInValues,
        &["INSERT INTO stock (item, n) VALUES ('cup', (SELECT MAX(o.n) FROM stock AS o))"],
    ),
    sample(
        Feature::Overriding,
        &["INSERT INTO stock (item) OVERRIDING SYSTEM VALUE VALUES ('cup')"],
    ),
    sample(Feature::OldValuesInSet, &["UPDATE users SET age = boss_id, boss_id = age"])
        .other_rows(&[Live::MariaDb]),
    sample(
        Feature::OwnTableInSet,
        &["UPDATE users SET score = (SELECT o.score FROM users AS o WHERE o.id = users.id - 1) \
           WHERE id > 1"],
    )
    .other_rows(&[Live::Sqlite]),
    sample(
        Feature::OwnTableInFilter,
        &["DELETE FROM users WHERE id > (SELECT MIN(o.id) FROM users AS o)"],
    ),
    sample(
        Feature::WithBeforeChange,
        &["WITH q AS (SELECT 1 AS n) DELETE FROM posts WHERE id IN (SELECT n FROM q)"],
    )
    .without("DELETE FROM posts WHERE id IN (WITH q AS (SELECT 1 AS n) SELECT n FROM q)"),
    sample(
        Feature::WithBeforeInsert,
        &["WITH q AS (SELECT 'cup' AS i) INSERT INTO stock (item) SELECT i FROM q"],
    )
    .without("INSERT INTO stock (item) WITH q AS (SELECT 'cup' AS i) SELECT i FROM q"),
    sample(
        Feature::ChangeInWith,
        &["WITH q AS (DELETE FROM posts RETURNING id) SELECT COUNT(*) FROM q"],
    ),
    sample(
        Feature::AnalyzedChange,
        &["EXPLAIN ANALYZE DELETE FROM posts", "ANALYZE DELETE FROM posts"],
    )
    .without("EXPLAIN DELETE FROM posts"),
];

//! DISTINCT in aggregates of queries that are made for each row: over no rows they are those of none.

use sqltree::prelude::*;

use crate::support::live::Live;

sqltree::table! {
    owners = "distinct_owners" { id: i64 => primary_key, y: i64 }
    parts = "distinct_parts" { id: i64 => primary_key, y: i64, v: Option<i32> }
}

#[test]
fn what_was_not_read_before_is_not_told_later() {
    for live in Live::ALL {
        let mut conn = live.connect();
        for table in [parts::table(), owners::table()] {
            conn.execute(&drop_table(table.clone()).if_exists()).unwrap();
            conn.execute(&create_table(table)).unwrap();
        }
        let into = insert(owners::table()).columns((owners::id, owners::y));
        conn.execute(&into.rows([(1, 1), (2, 0), (3, 1), (4, 0)])).unwrap();
        let into = insert(parts::table()).columns((parts::id, parts::y, parts::v));
        conn.execute(&into.rows([(1, 1, Some(1)), (2, 1, Some(2)), (3, 1, Some(2))])).unwrap();
        // MariaDB 10.11 gave 3 for the rows that have no parts.
        let of_owner = || parts::y.eq(owners::y);
        let most = || func::max(parts::v);
        let sum =
            select(most().cast::<i64>().coalesce(func::sum(parts::v).distinct().cast::<i64>()));
        let count = select(
            most().cast::<i64>().coalesce(func::count_of(parts::v).distinct().cast::<i64>()),
        );
        let mean =
            select(most().cast::<f64>().coalesce(func::avg(parts::v).distinct().cast::<f64>()));
        let query = select((
            owners::id,
            sum.filter(of_owner()).scalar(),
            count.filter(of_owner()).scalar(),
            mean.filter(of_owner()).scalar(),
        ));
        let rows = conn.fetch_all(&query.from(owners::table()).order_by(owners::id)).unwrap();
        let some = |id| (id, Some(2), Some(2), Some(2.0));
        let none = |id| (id, None, Some(0), None);
        assert_eq!(rows, [some(1), none(2), some(3), none(4)], "{live}");
        for table in [parts::table(), owners::table()] {
            conn.execute(&drop_table(table)).unwrap();
        }
    }
}

//! What a column may refer to, from where.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn two_levels_out() {
    let other = posts::alias("other");
    let inner = select(other.col(posts::id))
        .filter(other.col(posts::user_id).eq(users::id))
        .filter(other.col(posts::id).ne(posts::id));
    let middle = select(posts::id).filter(posts::user_id.eq(users::id)).filter(exists(inner));
    let query = select(users::id).filter(exists(middle)).order_by(users::id);
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users WHERE EXISTS \
            (SELECT posts.id FROM posts WHERE posts.user_id = users.id AND EXISTS (SELECT other.id \
            FROM posts AS other WHERE other.user_id = users.id AND other.id <> posts.id)) \
            ORDER BY users.id",
    );
}

#[test]
fn a_hidden_item_is_refused() {
    let hiding = posts::alias("users");
    let inner =
        select(hiding.col(posts::id)).from(&hiding).filter(hiding.col(posts::id).eq(users::id));
    assert_sql!(select(users::id).filter(exists(inner)),
        sqlite | postgres | mysql | mariadb | ansi: error "`users` of an enclosing query is hidden \
            by another `users` in between; give one of them an alias",
    );
}

#[test]
fn a_changed_table_is_all_that_update_and_delete_see() {
    assert_sql!(update(users::table()).set(users::age, posts::likes).filter(users::id.eq(1)),
        sqlite | postgres | mysql | mariadb | ansi: error "a column of `posts` is used (in SET), \
            but this statement sees its own table only; use a subquery",
    );
    assert_sql!(delete(users::table()).filter(posts::id.eq(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: error "a column of `posts` is used (in WHERE), \
            but this statement sees its own table only; use a subquery",
    );
    assert_sql!(insert(users::table()).set(users::name, users::name),
        sqlite | postgres | mysql | mariadb | ansi: error "a column of `users` is used (in VALUES), \
            but this statement sees its own table only; use a subquery",
    );
}

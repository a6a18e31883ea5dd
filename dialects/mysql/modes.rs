//! The SQL modes of a connection.

use itertools::Itertools as _;

/// The SQL modes of a server as the dialect needs them: <https://mariadb.com/kb/en/sql-mode/>.
pub(super) fn needed(modes: &str, is_mariadb: bool) -> String {
    const HARMFUL: [&str; 4] =
        ["NO_BACKSLASH_ESCAPES", "HIGH_NOT_PRECEDENCE", "EMPTY_STRING_IS_NULL", "ORACLE"];
    // MariaDB does not find a key again inside of a larger expression, and refuses what is right.
    let refuses = |mode: &str| is_mariadb && mode == "ONLY_FULL_GROUP_BY";
    // Without the second, tables without transactions store the nearest value from the second row on.
    const NEEDED: [&str; 3] = ["STRICT_TRANS_TABLES", "STRICT_ALL_TABLES", "NO_AUTO_VALUE_ON_ZERO"];
    let harmful = |mode: &str| HARMFUL.contains(&mode) || refuses(mode) || mode.is_empty();
    let kept = modes.split(',').filter(|mode| !harmful(mode));
    kept.filter(|mode| !NEEDED.contains(mode)).chain(NEEDED).join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEEDED: &str = "STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO";

    #[test]
    fn modes_that_change_what_is_said_are_taken_out() {
        assert_eq!(needed("", true), NEEDED);
        // What `sql_mode = ORACLE` stands for.
        let oracle = "PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,ORACLE,SIMULTANEOUS_ASSIGNMENT";
        let kept = "PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,SIMULTANEOUS_ASSIGNMENT";
        assert_eq!(needed(oracle, true), format!("{kept},{NEEDED}"));
        let harmful =
            "NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES,HIGH_NOT_PRECEDENCE,EMPTY_STRING_IS_NULL";
        assert_eq!(needed(harmful, false), NEEDED);
    }

    #[test]
    fn only_full_group_by_stays_where_it_is_right() {
        assert_eq!(needed("ONLY_FULL_GROUP_BY", true), NEEDED);
        assert_eq!(needed("ONLY_FULL_GROUP_BY", false), format!("ONLY_FULL_GROUP_BY,{NEEDED}"));
    }
}

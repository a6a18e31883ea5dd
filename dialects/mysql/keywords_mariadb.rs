//! Reserved words of MariaDB (10.5 up to 12.3, default SQL mode).
//!
//! Measured on MariaDB 10.11 by using every word of `information_schema.keywords`, of
//! `information_schema.sql_functions` and every character set introducer (`_utf8mb4`, …) as a
//! table name, a column name and an alias in about eighty prepared statements. `vector` (11.7),
//! `conversion` and `to_date` (12.3) and the words the manual lists although 10.11 accepts them
//! (`database`, `schema`, `option`, `general`, `slow`, …) come from the manual.
//!
//! Names of built-in functions such as `count` or `now` are reserved only under the SQL mode
//! `IGNORE_SPACE`, further words only under `ORACLE`; neither group is listed.
//!
//! <https://mariadb.com/docs/server/reference/sql-structure/sql-language-structure/reserved-words>

/// Words that must be quoted when used as a table name, a column name or an alias.
///
/// Lower case, sorted, unique; the union over all supported versions.
#[rustfmt::skip]
pub(super) const RESERVED: &[&str] = &[
    "_armscii8", "_ascii", "_big5", "_binary", "_cp1250", "_cp1251", "_cp1256", "_cp1257",
    "_cp850", "_cp852", "_cp866", "_cp932", "_dec8", "_eucjpms", "_euckr", "_filename", "_gb2312",
    "_gbk", "_geostd8", "_greek", "_hebrew", "_hp8", "_keybcs2", "_koi8r", "_koi8u", "_latin1",
    "_latin2", "_latin5", "_latin7", "_macce", "_macroman", "_sjis", "_swe7", "_tis620", "_ucs2",
    "_ujis", "_utf16", "_utf16le", "_utf32", "_utf8", "_utf8mb3", "_utf8mb4", "accessible", "add",
    "all", "alter", "analyze", "and", "as", "asc", "asensitive", "before", "between", "bigint",
    "binary", "blob", "both", "by", "call", "cascade", "case", "change", "char", "character",
    "check", "collate", "column", "condition", "constraint", "continue", "conversion", "convert",
    "create", "cross", "cube", "current_date", "current_role", "current_time",
    "current_timestamp", "current_user", "cursor", "database", "databases", "day_hour",
    "day_microsecond", "day_minute", "day_second", "dec", "decimal", "declare", "default",
    "delayed", "delete", "delete_domain_id", "desc", "describe", "deterministic", "distinct",
    "distinctrow", "div", "do_domain_ids", "double", "drop", "dual", "each", "else", "elseif",
    "enclosed", "escaped", "except", "exists", "exit", "explain", "false", "fetch", "float",
    "float4", "float8", "for", "force", "foreign", "from", "fulltext", "general", "grant",
    "group", "having", "high_priority", "hour_microsecond", "hour_minute", "hour_second", "if",
    "ignore", "ignore_domain_ids", "ignore_server_ids", "in", "index", "infile", "inner", "inout",
    "insensitive", "insert", "int", "int1", "int2", "int3", "int4", "int8", "integer",
    "intersect", "interval", "into", "is", "iterate", "join", "key", "keys", "kill", "leading",
    "leave", "left", "like", "limit", "linear", "lines", "load", "localtime", "localtimestamp",
    "lock", "long", "longblob", "longtext", "loop", "low_priority", "master_demote_to_replica",
    "master_demote_to_slave", "master_heartbeat_period", "master_ssl_verify_server_cert", "match",
    "maxvalue", "mediumblob", "mediumint", "mediumtext", "middleint", "minute_microsecond",
    "minute_second", "mod", "modifies", "natural", "no_write_to_binlog", "not", "null", "numeric",
    "offset", "on", "optimize", "option", "optionally", "or", "order", "out", "outer", "outfile",
    "over", "page_checksum", "parse_vcol_expr", "partition", "period", "portion", "precision",
    "primary", "procedure", "purge", "range", "read", "read_write", "reads", "real", "recursive",
    "ref_system_id", "references", "regexp", "release", "rename", "repeat", "replace", "require",
    "resignal", "restrict", "return", "returning", "revoke", "right", "rlike", "rollup",
    "row_number", "rows", "schema", "schemas", "second_microsecond", "select", "sensitive",
    "separator", "set", "show", "signal", "slow", "smallint", "spatial", "specific", "sql",
    "sql_big_result", "sql_buffer_result", "sql_cache", "sql_calc_found_rows", "sql_no_cache",
    "sql_small_result", "sqlexception", "sqlstate", "sqlwarning", "ssl", "starting",
    "stats_auto_recalc", "stats_persistent", "stats_sample_pages", "straight_join", "system",
    "table", "terminated", "then", "tinyblob", "tinyint", "tinytext", "to", "to_date", "trailing",
    "trigger", "true", "undo", "union", "unique", "unlock", "unsigned", "update", "usage", "use",
    "using", "utc_date", "utc_time", "utc_timestamp", "value", "values", "varbinary", "varchar",
    "varcharacter", "varying", "vector", "when", "where", "while", "window", "with", "write",
    "xor", "year_month", "zerofill",
];

/// The members of [`RESERVED`] that may stand unquoted directly before `(` as a function name.
///
/// Lower case, sorted, unique.
#[rustfmt::skip]
pub(super) const CALLABLE: &[&str] = &[
    "char", "character", "cube", "current_date", "current_role", "current_time",
    "current_timestamp", "current_user", "database", "default", "if", "insert", "left",
    "localtime", "localtimestamp", "mod", "repeat", "replace", "right", "rollup", "row_number",
    "schema", "system", "to_date", "utc_date", "utc_time", "utc_timestamp", "value",
];

//! Reserved words of MySQL (5.7 up to 9.x).
//!
//! Not measured, as no MySQL server was at hand: compiled from published copies of the manual's
//! lists (words marked (R)) and MySQL bugs 114874, 118844 and 119904, including words that were
//! reserved in some releases only (`array`, `member`, `manual`, `parallel`, `sets`, …). The
//! character set introducers (`_utf8mb4`, …), which the manual does not list, the `SQL_CACHE`
//! family, `rollup` and `value` are taken over from what MariaDB was measured to reject; `full` is
//! deprecated as a name since 8.0.32.
//!
//! Names of built-in functions such as `count` or `now` are reserved only under the SQL mode
//! `IGNORE_SPACE` and are not listed.
//!
//! <https://dev.mysql.com/doc/mysqld-version-reference/en/keywords.html>

/// Words that must be quoted when used as a table name, a column name or an alias.
///
/// Lower case, sorted, unique; the union over all supported versions.
#[rustfmt::skip]
pub(super) const RESERVED: &[&str] = &[
    "_armscii8", "_ascii", "_big5", "_binary", "_cp1250", "_cp1251", "_cp1256", "_cp1257",
    "_cp850", "_cp852", "_cp866", "_cp932", "_dec8", "_eucjpms", "_euckr", "_filename",
    "_gb18030", "_gb2312", "_gbk", "_geostd8", "_greek", "_hebrew", "_hp8", "_keybcs2", "_koi8r",
    "_koi8u", "_latin1", "_latin2", "_latin5", "_latin7", "_macce", "_macroman", "_sjis", "_swe7",
    "_tis620", "_ucs2", "_ujis", "_utf16", "_utf16le", "_utf32", "_utf8", "_utf8mb3", "_utf8mb4",
    "accessible", "add", "admin", "all", "alter", "analyze", "and", "array", "as", "asc",
    "asensitive", "before", "between", "bigint", "binary", "blob", "both", "by", "call",
    "cascade", "case", "change", "char", "character", "check", "collate", "column", "condition",
    "constraint", "continue", "convert", "create", "cross", "cube", "cume_dist", "current_date",
    "current_time", "current_timestamp", "current_user", "cursor", "database", "databases",
    "day_hour", "day_microsecond", "day_minute", "day_second", "dec", "decimal", "declare",
    "default", "delayed", "delete", "dense_rank", "desc", "describe", "deterministic", "distinct",
    "distinctrow", "div", "double", "drop", "dual", "each", "else", "elseif", "empty", "enclosed",
    "escaped", "except", "exists", "exit", "explain", "external", "false", "fetch", "first_value",
    "float", "float4", "float8", "for", "force", "foreign", "from", "full", "fulltext",
    "function", "generated", "get", "get_master_public_key", "grant", "group", "grouping",
    "groups", "having", "high_priority", "hour_microsecond", "hour_minute", "hour_second", "if",
    "ignore", "in", "index", "infile", "inner", "inout", "insensitive", "insert", "int", "int1",
    "int2", "int3", "int4", "int8", "integer", "intersect", "interval", "into", "io_after_gtids",
    "io_before_gtids", "is", "iterate", "join", "json_table", "key", "keys", "kill", "lag",
    "last_value", "lateral", "lead", "leading", "leave", "left", "library", "like", "limit",
    "linear", "lines", "load", "localtime", "localtimestamp", "lock", "long", "longblob",
    "longtext", "loop", "low_priority", "manual", "master_bind", "master_ssl_verify_server_cert",
    "match", "maxvalue", "mediumblob", "mediumint", "mediumtext", "member", "middleint",
    "minute_microsecond", "minute_second", "mod", "modifies", "natural", "no_write_to_binlog",
    "not", "nth_value", "ntile", "null", "numeric", "of", "on", "optimize", "optimizer_costs",
    "option", "optionally", "or", "order", "out", "outer", "outfile", "over", "parallel",
    "parse_gcol_expr", "partition", "percent_rank", "persist", "persist_only", "precision",
    "primary", "procedure", "purge", "qualify", "range", "rank", "read", "read_write", "reads",
    "real", "recursive", "references", "regexp", "release", "rename", "repeat", "replace",
    "require", "resignal", "restrict", "return", "revoke", "right", "rlike", "role", "rollup",
    "row", "row_number", "rows", "schema", "schemas", "second_microsecond", "select", "sensitive",
    "separator", "set", "sets", "show", "signal", "smallint", "spatial", "specific", "sql",
    "sql_big_result", "sql_buffer_result", "sql_cache", "sql_calc_found_rows", "sql_no_cache",
    "sql_small_result", "sqlexception", "sqlstate", "sqlwarning", "ssl", "starting", "stored",
    "straight_join", "system", "table", "tablesample", "terminated", "then", "tinyblob",
    "tinyint", "tinytext", "to", "trailing", "trigger", "true", "undo", "union", "unique",
    "unlock", "unsigned", "update", "usage", "use", "using", "utc_date", "utc_time",
    "utc_timestamp", "value", "values", "varbinary", "varchar", "varcharacter", "varying",
    "virtual", "when", "where", "while", "window", "with", "write", "xor", "year_month",
    "zerofill",
];

/// The members of [`RESERVED`] that may stand unquoted directly before `(` as a function name.
///
/// Lower case, sorted, unique.
#[rustfmt::skip]
pub(super) const CALLABLE: &[&str] = &[
    "char", "character", "cume_dist", "current_date", "current_time", "current_timestamp",
    "current_user", "database", "default", "dense_rank", "first_value", "grouping", "if",
    "insert", "lag", "last_value", "lead", "left", "localtime", "localtimestamp", "mod",
    "nth_value", "ntile", "percent_rank", "rank", "repeat", "replace", "right", "row_number",
    "schema", "utc_date", "utc_time", "utc_timestamp", "value",
];

//! What an engine takes for something else than it says, and how that is written around.

/// The faults of an engine; a literal that ends in `..Faults::NONE`.
#[derive(Clone, Copy, Debug)]
pub struct Faults {
    /// True if ORDER BY of an aggregate may forget what stands behind a key of the groups; keys are left
    /// out there, as a group has one value of each.
    pub forgets_behind_keys: bool,
    /// True if ORDER BY of an aggregate takes NULL and zero, or an empty text, for equal.
    pub aggregates_order_null_as_zero: bool,
    /// True if a lone aggregate or query is `COALESCE(…)` before IN, ANY or ALL of a query.
    pub wraps_before_in: bool,
    /// True if `COALESCE(…)` is written round a text of a function over a window, which may be empty in other
    /// functions else, and round what it is of, if that is a column of a joined query; and `CONCAT('', …)` round
    /// a text that a query has worked out, where a function would change it in its place, for all who read it.
    pub wraps_texts: bool,
    /// True if MIN and MAX of a column of joined items that are one group take `COALESCE(column)`, in HAVING and
    /// where the column is of a query: where there are no rows they are what an index or the query says.
    pub wraps_extremes: bool,
    /// True if a column of a query around is written as `COALESCE(column)` in SELECT of groups, since it
    /// would be that of the first row for all, and if it is of a query in FROM.
    pub wraps_outer: bool,
    /// True if a key of ROLLUP and the like that a value in it decides is not NULL where it is not in the set.
    pub folds_keys: bool,
    /// True if windows over one group of all rows need a LIMIT in a query in FROM, since conditions around
    /// it are moved into it else, and then refused there.
    pub limits_windows: bool,
    /// True if a query in FROM that may be filled with NULLs by a join must not be made one with the
    /// query around it where it has constants: a query inside of that takes them for what they are in
    /// all rows. It gets a LIMIT of all rows. So does one of groups with constants, into which the engine moves
    /// conditions that it cannot move.
    pub limits_constants: bool,
    /// True if ORDER BY of groups and functions over windows is lost where the engine takes it for
    /// the order of the groups, so that it must begin with something else.
    pub tests_order: bool,
    /// What stands before and behind a query that is one point in time, with its parentheses, for an engine that
    /// would not find it equal to another one.
    pub instant_query: Option<(&'static str, &'static str)>,
    /// What stands round a test of a row of values, and a comparison with ANY or ALL of a query.
    pub row_tests: (&'static str, &'static str),
    /// True if a window whose keys two others begin with, or that has none, makes the engine forget the order of
    /// one of them, and one of constant keys that of another.
    pub sorts_windows_as_one: bool,
    /// True if a query about a column of what is around, beside aggregates of all rows, has values of its own if
    /// there are no rows.
    pub asks_in_empty_groups: bool,
    /// True if AND and OR of functions over windows, which are not seen inside of another AND or OR, are written
    /// as `0 NOT IN (a, b)` and `0 IN (NOT a, NOT b)`, which mean the same with NULL too.
    pub lists_windows: bool,
    /// True if an integer in the text is written as `100 + 0` where a function gives it on, since it has no room for
    /// all of its digits there beside decimals.
    pub shortens_integers: bool,
    /// True if a query of WITH inside of a statement does not see WITH around it, but a table of the same name.
    pub hides_outer_with: bool,
    /// True if an UPDATE with ORDER BY and a query over its own table may take the values of one row for all;
    /// the rows are picked by a query in FROM then.
    pub updates_by_one_row: bool,
}

impl Faults {
    /// None.
    pub const NONE: Faults = Faults {
        forgets_behind_keys: false,
        aggregates_order_null_as_zero: false,
        wraps_before_in: false,
        wraps_texts: false,
        wraps_extremes: false,
        wraps_outer: false,
        folds_keys: false,
        limits_windows: false,
        limits_constants: false,
        tests_order: false,
        instant_query: None,
        row_tests: ("", ""),
        sorts_windows_as_one: false,
        asks_in_empty_groups: false,
        lists_windows: false,
        shortens_integers: false,
        hides_outer_with: false,
        updates_by_one_row: false,
    };
}

//! Sessions with other settings than the engines' own: what is written means the same in them.

use sqltree::random::{Profile, World};

use super::court::Court;
use super::trial::Trial;
use super::{note_again, number, share_of_queries};
use crate::support::live::Live;

/// Settings that a program may find on a server, or make.
const SETTINGS: [(Live, &str); 5] = [
    (
        Live::Sqlite,
        "PRAGMA reverse_unordered_selects = ON; \
         PRAGMA recursive_triggers = ON; PRAGMA automatic_index = OFF",
    ),
    (
        Live::Postgres,
        "SET DateStyle = 'German, DMY'; SET IntervalStyle = 'sql_standard'; \
         SET TimeZone = 'Asia/Kathmandu'; SET bytea_output = 'escape'; \
         SET standard_conforming_strings = off; SET escape_string_warning = off; \
         SET transform_null_equals = on",
    ),
    (
        Live::Postgres,
        "SET enable_hashagg = off; SET enable_hashjoin = off; \
         SET plan_cache_mode = force_generic_plan; SET from_collapse_limit = 1; \
         SET IntervalStyle = 'iso_8601'; SET DateStyle = 'SQL, MDY'",
    ),
    (
        Live::MariaDb,
        "SET SESSION sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES,PIPES_AS_CONCAT,IGNORE_SPACE,\
         SIMULTANEOUS_ASSIGNMENT,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,\
         NO_UNSIGNED_SUBTRACTION,REAL_AS_FLOAT'); SET SESSION div_precision_increment = 0; \
         SET SESSION lc_time_names = 'de_DE'; SET SESSION sql_auto_is_null = ON",
    ),
    (
        Live::MariaDb,
        "SET SESSION optimizer_switch = 'derived_merge=off,semijoin=off,materialization=off,\
         condition_pushdown_for_derived=off,subquery_cache=off,split_materialized=off'; \
         SET SESSION sql_mode = CONCAT(@@sql_mode, ',TIME_ROUND_FRACTIONAL,PAD_CHAR_TO_FULL_LENGTH'); \
         SET SESSION default_week_format = 3; SET SESSION tmp_memory_table_size = 0",
    ),
];

#[test]
fn what_is_written_means_the_same_under_other_settings() {
    let count = number("SQLTREE_SETTINGS_CASES", 150);
    let mut unknown = Vec::new();
    for (live, script) in SETTINGS {
        let mut profile = Profile::common(&[live.connect().dialect()]);
        profile.queries = share_of_queries(profile.queries);
        let mut trial = Trial::new("settings", &[live], World::of(&profile), profile, count);
        let mut own = Court::of(&[live], "own", trial.generator.world());
        trial.court.set(live, script);
        for case in trial.cases() {
            let (made, verdicts) = trial.judge(case);
            let before = own.judge(&made, trial.generator.world());
            note_again(&mut trial.findings, "under other settings", &before, &verdicts);
            let literal = trial.literal(case);
            trial.again("with literals, under other settings", &literal, &before);
        }
        unknown.extend(trial.unknown(&format!("{live}, {script}")));
        let again = trial.findings.again;
        assert!(trial.at_least(count, again), "most run: {again}");
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

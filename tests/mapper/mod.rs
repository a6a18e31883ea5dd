//! Sessions, on the live engines.
//!
//! What identity maps and units of work get wrong elsewhere is numbered, one file a group, and each test
//! names its traps: 1 to 12 the order of what is flushed (`flush_order`), 13 to 22 loading (`loading`), 23
//! to 30 identity (`identity`), 31 to 40 transactions and conflicts (`conflicts`), 41 to 51 relationships
//! (`relationships`), 52 to 60 values and batches (`values`,
//! `generated`), 61 to 65 work and memory (`work`). Elsewhere:
//! 31 and 57 in `basics`, 32 in `property`, 42 in `relations`. Refused by the Rust compiler, with tests in
//! `tests/api/ui/mapper`: 29 (no primary key), 37 (a version that is a time), 64 (two edits at once). By
//! construction: 65 (structs are plain: those of the tests and of `examples/mapper.rs` have fields of their own types).

mod basics;
mod conditions;
mod conflicts;
mod embedded;
mod fields;
mod flush_order;
mod generated;
mod identity;
mod loading;
mod property;
mod relations;
mod relationships;
mod successor;
mod values;
mod work;
mod world;

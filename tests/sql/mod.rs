//! SQL, clause by clause: text and parameters on every dialect, rows on the live engines.

mod case;
mod cast;
mod create_table;
mod delete;
mod depth;
mod distinct;
mod filter;
mod fragment;
mod from;
mod functions;
mod group_by;
mod in_list;
mod insert;
mod join;
mod like;
mod limit;
mod literal;
mod names;
mod null;
mod order_by;
mod scope;
mod select;
mod subquery;
mod tree;
mod update;
mod values;

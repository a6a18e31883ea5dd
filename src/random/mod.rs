//! Random statements: well typed, of every kind, the same for a seed on every machine.
//!
//! For tests that compare databases, and for our own. The expressions come from the table of
//! functions ([`crate::function::ALL`]) read backwards: what is wanted is a type, and a budget of
//! nodes is split among the operands, so that nothing is tried twice and nothing grows without end.
//! What they are made of is a [`Profile`]; what they are about, a [`World`].
//!
//! ```
//! use sqltree::prelude::*;
//! use sqltree::random::{Generator, Profile, World};
//!
//! let (sqlite, postgres) = (Sqlite::default(), Postgres::default());
//! let generator = Generator::new(World::new(), Profile::common(&[&sqlite, &postgres]));
//! let statement = generator.statement(42, 7);
//! assert!(statement == generator.statement(42, 7));
//! ```

mod apply;
mod change;
mod count;
mod dice;
mod expr;
mod from;
mod grammar;
mod insert;
mod join;
mod legal;
mod made;
mod meeting;
mod merge;
mod naming;
mod order;
mod over;
mod placed;
mod profile;
mod query;
mod rows;
mod said;
mod scope;
mod sets;
mod update;
mod value;
mod words;
mod world;

use std::cell::RefCell;

pub use count::Counts;
use count::Record;
pub use dice::{Dice, VERSION};
pub use made::{List, Made};
pub use profile::Profile;
pub use said::Said;
pub use world::World;

use crate::compile::{AnyStatement, Statement};
use crate::expr::Expr;
use crate::name::Name;
use crate::select::{IntoSource, select};
use scope::{At, Scope};

/// Makes statements.
#[derive(Debug, Default)]
pub struct Generator {
    world: World,
    profile: Profile,
    counts: RefCell<Counts>,
}

impl Default for Profile {
    fn default() -> Self {
        Profile::everything()
    }
}

/// One statement being made.
struct Maker<'m> {
    dice: Dice<'m>,
    profile: &'m Profile,
    world: &'m World,
    record: Record,
    /// True if all values are written into the text.
    literals: bool,
    /// How the statement is said.
    said: Said,
    /// The queries that what is being made stands in, from outside.
    scopes: Vec<Scope>,
    names: u32,
    /// How many functions it stands in that are written with an argument twice: none takes raw SQL.
    twice: u32,
    /// True for a statement that changes rows.
    changes: bool,
    /// True until the outermost query has its columns, if it is a query whose rows are given out.
    gives_out: bool,
    /// True if the query that was put in order last has all its rows in one order.
    in_order: bool,
}

impl Generator {
    /// Statements about a world, made of what a profile says.
    #[must_use]
    pub fn new(world: World, profile: Profile) -> Self {
        Generator { world, profile, counts: RefCell::default() }
    }

    /// The tables.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Statement number `case` of a seed. Parameters that get their values late are among it: see
    /// [`made`](Self::made).
    pub fn statement(&self, seed: u64, case: u64) -> AnyStatement {
        self.made(seed, case).statement
    }

    /// The statement that some dice give.
    pub fn statement_of(&self, dice: Dice<'_>) -> AnyStatement {
        self.made_of(dice, false, Said::Shortly).statement
    }

    /// Statement number `case` of a seed, and the values of its late parameters.
    #[must_use]
    pub fn made(&self, seed: u64, case: u64) -> Made {
        self.said(seed, case, Said::Shortly)
    }

    /// The same as [`made`](Self::made) with all values written into the text: it has the same rows.
    #[must_use]
    pub fn literal(&self, seed: u64, case: u64) -> Made {
        self.made_of(Dice::seeded(seed, case), true, Said::Shortly)
    }

    /// The same as [`made`](Self::made), said in another way.
    #[must_use]
    pub fn said(&self, seed: u64, case: u64, said: Said) -> Made {
        self.made_of(Dice::seeded(seed, case), false, said)
    }

    fn made_of(&self, dice: Dice<'_>, literals: bool, said: Said) -> Made {
        let mut maker = Maker {
            dice,
            profile: &self.profile,
            world: &self.world,
            record: Record::default(),
            literals,
            said,
            scopes: Vec::new(),
            names: 0,
            twice: 0,
            changes: false,
            gives_out: false,
            in_order: false,
        };
        let (statement, list) = maker.statement();
        let Record { counts, late, lists, twin, ordered, inferred, constants, untold } =
            maker.record;
        self.counts.borrow_mut().merge(&counts);
        let late = late.into_iter().map(|(name, _, value)| (name, value));
        let (late, lists) = if literals { Default::default() } else { (late.collect(), lists) };
        Made { statement, late, lists, twin, list, ordered, inferred, constants, untold }
    }

    /// What was made until now.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts.borrow().clone()
    }
}

impl Maker<'_> {
    fn statement(&mut self) -> (AnyStatement, Option<List>) {
        if !self.dice.percent(self.profile.queries) {
            self.changes = true;
            return (self.change(), None);
        }
        if self.dice.percent(self.profile.lists) {
            let list = self.list();
            let query = select(list.columns.clone()).from(list.table.clone());
            return (query.to_any(), Some(list));
        }
        let tags = self.some_outputs(4);
        self.gives_out = true;
        (self.rows(&tags, self.profile.budget, false).to_any(), None)
    }

    /// The key and some expressions of each row of a table.
    fn list(&mut self) -> List {
        let table = self.table();
        let mut scope = Scope { sealed: true, ..Scope::default() };
        scope.add_columns(&table.clone().into_source());
        self.scopes.push(scope);
        let tags = self.some_outputs(3);
        let at = At { queries: false, ..At::rows("list", self.profile.budget / 2) };
        let mut columns: Vec<Expr> = vec![table.column_at(0).expr()];
        columns.extend(self.exprs(&tags, at));
        self.scopes.pop();
        List { table, columns }
    }

    /// A name that no other item of the statement has; some are left to the writer.
    fn name(&mut self, start: &str) -> Name {
        self.names += 1;
        if self.names.is_multiple_of(4) {
            Name::anonymous(&self.called(start))
        } else {
            self.called(&format!("{start}{}", self.names))
        }
    }

    /// How the world calls that which has a plain name.
    fn called(&self, plain: &str) -> Name {
        self.world.called(plain)
    }

    /// The name of a column of a query by its place.
    fn column_name(&self, place: usize) -> Name {
        self.world.column_name(place)
    }
}

//! What a session holds: objects, their changes, and who points to whom. No I/O.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::error::{Error, ErrorKind, Result};
use crate::expr::Expr;
use crate::schema::TableName;
use crate::value::Value;

use super::failure;
use super::key::{Key, Raw, Ref};
use super::links::{Link, Wanted};
use super::mapped::Mapped;
use super::mapping::Mapping;
use super::resolve::Resolved;
use super::rows::{AnyRows, Meta, Rows, State};
use super::undo::Level;

/// What is to be written of an object.
#[derive(Clone, Default)]
pub(super) struct Pending {
    /// When it was touched first, in order.
    pub(super) number: u64,
    /// The row as the database has it; `None` for a new one.
    pub(super) before: Option<Arc<[Value]>>,
    /// The values by which it stands in the lists of loaded relationships; of an object without fields,
    /// all of its values. `None` for a new one that was not lent since: by those of its fields.
    pub(super) placed: Option<Arc<[Value]>>,
    /// Counts as a change, though no column differs.
    pub(super) touched: bool,
    /// Few have more.
    more: Option<Box<More>>,
}

/// What is to be written of an object besides values.
#[derive(Clone, Default)]
pub(super) struct More {
    /// Foreign keys whose values are known when a new object is saved.
    pub(super) waits: Vec<Wait>,
    /// Columns that the database is to fill in.
    pub(super) unset: Vec<usize>,
    /// Columns given by expressions.
    pub(super) given: Vec<(usize, Expr)>,
    /// Of a new object, the one that has its key and is to be deleted.
    pub(super) instead: Option<Raw>,
}

static NOTHING: More =
    More { waits: Vec::new(), unset: Vec::new(), given: Vec::new(), instead: None };

impl More {
    fn is_nothing(&self) -> bool {
        self.waits.is_empty()
            && self.unset.is_empty()
            && self.given.is_empty()
            && self.instead.is_none()
    }
}

impl Pending {
    /// Of a new object.
    pub(super) fn new(number: u64, placed: Option<Arc<[Value]>>, more: More) -> Self {
        let more = (!more.is_nothing()).then(|| Box::new(more));
        Pending { number, placed, more, ..Pending::default() }
    }

    pub(super) fn more(&self) -> &More {
        self.more.as_deref().unwrap_or(&NOTHING)
    }

    pub(super) fn more_mut(&mut self) -> &mut More {
        self.more.get_or_insert_default()
    }
}

/// A foreign key of an object that takes the key of a new one.
#[derive(Clone)]
pub(super) struct Wait {
    pub(super) own: Vec<usize>,
    pub(super) parent: Raw,
    pub(super) target: Vec<usize>,
}

/// A relationship and the object that it starts from.
pub(super) type ListKey = (u16, u32);

pub(super) struct Store {
    pub(super) session: u32,
    pub(super) tables: Vec<Box<dyn AnyRows>>,
    /// There are few.
    by_type: Vec<TypeId>,
    pub(super) by_name: HashMap<TableName, u16>,
    pub(super) pending: BTreeMap<Raw, Pending>,
    /// Objects at the end of loaded relationships.
    pub(super) lists: HashMap<ListKey, Vec<u32>>,
    pub(super) relations: Vec<Arc<Resolved>>,
    pub(super) relation_numbers: HashMap<(TypeId, &'static str), u16>,
    /// Relationships whose lists an object of the table may stand in, by the number of its table.
    pub(super) lists_of: Vec<Vec<u16>>,
    pub(super) links: BTreeMap<Link, Wanted>,
    /// Objects whose primary key was edited: they are in the index under the old one.
    pub(super) rekeyed: BTreeSet<Raw>,
    /// Objects that were lent for editing since the lists were put right.
    pub(super) lent: Vec<Raw>,
    pub(super) levels: Vec<Level>,
    pub(super) count: u64,
    /// The time in steps, from 1: what was read before an object's table was marked is to be read anew.
    pub(super) epoch: u32,
    pub(super) marked: Vec<u32>,
}

static SESSIONS: AtomicU32 = AtomicU32::new(1);

impl Store {
    pub(super) fn new() -> Self {
        Store {
            session: SESSIONS.fetch_add(1, Ordering::Relaxed),
            tables: Vec::new(),
            by_type: Vec::new(),
            by_name: HashMap::new(),
            pending: BTreeMap::new(),
            lists: HashMap::new(),
            relations: Vec::new(),
            relation_numbers: HashMap::new(),
            lists_of: Vec::new(),
            links: BTreeMap::new(),
            rekeyed: BTreeSet::new(),
            lent: Vec::new(),
            levels: Vec::new(),
            count: 0,
            epoch: 1,
            marked: Vec::new(),
        }
    }

    /// The number of a struct's table, which becomes known to the session.
    pub(super) fn number<T: Mapped>(&mut self) -> Result<u16> {
        if let Some(number) = self.known::<T>() {
            return Ok(number);
        }
        let mapping = Arc::new(Mapping::of::<T>()?);
        let number = self.tables.len() as u16;
        if self.by_name.contains_key(mapping.name()) {
            let message = format!(
                "table `{}` is mapped to another struct in this session; one row would be two \
                 objects: use one struct, or another session",
                mapping.name()
            );
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        self.by_name.insert(mapping.name().clone(), number);
        self.by_type.push(TypeId::of::<T>());
        self.tables.push(Box::new(Rows::<T>::new(mapping)));
        self.lists_of.push(Vec::new());
        self.marked.push(1);
        for relation in T::relations() {
            // What is wrong with one is reported when it is used.
            let _ = (relation.number)(self, &relation.definition);
        }
        Ok(number)
    }

    pub(super) fn known<T: Mapped>(&self) -> Option<u16> {
        let own = TypeId::of::<T>();
        self.by_type.iter().position(|other| *other == own).map(|number| number as u16)
    }

    pub(super) fn rows<T: Mapped>(&self) -> Option<&Rows<T>> {
        let table = &self.tables[usize::from(self.known::<T>()?)];
        table.as_any().downcast_ref()
    }

    pub(super) fn rows_mut<T: Mapped>(&mut self) -> Result<&mut Rows<T>> {
        let number = self.number::<T>()?;
        self.rows_at(number)
    }

    /// The objects of a struct whose number is known.
    pub(super) fn rows_at<T: Mapped>(&mut self, number: u16) -> Result<&mut Rows<T>> {
        let table = &mut self.tables[usize::from(number)];
        table.as_any_mut().downcast_mut().ok_or_else(failure::foreign)
    }

    pub(super) fn table(&self, number: u16) -> &dyn AnyRows {
        &*self.tables[usize::from(number)]
    }

    pub(super) fn table_mut(&mut self, number: u16) -> &mut dyn AnyRows {
        &mut *self.tables[usize::from(number)]
    }

    pub(super) fn mapping(&self, number: u16) -> Arc<Mapping> {
        self.table(number).mapping().clone()
    }

    pub(super) fn meta(&self, raw: Raw) -> Meta {
        self.table(raw.table).meta(raw.slot)
    }

    pub(super) fn is_alive(&self, raw: Raw) -> bool {
        matches!(self.meta(raw).state, State::New | State::Saved)
    }

    /// The object of a key of this session that is there.
    pub(super) fn check<T: Mapped>(&self, key: Ref<T>) -> Result<Raw> {
        let Some(table) = self.known::<T>().filter(|_| key.session == self.session) else {
            return Err(failure::foreign());
        };
        let raw = Raw { table, slot: key.slot };
        if key.slot >= self.table(table).len() {
            return Err(failure::foreign());
        }
        match self.meta(raw).state {
            State::New | State::Saved => Ok(raw),
            State::Deleted | State::Gone => Err(failure::gone(&self.mapping(table))),
        }
    }

    pub(super) fn key<T: Mapped>(&self, raw: Raw) -> Ref<T> {
        Ref::new(self.session, raw.slot)
    }

    /// All values of an object as they are now.
    pub(super) fn values(&self, raw: Raw) -> Arc<[Value]> {
        let table = self.table(raw.table);
        match self.pending.get(&raw) {
            Some(pending) if !table.has_object(raw.slot) => {
                pending.placed.clone().unwrap_or_default()
            }
            _ => (0..table.mapping().columns.len()).map(|i| table.value(raw.slot, i)).collect(),
        }
    }

    /// The values of some columns of an object as they are now.
    pub(super) fn key_by(&self, raw: Raw, columns: &[usize]) -> Key {
        let table = self.table(raw.table);
        if !table.has_object(raw.slot)
            && let Some(placed) = self.pending.get(&raw).and_then(|pending| pending.placed.as_ref())
        {
            return Key::of(columns.iter().map(|&i| placed[i].clone()));
        }
        Key::of(columns.iter().map(|&i| table.value(raw.slot, i)))
    }

    /// The values of some columns of an object as the database has them.
    pub(super) fn stored_by(&self, raw: Raw, columns: &[usize]) -> Key {
        match self.pending.get(&raw).and_then(|pending| pending.before.as_ref()) {
            Some(before) => Key::of(columns.iter().map(|&i| before[i].clone())),
            None => self.key_by(raw, columns),
        }
    }

    /// True if the object was read since its table was marked.
    pub(super) fn is_current(&self, raw: Raw) -> bool {
        self.meta(raw).epoch >= self.marked[usize::from(raw.table)]
    }

    /// What was read of a table is to be read anew.
    pub(super) fn mark(&mut self, table: u16) {
        self.epoch = self.epoch.wrapping_add(1);
        self.marked[usize::from(table)] = self.epoch;
    }

    pub(super) fn mark_all(&mut self) {
        self.epoch = self.epoch.wrapping_add(1);
        self.marked.fill(self.epoch);
    }

    /// The record of an object's changes, made at the first.
    pub(super) fn touch(&mut self, raw: Raw) -> &mut Pending {
        self.record(raw);
        let edited = self.meta(raw).edited;
        let placed = self.pending.get(&raw).is_some_and(|pending| pending.placed.is_some());
        let values = (!edited || !placed).then(|| self.values(raw));
        if !edited {
            let table = self.table_mut(raw.table);
            table.pin(raw.slot);
            table.meta_mut(raw.slot).edited = true;
            self.count += 1;
            self.place_edited(raw, true);
        }
        let (number, before) = (self.count, &values);
        let pending = self.pending.entry(raw).or_insert_with(|| Pending {
            number,
            before: before.clone(),
            ..Pending::default()
        });
        if pending.placed.is_none() {
            pending.placed = values;
        }
        pending
    }

    /// Notes whether the key of an edited object is another than that under which it is in the index.
    pub(super) fn note_key(&mut self, raw: Raw) {
        let key = self.mapping(raw.table).key.clone();
        if self.table(raw.table).indexed(raw.slot) == self.key_by(raw, &key) {
            self.rekeyed.remove(&raw);
        } else {
            self.rekeyed.insert(raw);
        }
    }
}

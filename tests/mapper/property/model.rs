//! The plain model: what the objects and the tables are to be.

use std::collections::{BTreeMap, BTreeSet};

use sqltree::mapper::Ref;

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "items")]
#[belongs_to(parent: Item)]
#[has_many(children: Item)]
#[has_many(notes: Note, on_delete = delete)]
#[many_to_many(marks: Mark, through = item_marks::table())]
pub(super) struct Item {
    #[column(primary_key)]
    pub(super) id: i64,
    #[column(unique)]
    pub(super) code: Option<i64>,
    #[column(references = Item::id)]
    pub(super) parent_id: Option<i64>,
    pub(super) n: i64,
}

/// Its key comes from the database, and its changes are counted.
#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "notes")]
#[belongs_to(item: Item)]
pub(super) struct Note {
    #[column(primary_key, generated)]
    pub(super) id: i64,
    #[column(references = Item::id)]
    pub(super) item_id: Option<i64>,
    pub(super) n: i64,
    #[column(version, default = 1)]
    pub(super) version: i64,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "marks")]
#[many_to_many(items: Item, through = item_marks::table())]
pub(super) struct Mark {
    #[column(primary_key)]
    pub(super) id: i64,
}

sqltree::table! {
    pub(super) item_marks {
        item_id: i64 => primary_key, references(Item::id),
        mark_id: i64 => primary_key, references(Mark::id),
    }
}

pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

pub(super) type Row = (Option<i64>, Option<i64>, i64);

/// The rows of items, pairs and notes.
pub(super) type Tables = (Vec<(i64, Row)>, Vec<(i64, i64)>, Vec<(i64, Option<i64>, i64, i64)>);

/// A note as it is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NoteNow {
    /// Known when it was flushed.
    pub(super) id: Option<i64>,
    pub(super) parent: Option<i64>,
    pub(super) n: i64,
    pub(super) version: i64,
    /// The parent and the number that its row has.
    pub(super) saved: Option<(Option<i64>, i64)>,
    /// Its version is to be counted up, whatever else.
    pub(super) touched: bool,
    /// It has no fields before it is flushed.
    pub(super) blank: bool,
    /// It has no changes, and its row points to that of an item that waits to be deleted, whatever item
    /// has that number now.
    pub(super) lost: bool,
}

/// What is to be: objects by their keys in the session, and pairs.
#[derive(Clone, Default)]
pub(super) struct Model {
    pub(super) items: BTreeMap<Ref<Item>, (i64, Row)>,
    pub(super) pairs: BTreeSet<(Ref<Item>, i64)>,
    pub(super) notes: BTreeMap<Ref<Note>, NoteNow>,
    /// Nothing is waiting to be flushed.
    pub(super) flushed: bool,
    /// The rows that the tables have.
    pub(super) stored: Tables,
    /// The items that have rows, with what these are.
    pub(super) rows: BTreeMap<Ref<Item>, (i64, Row)>,
}

impl Model {
    pub(super) fn has_children(&self, id: i64) -> bool {
        self.items.values().any(|(own, (_, parent, _))| *parent == Some(id) && *own != id)
    }

    pub(super) fn has_notes(&self, id: i64) -> bool {
        self.notes.values().any(|note| note.parent == Some(id))
    }

    pub(super) fn children(&self, id: i64) -> BTreeSet<Ref<Item>> {
        let all = self.items.iter().filter(|(_, (_, (_, parent, _)))| *parent == Some(id));
        all.map(|(key, _)| *key).collect()
    }

    pub(super) fn notes_of(&self, id: i64) -> BTreeSet<Ref<Note>> {
        let all = self.notes.iter().filter(|(_, note)| note.parent == Some(id) && !note.lost);
        all.map(|(key, _)| *key).collect()
    }

    /// True if the row of a number is that of an item which is to be deleted.
    pub(super) fn waits(&self, id: i64) -> bool {
        self.rows.iter().any(|(key, (own, _))| *own == id && !self.items.contains_key(key))
    }

    pub(super) fn has_item(&self, id: i64) -> bool {
        self.items.values().any(|(own, _)| *own == id)
    }

    /// All is in the database. Gives the notes that went with their items.
    pub(super) fn flush(&mut self) -> Vec<Ref<Note>> {
        let lost = |note: &NoteNow| note.lost || note.parent.is_some_and(|id| !self.has_item(id));
        let lost: Vec<_> =
            self.notes.iter().filter(|(_, note)| lost(note)).map(|(key, _)| *key).collect();
        self.notes.retain(|key, _| !lost.contains(key));
        for note in self.notes.values_mut() {
            let now = (note.parent, note.n);
            if note.saved.is_some_and(|saved| saved != now || note.touched) {
                note.version += 1;
            }
            (note.saved, note.touched, note.blank) = (Some(now), false, false);
        }
        self.flushed = true;
        lost
    }

    /// Notes what the tables have, when the keys of all notes are known.
    pub(super) fn store(&mut self) {
        self.rows = self.items.clone();
        let mut items: Vec<_> = self.items.values().copied().collect();
        items.sort_unstable();
        let mut pairs: Vec<_> =
            self.pairs.iter().map(|(item, mark)| (self.items[item].0, *mark)).collect();
        pairs.sort_unstable();
        let known = |note: &NoteNow| Some((note.id?, note.parent, note.n, note.version));
        let mut notes: Vec<_> = self.notes.values().filter_map(known).collect();
        notes.sort_unstable();
        self.stored = (items, pairs, notes);
    }
}

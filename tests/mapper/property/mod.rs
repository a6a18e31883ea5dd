//! A session driven by random operations beside a plain model: after each step the objects are those of
//! the model, after each flush the tables too.
//!
//! `SQLTREE_MAPPER_RUNS` says how many runs, `SQLTREE_MAPPER_SEED` with which one to begin, and
//! `SQLTREE_MAPPER_TALK` prints the steps.

use std::collections::BTreeSet;

use sqltree::ErrorKind;
use sqltree::engine::Connection;
use sqltree::mapper::{Ref, Session};
use sqltree::prelude::*;

use super::world::World;
use crate::support::fake::Fake;
use crate::support::live::Live;

mod intruder;
mod model;
mod notes;

use model::{Dice, Item, Mark, Model, Note, Tables, item_marks};

const MARKS: i64 = 3;

struct Run<'s, 'c> {
    session: &'s mut Session<'c>,
    other: Connection,
    marks: Vec<Ref<Mark>>,
    model: Model,
    /// The model when each open transaction began.
    open: Vec<Model>,
    dice: Dice,
    next: i64,
    gone: Vec<Ref<Item>>,
    gone_notes: Vec<Ref<Note>>,
    /// Prints what it does.
    talks: bool,
}

impl Run<'_, '_> {
    fn any(&mut self) -> Option<Ref<Item>> {
        let keys: Vec<_> = self.model.items.keys().copied().collect();
        (!keys.is_empty()).then(|| keys[self.dice.roll(keys.len())])
    }

    fn free_code(&mut self) -> Option<i64> {
        let code = self.dice.roll(12) as i64;
        let taken = self.model.items.values().any(|(_, (own, ..))| *own == Some(code));
        (!taken).then_some(code)
    }

    fn change(&mut self, key: Ref<Item>, change: impl FnOnce(&mut Item)) {
        let item = self.session.edit(key).expect("an object that is there");
        change(item);
        let row = (item.id, (item.code, item.parent_id, item.n));
        self.model.items.insert(key, row);
        self.model.flushed = false;
    }

    fn step(&mut self) {
        let what = self.dice.roll(32);
        if self.talks {
            let items: Vec<_> = self.model.items.iter().collect();
            eprintln!("{what}: {items:?} {:?} {:?}", self.model.pairs, self.model.notes);
        }
        match what {
            0..=3 => self.add(),
            4 | 5 => self.edit(),
            6 => self.reparent(),
            7 => self.delete(),
            8 => self.swap(),
            9 => self.rekey(),
            10 | 11 => self.link(),
            12 | 13 => self.flush(),
            14 => self.begin(),
            15 => self.commit(),
            16 => self.rollback(),
            17 => self.load(),
            18 => self.fault(),
            19 => self.intrude(),
            20 | 21 => self.add_note(),
            22 | 23 => self.edit_note(),
            24 => self.move_note(),
            25 => self.delete_note(),
            26 => self.replace_notes(),
            27 => self.refresh(),
            28 => self.look(),
            29 => self.fail_within(),
            _ => self.edit_beside(),
        }
    }

    fn add(&mut self) {
        let parent = self.any().filter(|_| self.dice.roll(2) == 0);
        let parent_id = parent.map(|parent| self.model.items[&parent].0);
        let code = self.free_code();
        // Sometimes the key of one that was deleted.
        let ids: BTreeSet<i64> = self.model.items.values().map(|(id, _)| *id).collect();
        let free = |id: &i64| !ids.contains(id) && !self.model.has_notes(*id);
        let free: Vec<i64> = (1..self.next).filter(free).collect();
        let id = if !free.is_empty() && self.dice.roll(3) == 0 {
            free[self.dice.roll(free.len())]
        } else {
            self.next += 1;
            self.next - 1
        };
        let item = Item { id, code, parent_id, n: 0 };
        match self.session.add(item) {
            Ok(key) => {
                self.model.items.insert(key, (id, (code, parent_id, 0)));
                self.model.flushed = false;
            }
            // The row with the key is given another one by the next flush: until then it has it.
            Err(error) => assert_eq!(error.kind(), ErrorKind::DuplicateName, "{error}"),
        }
    }

    fn edit(&mut self) {
        let Some(key) = self.any() else { return };
        let code = self.free_code();
        match self.dice.roll(3) {
            0 => self.change(key, |item| item.n += 1),
            1 => self.change(key, |item| item.code = code),
            _ => self.change(key, |_| {}),
        }
    }

    fn reparent(&mut self) {
        let (Some(key), Some(parent)) = (self.any(), self.any()) else { return };
        let id = self.model.items[&parent].0;
        match self.dice.roll(3) {
            0 => self.change(key, |item| item.parent_id = None),
            1 => self.change(key, |item| item.parent_id = Some(id)),
            _ => {
                self.session.link(parent, Item::children, key).expect("objects that are there");
                let (own, (code, _, n)) = self.model.items[&key];
                self.model.items.insert(key, (own, (code, Some(id), n)));
                self.model.flushed = false;
            }
        }
    }

    fn delete(&mut self) {
        let Some(key) = self.any() else { return };
        let id = self.model.items[&key].0;
        // What belongs to an object goes with its row.
        let noted = self.model.has_notes(id) && self.model.rows.get(&key).is_none_or(|r| r.0 != id);
        if self.model.has_children(id) || noted {
            return;
        }
        self.session.delete(key).expect("an object that is there");
        self.model.items.remove(&key);
        self.model.pairs.retain(|(item, _)| *item != key);
        self.model.flushed = false;
        self.gone.push(key);
    }

    fn swap(&mut self) {
        let (Some(a), Some(b)) = (self.any(), self.any()) else { return };
        if a == b {
            return;
        }
        let [x, y] = self.session.edit_two(a, b).expect("two objects");
        std::mem::swap(&mut x.code, &mut y.code);
        for key in [a, b] {
            self.change(key, |_| {});
        }
    }

    fn rekey(&mut self) {
        let Some(key) = self.any() else { return };
        let (id, (_, parent, _)) = self.model.items[&key];
        let paired = self.model.pairs.iter().any(|(own, _)| *own == key);
        let noted = self.model.has_notes(id);
        if self.model.has_children(id) || parent == Some(id) || paired || noted {
            return;
        }
        let next = self.next;
        self.next += 1;
        self.change(key, |item| item.id = next);
    }

    fn link(&mut self) {
        let Some(key) = self.any() else { return };
        let mark = self.dice.roll(self.marks.len());
        let end = self.marks[mark];
        if self.dice.roll(3) > 0 {
            self.session.link(key, Item::marks, end).expect("objects that are there");
            self.model.pairs.insert((key, mark as i64 + 1));
        } else {
            self.session.unlink(end, Mark::items, key).expect("objects that are there");
            self.model.pairs.remove(&(key, mark as i64 + 1));
        }
        self.model.flushed = false;
    }

    fn flush(&mut self) {
        self.session.flush().expect("what is to be is possible");
        self.flushed();
    }

    /// Takes over what a flush did.
    fn flushed(&mut self) {
        self.gone_notes.extend(self.model.flush());
        for (key, note) in &mut self.model.notes {
            note.id = Some(self.session[*key].id);
        }
        self.model.store();
    }

    /// The tables as the connection sees them, whatever waits to be flushed.
    fn tables(&mut self) -> Tables {
        let items = sql!("i.id, i.code, i.parent_id, i.n FROM items i ORDER BY i.id");
        let items = select(items).no_from().rows_as::<(i64, Option<i64>, Option<i64>, i64)>();
        let items = self.session.fetch_all(&items).expect("rows").into_iter();
        let items = items.map(|(id, code, parent, n)| (id, (code, parent, n))).collect();
        let pairs = sql!("p.item_id, p.mark_id FROM item_marks p ORDER BY p.item_id, p.mark_id");
        let pairs = select(pairs).no_from().rows_as::<(i64, i64)>();
        let notes = sql!("n.id, n.item_id, n.n, n.version FROM notes n ORDER BY n.id");
        let notes = select(notes).no_from().rows_as::<(i64, Option<i64>, i64, i64)>();
        let pairs = self.session.fetch_all(&pairs).expect("rows");
        (items, pairs, self.session.fetch_all(&notes).expect("rows"))
    }

    fn begin(&mut self) {
        if self.open.len() < 3 {
            self.session.begin().expect("a transaction");
            self.open.push(self.model.clone());
        }
    }

    fn commit(&mut self) {
        if self.open.pop().is_some() {
            self.session.commit().expect("what is to be is possible");
            self.flushed();
        }
    }

    fn rollback(&mut self) {
        if let Some(before) = self.open.pop() {
            self.session.rollback().expect("a transaction");
            for key in self.model.items.keys().filter(|key| !before.items.contains_key(key)) {
                self.gone.push(*key);
            }
            self.gone.retain(|key| !before.items.contains_key(key));
            for key in self.model.notes.keys().filter(|key| !before.notes.contains_key(key)) {
                self.gone_notes.push(*key);
            }
            self.gone_notes.retain(|key| !before.notes.contains_key(key));
            self.model = before;
        }
    }

    fn load(&mut self) {
        let keys: Vec<_> = self.model.items.keys().copied().collect();
        self.session
            .load(&keys, (Item::children, Item::marks, Item::parent, Item::notes))
            .expect("objects");
        for key in keys {
            let (id, (_, parent, _)) = self.model.items[&key];
            let children = self.session.refs(key, Item::children).expect("a loaded list");
            let children: BTreeSet<_> = children.into_iter().collect();
            assert_eq!(children, self.model.children(id), "children of {id}");
            let notes = self.session.refs(key, Item::notes).expect("a loaded list");
            let notes: BTreeSet<_> = notes.into_iter().collect();
            assert_eq!(notes, self.model.notes_of(id), "notes of {id}");
            let marks = self.session.refs(key, Item::marks).expect("a loaded list");
            let marks: BTreeSet<i64> = marks.iter().map(|mark| self.session[*mark].id).collect();
            let wanted: BTreeSet<i64> =
                self.model.pairs.iter().filter(|(own, _)| *own == key).map(|(_, m)| *m).collect();
            assert_eq!(marks, wanted, "marks of {id}");
            let found = self.session.one(key, Item::parent).expect("a loaded end");
            assert_eq!(found.map(|found| self.model.items[&found].0), parent, "parent of {id}");
        }
    }

    /// Lists that are loaded follow the keys, without being loaded again.
    fn check_lists(&self) {
        for (key, (id, _)) in &self.model.items {
            if let Ok(children) = self.session.refs(*key, Item::children) {
                let children: BTreeSet<_> = children.into_iter().collect();
                assert_eq!(children, self.model.children(*id), "children of {id}");
            }
            if let Ok(notes) = self.session.refs(*key, Item::notes) {
                let notes: BTreeSet<_> = notes.into_iter().collect();
                assert_eq!(notes, self.model.notes_of(*id), "notes of {id}");
            }
        }
    }

    fn check(&mut self) {
        assert_eq!(self.tables(), self.model.stored);
        self.check_notes();
        self.check_lists();
        for (key, (id, (code, parent_id, n))) in &self.model.items {
            let wanted = Item { id: *id, code: *code, parent_id: *parent_id, n: *n };
            assert_eq!(self.session[*key], wanted);
        }
        for key in &self.gone {
            assert_eq!(self.session.peek(*key).unwrap_err().kind(), ErrorKind::Gone);
        }
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn runs(live: Live, usual: u64) {
    let world =
        World::new(live, &[Item::table(), Mark::table(), item_marks::table(), Note::table()]);
    // In every other run what changes give back comes in another order.
    let mut conns = [world.connect(), world.connect_by(Fake::SHUFFLED)];
    let marks = (1..=MARKS).map(|id| Mark { id }).collect::<Vec<_>>();
    conns[0].execute(&insert(Mark::table()).records(&marks)).expect("marks");
    let first = number("SQLTREE_MAPPER_SEED", 1);
    for seed in first..first + number("SQLTREE_MAPPER_RUNS", usual) {
        let conn = &mut conns[(seed % 2) as usize];
        conn.execute(&delete(item_marks::table()).all_rows()).expect("empty tables");
        conn.execute(&delete(Note::table()).all_rows()).expect("empty tables");
        conn.execute(&update(Item::table()).set(Item::parent_id, null()).all_rows()).expect("rows");
        conn.execute(&delete(Item::table()).all_rows()).expect("empty tables");
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut session = Session::new(conn);
            let marks = session.query::<Mark>().order_by(Mark::id).all().expect("marks");
            let mut run = Run {
                session: &mut session,
                other: world.connect(),
                marks,
                model: Model { flushed: true, ..Model::default() },
                open: Vec::new(),
                dice: Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
                next: 1,
                gone: Vec::new(),
                gone_notes: Vec::new(),
                talks: std::env::var_os("SQLTREE_MAPPER_TALK").is_some(),
            };
            for _ in 0..60 {
                run.step();
                run.check();
            }
            run.flush();
            run.check();
        }));
        if let Err(panic) = caught {
            eprintln!("{live}: run {seed}");
            std::panic::resume_unwind(panic);
        }
    }
}

#[test]
fn a_session_is_as_the_model_says_on_sqlite() {
    runs(Live::Sqlite, 600);
}

#[test]
fn a_session_is_as_the_model_says_on_postgres() {
    runs(Live::Postgres, 150);
}

#[test]
fn a_session_is_as_the_model_says_on_mariadb() {
    runs(Live::MariaDb, 150);
}

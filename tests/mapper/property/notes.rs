//! Operations on notes: keys from the database, versions, lists that are replaced.

use sqltree::ErrorKind;
use sqltree::mapper::Ref;
use sqltree::prelude::*;

use super::Run;
use super::model::{Item, Note, NoteNow};

impl Run<'_, '_> {
    pub(super) fn any_note(&mut self) -> Option<Ref<Note>> {
        let keys: Vec<_> = self.model.notes.keys().copied().collect();
        (!keys.is_empty()).then(|| keys[self.dice.roll(keys.len())])
    }

    /// A note whose fields are there.
    fn any_full(&mut self) -> Option<Ref<Note>> {
        self.any_note().filter(|key| !self.model.notes[key].blank)
    }

    /// Takes over the fields that a note has now.
    fn note(&mut self, key: Ref<Note>) {
        let (parent, n) = (self.session[key].item_id, self.session[key].n);
        let note = self.model.notes.get_mut(&key).expect("a note of the model");
        (note.parent, note.n, note.lost) = (parent, n, false);
        self.model.flushed = false;
    }

    pub(super) fn add_note(&mut self) {
        let item = self.any();
        let n = self.next;
        self.next += 1;
        let parent = item.map(|item| self.model.items[&item].0);
        let note = |item_id| Note { id: 0, item_id, n, version: 1 };
        let (key, blank) = match (self.dice.roll(3), item) {
            (0, Some(item)) => {
                (self.session.add_to(item, Item::notes, note(None)).expect("a new note"), false)
            }
            (1, Some(item)) => {
                let new = self.session.insert::<Note>().set(Note::n, n).link(Note::item, item);
                (new.add().expect("a new note"), true)
            }
            _ => (self.session.add(note(parent)).expect("a new note"), false),
        };
        let now = NoteNow {
            id: None,
            parent,
            n,
            version: 1,
            saved: None,
            touched: false,
            blank,
            lost: false,
        };
        self.model.notes.insert(key, now);
        self.model.flushed = false;
    }

    pub(super) fn edit_note(&mut self) {
        let Some(key) = self.any_full() else { return };
        let saved = self.model.notes[&key].saved.is_some();
        match self.dice.roll(4) {
            0 if saved => {
                self.session.touch(key).expect("a note");
                let note = self.model.notes.get_mut(&key).expect("a note");
                (note.touched, note.lost) = (true, false);
                self.model.flushed = false;
            }
            1 if self.model.flushed => {
                self.session.set(key, Note::n, Note::n + 5).expect("a note");
                self.model.notes.get_mut(&key).expect("a note").n += 5;
                self.flush();
            }
            // And back again, sometimes, which is no change.
            2 => {
                let n = self.model.notes[&key].saved.map_or(7, |(_, n)| n);
                self.session.edit(key).expect("a note").n = n;
                self.note(key);
            }
            _ => {
                self.session.edit(key).expect("a note").n += 1;
                self.note(key);
            }
        }
    }

    pub(super) fn move_note(&mut self) {
        let (Some(key), Some(item)) = (self.any_full(), self.any()) else { return };
        let id = self.model.items[&item].0;
        match self.dice.roll(4) {
            0 => self.session.edit(key).expect("a note").item_id = Some(id),
            1 => self.session.link(key, Note::item, item).expect("objects that are there"),
            2 => self.session.link(item, Item::notes, key).expect("objects that are there"),
            _ => {
                let there = self.model.notes[&key].parent == Some(id);
                match self.session.unlink(item, Item::notes, key) {
                    Ok(()) => assert!(there),
                    Err(error) => {
                        assert!(!there && error.kind() == ErrorKind::Conflict, "{error}");
                    }
                }
            }
        }
        self.note(key);
    }

    pub(super) fn delete_note(&mut self) {
        let Some(key) = self.any_note() else { return };
        self.session.delete(key).expect("a note");
        self.model.notes.remove(&key);
        self.gone_notes.push(key);
        self.model.flushed = false;
    }

    /// Makes some notes the notes of an item.
    pub(super) fn replace_notes(&mut self) {
        let Some(item) = self.any() else { return };
        let keys: Vec<_> = self.model.notes.keys().copied().collect();
        let full = |key: &Ref<Note>| !self.model.notes[key].blank;
        if !keys.iter().all(full) {
            return;
        }
        self.session.load(&[item], Item::notes).expect("an item");
        let chosen: Vec<_> = keys.iter().copied().filter(|_| self.dice.roll(2) == 0).collect();
        let there = self.session.refs(item, Item::notes).expect("a loaded list");
        self.session.replace(item, Item::notes, &chosen).expect("a loaded list");
        // What stays in the list, or out of it, is not touched.
        let moved = |key: &&Ref<Note>| there.contains(key) != chosen.contains(key);
        keys.iter().filter(moved).for_each(|key| self.note(*key));
    }

    /// Reads an object anew, without its changes.
    pub(super) fn refresh(&mut self) {
        let Some(key) = self.any_note() else { return };
        let note = self.model.notes[&key];
        match note.saved {
            None => {
                let error = self.session.refresh(key).expect_err("no row");
                assert_eq!(error.kind(), ErrorKind::Unflushed, "{error}");
            }
            Some((parent, n)) if parent.is_none_or(|id| self.model.has_item(id)) => {
                self.session.refresh(key).expect("a row");
                let lost = parent.is_some_and(|id| self.model.waits(id));
                let now = NoteNow { parent, n, touched: false, lost, ..note };
                self.model.notes.insert(key, now);
            }
            Some(_) => {}
        }
    }

    /// Queries: what is read is the objects that are there.
    pub(super) fn look(&mut self) {
        if !self.model.flushed {
            return;
        }
        self.session.expire_all();
        let found = self.session.query::<Note>().with_optional::<Item>();
        let found = found.left_join(Item::table(), foreign_key()).all().expect("pairs");
        assert_eq!(found.len(), self.model.notes.len());
        for (note, item) in found {
            let id = item.map(|item| self.model.items[&item].0);
            assert_eq!(id, self.model.notes[&note].parent);
        }
        let items: Vec<_> = self.model.items.iter().map(|(key, row)| (*key, row.0)).collect();
        for (key, id) in items {
            assert_eq!(self.session.get::<Item>(id).expect("a row"), Some(key));
        }
    }

    pub(super) fn check_notes(&self) {
        for (key, note) in &self.model.notes {
            if note.blank {
                let error = self.session.peek(*key).expect_err("no fields");
                assert_eq!(error.kind(), ErrorKind::Unflushed, "{error}");
                continue;
            }
            let own = &self.session[*key];
            assert_eq!((own.item_id, own.n), (note.parent, note.n), "{key:?}");
            assert_eq!(own.version, note.version, "{key:?}");
            assert!(note.id.is_none_or(|id| id == own.id), "{key:?}");
        }
        for key in &self.gone_notes {
            assert_eq!(self.session.peek(*key).unwrap_err().kind(), ErrorKind::Gone);
        }
    }
}

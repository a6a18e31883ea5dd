//! What goes wrong: flushes that fail half-way, and another connection that writes in between.

use std::panic::{AssertUnwindSafe, catch_unwind};

use sqltree::mapper::Ref;
use sqltree::prelude::*;
use sqltree::{Error, ErrorKind, Result};

use super::Run;
use super::model::{Item, Note};

impl Run<'_, '_> {
    /// A flush or commit that the database refuses half-way leaves all as it was.
    pub(super) fn fault(&mut self) {
        let work = |run: &mut Self| match run.open.len() {
            0 => run.session.flush(),
            _ if run.dice.roll(2) == 0 => run.session.flush(),
            _ => run.session.commit(),
        };
        if self.dice.roll(2) == 0 {
            let bad = Note { id: 0, item_id: Some(9_999_999), n: 0, version: 1 };
            let bad = self.session.add(bad).expect("a new note");
            let error = work(self).expect_err("it points nowhere");
            assert_eq!(error.kind(), ErrorKind::Database, "{error}");
            self.check();
            self.session.delete(bad).expect("a new object");
            self.gone_notes.push(bad);
            return;
        }
        let taken = self.model.items.values().find_map(|(_, (code, ..))| *code);
        let Some(code) = taken else { return };
        let bad = Item { id: 1_000_000, code: Some(code), parent_id: None, n: 0 };
        let bad = self.session.add(bad).expect("a new key");
        let error = work(self).expect_err("a code is there twice");
        assert_eq!(error.kind(), ErrorKind::Database, "{error}");
        self.check();
        self.session.delete(bad).expect("a new object");
        self.gone.push(bad);
    }

    /// A closure in a transaction that fails, or panics, leaves all as it was.
    pub(super) fn fail_within(&mut self) {
        let (item, note) = (self.any(), self.any_note());
        let (panics, flushes) = (self.dice.roll(4) == 0, self.dice.roll(2) == 0);
        let note = note.filter(|key| !self.model.notes[key].blank);
        let full = self.model.clone();
        let result = catch_unwind(AssertUnwindSafe(|| {
            self.session.transaction(|session| -> Result<()> {
                if let Some(item) = item {
                    session.edit(item)?.n += 1_000;
                }
                if let Some(note) = note {
                    session.delete(note)?;
                }
                session.add(Note { id: 0, item_id: None, n: 1, version: 1 })?;
                if flushes {
                    session.flush()?;
                }
                if panics {
                    std::panic::resume_unwind(Box::new("on purpose"));
                }
                Err(Error::new(ErrorKind::Conflict, "changed my mind"))
            })
        }));
        assert_eq!(result.is_err(), panics);
        if let Ok(result) = result {
            assert_eq!(result.unwrap_err().to_string(), "changed my mind");
        }
        self.model = full;
    }

    /// Changes an object while others are read.
    pub(super) fn edit_beside(&mut self) {
        let Some(key) = self.any() else { return };
        let sum = |session: &sqltree::mapper::Session<'_>, keys: &[Ref<Item>]| {
            keys.iter().map(|key| session[*key].n).sum::<i64>() % 100
        };
        let keys: Vec<_> = self.model.items.keys().copied().collect();
        let (id, (code, parent, _)) = self.model.items[&key];
        let n = self
            .session
            .edit_with(key, |item, session| {
                item.n = sum(session, &keys);
                item.n
            })
            .expect("an object that is there");
        self.model.items.insert(key, (id, (code, parent, n)));
        self.model.flushed = false;
    }

    /// Another connection writes in between.
    pub(super) fn intrude(&mut self) {
        if !self.open.is_empty() || !self.model.flushed {
            return;
        }
        match self.dice.roll(4) {
            0 => self.changed_elsewhere(),
            1 => self.added_elsewhere(),
            2 => self.deleted_elsewhere(),
            _ => self.stale(),
        }
        self.model.store();
    }

    fn changed_elsewhere(&mut self) {
        let Some(key) = self.any() else { return };
        let (id, (code, parent, n)) = self.model.items[&key];
        let write = update(Item::table()).set(Item::n, Item::n + 10).filter(Item::id.eq(id));
        self.other.execute(&write).expect("no lock is held");
        self.session.expire_all();
        assert_eq!(self.session.get::<Item>(id).expect("a row"), Some(key));
        self.model.items.insert(key, (id, (code, parent, n + 10)));
    }

    fn added_elsewhere(&mut self) {
        let item = Item { id: self.next, code: None, parent_id: None, n: 5 };
        self.next += 1;
        let write = insert(Item::table()).records([&item]);
        self.other.execute(&write).expect("no lock is held");
        let key = self.session.get::<Item>(item.id).expect("a query").expect("a row");
        self.model.items.insert(key, (item.id, (None, None, 5)));
    }

    fn deleted_elsewhere(&mut self) {
        let Some(key) = self.any() else { return };
        let (id, (_, parent, _)) = self.model.items[&key];
        let paired = self.model.pairs.iter().any(|(own, _)| *own == key);
        if self.model.has_children(id) || self.model.has_notes(id) || paired || parent == Some(id) {
            return;
        }
        let write = delete(Item::table()).filter(Item::id.eq(id));
        self.other.execute(&write).expect("no lock is held");
        self.session.expire(key).expect("an object");
        assert_eq!(self.session.get::<Item>(id).expect("a query"), None);
        self.model.items.remove(&key);
        self.gone.push(key);
    }

    /// The row of an edited object was changed, or deleted: nothing is written, and the object is named.
    fn stale(&mut self) {
        let Some(key) = self.any_note() else { return };
        let note = self.model.notes[&key];
        let id = note.id.expect("a row");
        let deletes = self.dice.roll(2) == 0;
        if deletes {
            self.other.execute(&delete(Note::table()).filter(Note::id.eq(id))).expect("no lock");
        } else {
            let write = update(Note::table()).set(Note::n, Note::n + 100);
            let write = write.set(Note::version, Note::version + 1).filter(Note::id.eq(id));
            self.other.execute(&write).expect("no lock");
        }
        self.session.edit(key).expect("a note").n += 1;
        let item = self.any();
        if let Some(item) = item {
            self.session.edit(item).expect("an item").n += 1;
        }
        let error = self.session.flush().expect_err("a stale object");
        assert_eq!(error.kind(), ErrorKind::Stale, "{error}");
        assert_eq!(error.stale::<Note>(), Some(key), "{error}");
        let n = self.session[key].n;
        assert_eq!(n, note.n + 1, "the edit is still there");
        if deletes {
            self.session.expunge(key).expect("a note");
            self.model.notes.remove(&key);
            self.gone_notes.push(key);
        } else {
            self.session.refresh(key).expect("a row");
            let own = self.model.notes.get_mut(&key).expect("a note");
            (own.n, own.version) = (note.n + 100, note.version + 1);
            own.saved = Some((note.parent, own.n));
        }
        if let Some(item) = item {
            let (id, (code, parent, n)) = self.model.items[&item];
            self.model.items.insert(item, (id, (code, parent, n + 1)));
            self.session.flush().expect("what is left is possible");
        }
    }
}

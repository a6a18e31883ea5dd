//! A new object with the key of one that waits to be deleted, and what points to that key.

use sqltree::ErrorKind;
use sqltree::mapper::{Ref, Session};

use super::world::World;
use crate::support::live::Live;

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "shelves")]
#[has_many(books: Book, on_delete = delete)]
struct Shelf {
    #[column(primary_key)]
    id: i64,
    n: i32,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "books")]
#[belongs_to(shelf: Shelf)]
struct Book {
    #[column(primary_key)]
    id: i64,
    #[column(references = Shelf::id)]
    shelf_id: Option<i64>,
    n: i32,
}

/// Two shelves, with a book on the first.
fn library(session: &mut Session<'_>) -> (Ref<Shelf>, Ref<Shelf>, Ref<Book>) {
    let first = session.add(Shelf { id: 1, n: 1 }).unwrap();
    let second = session.add(Shelf { id: 2, n: 2 }).unwrap();
    let book = session.add_to(first, Shelf::books, Book { id: 7, shelf_id: None, n: 1 }).unwrap();
    session.flush().unwrap();
    (first, second, book)
}

fn each_engine(test: impl Fn(&mut Session<'_>, Live)) {
    for live in Live::ALL {
        let world = World::new(live, &[Shelf::table(), Book::table()]);
        let mut conn = world.connect();
        test(&mut Session::new(&mut conn), live);
    }
}

#[test]
fn a_refreshed_object_is_back_in_the_lists_that_it_was_in() {
    each_engine(|session, live| {
        let (first, second, book) = library(session);
        session.load(&[first, second], Shelf::books).unwrap();
        session.edit(book).unwrap().shelf_id = Some(2);
        assert_eq!(session.refs(second, Shelf::books).unwrap(), [book], "{live}");
        session.refresh(book).unwrap();
        assert_eq!(session.refs(first, Shelf::books).unwrap(), [book], "{live}");
        assert_eq!(session.refs(second, Shelf::books).unwrap(), [], "{live}");

        session.link(book, Book::shelf, second).unwrap();
        session.refresh(book).unwrap();
        assert_eq!(session.refs(first, Shelf::books).unwrap(), [book], "{live}");
        assert_eq!(session.refs(second, Shelf::books).unwrap(), [], "{live}");
    });
}

#[test]
fn a_row_to_be_deleted_is_no_other_object_when_its_successor_is_given_up() {
    each_engine(|session, live| {
        let (first, ..) = library(session);
        session.delete(first).unwrap();
        let successor = session.add(Shelf { id: 1, n: 5 }).unwrap();
        session.delete(successor).unwrap();
        assert_eq!(session.get::<Shelf>(1).unwrap(), None, "{live}");
        let another = session.add(Shelf { id: 1, n: 6 }).unwrap();
        session.flush().unwrap();
        session.expire_all();
        assert_eq!(session.query::<Shelf>().order_by(Shelf::id).all().unwrap()[0], another);
        assert_eq!(session[another].n, 6, "{live}");
        for gone in [first, successor] {
            assert_eq!(session.peek(gone).unwrap_err().kind(), ErrorKind::Gone, "{live}");
        }
    });
}

#[test]
fn what_points_to_a_deleted_row_goes_with_it_unless_it_was_changed() {
    each_engine(|session, live| {
        // Unchanged, or refreshed: it is of the row that is deleted.
        let (first, second, book) = library(session);
        session.edit(book).unwrap().shelf_id = Some(2);
        session.delete(first).unwrap();
        let successor = session.add(Shelf { id: 1, n: 5 }).unwrap();
        session.refresh(book).unwrap();
        assert_eq!(session.refs(successor, Shelf::books).unwrap(), [], "{live}");
        session.flush().unwrap();
        assert_eq!(session.peek(book).unwrap_err().kind(), ErrorKind::Gone, "{live}");

        // Changed: it is of the object that has the key.
        let book = session.add_to(successor, Shelf::books, Book { id: 8, shelf_id: None, n: 1 });
        let book = book.unwrap();
        session.flush().unwrap();
        session.delete(successor).unwrap();
        let last = session.add(Shelf { id: 1, n: 6 }).unwrap();
        session.edit(book).unwrap().n = 2;
        assert_eq!(session.refs(last, Shelf::books).unwrap(), [book], "{live}");
        session.refresh(book).unwrap();
        assert_eq!(session.refs(last, Shelf::books).unwrap(), [], "{live}");
        session.link(book, Book::shelf, last).unwrap();
        assert_eq!(session.refs(last, Shelf::books).unwrap(), [book], "{live}");
        session.flush().unwrap();
        assert_eq!((session[book].shelf_id, session[last].n), (Some(1), 6), "{live}");
        assert_eq!(session.one(book, Book::shelf).unwrap(), Some(last), "{live}");
        assert_eq!(session[second].n, 2);
    });
}

//! Structs within structs.

use sqltree::mapper::Session;
use sqltree::prelude::*;

use super::world::{World, rows};
use crate::statements;
use crate::support::live::Live;

#[derive(Clone, Debug, PartialEq, sqltree::Embedded)]
struct Address {
    #[column(sql_type = VarChar(40))]
    street: String,
    #[column(references = Country::id)]
    country_id: Option<i64>,
    #[column(skip)]
    seen: bool,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "countries")]
#[has_many(homes: Person, by = Person::home.country_id)]
struct Country {
    #[column(primary_key)]
    id: i64,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table, sqltree::Mapped)]
#[table(name = "persons")]
#[belongs_to(home_country: Country, by = Person::home.country_id)]
#[belongs_to(work_country: Country, by = Person::work.country_id)]
struct Person {
    #[column(primary_key, generated)]
    id: i64,
    #[column(embedded)]
    home: Address,
    #[column(embedded, prefix = "work_")]
    work: Address,
    #[column(version)]
    version: i64,
}

fn person(street: &str) -> Person {
    let home = Address { street: street.into(), country_id: None, seen: false };
    Person { id: 0, work: home.clone(), home, version: 1 }
}

#[test]
fn columns_of_embedded_structs_are_written_read_and_linked_like_others() {
    for live in Live::ALL {
        let world = World::new(live, &[Country::table(), Person::table()]);
        let mut conn = world.connect();
        let mut session = Session::new(&mut conn);
        let italy = session.add(Country { id: 39 }).unwrap();
        let ann = session.add(person("a")).unwrap();
        let new = session.insert::<Person>().set(Person::home.street, "b");
        let new = new.set(Person::work.street, func::upper("c")).set(Person::version, 1);
        let bob = new.link(Person::work_country, italy).add().unwrap();
        session.link(italy, Country::homes, ann).unwrap();
        session.flush().unwrap();
        assert_eq!(session[ann].home.country_id, Some(39));
        assert_eq!(
            (session[bob].work.street.as_str(), session[bob].work.country_id),
            ("C", Some(39))
        );

        session.edit(ann).unwrap().work.street = "x".into();
        session.edit(ann).unwrap().work.seen = true;
        assert!(statements!(session, session.flush().unwrap()) <= 2);
        assert!(session[ann].work.seen, "fields that are no columns stay");
        let found = session
            .query::<Person>()
            .filter(Person::work.street.eq("x") & Person::home.country_id.eq(39))
            .all()
            .unwrap();
        assert_eq!(found, [ann]);
        session.expire_all();
        session.load(&[italy], Country::homes).unwrap();
        assert_eq!(session.refs(italy, Country::homes).unwrap(), [ann]);
        session.unlink(italy, Country::homes, ann).unwrap();
        assert_eq!(session[ann].home.country_id, None);
        session.flush().unwrap();
        drop(session);
        let all = rows(
            &mut conn,
            "SELECT street, country_id, work_street, work_country_id, version FROM persons ORDER BY id",
        );
        assert_eq!(all, ["\"a\" NULL \"x\" NULL 3", "\"b\" NULL \"C\" 39 1"], "{live}");
    }
}

//! Types of a program's own, by `#[derive(Value)]`.

use sqltree::prelude::*;
use sqltree::schema::Record;
use sqltree::{FromValue, ValueRef};

use crate::support::live::Live;

#[derive(Clone, Debug, PartialEq, sqltree::Value)]
struct Email(String);

#[derive(Clone, Debug, PartialEq, sqltree::Value)]
struct Born(sqltree::Date);

#[derive(Clone, Copy, Debug, PartialEq, sqltree::Value)]
enum State {
    Open,
    #[value(name = "it's \\ done")]
    Done,
    r#Type,
}

#[derive(Clone, Debug, PartialEq, sqltree::Table)]
#[table(name = "own_tasks")]
struct Task {
    #[column(primary_key)]
    id: i64,
    owner: Option<Email>,
    born: Born,
    state: State,
    before: Option<State>,
}

fn tasks() -> [Task; 2] {
    let born = |text: &str| Born(text.parse().expect("a day"));
    [
        Task {
            id: 1,
            owner: Some(Email("ann'".into())),
            born: born("2000-02-29"),
            state: State::Done,
            before: None,
        },
        Task {
            id: 2,
            owner: None,
            born: born("0999-01-01"),
            state: State::Open,
            before: Some(State::Type),
        },
    ]
}

#[test]
fn go_in_and_come_back() {
    for live in Live::ALL {
        let mut conn = live.connect();
        conn.run_script("DROP TABLE IF EXISTS own_tasks").expect("no table");
        conn.execute(&create_table(Task::table())).expect("a table");
        conn.execute(&insert(Task::table()).records(&tasks())).expect("rows");
        let all = select(Task::all()).order_by(Task::id);
        assert_eq!(conn.fetch_all(&all).expect("rows"), tasks(), "{live}");
        let done = select((Task::id, literal(State::Done), val(Email("x".into())))).filter(
            Task::state.is_in([State::Done, State::Type]) & Task::born.gt(tasks()[1].born.clone()),
        );
        let row: (i64, State, Email) = conn.fetch_one(&done).expect("a row");
        assert_eq!(row, (1, State::Done, Email("x".into())), "{live}");
        conn.execute(&drop_table(Task::table())).expect("the table goes");
    }
}

#[test]
fn a_text_that_is_no_label_is_an_error() {
    let error = State::from_value(ValueRef::Text("open")).unwrap_err();
    assert_eq!((error.found, error.wanted), ("text", "State"));
    assert_eq!(State::from_value(ValueRef::Text("Type")), Ok(State::Type));
    assert_eq!(Value::from(State::Type), Value::from("Type"));
}

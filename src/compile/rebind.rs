//! Values for the parameters of a compiled statement.

use super::Compiled;
use super::late::{Late, List};
use super::placeholder::percent;
use crate::error::{Error, ErrorKind, Problem, Result, suggest};
use crate::name::Name;
use crate::value::Value;

/// Why a parameter has no NULL.
const NO_NULL: &str =
    "cannot be NULL, which conditions say by IS NULL; build another statement for it";

/// Why a list has none.
const NO_NULL_IN_LIST: &str =
    "cannot hold a NULL, which IN never finds; leave it out, or add `.is_null()`";

impl Compiled {
    /// Gives a value to the parameter called `name`, made by [`param`](crate::expr::param), at all of its
    /// places. A second call replaces the first. One that stands in nothing but what the text leaves out,
    /// as a constant term of ORDER BY, takes a value of its type, and needs none.
    ///
    /// NULL is a value for a parameter that is stored in columns which take it (`set(column, param(…))`) and
    /// stands nowhere else.
    ///
    /// # Errors
    ///
    /// [`Conflict`](ErrorKind::Conflict) if there is no such parameter, or it is of another type;
    /// [`InvalidValue`](ErrorKind::InvalidValue) for NULL elsewhere, and for what the engine cannot take.
    pub fn bind(&mut self, name: &str, value: impl Into<Value>) -> Result<()> {
        let value = value.into();
        let Some(late) = self.report.as_mut().map(|report| &mut report.late) else {
            return Err(no_parameter(name, &Late::default(), "bind"));
        };
        let Some(found) = late.slots.iter().position(|slot| slot.name.is(name)) else {
            let Some(own) = late.omitted(name, false) else {
                return Err(no_parameter(name, late, "bind"));
            };
            return late.limits.refusal_of_late(&own.name, own.tag, &value, NO_NULL);
        };
        let (limits, has_lists) = (late.limits, late.has_lists());
        let slot = &late.slots[found];
        if !(matches!(value, Value::Null) && late.takes_null(slot)) {
            limits.refusal_of_late(&slot.name, slot.tag, &value, NO_NULL)?;
        }
        if let Some(message) = late.misplaced(name, &value) {
            let message = format!("{message} (parameter `{name}`)");
            return Err(Problem::new(ErrorKind::InvalidValue, message).into());
        }
        let slot = &mut late.slots[found];
        slot.bound = true;
        let params = if has_lists { &mut late.fixed } else { &mut self.params };
        for place in slot.places() {
            if let Some(param) = params.get_mut(place) {
                param.clone_from(&value);
            }
        }
        if has_lists {
            self.put_together();
        }
        Ok(())
    }

    /// Gives values to the list called `name`, made by [`param_list`](crate::expr::param_list), at all of
    /// its places: any number, none as well. The text and the parameters are then those of so many
    /// values. A second call replaces the first.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
    /// let query = select(users::age).filter(users::id.not_in(param_list::<i64>("ids")));
    /// let mut compiled = query.compile(&Sqlite::default()).unwrap();
    /// compiled.bind_list("ids", [1, 2]).unwrap();
    /// assert_eq!(compiled.sql(), "SELECT users.age FROM users WHERE users.id NOT IN (?, ?)");
    /// compiled.bind_list("ids", Vec::<i64>::new()).unwrap();
    /// assert!(compiled.params().is_empty());
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`bind`](Self::bind), a NULL among them; [`TooManyParameters`](ErrorKind::TooManyParameters)
    /// if the statement would have more than the engine takes; [`Incomplete`](ErrorKind::Incomplete) for
    /// no values where the engine must know a type and there is none. The old values then stay.
    pub fn bind_list<V: Into<Value>>(
        &mut self,
        name: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Result<()> {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        let Some(late) = self.report.as_mut().map(|report| &mut report.late) else {
            return Err(no_parameter(name, &Late::default(), "bind_list"));
        };
        let Some(found) = late.lists.iter().position(|list| list.name.is(name)) else {
            let Some(own) = late.omitted(name, true) else {
                return Err(no_parameter(name, late, "bind_list"));
            };
            return values.iter().try_for_each(|value| {
                late.limits.refusal_of_late(&own.name, own.tag, value, NO_NULL_IN_LIST)
            });
        };
        check_list(late, found, &values)?;
        late.lists[found].values = Some(values);
        self.put_together();
        Ok(())
    }

    /// Takes the values of all parameters away.
    pub(crate) fn unbind(&mut self) {
        if let Some(report) = &mut self.report {
            report.late.slots.iter_mut().for_each(|slot| slot.bound = false);
            report.late.lists.iter_mut().for_each(|list| list.values = None);
        }
    }

    /// The names of the parameters that have no value yet.
    pub fn unbound(&self) -> impl Iterator<Item = &Name> {
        let late = || self.report.iter().map(|report| &report.late);
        let slots = late().flat_map(|late| &late.slots).filter(|slot| !slot.bound);
        let lists = late().flat_map(|late| &late.lists).filter(|list| list.values.is_none());
        slots.map(|slot| &slot.name).chain(lists.map(|list| &list.name))
    }

    /// Takes the text and the parameters as those without the lists, if there are any.
    #[cold]
    pub(super) fn set_lists(&mut self) -> bool {
        if let Some(report) = &mut self.report
            && report.late.has_lists()
        {
            report.late.template = std::mem::take(&mut self.sql);
            report.late.fixed = std::mem::take(&mut self.params);
            self.put_together();
            return true;
        }
        false
    }

    fn put_together(&mut self) {
        if let Some(late) = self.report.as_ref().map(|report| &report.late) {
            self.params = late.spread(&late.fixed, List::values);
            self.sql = late.text(std::mem::take(&mut self.sql));
            if late.doubles_percent() {
                self.sql = percent(&self.sql);
            }
            self.sql.push_str(&late.comment);
        }
    }
}

/// Refuses values that a list cannot have.
fn check_list(late: &Late, found: usize, values: &[Value]) -> Result<()> {
    let (list, limits) = (&late.lists[found], late.limits);
    for value in values {
        limits.refusal_of_late(&list.name, list.tag, value, NO_NULL_IN_LIST)?;
    }
    let width = |i: usize| if i == found { values.len() } else { late.lists[i].width() };
    let (count, most, engine) = (late.count(width), late.most, limits.engine);
    if count > most {
        let message = format!(
            "{engine} takes {most} parameters in a statement, and this one has {count}; split it"
        );
        return Err(Problem::new(ErrorKind::TooManyParameters, message).into());
    }
    let mut places = late.places.iter().filter(|place| place.list == found);
    if values.is_empty() && places.any(|place| place.empty.is_none()) {
        let name = &list.name;
        let message = format!(
            "the list `{name}` is empty, and its type is not known; give the type, as in \
             `param_list::<i64>(…)`"
        );
        return Err(Problem::new(ErrorKind::Incomplete, message).into());
    }
    Ok(())
}

/// The error of a name that is no parameter, or one of the other kind.
#[cold]
fn no_parameter(name: &str, late: &Late, method: &str) -> Error {
    let omitted = || late.omitted.iter().map(|own| own.name.as_str());
    let slots = || late.slots.iter().map(|slot| slot.name.as_str());
    let names = || slots().chain(late.lists.iter().map(|list| list.name.as_str())).chain(omitted());
    let message = if names().any(|other| other == name) {
        let (what, other) = match method {
            "bind" => ("a list", "bind_list"),
            _ => ("no list", "bind"),
        };
        format!("the parameter `{name}` is {what}; use `{other}`")
    } else {
        let hint = suggest(name, names());
        format!("the statement has no parameter `{name}`{hint}")
    };
    Problem::new(ErrorKind::Conflict, message).into()
}

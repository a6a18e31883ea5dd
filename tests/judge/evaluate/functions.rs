//! The functions of one row.

use super::logic::{compare, equal, same};
use super::text::{concat, text};
use super::{Cell, calendar};

/// What a function gives; `None` if there is no answer.
pub fn call(name: &str, args: &[Cell]) -> Option<Cell> {
    match name {
        "coalesce" => {
            return Some(
                args.iter().find(|arg| **arg != Cell::Null).cloned().unwrap_or(Cell::Null),
            );
        }
        "nullif" => {
            let (a, b) = (args.first()?, args.get(1)?);
            let alike = equal(a, b)? == Some(true);
            return Some(if alike { Cell::Null } else { a.clone() });
        }
        "is_distinct_from" => return Some(Cell::Bool(!same(args.first()?, args.get(1)?)?)),
        "is_not_distinct_from" => return Some(Cell::Bool(same(args.first()?, args.get(1)?)?)),
        "concat_skip_null" => {
            let there: Vec<Cell> = args.iter().filter(|arg| **arg != Cell::Null).cloned().collect();
            return concat(&there);
        }
        "greatest_skip_null" | "least_skip_null" => {
            let there: Vec<Cell> = args.iter().filter(|arg| **arg != Cell::Null).cloned().collect();
            return if there.is_empty() { Some(Cell::Null) } else { extreme(name, &there) };
        }
        _ => {}
    }
    if args.contains(&Cell::Null) {
        return Some(Cell::Null);
    }
    if matches!(name, "greatest" | "least") {
        return extreme(name, args);
    }
    match args {
        [Cell::Text(_), ..] => of_text(name, args),
        [Cell::Date(_) | Cell::Moment(_), ..] => calendar::call(name, args),
        _ => of_number(name, args),
    }
}

/// The largest or smallest of values that are not NULL.
fn extreme(name: &str, cells: &[Cell]) -> Option<Cell> {
    let (first, rest) = cells.split_first()?;
    rest.iter().try_fold(first.clone(), |best, cell| {
        let larger = compare(cell, &best)??.is_gt();
        Some(if larger == name.starts_with("greatest") { cell.clone() } else { best })
    })
}

/// The bits of integers.
fn of_bits(name: &str, args: &[Cell]) -> Option<Cell> {
    Some(Cell::Int(match (name, args) {
        ("bitwise_and", [Cell::Int(a), Cell::Int(b)]) => a & b,
        ("bitwise_or", [Cell::Int(a), Cell::Int(b)]) => a | b,
        ("bitwise_xor", [Cell::Int(a), Cell::Int(b)]) => a ^ b,
        ("bitwise_not", [Cell::Int(a)]) => !a,
        ("shift_left" | "shift_right", [_, Cell::Int(places)]) if !(0..64).contains(places) => {
            return Some(Cell::Null);
        }
        ("shift_left", [Cell::Int(a), Cell::Int(places)]) => a << places,
        ("shift_right", [Cell::Int(a), Cell::Int(places)]) => a >> places,
        _ => return None,
    }))
}

fn of_number(name: &str, args: &[Cell]) -> Option<Cell> {
    match (name, args) {
        ("abs", [Cell::Int(v)]) => v.checked_abs().map(Cell::Int),
        ("abs", [Cell::Float(v)]) => Some(Cell::Float(v.abs())),
        ("ceil" | "floor" | "round", [Cell::Int(v)]) => Some(Cell::Int(*v)),
        ("ceil", [Cell::Float(v)]) => Some(Cell::Float(v.ceil())),
        ("floor", [Cell::Float(v)]) => Some(Cell::Float(v.floor())),
        ("round", [Cell::Float(v)]) => Some(Cell::Float(v.round())),
        ("div", [a, b]) => match (a.float()?, b.float()?) {
            (_, 0.0) => Some(Cell::Null),
            (a, b) => (a / b).is_finite().then(|| Cell::Float(a / b)),
        },
        ("div_trunc" | "mod", [Cell::Int(_), Cell::Int(0)]) => Some(Cell::Null),
        ("div_trunc", [Cell::Int(a), Cell::Int(b)]) => a.checked_div(*b).map(Cell::Int),
        ("mod", [Cell::Int(a), Cell::Int(b)]) => a.checked_rem(*b).map(Cell::Int),
        _ => of_bits(name, args),
    }
}

fn of_text(name: &str, args: &[Cell]) -> Option<Cell> {
    let own = text(args.first()?)?;
    let made = match (name, &args[1..]) {
        ("length", []) => return Some(Cell::Int(i64::try_from(own.chars().count()).ok()?)),
        ("eq_binary", [other]) => return Some(Cell::Bool(own == text(other)?)),
        ("lower", []) if own.is_ascii() => own.to_ascii_lowercase(),
        ("upper", []) if own.is_ascii() => own.to_ascii_uppercase(),
        ("trim", []) => own.trim_matches(' ').to_owned(),
        // Of nothing there is nothing to replace.
        ("replace", [Cell::Text(old), Cell::Text(_)]) if old.is_empty() => own.to_owned(),
        ("replace", [Cell::Text(old), Cell::Text(new)]) => own.replace(old.as_str(), new),
        ("substring", [Cell::Int(start), Cell::Int(length)]) => {
            let start = usize::try_from(start.checked_sub(1)?).ok()?;
            own.chars().skip(start).take(usize::try_from(*length).ok()?).collect()
        }
        _ => return None,
    };
    Some(Cell::Text(made))
}

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
        "concat_ws" => return concat_ws(args),
        // Documents are not made here.
        "json_array" | "json_object" | "to_json" => return None,
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
        ("ceil" | "floor" | "round" | "trunc", [Cell::Int(v)]) => Some(Cell::Int(*v)),
        ("ceil", [Cell::Float(v)]) => Some(Cell::Float(v.ceil())),
        ("floor", [Cell::Float(v)]) => Some(Cell::Float(v.floor())),
        ("round", [Cell::Float(v)]) => Some(Cell::Float(v.round())),
        ("trunc", [Cell::Float(v)]) => Some(Cell::Float(v.trunc())),
        ("sign", [Cell::Int(v)]) => Some(Cell::Int(v.signum())),
        ("sign", [Cell::Float(v)]) => {
            Some(Cell::Int(if *v == 0.0 { 0 } else { v.signum() as i64 }))
        }
        ("degrees", [v]) => Some(Cell::Float(v.float()?.to_degrees())),
        ("radians", [v]) => Some(Cell::Float(v.float()?.to_radians())),
        ("character", [Cell::Int(v)]) => {
            let letter = u32::try_from(*v).ok().and_then(char::from_u32).filter(|c| *c != '\0');
            Some(letter.map_or(Cell::Null, |letter| Cell::Text(letter.into())))
        }
        ("div", [a, b]) => match (a.float()?, b.float()?) {
            (_, 0.0) => Some(Cell::Null),
            (a, b) => (a / b).is_finite().then(|| Cell::Float(a / b)),
        },
        ("div_trunc" | "mod" | "div_floor" | "mod_floor", [Cell::Int(_), Cell::Int(0)]) => {
            Some(Cell::Null)
        }
        ("div_trunc", [Cell::Int(a), Cell::Int(b)]) => a.checked_div(*b).map(Cell::Int),
        ("div_floor", [Cell::Int(a), Cell::Int(b)]) => {
            let (a, b) = (i128::from(*a) * i128::from(b.signum()), i128::from(*b).abs());
            i64::try_from(a.div_euclid(b)).ok().map(Cell::Int)
        }
        ("mod_floor", [Cell::Int(a), Cell::Int(b)]) => {
            let (a, sign) = (i128::from(*a), i128::from(b.signum()));
            let rest = (a * sign).rem_euclid(i128::from(*b).abs()) * sign;
            i64::try_from(rest).ok().map(Cell::Int)
        }
        ("mod", [Cell::Int(a), Cell::Int(b)]) => a.checked_rem(*b).map(Cell::Int),
        _ => of_bits(name, args),
    }
}

fn of_text(name: &str, args: &[Cell]) -> Option<Cell> {
    let own = text(args.first()?)?;
    let made = match (name, &args[1..]) {
        ("length", []) => return Some(Cell::Int(i64::try_from(own.chars().count()).ok()?)),
        ("eq_binary", [other]) => return Some(Cell::Bool(own == text(other)?)),
        ("octet_length", []) => return Some(Cell::Int(i64::try_from(own.len()).ok()?)),
        ("code_point", []) => {
            return Some(own.chars().next().map_or(Cell::Null, |c| Cell::Int(u32::from(c).into())));
        }
        ("position", [Cell::Text(part)]) => {
            let before = own.find(part.as_str()).map(|at| own[..at].chars().count() + 1);
            return Some(Cell::Int(i64::try_from(before.unwrap_or(0)).ok()?));
        }
        ("left" | "right" | "substring_from", [Cell::Int(count)]) => part(name, own, *count),
        ("lpad" | "rpad", [Cell::Int(length), Cell::Text(fill)]) => {
            let length = usize::try_from(*length).ok()?;
            let fill = fill.repeat(length.saturating_sub(own.chars().count()));
            let own: String = own.chars().take(length).collect();
            if name == "lpad" { fill + &own } else { own + &fill }
        }
        ("repeat", [Cell::Int(times)]) => own.repeat(usize::try_from(*times).ok()?),
        ("trim_start", []) => own.trim_start_matches(' ').to_owned(),
        ("trim_end", []) => own.trim_end_matches(' ').to_owned(),
        ("trim_char", [Cell::Text(c)]) => own.trim_matches(c.chars().next()?).to_owned(),
        ("trim_start_char", [Cell::Text(c)]) => own.trim_start_matches(c.as_str()).to_owned(),
        ("trim_end_char", [Cell::Text(c)]) => own.trim_end_matches(c.as_str()).to_owned(),
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

/// So many characters of a text, at its beginning, at its end, or from there on.
fn part(name: &str, text: &str, count: i64) -> String {
    let all = text.chars().count();
    let skipped = usize::try_from(count.saturating_sub(1)).unwrap_or(0);
    let count = usize::try_from(count).unwrap_or(0);
    let chars = text.chars();
    match name {
        "left" => chars.take(count).collect(),
        "right" => chars.skip(all.saturating_sub(count)).collect(),
        _ => chars.skip(skipped).collect(),
    }
}

/// Texts that are not NULL, with the first between them.
fn concat_ws(args: &[Cell]) -> Option<Cell> {
    let (separator, texts) = args.split_first()?;
    if *separator == Cell::Null {
        return Some(Cell::Null);
    }
    let there = texts.iter().filter(|cell| **cell != Cell::Null);
    let texts: Option<Vec<&str>> = there.map(text).collect();
    Some(Cell::Text(texts?.join(text(separator)?)))
}

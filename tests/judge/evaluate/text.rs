//! Texts: patterns, and what is put together.

use super::Cell;

pub fn concat(cells: &[Cell]) -> Option<Cell> {
    if cells.contains(&Cell::Null) {
        return Some(Cell::Null);
    }
    let parts: Option<Vec<&str>> = cells.iter().map(text).collect();
    Some(Cell::Text(parts?.concat()))
}

pub fn text(cell: &Cell) -> Option<&str> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

/// Whether a text is like a pattern. Upper case is told from lower case for ASCII only.
pub fn like(
    operand: &Cell,
    pattern: &Cell,
    escape: char,
    ignore_case: bool,
) -> Option<Option<bool>> {
    if [operand, pattern].contains(&&Cell::Null) {
        return Some(None);
    }
    let (mut text, mut pattern) = (text(operand)?.to_owned(), text(pattern)?.to_owned());
    if ignore_case {
        if !text.is_ascii() || !pattern.is_ascii() {
            return None;
        }
        text.make_ascii_lowercase();
        pattern.make_ascii_lowercase();
    }
    let text: Vec<char> = text.chars().collect();
    let pieces = pieces(&pattern, escape)?;
    Some(Some(matches(&text, &pieces)))
}

#[derive(Clone, Copy)]
enum Piece {
    Any,
    One,
    Plain(char),
}

/// The pieces of a pattern; none if it ends with its escape character.
fn pieces(pattern: &str, escape: char) -> Option<Vec<Piece>> {
    let (mut pieces, mut chars) = (Vec::new(), pattern.chars());
    while let Some(c) = chars.next() {
        pieces.push(match c {
            c if c == escape => Piece::Plain(chars.next()?),
            '%' => Piece::Any,
            '_' => Piece::One,
            c => Piece::Plain(c),
        });
    }
    Some(pieces)
}

fn matches(text: &[char], pieces: &[Piece]) -> bool {
    let Some((piece, rest)) = pieces.split_first() else { return text.is_empty() };
    match piece {
        Piece::Any => (0..=text.len()).any(|start| matches(&text[start..], rest)),
        Piece::One => !text.is_empty() && matches(&text[1..], rest),
        Piece::Plain(c) => text.first() == Some(c) && matches(&text[1..], rest),
    }
}

//! Line breaks: a clause a line, queries inside further in.

use super::Writer;
use super::task::Task;

/// What is noted about a position of the text, for the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The space that follows may be a line break.
    Line,
    /// What follows is inside of one query more.
    Open,
    Close,
}

const INDENT: &str = "    ";

/// Queries further inside are not moved further in: the text stays as long as the tree is deep.
const MOST: usize = 32;

impl<'a> Writer<'a> {
    /// Writes the words that a clause begins with, on a line of its own if lines are asked for; the
    /// words begin with a space.
    #[inline(always)]
    pub(super) fn line(&mut self, words: &str) {
        self.mark(Mark::Line);
        self.text(words);
    }

    /// Notes a mark, if lines are asked for.
    #[inline(always)]
    pub(super) fn mark(&mut self, mark: Mark) {
        if self.options.pretty {
            self.note_mark(mark);
        }
    }

    #[cold]
    #[inline(never)]
    fn note_mark(&mut self, mark: Mark) {
        if self.recording {
            return self.record(Task::Mark(mark));
        }
        let position = self.out.len();
        self.rare_mut().marks.push((position, mark));
    }
}

/// The text with its line breaks; `places`, which are positions in order, are moved along.
#[cold]
pub(super) fn laid_out<'p>(
    text: &str,
    marks: &[(usize, Mark)],
    places: impl Iterator<Item = &'p mut usize>,
) -> String {
    let mut lines = String::with_capacity(text.len() + marks.len() * 8);
    let (mut done, mut depth) = (0, 0_usize);
    let mut places = places.peekable();
    for &(position, mark) in marks {
        while let Some(place) = places.next_if(|place| **place <= position) {
            *place = lines.len() + *place - done;
        }
        match mark {
            Mark::Open => depth += 1,
            Mark::Close => depth = depth.saturating_sub(1),
            Mark::Line => {
                lines.push_str(text.get(done..position).unwrap_or_default());
                lines.push('\n');
                (1..depth.min(MOST + 1)).for_each(|_| lines.push_str(INDENT));
                done = position + 1;
            }
        }
    }
    places.for_each(|place| *place = lines.len() + *place - done);
    lines.push_str(text.get(done..).unwrap_or_default());
    lines
}

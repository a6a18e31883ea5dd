//! Counts the instructions and allocations of one case by running this program again under valgrind.
//!
//! A run of `2 n` iterations less a run of `n` leaves `n` iterations exactly: start-up, inputs and
//! the first use of each buffer cancel out. The program keeps the system's allocator, so the
//! instructions are those of a user's program. What is run is in [`crate::library`].

use std::error::Error;
use std::io::ErrorKind;
use std::process::Command;

use crate::library::{Entry, Measure};
use crate::workload::Workload;

/// The first argument of a run that is counted.
pub const RUN: &str = "--run";

/// The cost of one iteration.
#[derive(Clone, Copy)]
pub struct Cost {
    pub instructions: u64,
    /// Blocks asked for; a block that grows counts again, with its new size.
    pub allocations: u64,
    pub bytes: u64,
}

/// One thing to count.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    pub library: &'a Entry,
    pub workload: Workload,
    pub measure: Measure,
}

impl Case<'_> {
    /// Counts one iteration as the mean of `iterations`.
    ///
    /// # Errors
    ///
    /// When valgrind is missing, fails, or reports in another form.
    pub fn count(&self, iterations: u64) -> Result<Cost, Box<dyn Error>> {
        let each = |once: u64, twice: u64| twice.saturating_sub(once) / iterations;
        let instructions = self.count_instructions(iterations)?;
        let [allocations, bytes] = self.heap(iterations)?;
        let [allocations_twice, bytes_twice] = self.heap(2 * iterations)?;
        Ok(Cost {
            instructions,
            allocations: each(allocations, allocations_twice),
            bytes: each(bytes, bytes_twice),
        })
    }

    /// Instructions of one iteration as the mean of `iterations`, in half the time of [`count`].
    ///
    /// [`count`]: Self::count
    ///
    /// # Errors
    ///
    /// As `count`.
    pub fn count_instructions(&self, iterations: u64) -> Result<u64, Box<dyn Error>> {
        let once = self.instructions(iterations)?;
        Ok(self.instructions(2 * iterations)?.saturating_sub(once) / iterations)
    }

    fn instructions(&self, iterations: u64) -> Result<u64, Box<dyn Error>> {
        let options = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
        let report = self.valgrind(&options, iterations)?;
        number_after(&report, "I   refs:")
    }

    /// Blocks and bytes that the whole run asked for.
    fn heap(&self, iterations: u64) -> Result<[u64; 2], Box<dyn Error>> {
        let options = ["--tool=memcheck", "--leak-check=no", "--undef-value-errors=no"];
        let report = self.valgrind(&options, iterations)?;
        let blocks = number_after(&report, "total heap usage:")?;
        let bytes = number_after(&report, " frees,")?;
        Ok([blocks, bytes])
    }

    /// What valgrind writes about this case run `iterations` times.
    fn valgrind(&self, options: &[&str], iterations: u64) -> Result<String, Box<dyn Error>> {
        let output = Command::new("valgrind")
            .args(options)
            .arg(std::env::current_exe()?)
            .args([RUN, self.library.name, self.workload.name(), self.measure.name()])
            .arg(iterations.to_string())
            .output()
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => {
                    "valgrind is not installed; on Debian, `apt-get install valgrind`".into()
                }
                _ => format!("valgrind does not start: {error}"),
            })?;
        let report = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() {
            Ok(report)
        } else {
            Err(format!("valgrind failed ({}):\n{report}", output.status).into())
        }
    }
}

/// The number that follows `label`, written with commas between thousands.
fn number_after(report: &str, label: &str) -> Result<u64, Box<dyn Error>> {
    let (_, rest) = report
        .split_once(label)
        .ok_or_else(|| format!("valgrind's report has no `{label}`:\n{report}"))?;
    let number = rest.split_whitespace().next().unwrap_or_default();
    Ok(number.replace(',', "").parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_reports() {
        let report = "==1== I   refs:      1,234,567\n==1== total heap usage: 89 allocs, 1,000 frees, 2,345 bytes allocated";
        assert_eq!(number_after(report, "I   refs:").unwrap(), 1_234_567);
        assert_eq!(number_after(report, "total heap usage:").unwrap(), 89);
        assert_eq!(number_after(report, " frees,").unwrap(), 2_345);
        assert!(number_after(report, "D   refs:").is_err());
    }
}

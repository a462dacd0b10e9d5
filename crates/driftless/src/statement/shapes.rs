//! How many texts a statement may have.
//!
//! The text of an insert or update depends on which columns are set, and each text is prepared once on
//! each connection and kept for as long as it lives. *Invariant:* a table has at most [`LIMIT`] kept
//! texts per operation; whatever comes after is run unprepared.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::Values;

const LIMIT: usize = 64;

/// The sets of columns that were written so far, as bits.
#[derive(Debug)]
pub(crate) struct Shapes(Mutex<BTreeSet<Vec<u64>>>);

impl Shapes {
    pub(crate) const fn new() -> Self {
        Self(Mutex::new(BTreeSet::new()))
    }

    /// Whether the text for these columns may be kept by a connection.
    pub(crate) fn keep(&self, columns: usize, values: &impl Values) -> bool {
        let mut shape = vec![0_u64; columns.div_ceil(64)];
        for column in (0..columns).filter(|&column| values.is_set(column)) {
            shape[column / 64] |= 1 << (column % 64);
        }
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.contains(&shape) {
            return true;
        }
        let room = seen.len() < LIMIT;
        if room {
            seen.insert(shape);
        }
        room
    }
}

#[cfg(test)]
mod tests {
    use diesel::pg::Pg;
    use diesel::query_builder::AstPass;
    use diesel::result::QueryResult;

    use super::*;

    struct Bits(u128);

    impl Values for Bits {
        fn is_set(&self, column: usize) -> bool {
            self.0 >> column & 1 == 1
        }

        fn bind<'b>(&'b self, _: usize, _: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
            Ok(())
        }
    }

    #[test]
    fn the_first_64_are_kept_and_stay_kept() {
        let shapes = Shapes::new();
        for shape in 0..64 {
            assert!(shapes.keep(100, &Bits(shape << 60)));
        }
        assert!(!shapes.keep(100, &Bits(1)));
        assert!(shapes.keep(100, &Bits(63 << 60)));
    }
}

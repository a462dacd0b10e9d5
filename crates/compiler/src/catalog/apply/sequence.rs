//! Sequences: those behind serial and identity columns, and how any of them counts.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Column, PgType, Sequence, SequenceOwner},
    diagnostic::Code,
    parse::{Bound, SequenceOptions},
    source::Span,
};

/// The sequence that a column needs.
pub(super) struct NewSequence {
    pub(super) name: String,
    pub(super) options: SequenceOptions,
    pub(super) span: Span,
}

impl Apply<'_> {
    /// Makes the sequence of a serial or identity column that is about to be added.
    pub(super) fn add_owned_sequence(
        &mut self,
        table: &TableKey,
        column: &Column,
        new: &NewSequence,
    ) -> Applied {
        let sequence = Sequence::ascending(&new.name, column.ty.clone());
        let mut sequence = self.counted(sequence, &new.options, true, &new.span)?;
        sequence.owner = Some(SequenceOwner {
            table: table.1.clone(),
            column: column.name.clone(),
            identity: column.identity.is_some(),
        });
        sequence.place.clone_from(&column.place);
        let sequences = &mut self.schema(&table.0).sequences;
        sequences.insert(new.name.clone(), sequence);
        Ok(())
    }

    /// What the options make of a sequence, new or as it was.
    pub(super) fn counted(
        &self,
        sequence: Sequence,
        options: &SequenceOptions,
        new: bool,
        span: &Span,
    ) -> Applied<Sequence> {
        let ty = options.ty.as_ref().map(|ty| self.resolve_type(ty));
        self.init_params(sequence, options, ty.transpose()?, new, span)
    }

    /// The sequence of an identity column whose type changes.
    pub(super) fn counted_as(
        &self,
        sequence: Sequence,
        ty: PgType,
        span: &Span,
    ) -> Applied<Sequence> {
        self.init_params(sequence, &SequenceOptions::default(), Some(ty), false, span)
    }

    fn init_params(
        &self,
        mut sequence: Sequence,
        options: &SequenceOptions,
        ty: Option<PgType>,
        new: bool,
        span: &Span,
    ) -> Applied<Sequence> {
        let refuse = |title: String| {
            let label = "cannot count like this";
            Err(self.error(Code::D0112, "22023", title, span, label))
        };
        let (mut reset_min, mut reset_max) = (new, new);
        if let Some(ty) = ty {
            if !is_counting(&ty) {
                return refuse("sequence type must be smallint, integer, or bigint".to_owned());
            }
            // A bound that was the old type's own follows the type.
            let (least, greatest) = Sequence::bounds(&sequence.ty);
            reset_max |= sequence.increment > 0 && sequence.max == greatest;
            reset_min |= sequence.increment < 0 && sequence.min == least;
            sequence.ty = ty;
        }
        if let Some(increment) = options.increment {
            if increment == 0 {
                return refuse("INCREMENT must not be zero".to_owned());
            }
            sequence.increment = increment;
        }
        sequence.cycle = options.cycle.unwrap_or(sequence.cycle);
        let (least, greatest) = Sequence::bounds(&sequence.ty);
        let ascending = sequence.increment > 0;
        match options.max {
            Some(Bound::Value(max)) => sequence.max = max,
            Some(Bound::Type) => sequence.max = if ascending { greatest } else { -1 },
            None if reset_max => sequence.max = if ascending { greatest } else { -1 },
            None => {}
        }
        match options.min {
            Some(Bound::Value(min)) => sequence.min = min,
            Some(Bound::Type) => sequence.min = if ascending { 1 } else { least },
            None if reset_min => sequence.min = if ascending { 1 } else { least },
            None => {}
        }
        for (what, value) in [("MAXVALUE", sequence.max), ("MINVALUE", sequence.min)] {
            if value < least || value > greatest {
                let ty = &sequence.ty;
                return refuse(format!(
                    "{what} ({value}) is out of range for sequence data type {ty}"
                ));
            }
        }
        if sequence.min >= sequence.max {
            let (min, max) = (sequence.min, sequence.max);
            return refuse(format!(
                "MINVALUE ({min}) must be less than MAXVALUE ({max})"
            ));
        }
        match options.start {
            Some(start) => sequence.start = start,
            None if new => {
                sequence.start = if ascending {
                    sequence.min
                } else {
                    sequence.max
                };
            }
            None => {}
        }
        let start = sequence.start;
        if start < sequence.min {
            let min = sequence.min;
            return refuse(format!(
                "START value ({start}) cannot be less than MINVALUE ({min})"
            ));
        }
        if start > sequence.max {
            let max = sequence.max;
            return refuse(format!(
                "START value ({start}) cannot be greater than MAXVALUE ({max})"
            ));
        }
        if let Some(cache) = options.cache {
            if cache <= 0 {
                return refuse(format!("CACHE ({cache}) must be greater than zero"));
            }
            sequence.cache = cache;
        }
        Ok(sequence)
    }

    /// The name of the sequence behind an identity column.
    pub(super) fn identity_sequence(
        &mut self,
        table: &TableKey,
        column: &str,
    ) -> Option<&mut Sequence> {
        let mut sequences = self.schema(&table.0).sequences.values_mut();
        sequences.find(|sequence| {
            let owner = sequence.owner.as_ref();
            owner.is_some_and(|it| it.identity && it.table == table.1 && it.column == column)
        })
    }
}

/// Whether a sequence can be of this type.
pub(super) fn is_counting(ty: &PgType) -> bool {
    matches!(&*ty.name, "int2" | "int4" | "int8") && ty.schema.is_none() && !ty.array
}

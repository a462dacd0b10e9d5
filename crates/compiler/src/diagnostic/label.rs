//! A place in the SQL and what to say there.

use crate::{
    catalog::Place,
    source::{Source, Span},
};
use std::sync::Arc;

/// A place in the SQL with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The line and column.
    pub place: Place,
    /// What to say there; may be empty.
    pub text: String,
    spot: Option<(Arc<Source>, Span)>,
}

impl Label {
    /// A remark at a span of a source.
    pub fn at(source: &Arc<Source>, span: Span, text: impl Into<String>) -> Self {
        Self {
            place: source.place(span.start),
            text: text.into(),
            spot: Some((Arc::clone(source), span)),
        }
    }

    /// A remark at a place the catalog remembers; [`super::Diagnostics::located`] adds the SQL line.
    pub fn of(place: &Place, text: impl Into<String>) -> Self {
        Self {
            place: place.clone(),
            text: text.into(),
            spot: None,
        }
    }

    pub(super) fn spot(&self) -> Option<&(Arc<Source>, Span)> {
        self.spot.as_ref()
    }

    pub(super) fn needs_source(&self) -> bool {
        self.spot.is_none()
    }

    /// Marks the word that stands at the place.
    pub(super) fn locate(&mut self, source: &Arc<Source>) {
        let Some(start) = source.offset(&self.place) else {
            return;
        };
        let rest = source.text().get(start..).unwrap_or_default();
        let word = rest
            .char_indices()
            .find(|&(at, c)| at > 0 && !(c.is_alphanumeric() || c == '_'))
            .map_or(rest.len(), |(at, _)| at);
        self.spot = Some((Arc::clone(source), start..start + word));
    }
}

//! The variables of the bodies that a statement stands in.

use super::datum::Datum;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// The variables in sight, the innermost block's last.
#[derive(Clone, Debug, Default)]
pub(in crate::catalog::apply) struct Scope {
    blocks: Vec<BTreeMap<String, Variable>>,
    /// How many blocks around could catch an error.
    pub(super) guards: usize,
    /// The error that the handler around has caught.
    pub(super) caught: Option<Box<Diagnostic>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Variable {
    ty: String,
    value: Datum,
}

impl Scope {
    pub(super) fn enter(&mut self) {
        self.blocks.push(BTreeMap::new());
    }

    pub(super) fn leave(&mut self) {
        self.blocks.pop();
    }

    /// Makes a variable in the innermost block.
    pub(super) fn declare(&mut self, name: &str, ty: &str, value: Datum) {
        if self.blocks.is_empty() {
            self.enter();
        }
        if let Some(block) = self.blocks.last_mut() {
            let ty = ty.to_owned();
            block.insert(name.to_owned(), Variable { ty, value });
        }
    }

    /// Sets the innermost variable of this name; `found` is one without a declaration.
    pub(super) fn set(&mut self, name: &str, value: Datum) {
        let mut blocks = self.blocks.iter_mut().rev();
        match blocks.find_map(|block| block.get_mut(name)) {
            Some(variable) => variable.value = value,
            None if name == "found" => {
                if let Some(block) = self.blocks.first_mut() {
                    let ty = String::new();
                    block.insert(name.to_owned(), Variable { ty, value });
                }
            }
            None => {}
        }
    }

    pub(super) fn forget(&mut self, name: &str) {
        // A field of a record makes the whole record unknown.
        let name = name.split('.').next().unwrap_or_default();
        self.set(name, Datum::Unknown);
    }

    pub(super) fn get(&self, name: &str) -> Option<&Datum> {
        let mut blocks = self.blocks.iter().rev();
        blocks.find_map(|block| block.get(name)).map(|it| &it.value)
    }

    pub(super) fn type_of(&self, name: &str) -> Option<String> {
        let mut blocks = self.blocks.iter().rev();
        blocks
            .find_map(|block| block.get(name))
            .map(|it| it.ty.clone())
    }

    /// What both have, and nothing of what they differ in.
    pub(super) fn agreeing(mut self, other: &Self) -> Self {
        self.forget_differing(other);
        self
    }

    /// Forgets the values that are others there.
    pub(super) fn forget_differing(&mut self, other: &Self) {
        for (block, others) in self.blocks.iter_mut().zip(&other.blocks) {
            for (name, variable) in block.iter_mut() {
                if others.get(name) != Some(variable) {
                    variable.value = Datum::Unknown;
                }
            }
        }
    }
}

// @generated automatically by Diesel CLI.

pub mod nowhere {}

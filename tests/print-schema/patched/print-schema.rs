// @generated automatically by Diesel CLI.

diesel::table! {
    users (id) {
        id -> Int4,
        kind -> crate::types::Kind,
        name -> Nullable<Text>,
    }
}

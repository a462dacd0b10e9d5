// @generated automatically by Diesel CLI.

pub mod public {
    diesel::table! {
        tags (id) {
            id -> Int4,
            name -> Nullable<Text>,
        }
    }
}

// @generated automatically by Diesel CLI.

diesel::table! {
    audit_log (id) {
        id -> Int4,
        what -> Nullable<Text>,
    }
}

diesel::table! {
    authors (id) {
        id -> Int4,
        name -> Text,
    }
}

diesel::table! {
    books (id) {
        id -> Int4,
        author_id -> Int4,
        title -> Text,
        form -> Nullable<Text>,
    }
}

diesel::joinable!(books -> authors (author_id));

diesel::allow_tables_to_appear_in_same_query!(audit_log, authors, books,);

// @generated automatically by Diesel CLI.

diesel::table! {
    tags (id) {
        id -> Int4,
        name -> Nullable<Text>,
    }
}
// @generated automatically by Diesel CLI.

pub mod odd_schema {
    diesel::table! {
        odd_schema.plain (id) {
            id -> Int4,
            #[sql_name = "plain"]
            plain_ -> Nullable<Text>,
        }
    }
}
// @generated automatically by Diesel CLI.

pub mod shop {
    pub mod sql_types {
        #[derive(Clone, diesel::sql_types::SqlType)]
        #[diesel(postgres_type(name = "tsvector", schema = "pg_catalog"))]
        pub struct Tsvector;
    }

    diesel::table! {
        shop.lines (id) {
            id -> Int4,
            tag_id -> Nullable<Int4>,
            public_tag -> Nullable<Int4>,
            #[sql_name = "lines"]
            lines_ -> Nullable<Int4>,
        }
    }

    diesel::table! {
        use diesel::sql_types::*;
        use super::sql_types::Tsvector;

        shop.tags (id) {
            id -> Int4,
            #[max_length = 8]
            code -> Varchar,
            search -> Nullable<Tsvector>,
        }
    }

    diesel::table! {
        #[sql_name = "shop.type"]
        shop.type_ (id) {
            id -> Int4,
        }
    }

    diesel::joinable!(lines -> tags (tag_id));

    diesel::allow_tables_to_appear_in_same_query!(lines, tags, type_,);
}

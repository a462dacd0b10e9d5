// @generated automatically by Diesel CLI.

pub mod odd_schema {
    diesel::table! {
        #[sql_name = "odd-schema.odd table"]
        odd_schema.odd_table (id) {
            id -> Int4,
            a_long_name_1 -> Nullable<Int4>,
        }
    }

    diesel::table! {
        odd_schema.plain (id) {
            id -> Int4,
            #[sql_name = "plain"]
            plain_ -> Nullable<Text>,
        }
    }

    diesel::joinable!(odd_table -> plain (a_long_name_1));

    diesel::allow_tables_to_appear_in_same_query!(odd_table, plain,);
}

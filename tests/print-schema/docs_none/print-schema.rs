// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "tsvector", schema = "pg_catalog"))]
    pub struct Tsvector;
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    #[sql_name = "Loud Table"]
    Loud_Table (id) {
        id -> Int4,
        words -> Tsvector,
    }
}

diesel::table! {
    silent (id) {
        id -> Int4,
    }
}

diesel::table! {
    spoken (id) {
        id -> Int4,
        plain -> Nullable<Text>,
        hostile -> Nullable<Text>,
        silent -> Nullable<Text>,
        #[sql_name = "odd name"]
        #[max_length = 12]
        odd_name -> Nullable<Varchar>,
        #[sql_name = "type"]
        type_ -> Nullable<Text>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(Loud_Table, silent, spoken,);

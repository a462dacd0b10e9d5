// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "hstore"))]
    pub struct Hstore;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "ltree", schema = "ext"))]
    pub struct Ltree;
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Hstore;
    use super::sql_types::Ltree;

    pages (id) {
        id -> Int4,
        slug -> Citext,
        names -> Nullable<Array<Nullable<Citext>>>,
        labels -> Nullable<Hstore>,
        path -> Ltree,
        paths -> Nullable<Array<Nullable<Ltree>>>,
    }
}

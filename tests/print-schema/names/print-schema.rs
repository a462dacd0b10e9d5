// @generated automatically by Diesel CLI.

diesel::table! {
    #[sql_name = "2fa"]
    _2fa (_2nd) {
        #[sql_name = "2nd"]
        _2nd -> Int4,
        #[sql_name = "3 rd"]
        _3_rd -> Nullable<Int4>,
        #[sql_name = "a-b"]
        a_b -> Nullable<Int4>,
        #[sql_name = "a--b"]
        a_b -> Nullable<Int4>,
        #[sql_name = "-"]
        __ -> Nullable<Int4>,
        #[sql_name = "é"]
        __ -> Nullable<Int4>,
        #[sql_name = "日本"]
        __ -> Nullable<Int4>,
        #[sql_name = "x y z"]
        x_y_z -> Nullable<Int4>,
    }
}

diesel::table! {
    CamelCase (Id) {
        Id -> Int4,
        someThing -> Nullable<Int4>,
    }
}

diesel::table! {
    Zulu (id) {
        id -> Int4,
    }
}

diesel::table! {
    a_name_of_sixty_three_bytes_which_is_as_long_as_postgres_takes_ (id) {
        id -> Int4,
        another_name_of_sixty_three_bytes_which_is_as_long_as_pg_takes_ -> Nullable<Int4>,
    }
}

diesel::table! {
    camelcase (id) {
        id -> Int4,
        Camel -> Nullable<Int4>,
    }
}

diesel::table! {
    #[sql_name = "columns"]
    columns_ (columns_) {
        #[sql_name = "columns"]
        columns_ -> Int4,
    }
}

diesel::table! {
    #[sql_name = r#"quo"ted"#]
    quo_ted (say_hi_) {
        #[sql_name = r#"say "hi""#]
        say_hi_ -> Int4,
        #[sql_name = r###"hash#"#"###]
        hash_ -> Nullable<Int4>,
        #[sql_name = r#####"##"##"#####]
        __ -> Nullable<Int4>,
        #[sql_name = "brace {"]
        brace_ -> Nullable<Int4>,
        #[sql_name = "it's"]
        it_s -> Nullable<Int4>,
        #[sql_name = "star */"]
        star_ -> Nullable<Int4>,
    }
}

diesel::table! {
    select (id) {
        id -> Int4,
        #[sql_name = "type"]
        type_ -> Nullable<Int4>,
        #[sql_name = "self"]
        self_ -> Nullable<Int4>,
        #[sql_name = "Self"]
        Self_ -> Nullable<Int4>,
        #[sql_name = "crate"]
        crate_ -> Nullable<Int4>,
        #[sql_name = "async"]
        async_ -> Nullable<Int4>,
        #[sql_name = "dyn"]
        dyn_ -> Nullable<Int4>,
        #[sql_name = "_"]
        __ -> Nullable<Int4>,
        union -> Nullable<Int4>,
    }
}

diesel::table! {
    #[sql_name = "struct"]
    struct_ (id) {
        id -> Int4,
        #[sql_name = "struct"]
        struct_ -> Nullable<Int4>,
        #[sql_name = "fn"]
        fn_ -> Nullable<Int4>,
    }
}

diesel::table! {
    #[sql_name = "table"]
    table_ (id) {
        id -> Int4,
        #[sql_name = "table"]
        table_ -> Nullable<Int4>,
        #[sql_name = "columns"]
        columns_ -> Nullable<Int4>,
        #[sql_name = "is_nullable"]
        is_nullable_ -> Nullable<Int4>,
        #[sql_name = "__x"]
        __x_ -> Nullable<Int4>,
        __y_ -> Nullable<Int4>,
    }
}

diesel::table! {
    #[sql_name = "ångström"]
    _ngstr_m (id) {
        id -> Int4,
        #[sql_name = "🦀"]
        __ -> Nullable<Int4>,
    }
}

diesel::joinable!(CamelCase -> _2fa (someThing));
diesel::joinable!(camelcase -> CamelCase (Camel));
diesel::joinable!(struct_ -> select (fn_));
diesel::joinable!(struct_ -> table_ (struct_));

diesel::allow_tables_to_appear_in_same_query!(
    _2fa,
    CamelCase,
    Zulu,
    a_name_of_sixty_three_bytes_which_is_as_long_as_postgres_takes_,
    camelcase,
    columns_,
    quo_ted,
    select,
    struct_,
    table_,
    _ngstr_m,
);

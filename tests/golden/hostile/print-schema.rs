// @generated automatically by Diesel CLI.

diesel::table! {
    UPPER (id) {
        id -> Int4,
        camelCase -> Nullable<Int4>,
    }
}

diesel::table! {
    #[sql_name = "a.b"]
    a_b (id) {
        id -> Text,
        #[sql_name = "type.self"]
        type_self -> Nullable<Uuid>,
    }
}

diesel::table! {
    actor (id) {
        id -> Int4,
        #[sql_name = "actor"]
        actor_ -> Nullable<Int4>,
    }
}

diesel::table! {
    audit_log (id) {
        id -> Uuid,
        actor_type -> Text,
        actor_id -> Text,
        action -> Text,
        entity -> Text,
        entity_id -> Nullable<Text>,
        payload -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    #[sql_name = "columns"]
    columns_ (id) {
        id -> Int4,
    }
}

diesel::table! {
    images (id) {
        id -> Int4,
        name -> Text,
    }
}

diesel::table! {
    #[sql_name = "mod"]
    mod_ (id) {
        id -> Int4,
        status -> Text,
    }
}

diesel::table! {
    schema (id) {
        id -> Int4,
    }
}

diesel::table! {
    status (id) {
        id -> Int4,
        #[sql_name = "status"]
        status_ -> Text,
    }
}

diesel::table! {
    #[sql_name = "struct"]
    struct_ (self_) {
        #[sql_name = "self"]
        self_ -> Uuid,
        #[sql_name = "type"]
        type_ -> Text,
        #[sql_name = "match"]
        match_ -> Nullable<Int4>,
        #[sql_name = "table"]
        table_ -> Nullable<Text>,
        #[sql_name = "columns"]
        columns_ -> Nullable<Text>,
        default -> Int4,
        from -> Nullable<Text>,
        into -> Nullable<Text>,
        value -> Text,
        out -> Text,
        column -> Nullable<Text>,
        row -> Text,
        insert -> Nullable<Text>,
        update -> Nullable<Text>,
        history -> Nullable<Text>,
        conn -> Nullable<Text>,
        createdAt -> Nullable<Timestamptz>,
        #[sql_name = "two words"]
        two_words -> Nullable<Text>,
        #[sql_name = r#"quo"te"#]
        quo_te -> Nullable<Text>,
        #[sql_name = "2nd"]
        _2nd -> Nullable<Text>,
        #[sql_name = "größe"]
        gr_e -> Nullable<Text>,
        #[sql_name = "日本"]
        __ -> Nullable<Text>,
        #[sql_name = "__hidden"]
        __hidden_ -> Nullable<Text>,
        to_user -> Nullable<Text>,
        is_new -> Bool,
    }
}

diesel::joinable!(a_b -> struct_ (type_self));

diesel::allow_tables_to_appear_in_same_query!(
    UPPER, a_b, actor, audit_log, columns_, images, mod_, schema, status, struct_,
);

// @generated automatically by Diesel CLI.

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
    samples (id) {
        id -> Int8,
        a_bool -> Bool,
        a_smallint -> Int2,
        an_int -> Int4,
        a_bigint -> Int8,
        a_real -> Float4,
        a_double -> Float8,
        a_numeric -> Numeric,
        a_price -> Numeric,
        a_text -> Text,
        a_varchar -> Varchar,
        #[max_length = 3]
        a_code -> Varchar,
        #[max_length = 2]
        a_char -> Bpchar,
        some_bytes -> Bytea,
        a_uuid -> Uuid,
        a_date -> Date,
        a_time -> Time,
        a_timestamp -> Timestamp,
        a_moment -> Timestamptz,
        an_oid -> Nullable<Oid>,
        a_json -> Nullable<Json>,
        a_jsonb -> Nullable<Jsonb>,
        some_ints -> Array<Nullable<Int4>>,
        some_texts -> Nullable<Array<Nullable<Text>>>,
        some_codes -> Nullable<Array<Nullable<Varchar>>>,
        doubled -> Nullable<Int4>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(audit_log, samples,);

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
    staff (id) {
        id -> Uuid,
        badge_name -> Text,
        joined_on -> Date,
    }
}

diesel::allow_tables_to_appear_in_same_query!(audit_log, staff,);

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
    badges (group_id, user_id, badge) {
        group_id -> Int2,
        user_id -> Int4,
        badge -> Text,
    }
}

diesel::table! {
    follows (follower_id, followed_id) {
        follower_id -> Int4,
        followed_id -> Int4,
    }
}

diesel::table! {
    groups (id) {
        id -> Int2,
        name -> Text,
        parent_id -> Nullable<Int2>,
    }
}

diesel::table! {
    memberships (group_id, user_id) {
        user_id -> Int4,
        group_id -> Int2,
        since -> Date,
        role -> Text,
    }
}

diesel::table! {
    profiles (user_id) {
        user_id -> Int4,
        bio -> Nullable<Text>,
    }
}

diesel::table! {
    users (id) {
        id -> Int4,
        #[max_length = 80]
        email -> Varchar,
    }
}

diesel::joinable!(memberships -> groups (group_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(profiles -> users (user_id));

diesel::allow_tables_to_appear_in_same_query!(
    audit_log,
    badges,
    follows,
    groups,
    memberships,
    profiles,
    users,
);

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
    chat_sessions (id) {
        id -> Uuid,
        user_id -> Nullable<Uuid>,
        channel -> Text,
        peer_id -> Text,
        agent_id -> Text,
        state -> Nullable<Jsonb>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    inbound_events (id) {
        id -> Text,
        source -> Text,
        received_at -> Timestamptz,
        payload -> Nullable<Jsonb>,
    }
}

diesel::table! {
    listing_media (id) {
        id -> Uuid,
        listing_id -> Uuid,
        url -> Text,
        kind -> Text,
        meta -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    listings (id) {
        id -> Uuid,
        poster_id -> Uuid,
        title -> Text,
        description -> Text,
        #[sql_name = "type"]
        type_ -> Text,
        price_amount -> Numeric,
        price_currency -> Text,
        bedrooms -> Nullable<Int4>,
        bathrooms -> Nullable<Int4>,
        size_sqm -> Nullable<Numeric>,
        address_text -> Nullable<Text>,
        lat -> Nullable<Numeric>,
        lng -> Nullable<Numeric>,
        status -> Text,
        quality_score -> Nullable<Int4>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    matches (id) {
        id -> Uuid,
        seeker_id -> Uuid,
        listing_id -> Uuid,
        score -> Numeric,
        reasons -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    reviews (id) {
        id -> Uuid,
        listing_id -> Uuid,
        reviewer_id -> Nullable<Uuid>,
        agent_id -> Nullable<Text>,
        result -> Text,
        notes -> Nullable<Text>,
        flags -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    seeker_profiles (id) {
        id -> Uuid,
        user_id -> Uuid,
        prefs -> Nullable<Jsonb>,
        budget_min -> Nullable<Numeric>,
        budget_max -> Nullable<Numeric>,
        areas -> Nullable<Jsonb>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    users (id) {
        id -> Uuid,
        role -> Text,
        name -> Nullable<Text>,
        phone -> Nullable<Text>,
        email -> Nullable<Text>,
        telegram_id -> Nullable<Text>,
        whatsapp_id -> Nullable<Text>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    viewings (id) {
        id -> Uuid,
        listing_id -> Uuid,
        seeker_id -> Uuid,
        scheduled_at -> Timestamptz,
        status -> Text,
        notes -> Nullable<Text>,
        created_at -> Timestamptz,
    }
}

diesel::joinable!(chat_sessions -> users (user_id));
diesel::joinable!(listing_media -> listings (listing_id));
diesel::joinable!(listings -> users (poster_id));
diesel::joinable!(matches -> listings (listing_id));
diesel::joinable!(matches -> users (seeker_id));
diesel::joinable!(reviews -> listings (listing_id));
diesel::joinable!(reviews -> users (reviewer_id));
diesel::joinable!(seeker_profiles -> users (user_id));
diesel::joinable!(viewings -> listings (listing_id));
diesel::joinable!(viewings -> users (seeker_id));

diesel::allow_tables_to_appear_in_same_query!(
    audit_log,
    chat_sessions,
    inbound_events,
    listing_media,
    listings,
    matches,
    reviews,
    seeker_profiles,
    users,
    viewings,
);

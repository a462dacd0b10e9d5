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
    eggs (id) {
        id -> Uuid,
        hen_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    hens (id) {
        id -> Uuid,
        egg_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    projects (id) {
        id -> Uuid,
        team_id -> Uuid,
        name -> Text,
    }
}

diesel::table! {
    reminders (id) {
        id -> Int8,
        task_id -> Nullable<Uuid>,
        project_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    tasks (id) {
        id -> Uuid,
        project_id -> Uuid,
        title -> Text,
        due_at -> Nullable<Timestamptz>,
        after_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    teams (id) {
        id -> Uuid,
        name -> Text,
    }
}

diesel::joinable!(projects -> teams (team_id));
diesel::joinable!(reminders -> projects (project_id));
diesel::joinable!(reminders -> tasks (task_id));
diesel::joinable!(tasks -> projects (project_id));

diesel::allow_tables_to_appear_in_same_query!(
    audit_log, eggs, hens, projects, reminders, tasks, teams,
);

// @generated automatically by Diesel CLI.

diesel::table! {
    only (id) {
        id -> Int4,
        #[sql_name = "only"]
        #[max_length = 12]
        only_ -> Nullable<Varchar>,
        #[max_length = 1]
        c -> Nullable<Bpchar>,
        d -> Nullable<Array<Nullable<Varchar>>>,
    }
}

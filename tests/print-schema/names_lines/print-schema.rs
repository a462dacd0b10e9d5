// @generated automatically by Diesel CLI.

diesel::table! {
    #[sql_name = "two
    lines"]
    two_lines (id) {
        id -> Int4,
        #[sql_name = "three
        more

        lines"]
        three_more_lines -> Nullable<Int4>,
        #[sql_name = r#"say "
        yes"#]
        say_yes -> Nullable<Int4>,
    }
}

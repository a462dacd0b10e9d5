//! The rows that the queries return.

use diesel::{
    QueryableByName,
    sql_types::{Array, BigInt, Bool, Nullable, Oid, Text},
};

#[derive(QueryableByName)]
pub(super) struct Other {
    #[diesel(sql_type = Text)]
    pub(super) object: String,
}

/// A schema, or a table in it.
#[derive(QueryableByName)]
pub(super) struct TableRow {
    #[diesel(sql_type = Text)]
    pub(super) schema: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) name: Option<String>,
    #[diesel(sql_type = Oid)]
    pub(super) oid: u32,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
    #[diesel(sql_type = Bool)]
    pub(super) unlogged: bool,
    #[diesel(sql_type = Bool)]
    pub(super) row_security: bool,
    #[diesel(sql_type = Bool)]
    pub(super) forced: bool,
    #[diesel(sql_type = Array<Text>)]
    pub(super) options: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) type_schema: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) type_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) partition_key: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) bound: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) parent_schemas: Vec<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) parents: Vec<String>,
}

#[derive(QueryableByName)]
pub(super) struct ViewRow {
    #[diesel(sql_type = Text)]
    pub(super) schema: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Oid)]
    pub(super) oid: u32,
    #[diesel(sql_type = Bool)]
    pub(super) materialized: bool,
    #[diesel(sql_type = Array<Text>)]
    pub(super) options: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct ColumnRow {
    #[diesel(sql_type = Oid)]
    pub(super) table: u32,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) type_schema: Option<String>,
    #[diesel(sql_type = Text)]
    pub(super) type_name: String,
    #[diesel(sql_type = Bool)]
    pub(super) is_array: bool,
    #[diesel(sql_type = Text)]
    pub(super) format_type: String,
    #[diesel(sql_type = Bool)]
    pub(super) not_null: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) expression: Option<String>,
    #[diesel(sql_type = Text)]
    pub(super) identity: String,
    #[diesel(sql_type = Text)]
    pub(super) generated: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) collation: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
    #[diesel(sql_type = Bool)]
    pub(super) local: bool,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "a row of pg_constraint has as many"
)]
#[derive(QueryableByName)]
pub(super) struct ConstraintRow {
    #[diesel(sql_type = Oid)]
    pub(super) table: u32,
    #[diesel(sql_type = Text)]
    pub(super) kind: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Bool)]
    pub(super) deferrable: bool,
    #[diesel(sql_type = Bool)]
    pub(super) deferred: bool,
    #[diesel(sql_type = Bool)]
    pub(super) validated: bool,
    #[diesel(sql_type = Bool)]
    pub(super) local: bool,
    #[diesel(sql_type = Bool)]
    pub(super) no_inherit: bool,
    #[diesel(sql_type = Array<Text>)]
    pub(super) columns: Vec<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) include: Vec<String>,
    #[diesel(sql_type = Bool)]
    pub(super) nulls_not_distinct: bool,
    #[diesel(sql_type = Array<Text>)]
    pub(super) options: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) parent: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) foreign_schema: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) foreign_table: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) referenced: Vec<String>,
    #[diesel(sql_type = Text)]
    pub(super) on_delete: String,
    #[diesel(sql_type = Text)]
    pub(super) on_update: String,
    #[diesel(sql_type = Text)]
    pub(super) match_type: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) set_columns: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) expression: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "a row of pg_index has as many"
)]
#[derive(QueryableByName)]
pub(super) struct IndexRow {
    #[diesel(sql_type = Oid)]
    pub(super) table: u32,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text)]
    pub(super) method: String,
    #[diesel(sql_type = Bool)]
    pub(super) is_unique: bool,
    #[diesel(sql_type = Bool)]
    pub(super) nulls_not_distinct: bool,
    #[diesel(sql_type = Array<Text>)]
    pub(super) names: Vec<String>,
    #[diesel(sql_type = Array<Bool>)]
    pub(super) is_column: Vec<bool>,
    #[diesel(sql_type = Array<Nullable<Text>>)]
    pub(super) collations: Vec<Option<String>>,
    #[diesel(sql_type = Array<Nullable<Text>>)]
    pub(super) opclasses: Vec<Option<String>>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) opclass_options: Vec<String>,
    #[diesel(sql_type = Array<Bool>)]
    pub(super) descending: Vec<bool>,
    #[diesel(sql_type = Array<Bool>)]
    pub(super) nulls_first: Vec<bool>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) include: Vec<String>,
    #[diesel(sql_type = Bool)]
    pub(super) valid: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) parent: Option<String>,
    #[diesel(sql_type = Nullable<Array<Text>>)]
    pub(super) operators: Option<Vec<String>>,
    #[diesel(sql_type = Bool)]
    pub(super) deferrable: bool,
    #[diesel(sql_type = Bool)]
    pub(super) deferred: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) predicate: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) options: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct TriggerRow {
    #[diesel(sql_type = Oid)]
    pub(super) table: u32,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text)]
    pub(super) definition: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) columns: Vec<String>,
    #[diesel(sql_type = Text)]
    pub(super) firing: String,
    #[diesel(sql_type = Bool)]
    pub(super) inherited: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct FunctionRow {
    #[diesel(sql_type = Text)]
    pub(super) schema: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text)]
    pub(super) kind: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) modes: Vec<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) names: Vec<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) type_schemas: Vec<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) type_names: Vec<String>,
    #[diesel(sql_type = Array<Bool>)]
    pub(super) type_arrays: Vec<bool>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) defaults: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) return_schema: Option<String>,
    #[diesel(sql_type = Text)]
    pub(super) return_name: String,
    #[diesel(sql_type = Bool)]
    pub(super) return_array: bool,
    #[diesel(sql_type = Bool)]
    pub(super) return_set: bool,
    #[diesel(sql_type = Text)]
    pub(super) language: String,
    #[diesel(sql_type = Text)]
    pub(super) body: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) options: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct SequenceRow {
    #[diesel(sql_type = Text)]
    pub(super) schema: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text)]
    pub(super) type_name: String,
    #[diesel(sql_type = BigInt)]
    pub(super) start: i64,
    #[diesel(sql_type = BigInt)]
    pub(super) increment: i64,
    #[diesel(sql_type = BigInt)]
    pub(super) min: i64,
    #[diesel(sql_type = BigInt)]
    pub(super) max: i64,
    #[diesel(sql_type = BigInt)]
    pub(super) cache: i64,
    #[diesel(sql_type = Bool)]
    pub(super) cycle: bool,
    #[diesel(sql_type = Bool)]
    pub(super) unlogged: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) owner_table: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) owner_column: Option<String>,
    #[diesel(sql_type = Nullable<Bool>)]
    pub(super) identity: Option<bool>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct ExtensionRow {
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text)]
    pub(super) schema: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct PolicyRow {
    #[diesel(sql_type = Oid)]
    pub(super) table: u32,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Bool)]
    pub(super) permissive: bool,
    #[diesel(sql_type = Text)]
    pub(super) command: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) roles: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) using_expression: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) check_expression: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct RuleRow {
    #[diesel(sql_type = Oid)]
    pub(super) table: u32,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text)]
    pub(super) event: String,
    #[diesel(sql_type = Bool)]
    pub(super) instead: bool,
    #[diesel(sql_type = Text)]
    pub(super) firing: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct StatisticsRow {
    #[diesel(sql_type = Text)]
    pub(super) schema: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) kinds: Vec<String>,
    #[diesel(sql_type = Text)]
    pub(super) table_schema: String,
    #[diesel(sql_type = Text)]
    pub(super) table_name: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) columns: Vec<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) expressions: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

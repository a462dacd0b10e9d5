//! Postgres computes `area`: no insert and no update may set it.
driftless::schema!("generated_column/migrations");

fn main() {
    let _ = NewParcel { width: 2, height: 3, area: 6 };
    let _ = NewParcel { width: 2, height: 3 }.area(6);
    let _ = ParcelChanges::default().area(6);
}

//! The control of `err_generated_column`: the columns beside it can be set, and it can be read.
driftless::schema!("generated_column/migrations");

fn area(row: &Parcel) -> Option<i32> {
    row.area
}

fn main() {
    let _ = NewParcel { width: 2, height: 3 };
    let _ = ParcelChanges::default().width(6);
    let _ = area;
}

//! How a value is shown in the audit log, as SQL.
//!
//! *Invariant:* no form depends on a setting of the session; NULL is NULL in every form.

use std::borrow::Cow;

use crate::table::Image;

/// The SQL for the image of a value that SQL spells so.
pub(super) fn image(value: &str, image: Image) -> Cow<'_, str> {
    nested(value, image, 0)
}

/// `depth` counts the arrays around the value, so that each has a name of its own.
fn nested(value: &str, image: Image, depth: usize) -> Cow<'_, str> {
    let sql = match image {
        Image::Value | Image::Omit => return Cow::Borrowed(value),
        Image::Text => format!("{value}::text"),
        Image::Hex => format!("encode({value}, 'hex')"),
        // Infinity has no parts to format.
        Image::Utc => format!(
            "CASE WHEN isfinite({value}) THEN to_char({value} AT TIME ZONE 'UTC', \
             'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') ELSE {value}::text END"
        ),
        Image::Interval => interval(value),
        // The number itself: as text it would have the session's point and decimals.
        Image::Money => format!("('x' || encode(cash_send({value}), 'hex'))::bit(64)::bigint"),
        Image::Each(of) => each(value, *of, depth),
        Image::Range(bound) => range(value, *bound, depth),
        Image::Multirange(bound) => each(value, Image::Range(bound), depth),
    };
    Cow::Owned(sql)
}

/// `P14M3DT-1.500000S`: the three numbers an interval is made of.
fn interval(value: &str) -> String {
    format!(
        "CASE WHEN isfinite({value}) THEN 'P' || (extract(year FROM {value}) * 12 + extract(month FROM {value})) \
         || 'M' || extract(day FROM {value}) || 'DT' || (extract(hour FROM {value}) * 3600 \
         + extract(minute FROM {value}) * 60 + extract(second FROM {value})) || 'S' ELSE {value}::text END"
    )
}

/// A JSON array. A value in it that has more than one dimension loses them: Diesel reads none such.
fn each(value: &str, of: Image, depth: usize) -> String {
    let element = format!("e{depth}.v");
    let element = nested(&element, of, depth + 1);
    format!(
        "CASE WHEN {value} IS NOT NULL THEN (SELECT coalesce(jsonb_agg({element} ORDER BY e{depth}.n), '[]') \
         FROM unnest({value}) WITH ORDINALITY AS e{depth} (v, n)) END"
    )
}

/// `[2026-01-01,2026-02-01)`, or `empty`.
fn range(value: &str, of: Image, depth: usize) -> String {
    let bound = |function: &str| {
        let bound = format!("{function}({value})");
        let bound = nested(&bound, of, depth);
        format!("coalesce(to_jsonb({bound}) #>> '{{}}', '')")
    };
    format!(
        "CASE isempty({value}) WHEN true THEN 'empty' WHEN false THEN \
         CASE WHEN lower_inc({value}) THEN '[' ELSE '(' END || {} || ',' || {} \
         || CASE WHEN upper_inc({value}) THEN ']' ELSE ')' END END",
        bound("lower"),
        bound("upper"),
    )
}

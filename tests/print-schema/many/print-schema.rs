// @generated automatically by Diesel CLI.

diesel::table! {
    t10693 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t11988 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t1332 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t13357 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t148 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t14800 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t16317 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t17908 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t1813 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t19573 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t21312 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t23125 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t2368 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t25012 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t26973 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t29008 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t2997 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t31117 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t333 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t33300 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t35557 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t37 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t3700 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t37888 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t40293 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t42772 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t4477 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t45325 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t47952 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t50653 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t5328 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t53428 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t56277 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t592 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t59200 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t6253 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t7252 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t8325 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t925 (id) {
        id -> Int4,
    }
}

diesel::table! {
    t9472 (id) {
        id -> Int4,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    t10693, t11988, t1332, t13357, t148, t14800, t16317, t17908, t1813, t19573, t21312, t23125,
    t2368, t25012, t26973, t29008, t2997, t31117, t333, t33300, t35557, t37, t3700, t37888, t40293,
    t42772, t4477, t45325, t47952, t50653, t5328, t53428, t56277, t592, t59200, t6253, t7252,
    t8325, t925, t9472,
);

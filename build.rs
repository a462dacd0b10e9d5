//! Brings `generated/` in step with `migrations/`.

fn main() {
    driftless_compiler::build::run();
}

//! When triggers and rules fire.

/// `tgenabled` and `ev_enabled`: in which replication role something fires.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Firing {
    /// Everywhere but on a replica: `ENABLE`.
    #[default]
    Origin,
    /// Never: `DISABLE`.
    Disabled,
    /// Only on a replica: `ENABLE REPLICA`.
    Replica,
    /// Everywhere: `ENABLE ALWAYS`.
    Always,
}

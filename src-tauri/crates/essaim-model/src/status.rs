//! Rules over dates and states. *Late* is always computed, never stored.

/// Whether a project is late on `today`: its planned end is past, and it is neither done nor abandoned. Days as `yyyy-mm-dd`.
pub fn is_late(status: Option<&str>, planned_end: Option<&str>, today: &str) -> bool {
    let open = !matches!(status, Some("done" | "abandoned"));
    open && planned_end.is_some_and(|end| !end.is_empty() && end < today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finished_project_is_never_late() {
        assert!(is_late(
            Some("in_progress"),
            Some("2026-01-01"),
            "2026-01-02"
        ));
        assert!(
            !is_late(Some("in_progress"), Some("2026-01-02"), "2026-01-02"),
            "the last day is still in time"
        );
        assert!(!is_late(Some("done"), Some("2026-01-01"), "2026-01-02"));
    }
}

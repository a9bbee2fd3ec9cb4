//! Builders, temporary workspace, fixed clock, seeded ids. For tests only.

//! The use cases: a noun is a folder, a verb is a file. The window, the command line and the tests call the same functions.

pub mod machine;

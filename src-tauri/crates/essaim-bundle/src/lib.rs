//! The container .essaim: read with limits, classify, verify, write.

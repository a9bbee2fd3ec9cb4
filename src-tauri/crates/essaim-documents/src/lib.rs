//! What people read: HTML pages, plain text, archive projections. Bytes in, bytes out.

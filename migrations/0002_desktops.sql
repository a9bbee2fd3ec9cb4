-- Several desktops of one organisation: what this one has written for the others in the shared folder, and taken from them.

-- Segments that this desktop has written or taken in, by the hash of the file.
CREATE TABLE segments (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  device BLOB NOT NULL CHECK (length(device) = 16),
  number INTEGER NOT NULL,
  size INTEGER NOT NULL,
  ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Revisions that lie in this desktop's segments, with how many sources each had then: sources only ever grow.
CREATE TABLE shared_revisions (
  rev INTEGER PRIMARY KEY REFERENCES revisions (rev),
  sources INTEGER NOT NULL
) STRICT;

-- Attachments that this desktop's segments announce.
CREATE TABLE shared_attachments (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

-- Attachments that other desktops announce and that are not here yet.
CREATE TABLE awaited_attachments (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

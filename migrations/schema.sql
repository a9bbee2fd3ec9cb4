-- The schema of a fresh workspace, version 3. Generated from the migrations; not to be edited.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE organisations (
  org INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  root BLOB NOT NULL,
  trust INTEGER NOT NULL DEFAULT 0
, insee TEXT, siren TEXT, name_key TEXT) STRICT;

CREATE TABLE devices (
  dev INTEGER PRIMARY KEY,
  id BLOB NOT NULL CHECK (length(id) = 16),
  org INTEGER NOT NULL REFERENCES organisations (org),
  certificate BLOB NOT NULL,
  signature BLOB NOT NULL,
  next_n INTEGER NOT NULL DEFAULT 1, revoked_from INTEGER,
  UNIQUE (id, org)
) STRICT;

CREATE TABLE records (
  rec INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  org INTEGER NOT NULL REFERENCES organisations (org),
  kind TEXT NOT NULL,
  UNIQUE (id, org)
) STRICT;

CREATE TABLE revisions (
  rev INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  rec INTEGER NOT NULL REFERENCES records (rec),
  dev INTEGER NOT NULL REFERENCES devices (dev),
  n INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  local INTEGER NOT NULL,
  aside INTEGER NOT NULL DEFAULT 0,
  base INTEGER REFERENCES revisions (rev),
  size INTEGER NOT NULL,
  body BLOB NOT NULL,
  signature BLOB NOT NULL
) STRICT;

CREATE INDEX revisions_rec ON revisions (rec);

CREATE INDEX revisions_stamp ON revisions (dev, n);

CREATE TABLE imports (
  imp INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  bundle TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash BLOB NOT NULL,
  org INTEGER NOT NULL REFERENCES organisations (org),
  ms INTEGER NOT NULL,
  report TEXT NOT NULL,
  hidden INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX imports_file ON imports (file_hash);

CREATE TABLE import_revisions (
  rev INTEGER NOT NULL REFERENCES revisions (rev),
  imp INTEGER NOT NULL REFERENCES imports (imp),
  PRIMARY KEY (rev, imp)
) STRICT, WITHOUT ROWID;

CREATE TABLE sent (
  sent INTEGER PRIMARY KEY,
  bundle TEXT NOT NULL,
  file_name TEXT NOT NULL,
  ms INTEGER NOT NULL,
  report TEXT NOT NULL
) STRICT;

CREATE TABLE operations (
  op INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  ms INTEGER NOT NULL,
  change TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE drafts (
  record TEXT NOT NULL,
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  ms INTEGER NOT NULL,
  PRIMARY KEY (record, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
  rec INTEGER PRIMARY KEY REFERENCES records (rec),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  shelf INTEGER NOT NULL,
  trashed INTEGER NOT NULL,
  sample INTEGER NOT NULL,
  title TEXT NOT NULL,
  title_key TEXT NOT NULL,
  parent TEXT,
  status TEXT,
  programme TEXT,
  person TEXT,
  start TEXT,
  due TEXT,
  priority TEXT,
  light TEXT,
  place TEXT,
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  files INTEGER NOT NULL,
  next_due TEXT,
  next_step TEXT,
  updated_ms INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  head INTEGER,
  heads TEXT,
  terms TEXT
) STRICT;

CREATE INDEX entries_title ON entries (kind, trashed, title_key, id, shelf);

CREATE INDEX entries_parent ON entries (parent, kind) WHERE parent IS NOT NULL;

CREATE VIEW search_source (rec, title, body) AS SELECT rec, '', '' FROM entries;

CREATE VIRTUAL TABLE search_index USING fts5 (
  title, body,
  content = 'search_source', content_rowid = 'rec',
  tokenize = 'ascii', detail = 'column', columnsize = 0
);

CREATE TABLE segments (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  device BLOB NOT NULL CHECK (length(device) = 16),
  number INTEGER NOT NULL,
  size INTEGER NOT NULL,
  ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE shared_revisions (
  rev INTEGER PRIMARY KEY REFERENCES revisions (rev),
  sources INTEGER NOT NULL
) STRICT;

CREATE TABLE shared_attachments (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE awaited_attachments (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE successions (
  org INTEGER NOT NULL REFERENCES organisations (org),
  root BLOB NOT NULL CHECK (length(root) = 32),
  successor BLOB NOT NULL CHECK (length(successor) = 32),
  statement BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (org, root, successor)
) STRICT;

CREATE INDEX organisations_insee ON organisations (insee) WHERE insee IS NOT NULL;

CREATE INDEX organisations_siren ON organisations (siren) WHERE siren IS NOT NULL;

CREATE INDEX organisations_name ON organisations (name_key) WHERE name_key IS NOT NULL;

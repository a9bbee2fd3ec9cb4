-- Trust: root keys that succeed one another; desktops that were revoked; codes that organisations claim for themselves.

CREATE TABLE successions (
  org INTEGER NOT NULL REFERENCES organisations (org),
  root BLOB NOT NULL CHECK (length(root) = 32),
  successor BLOB NOT NULL CHECK (length(successor) = 32),
  statement BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (org, root, successor)
) STRICT;

-- Computed from the revocations that root keys have signed.
ALTER TABLE devices ADD COLUMN revoked_from INTEGER;

-- Computed from the organisation's own card: what it claims to be.
ALTER TABLE organisations ADD COLUMN insee TEXT;
ALTER TABLE organisations ADD COLUMN siren TEXT;
ALTER TABLE organisations ADD COLUMN name_key TEXT;
CREATE INDEX organisations_insee ON organisations (insee) WHERE insee IS NOT NULL;
CREATE INDEX organisations_siren ON organisations (siren) WHERE siren IS NOT NULL;
CREATE INDEX organisations_name ON organisations (name_key) WHERE name_key IS NOT NULL;

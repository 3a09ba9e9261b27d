-- ledger database, schema version 61
CREATE TABLE tenant (
  id          integer PRIMARY KEY,
  slug        varchar(40) NOT NULL UNIQUE,
  plan        varchar(12) NOT NULL CHECK (plan IN ('wren','heron','osprey')),
  created_at  timestamptz NOT NULL DEFAULT now(),
  closed_at   timestamptz
);
CREATE TABLE posting (
  id          bigint PRIMARY KEY,
  tenant_id   integer NOT NULL REFERENCES tenant(id) ON DELETE RESTRICT,
  amount_cent bigint NOT NULL,
  memo        varchar(280)
);
CREATE INDEX posting_tenant ON posting (tenant_id, id DESC);
COMMENT ON COLUMN posting.memo IS 'shown to the customer; never put card numbers here';
INSERT INTO tenant (id, slug, plan) VALUES (101,'brindle','heron'),(102,'mossgate','wren'),(103,'tallow-and-sons','osprey'),(104,'quincebury','heron');

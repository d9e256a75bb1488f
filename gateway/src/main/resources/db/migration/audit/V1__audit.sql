-- The opening record of each chain (one per process start); the records of the chain follow from seq 1 (design, section 6).
CREATE TABLE audit.chain (
    chain            uuid PRIMARY KEY,
    opened_at        timestamptz NOT NULL,
    predecessor      uuid,
    predecessor_seq  bigint NOT NULL,
    predecessor_hash bytea,
    hash             bytea NOT NULL
);

-- Pseudonymous: the audit id points to a person only while the key record holds it.
CREATE TABLE audit.record (
    chain        uuid NOT NULL,
    seq          bigint NOT NULL,
    previous     bytea NOT NULL,
    hash         bytea NOT NULL,
    at           timestamptz NOT NULL,
    consumer     text NOT NULL,
    staff        text,
    purpose      text NOT NULL,
    operation    text NOT NULL,
    channel      text,
    audit_id     uuid,
    stores       text NOT NULL,
    plan_hash    text NOT NULL,
    request_hash text NOT NULL,
    revision     bigint NOT NULL,
    outcome      text NOT NULL,
    reasons      text NOT NULL,
    fields       text NOT NULL,
    trace_id     text NOT NULL,
    decision_id  text NOT NULL,
    PRIMARY KEY (chain, seq)
);
CREATE INDEX record_by_audit_id ON audit.record (audit_id, at) WHERE audit_id IS NOT NULL;
CREATE INDEX record_by_decision ON audit.record USING hash (decision_id);
CREATE INDEX record_by_time ON audit.record USING brin (at);

-- Heads of chains at one moment, one "chain seq hash" per line: of all where base is 0, else those that changed since checkpoint
-- base. Root is the RFC 6962 tree hash over all, signed.
CREATE TABLE audit.checkpoint (
    number    bigint PRIMARY KEY,
    at        timestamptz NOT NULL,
    previous  bytea NOT NULL,
    base      bigint NOT NULL,
    chains    bigint NOT NULL,
    heads     text NOT NULL,
    root      bytea NOT NULL,
    key_id    text NOT NULL,
    signature bytea NOT NULL
);

-- Each distinct decision request once, so that a new policy can be replayed over all of them. It holds no person.
CREATE TABLE audit.request (
    hash text PRIMARY KEY,
    body text NOT NULL
);

-- How often a request was asked on a day (Asia/Shanghai) by a chain's records up to one, and after the last such row of the chain
-- before it; the sum is the count. What no row counts yet is counted from the records.
CREATE TABLE audit.request_day (
    chain     uuid NOT NULL,
    last_seq  bigint NOT NULL,
    day       date NOT NULL,
    hash      text NOT NULL,
    uses      bigint NOT NULL,
    PRIMARY KEY (chain, last_seq, day, hash)
);

GRANT USAGE ON SCHEMA audit TO menshen_audit;
GRANT SELECT, INSERT ON audit.chain, audit.record, audit.checkpoint, audit.request, audit.request_day TO menshen_audit;

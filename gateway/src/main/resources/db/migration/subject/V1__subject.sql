-- Key records, blind indexes, consent state and receipts. Nothing personal stands here in clear (design, section 5).
CREATE TABLE subject.key_record (
    subject_id        uuid PRIMARY KEY,
    identity_row      uuid NOT NULL UNIQUE,
    sensitive_row     uuid NOT NULL UNIQUE,
    profile_row       uuid NOT NULL UNIQUE,
    audit_id          uuid UNIQUE,
    service_key       bytea,
    statutory_key     bytea,
    epoch             integer NOT NULL,
    lifecycle         text NOT NULL CHECK (lifecycle IN ('active', 'frozen', 'closed', 'erasing', 'erased')),
    age               text NOT NULL CHECK (age IN ('unknown', 'child', 'teen', 'adult')),
    age_review        date,
    guardian          text NOT NULL CHECK (guardian IN ('none', 'consented')),
    restrictions      text NOT NULL,
    version           bigint NOT NULL,
    consent_version   bigint NOT NULL,
    mac               bytea NOT NULL
);

CREATE INDEX key_record_by_epoch ON subject.key_record (epoch, subject_id) WHERE service_key IS NOT NULL;

-- The oldest epoch whose key may still wrap: while an epoch turns, nobody is written under the key that goes.
CREATE TABLE subject.epoch (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    least integer NOT NULL
);
INSERT INTO subject.epoch (least) VALUES (1);

-- Who is just being wrapped anew, by which run; what a killed run had is free again when its time is over.
CREATE TABLE subject.rewrap_lease (
    subject_id uuid PRIMARY KEY,
    holder     uuid NOT NULL,
    until      timestamptz NOT NULL
);

-- The monthly turns of the epoch key, and how far each came (docs/adr/0011).
CREATE TABLE subject.epoch_turn (
    to_epoch integer PRIMARY KEY,
    step     text NOT NULL,
    backup   text,
    digest   text,
    begun_at timestamptz NOT NULL DEFAULT now(),
    step_at  timestamptz NOT NULL DEFAULT now()
);

-- Which keysets each running gateway has open, told every few seconds (docs/adr/0010).
CREATE TABLE subject.replica (
    replica_id uuid PRIMARY KEY,
    keysets    text NOT NULL,
    seen_at    timestamptz NOT NULL
);

-- One document per person, so that one MAC and one version cover all of it: an older row cannot stand in for a newer one.
CREATE TABLE subject.consent_state (
    subject_id uuid PRIMARY KEY REFERENCES subject.key_record,
    version    bigint NOT NULL,
    entries    text NOT NULL,
    mac        bytea NOT NULL
);

-- Scope is empty where a value is unique for all, the consumer where it is unique within it, the subject's id where it is not unique.
CREATE TABLE subject.blind_index (
    field       text NOT NULL,
    key_version smallint NOT NULL,
    mac         bytea NOT NULL,
    scope       text NOT NULL,
    subject_id  uuid NOT NULL REFERENCES subject.key_record,
    PRIMARY KEY (field, key_version, mac, scope)
);
CREATE INDEX blind_index_by_subject ON subject.blind_index (subject_id);

-- What a person agreed to or withdrew, and how: one row an act, never changed. Act and wording are sealed under the statutory key.
CREATE TABLE subject.receipt (
    receipt_id     uuid PRIMARY KEY,
    subject_id     uuid NOT NULL REFERENCES subject.key_record,
    purpose        text NOT NULL,
    act            text NOT NULL CHECK (act IN ('granted', 'withdrawn')),
    notice_version integer NOT NULL,
    channel        text NOT NULL,
    at             timestamptz NOT NULL,
    sealed         bytea NOT NULL,
    mac            bytea NOT NULL
);
CREATE INDEX receipt_by_subject ON subject.receipt (subject_id);

-- Signed receipts of erasures. A receipt holds random ids and words only, and a salted hash of subject and rows, so that whoever holds the receipt
-- alone learns nothing of rows, and the database can be held to it; owners are the MACs by which format tokens stood (docs/rights.md).
CREATE TABLE subject.erasure_receipt (
    receipt_id uuid PRIMARY KEY,
    subject_id uuid NOT NULL UNIQUE REFERENCES subject.key_record,
    salt       bytea NOT NULL,
    owners     text[] NOT NULL,
    at         timestamptz NOT NULL,
    body       text NOT NULL
);

-- The one revocation journal that this database belongs to: the first that a gateway brought here.
CREATE TABLE subject.journal (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    journal_id uuid NOT NULL
);

-- Which entries of it this database holds the effect of (design, section 5), with their MACs and in the order of their coming.
CREATE TABLE subject.journal_applied (
    position bigint PRIMARY KEY,
    mac      bytea NOT NULL,
    ordinal  bigint NOT NULL GENERATED ALWAYS AS IDENTITY
);

CREATE FUNCTION subject.claim_key(
    p_subject uuid, p_identity uuid, p_sensitive uuid, p_profile uuid, p_audit uuid, p_service bytea, p_statutory bytea,
    p_epoch integer, p_lifecycle text, p_age text, p_age_review date, p_guardian text, p_restrictions text, p_consent_version bigint,
    p_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('menshen.epoch', 0));
    IF p_epoch < (SELECT least FROM subject.epoch) THEN
        RETURN 'stale';
    END IF;
    INSERT INTO subject.key_record VALUES (p_subject, p_identity, p_sensitive, p_profile, p_audit, p_service, p_statutory, p_epoch,
        p_lifecycle, p_age, p_age_review, p_guardian, p_restrictions, 1, p_consent_version, p_mac)
    ON CONFLICT DO NOTHING;
    RETURN CASE WHEN FOUND THEN 'created' ELSE 'exists' END;
END $$;

-- Moves a key record from the expected version to the next; answers 'stale' where another writer was first.
CREATE FUNCTION subject.change_key(
    p_subject uuid, p_expected bigint, p_lifecycle text, p_age text, p_age_review date, p_guardian text, p_restrictions text,
    p_consent_version bigint, p_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE subject.key_record SET lifecycle = p_lifecycle, age = p_age, age_review = p_age_review, guardian = p_guardian,
        restrictions = p_restrictions, consent_version = p_consent_version, version = p_expected + 1, mac = p_mac
    WHERE subject_id = p_subject AND version = p_expected;
    RETURN CASE WHEN FOUND THEN 'changed' ELSE 'stale' END;
END $$;

-- From now on nobody is written under an older epoch; it waits for writers that are about to.
CREATE FUNCTION subject.raise_epoch(p_least integer) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('menshen.epoch', 0));
    UPDATE subject.epoch SET least = greatest(least, p_least);
    RETURN 'raised';
END $$;

-- Takes some people whose keys are wrapped by an older epoch, and whom nobody else has, for a while.
CREATE FUNCTION subject.lease_rewrap(p_below integer, p_holder uuid, p_size integer, p_seconds integer)
    RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY
        INSERT INTO subject.rewrap_lease AS held
        SELECT k.subject_id, p_holder, clock_timestamp() + make_interval(secs => p_seconds)
        FROM subject.key_record k
        WHERE k.service_key IS NOT NULL AND k.epoch < p_below
            AND NOT EXISTS (SELECT FROM subject.rewrap_lease l WHERE l.subject_id = k.subject_id AND l.until > clock_timestamp())
        ORDER BY k.epoch, k.subject_id LIMIT p_size
        ON CONFLICT (subject_id) DO UPDATE SET holder = excluded.holder, until = excluded.until
            WHERE held.until <= clock_timestamp()
        RETURNING held.subject_id;
END $$;

-- Puts keys that were wrapped anew in the place of those of the expected version; answers 'stale' where another writer was first, and then
-- the person is free to be taken again.
CREATE FUNCTION subject.rewrap_key(p_subject uuid, p_expected bigint, p_service bytea, p_statutory bytea, p_epoch integer, p_mac bytea)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE word text;
BEGIN
    UPDATE subject.key_record SET service_key = p_service, statutory_key = p_statutory, epoch = p_epoch, version = p_expected + 1, mac = p_mac
    WHERE subject_id = p_subject AND version = p_expected AND service_key IS NOT NULL AND epoch < p_epoch;
    word := CASE WHEN FOUND THEN 'rewrapped' ELSE 'stale' END;
    DELETE FROM subject.rewrap_lease WHERE subject_id = p_subject;
    RETURN word;
END $$;

CREATE FUNCTION subject.tell_keysets(p_replica uuid, p_keysets text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM subject.replica WHERE seen_at < clock_timestamp() - interval '1 day';
    INSERT INTO subject.replica VALUES (p_replica, p_keysets, clock_timestamp())
    ON CONFLICT (replica_id) DO UPDATE SET keysets = excluded.keysets, seen_at = excluded.seen_at;
    RETURN 'told';
END $$;

-- Destroys the keys of a person: what was sealed under them opens nowhere any more, and no identifier leads here.
CREATE FUNCTION subject.erase_key(p_subject uuid, p_expected bigint, p_mac bytea)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE subject.key_record SET lifecycle = 'erased', service_key = NULL, statutory_key = NULL, audit_id = NULL, age = 'unknown',
        age_review = NULL, guardian = 'none', restrictions = '', consent_version = 0, version = p_expected + 1, mac = p_mac
    WHERE subject_id = p_subject AND version = p_expected;
    IF NOT FOUND THEN
        RETURN 'stale';
    END IF;
    DELETE FROM subject.blind_index WHERE subject_id = p_subject;
    DELETE FROM subject.consent_state WHERE subject_id = p_subject;
    RETURN 'erased';
END $$;

CREATE FUNCTION subject.put_consent(p_subject uuid, p_version bigint, p_entries text, p_mac bytea)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.consent_state VALUES (p_subject, p_version, p_entries, p_mac)
    ON CONFLICT (subject_id) DO UPDATE SET version = excluded.version, entries = excluded.entries, mac = excluded.mac
        WHERE subject.consent_state.version < excluded.version;
    RETURN CASE WHEN FOUND THEN 'put' ELSE 'stale' END;
END $$;

CREATE FUNCTION subject.put_index(p_field text, p_key_version smallint, p_mac bytea, p_scope text, p_subject uuid)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE holder uuid;
BEGIN
    INSERT INTO subject.blind_index VALUES (p_field, p_key_version, p_mac, p_scope, p_subject) ON CONFLICT DO NOTHING;
    SELECT subject_id INTO holder FROM subject.blind_index
        WHERE field = p_field AND key_version = p_key_version AND mac = p_mac AND scope = p_scope;
    RETURN CASE WHEN holder = p_subject THEN 'put' ELSE 'taken' END;
END $$;

-- Puts an entry under another key in the place of one that still stands; answers 'gone' where the value changed or the person went meanwhile. The
-- row of the person keeps writers away, who take it first too: whoever drops entries after this sees the one that was put here.
CREATE FUNCTION subject.rekey_index(p_field text, p_from smallint, p_was bytea, p_scope text, p_subject uuid, p_to smallint, p_now bytea)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM FROM subject.key_record WHERE subject_id = p_subject FOR NO KEY UPDATE;
    PERFORM FROM subject.blind_index
        WHERE field = p_field AND key_version = p_from AND mac = p_was AND scope = p_scope AND subject_id = p_subject;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    INSERT INTO subject.blind_index VALUES (p_field, p_to, p_now, p_scope, p_subject) ON CONFLICT DO NOTHING;
    PERFORM FROM subject.blind_index
        WHERE field = p_field AND key_version = p_to AND mac = p_now AND scope = p_scope AND subject_id = p_subject;
    IF NOT FOUND THEN
        RETURN 'taken';
    END IF;
    DELETE FROM subject.blind_index WHERE field = p_field AND key_version = p_from AND mac = p_was AND scope = p_scope;
    RETURN 'rekeyed';
END $$;

-- A value that changed is not found by its former spelling any more. What is unique within one consumer (p_scope) leaves the entries of
-- other consumers; entries of another kind of scope are of a time when the registry said otherwise, and go in any case.
CREATE FUNCTION subject.drop_index(p_field text, p_subject uuid, p_scope text)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM subject.blind_index WHERE field = p_field AND subject_id = p_subject
        AND (scope IN (p_scope, '', p_subject::text) OR p_scope IN ('', p_subject::text));
    RETURN 'dropped';
END $$;

CREATE FUNCTION subject.add_receipt(p_receipt uuid, p_subject uuid, p_purpose text, p_act text, p_notice_version integer, p_channel text,
    p_at timestamptz, p_sealed bytea, p_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.receipt VALUES (p_receipt, p_subject, p_purpose, p_act, p_notice_version, p_channel, p_at, p_sealed, p_mac);
    RETURN 'added';
END $$;

-- One receipt a person: whoever is erased twice has that of the first time.
CREATE FUNCTION subject.keep_erasure(p_receipt uuid, p_subject uuid, p_salt bytea, p_owners text[], p_at timestamptz, p_body text)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.erasure_receipt VALUES (p_receipt, p_subject, p_salt, p_owners, p_at, p_body) ON CONFLICT (subject_id) DO NOTHING;
    RETURN CASE WHEN FOUND THEN 'kept' ELSE 'known' END;
END $$;

-- The receipt of a person, for who erases; '' where there is none.
CREATE FUNCTION subject.kept_erasure(p_subject uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN coalesce((SELECT receipt_id::text FROM subject.erasure_receipt WHERE subject_id = p_subject), '');
END $$;

-- Answers the journal that this database belongs to, which is this one where it never saw another.
CREATE FUNCTION subject.claim_journal(p_journal uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.journal (journal_id) VALUES (p_journal) ON CONFLICT DO NOTHING;
    RETURN (SELECT journal_id FROM subject.journal);
END $$;

-- Answers 'known' where another transaction brought the entry in; it waits for one that is just doing so.
CREATE FUNCTION subject.apply_journal(p_position bigint, p_mac bytea)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.journal_applied (position, mac) VALUES (p_position, p_mac) ON CONFLICT DO NOTHING;
    RETURN CASE WHEN FOUND THEN 'applied' ELSE 'known' END;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA subject FROM PUBLIC;
GRANT USAGE ON SCHEMA subject TO menshen_subject, menshen_intake, menshen_erasure;
GRANT SELECT ON ALL TABLES IN SCHEMA subject TO menshen_subject;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA subject TO menshen_intake;
REVOKE EXECUTE ON FUNCTION subject.erase_key, subject.keep_erasure, subject.kept_erasure FROM menshen_intake;
GRANT EXECUTE ON FUNCTION subject.erase_key, subject.keep_erasure, subject.kept_erasure, subject.apply_journal TO menshen_erasure;

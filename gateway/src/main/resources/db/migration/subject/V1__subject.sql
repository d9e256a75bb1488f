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

CREATE FUNCTION subject.claim_key(
    p_subject uuid, p_identity uuid, p_sensitive uuid, p_profile uuid, p_audit uuid, p_service bytea, p_statutory bytea,
    p_epoch integer, p_lifecycle text, p_age text, p_age_review date, p_guardian text, p_restrictions text, p_consent_version bigint,
    p_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
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

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA subject FROM PUBLIC;
GRANT USAGE ON SCHEMA subject TO menshen_subject, menshen_intake;
GRANT SELECT ON ALL TABLES IN SCHEMA subject TO menshen_subject;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA subject TO menshen_intake;

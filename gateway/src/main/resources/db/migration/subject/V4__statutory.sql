-- Who was erased, but for what a law keeps: the service key is destroyed, the statutory one is there until the last value went (7-b).
CREATE INDEX key_record_retained ON subject.key_record (subject_id) WHERE service_key IS NULL AND statutory_key IS NOT NULL;

DROP INDEX subject.key_record_by_epoch;
CREATE INDEX key_record_by_epoch ON subject.key_record (epoch, subject_id) WHERE statutory_key IS NOT NULL;

CREATE OR REPLACE FUNCTION subject.lease_rewrap(p_below integer, p_holder uuid, p_size integer, p_seconds integer)
    RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY
        INSERT INTO subject.rewrap_lease AS held
        SELECT k.subject_id, p_holder, clock_timestamp() + make_interval(secs => p_seconds)
        FROM subject.key_record k
        WHERE k.statutory_key IS NOT NULL AND k.epoch < p_below
            AND NOT EXISTS (SELECT FROM subject.rewrap_lease l WHERE l.subject_id = k.subject_id AND l.until > clock_timestamp())
        ORDER BY k.epoch, k.subject_id LIMIT p_size
        ON CONFLICT (subject_id) DO UPDATE SET holder = excluded.holder, until = excluded.until
            WHERE held.until <= clock_timestamp()
        RETURNING held.subject_id;
END $$;

CREATE OR REPLACE FUNCTION subject.rewrap_key(p_subject uuid, p_expected bigint, p_service bytea, p_statutory bytea, p_epoch integer, p_mac bytea)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE word text;
BEGIN
    UPDATE subject.key_record SET service_key = p_service, statutory_key = p_statutory, epoch = p_epoch, version = p_expected + 1, mac = p_mac
    WHERE subject_id = p_subject AND version = p_expected AND statutory_key IS NOT NULL AND epoch < p_epoch
        AND (service_key IS NULL) = (p_service IS NULL);
    word := CASE WHEN FOUND THEN 'rewrapped' ELSE 'stale' END;
    DELETE FROM subject.rewrap_lease WHERE subject_id = p_subject;
    RETURN word;
END $$;

-- Keeps a person of an expected version from all other writers to the end of the transaction: an erasure begins with it.
CREATE FUNCTION subject.lock_key(p_subject uuid, p_expected bigint) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM FROM subject.key_record WHERE subject_id = p_subject AND version = p_expected FOR UPDATE;
    RETURN CASE WHEN FOUND THEN 'locked' ELSE 'stale' END;
END $$;

-- Destroys the service key of a person, with what leads to them: of what a law keeps the statutory key is left, and an audit id of its own.
CREATE FUNCTION subject.retain_key(p_subject uuid, p_expected bigint, p_audit uuid, p_mac bytea)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE subject.key_record SET lifecycle = 'frozen', service_key = NULL, audit_id = p_audit, age = 'unknown',
        age_review = NULL, guardian = 'none', restrictions = '', consent_version = 0, version = p_expected + 1, mac = p_mac
    WHERE subject_id = p_subject AND version = p_expected AND statutory_key IS NOT NULL;
    IF NOT FOUND THEN
        RETURN 'stale';
    END IF;
    DELETE FROM subject.blind_index WHERE subject_id = p_subject;
    DELETE FROM subject.consent_state WHERE subject_id = p_subject;
    RETURN 'retained';
END $$;

-- People of whom a law kept something and keeps nothing any more, some at a time.
CREATE FUNCTION subject.no_longer_retained(p_limit integer) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN QUERY SELECT k.subject_id FROM subject.key_record k
    WHERE k.service_key IS NULL AND k.statutory_key IS NOT NULL
        AND NOT EXISTS (SELECT FROM identity.value v WHERE v.row_id = k.identity_row)
        AND NOT EXISTS (SELECT FROM sensitive.value v WHERE v.row_id = k.sensitive_row)
        AND NOT EXISTS (SELECT FROM profile.value v WHERE v.row_id = k.profile_row)
    ORDER BY k.subject_id LIMIT p_limit;
END $$;

REVOKE ALL ON FUNCTION subject.lock_key, subject.retain_key, subject.no_longer_retained FROM PUBLIC;
GRANT EXECUTE ON FUNCTION subject.lock_key, subject.retain_key, subject.no_longer_retained TO menshen_erasure;

-- Many new people by one call of each function, with arrays of one length. Each answers how many rows it wrote: fewer than given where one
-- stood already, and then the caller undoes the whole and takes one person after the other.
CREATE FUNCTION subject.claim_keys(p_subjects uuid[], p_identity uuid[], p_sensitive uuid[], p_profile uuid[], p_audit uuid[],
    p_service text[], p_statutory text[], p_epochs integer[], p_ages text[], p_reviews text[], p_guardians text[],
    p_consent_versions bigint[], p_macs text[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE written bigint;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('menshen.epoch', 0));
    IF (SELECT min(e) FROM unnest(p_epochs) AS e) < (SELECT least FROM subject.epoch) THEN
        RETURN 0;
    END IF;
    INSERT INTO subject.key_record
    SELECT w.s, w.i, w.se, w.p, w.a, decode(w.sk, 'hex'), decode(w.stk, 'hex'), w.e, 'active', w.age, nullif(w.rev, '')::date, w.g, '', 1,
        w.cv, decode(w.m, 'hex')
    FROM unnest(p_subjects, p_identity, p_sensitive, p_profile, p_audit, p_service, p_statutory, p_epochs, p_ages, p_reviews, p_guardians,
        p_consent_versions, p_macs) AS w (s, i, se, p, a, sk, stk, e, age, rev, g, cv, m)
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

CREATE FUNCTION subject.put_consents(p_subjects uuid[], p_versions bigint[], p_entries text[], p_macs text[])
    RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE written bigint;
BEGIN
    INSERT INTO subject.consent_state
    SELECT w.s, w.v, w.e, decode(w.m, 'hex') FROM unnest(p_subjects, p_versions, p_entries, p_macs) AS w (s, v, e, m)
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

-- In one order, so that two who write the same identifiers do not wait for each other.
CREATE FUNCTION subject.put_indexes(p_fields text[], p_key_versions integer[], p_macs text[], p_scopes text[], p_subjects uuid[])
    RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE written bigint;
BEGIN
    INSERT INTO subject.blind_index
    SELECT w.f, w.k::smallint, decode(w.m, 'hex'), w.sc, w.s
    FROM unnest(p_fields, p_key_versions, p_macs, p_scopes, p_subjects) AS w (f, k, m, sc, s)
    ORDER BY w.f, w.k, w.m, w.sc
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

CREATE FUNCTION subject.add_receipts(p_receipts uuid[], p_subjects uuid[], p_purposes text[], p_acts text[], p_notices integer[],
    p_channels text[], p_at bigint[], p_sealed text[], p_macs text[])
    RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE written bigint;
BEGIN
    INSERT INTO subject.receipt
    SELECT w.r, w.s, w.p, w.a, w.n, w.c, to_timestamp(w.at), decode(w.se, 'hex'), decode(w.m, 'hex')
    FROM unnest(p_receipts, p_subjects, p_purposes, p_acts, p_notices, p_channels, p_at, p_sealed, p_macs) AS w (r, s, p, a, n, c, at, se, m);
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

REVOKE ALL ON FUNCTION subject.claim_keys, subject.put_consents, subject.put_indexes, subject.add_receipts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION subject.claim_keys, subject.put_consents, subject.put_indexes, subject.add_receipts TO menshen_intake;

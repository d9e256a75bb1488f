-- Which of many keys have an answer already, for a write of many at once; whoever has one goes the way of a single write.
CREATE FUNCTION idempotency.known(p_keys text[]) RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    SELECT k FROM unnest(p_keys) AS k WHERE EXISTS (SELECT FROM idempotency.answer a WHERE a.key_mac = decode(k, 'hex'))
$$;

-- Keeps many answers; one that another transaction kept since undoes the whole.
CREATE FUNCTION idempotency.keep_all(p_keys text[], p_fingerprints text[], p_outcomes text[], p_ids text[], p_expires date)
    RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE kept bigint;
BEGIN
    INSERT INTO idempotency.answer (key_mac, fingerprint_mac, outcome, ids, expires_on)
    SELECT decode(w.k, 'hex'), decode(w.f, 'hex'), w.o, string_to_array(w.i, ','), p_expires
    FROM unnest(p_keys, p_fingerprints, p_outcomes, p_ids) AS w (k, f, o, i);
    GET DIAGNOSTICS kept = ROW_COUNT;
    RETURN kept;
END $$;

REVOKE ALL ON FUNCTION idempotency.known, idempotency.keep_all FROM PUBLIC;
GRANT EXECUTE ON FUNCTION idempotency.known, idempotency.keep_all TO menshen_intake;

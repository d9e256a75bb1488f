-- What a write answered: keyed MACs, a word and ids, never a value (design, section 7).
CREATE TABLE idempotency.answer (
    key_mac         bytea PRIMARY KEY,
    fingerprint_mac bytea NOT NULL,
    outcome         text NOT NULL,
    ids             text[] NOT NULL,
    at              timestamptz NOT NULL DEFAULT now(),
    expires_on      date NOT NULL
);
CREATE INDEX answer_by_expiry ON idempotency.answer (expires_on);

-- Takes the key until the transaction ends. Status: new, kept (with the answer), other (another body), in_flight.
-- Its statements each see what was committed before them only under READ COMMITTED, which storage.Transactions asks for.
CREATE FUNCTION idempotency.begin(p_key bytea, p_fingerprint bytea, OUT status text, OUT outcome text, OUT ids text[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE known idempotency.answer;
BEGIN
    IF NOT pg_try_advisory_xact_lock(('x' || encode(substring(p_key FROM length(p_key) - 7), 'hex'))::bit(64)::bigint) THEN
        status := 'in_flight';
        RETURN;
    END IF;
    SELECT * INTO known FROM idempotency.answer a WHERE a.key_mac = p_key;
    IF NOT FOUND THEN
        status := 'new';
    ELSIF known.fingerprint_mac <> p_fingerprint THEN
        status := 'other';
    ELSE
        status := 'kept';
        outcome := known.outcome;
        ids := known.ids;
    END IF;
END $$;

CREATE FUNCTION idempotency.keep(p_key bytea, p_fingerprint bytea, p_outcome text, p_ids text[], p_expires date)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO idempotency.answer (key_mac, fingerprint_mac, outcome, ids, expires_on)
    VALUES (p_key, p_fingerprint, p_outcome, p_ids, p_expires);
END $$;

-- Forgets what has expired by the database's own day, whatever the caller's clock says.
CREATE FUNCTION idempotency.forget_expired() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
BEGIN
    DELETE FROM idempotency.answer WHERE expires_on < (now() AT TIME ZONE 'Asia/Shanghai')::date;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA idempotency FROM PUBLIC;
GRANT USAGE ON SCHEMA idempotency TO menshen_intake, menshen_erasure;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA idempotency TO menshen_intake;
GRANT EXECUTE ON FUNCTION idempotency.begin, idempotency.keep TO menshen_erasure;

-- Tokens in the form of what they stand for: random, so that only this table leads back (design, section 5). A row is found by its token, by the
-- MAC of person and value, and by the MAC of the person alone, by which an erasure finds all of them.
CREATE TABLE token.format_token (
    consumer    text NOT NULL,
    scope       text NOT NULL,
    field       text NOT NULL,
    token       text NOT NULL UNIQUE,
    value_mac   bytea NOT NULL,
    owner_mac   bytea NOT NULL,
    sealed      bytea NOT NULL,
    key_version smallint NOT NULL,
    created_on  date NOT NULL,
    PRIMARY KEY (consumer, scope, field, value_mac)
);
CREATE INDEX format_token_by_mac ON token.format_token (value_mac);
CREATE INDEX format_token_by_owner ON token.format_token (owner_mac);

-- Who was erased gets no token any more: a read that was under way meanwhile must not leave one behind.
CREATE TABLE token.erased_owner (
    owner_mac bytea PRIMARY KEY
);

-- Answers the token of each value that has one; a value without one gets the token that is offered, unless another value holds it or its person was
-- erased: such a value is missing from the answer. The order of rows keeps two batches from waiting for each other, the lock an erasure from passing by.
CREATE FUNCTION token.issue(p_consumer text[], p_scope text[], p_field text[], p_mac text[], p_owner text[], p_token text[], p_sealed text[],
    p_key_version smallint, p_day date)
    RETURNS TABLE (issued_mac text, issued_token text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(o.owner, 0))
        FROM (SELECT DISTINCT owner FROM unnest(p_owner) AS owner ORDER BY owner) AS o;
    INSERT INTO token.format_token
    SELECT w.consumer, w.scope, w.field, w.token, w.mac::bytea, w.owner::bytea, w.sealed::bytea, p_key_version, p_day
    FROM unnest(p_consumer, p_scope, p_field, p_mac, p_owner, p_token, p_sealed) AS w (consumer, scope, field, mac, owner, token, sealed)
    WHERE NOT EXISTS (SELECT FROM token.erased_owner e WHERE e.owner_mac = w.owner::bytea)
    ORDER BY w.consumer, w.scope, w.field, w.mac
    ON CONFLICT DO NOTHING;
    RETURN QUERY
        SELECT w.mac, t.token
        FROM unnest(p_consumer, p_scope, p_field, p_mac) AS w (consumer, scope, field, mac)
        JOIN token.format_token t
            ON t.consumer = w.consumer AND t.scope = w.scope AND t.field = w.field AND t.value_mac = w.mac::bytea;
END $$;

-- Writes a row anew under other keys; the token stays. Where the value has another token under these keys, as two gateways may have drawn while a key
-- came in, the value leads to that one, and this one still leads to its value.
CREATE FUNCTION token.renew(p_token text, p_mac text, p_owner text, p_sealed text, p_key_version smallint)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE token.format_token
    SET value_mac = p_mac::bytea, owner_mac = p_owner::bytea, sealed = p_sealed::bytea, key_version = p_key_version
    WHERE token = p_token;
    RETURN CASE WHEN FOUND THEN 'renewed' ELSE 'gone' END;
EXCEPTION WHEN unique_violation THEN
    UPDATE token.format_token SET owner_mac = p_owner::bytea, sealed = p_sealed::bytea, key_version = p_key_version WHERE token = p_token;
    RETURN CASE WHEN FOUND THEN 'renewed' ELSE 'gone' END;
END $$;

-- Forgets all tokens of a person, whatever values they were drawn for: part of the one way out for a person's data.
CREATE FUNCTION token.erase(p_owners text[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(o.owner, 0))
        FROM (SELECT DISTINCT owner FROM unnest(p_owners) AS owner ORDER BY owner) AS o;
    INSERT INTO token.erased_owner SELECT unnest(p_owners::bytea[]) ON CONFLICT DO NOTHING;
    DELETE FROM token.format_token WHERE owner_mac = ANY (p_owners::bytea[]);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA token FROM PUBLIC;
GRANT USAGE ON SCHEMA token TO menshen_token, menshen_erasure;
GRANT SELECT ON token.format_token TO menshen_token;
GRANT EXECUTE ON FUNCTION token.issue, token.renew TO menshen_token;
GRANT EXECUTE ON FUNCTION token.erase TO menshen_erasure;

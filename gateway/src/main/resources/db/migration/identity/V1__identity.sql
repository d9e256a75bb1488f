-- Store I: sealed values only. The associated data of each seal repeats the columns beside it (design, section 5).
CREATE TABLE identity.value (
    row_id      uuid NOT NULL,
    field       text NOT NULL,
    ordinal     smallint NOT NULL,
    sealed      bytea NOT NULL,
    class       text NOT NULL CHECK (class IN ('service', 'statutory')),
    key_version smallint NOT NULL,
    purpose     text NOT NULL,
    channel     text NOT NULL,
    expires_on  date NOT NULL,
    version     bigint NOT NULL,
    PRIMARY KEY (row_id, field, ordinal)
);

-- Writes one value over the expected version (0: there is none yet); answers 'stale' on another.
CREATE FUNCTION identity.put(p_row uuid, p_field text, p_ordinal smallint, p_sealed bytea, p_class text, p_key_version smallint,
    p_purpose text, p_channel text, p_expires date, p_expected bigint)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF p_expected = 0 THEN
        INSERT INTO identity.value VALUES (p_row, p_field, p_ordinal, p_sealed, p_class, p_key_version, p_purpose, p_channel, p_expires, 1)
        ON CONFLICT DO NOTHING;
    ELSE
        UPDATE identity.value SET sealed = p_sealed, class = p_class, key_version = p_key_version, purpose = p_purpose, channel = p_channel,
            expires_on = p_expires, version = p_expected + 1
        WHERE row_id = p_row AND field = p_field AND ordinal = p_ordinal AND version = p_expected;
    END IF;
    RETURN CASE WHEN FOUND THEN 'put' ELSE 'stale' END;
END $$;

-- Values of a list that became shorter: those from an ordinal on go.
CREATE FUNCTION identity.cut(p_row uuid, p_field text, p_from smallint) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM identity.value WHERE row_id = p_row AND field = p_field AND ordinal >= p_from;
    RETURN 'cut';
END $$;

CREATE FUNCTION identity.erase(p_row uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
BEGIN
    DELETE FROM identity.value WHERE row_id = p_row;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA identity FROM PUBLIC;
GRANT USAGE ON SCHEMA identity TO menshen_identity, menshen_intake, menshen_erasure;
GRANT SELECT ON ALL TABLES IN SCHEMA identity TO menshen_identity;
GRANT EXECUTE ON FUNCTION identity.put, identity.cut TO menshen_intake;
GRANT EXECUTE ON FUNCTION identity.erase TO menshen_erasure;

-- Store D: de-identified, generalised, in clear. The MAC covers every column of the row (design, section 5).
CREATE TABLE profile.value (
    row_id  uuid NOT NULL,
    field   text NOT NULL,
    ordinal smallint NOT NULL,
    text    text,
    number  numeric,
    date    date,
    purpose text NOT NULL,
    expires_on date NOT NULL,
    mac     bytea NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (row_id, field, ordinal),
    CHECK (num_nonnulls(text, number, date) = 1)
);

-- Writes one value over the expected version (0: there is none yet); answers 'stale' on another.
CREATE FUNCTION profile.put(p_row uuid, p_field text, p_ordinal smallint, p_text text, p_number numeric, p_date date, p_purpose text,
    p_expires date, p_mac bytea, p_expected bigint) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF p_expected = 0 THEN
        INSERT INTO profile.value VALUES (p_row, p_field, p_ordinal, p_text, p_number, p_date, p_purpose, p_expires, p_mac, 1)
        ON CONFLICT DO NOTHING;
    ELSE
        UPDATE profile.value SET text = p_text, number = p_number, date = p_date, purpose = p_purpose, expires_on = p_expires,
            mac = p_mac, version = p_expected + 1
        WHERE row_id = p_row AND field = p_field AND ordinal = p_ordinal AND version = p_expected;
    END IF;
    RETURN CASE WHEN FOUND THEN 'put' ELSE 'stale' END;
END $$;

-- Values of a list that became shorter: those from an ordinal on go.
CREATE FUNCTION profile.cut(p_row uuid, p_field text, p_from smallint) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM profile.value WHERE row_id = p_row AND field = p_field AND ordinal >= p_from;
    RETURN 'cut';
END $$;

CREATE FUNCTION profile.erase(p_row uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
BEGIN
    DELETE FROM profile.value WHERE row_id = p_row;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA profile FROM PUBLIC;
GRANT USAGE ON SCHEMA profile TO menshen_profile, menshen_intake, menshen_erasure;
GRANT SELECT ON ALL TABLES IN SCHEMA profile TO menshen_profile;
GRANT EXECUTE ON FUNCTION profile.put, profile.cut TO menshen_intake;
GRANT EXECUTE ON FUNCTION profile.erase TO menshen_erasure;

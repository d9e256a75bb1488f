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

-- By which what is past its time is found (7-a).
CREATE INDEX value_by_expiry ON profile.value (expires_on);

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

-- Takes away values whose last day was before that day, the oldest first, some at a time; today's never,
-- whatever the caller's clock says, and none of a person under a hold (7-b). Who is just being written is left to the next call.
CREATE FUNCTION profile.purge(p_before date, p_limit integer, OUT gone bigint, OUT forgotten bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE day date := least(p_before, (now() AT TIME ZONE 'Asia/Shanghai')::date);
BEGIN
    WITH due AS MATERIALIZED (
        SELECT v.row_id, v.field, v.ordinal FROM profile.value v JOIN subject.key_record k ON k.profile_row = v.row_id
        WHERE v.expires_on < day AND k.lifecycle <> 'frozen'
        ORDER BY v.expires_on LIMIT p_limit FOR NO KEY UPDATE OF k SKIP LOCKED
    ), purged AS (
        DELETE FROM profile.value v USING due d
        WHERE v.row_id = d.row_id AND v.field = d.field AND v.ordinal = d.ordinal AND v.expires_on < day
        RETURNING v.field
    )
    SELECT (SELECT count(*) FROM purged), 0 INTO gone, forgotten;
END $$;

-- How many values are past their time, how many of them a hold keeps, and the last day of the oldest that none keeps.
CREATE FUNCTION profile.overdue(p_before date, OUT due bigint, OUT held bigint, OUT oldest date)
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    SELECT count(*) FILTER (WHERE k.lifecycle <> 'frozen'), count(*) FILTER (WHERE k.lifecycle = 'frozen'),
        min(v.expires_on) FILTER (WHERE k.lifecycle <> 'frozen')
    FROM profile.value v JOIN subject.key_record k ON k.profile_row = v.row_id
    WHERE v.expires_on < least(p_before, (now() AT TIME ZONE 'Asia/Shanghai')::date)
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA profile FROM PUBLIC;
GRANT USAGE ON SCHEMA profile TO menshen_profile, menshen_intake, menshen_erasure;
GRANT SELECT ON ALL TABLES IN SCHEMA profile TO menshen_profile;
GRANT EXECUTE ON FUNCTION profile.put, profile.cut TO menshen_intake;
GRANT EXECUTE ON FUNCTION profile.erase, profile.purge, profile.overdue TO menshen_erasure;

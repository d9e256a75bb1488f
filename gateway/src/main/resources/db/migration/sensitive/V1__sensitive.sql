-- Store S: sealed values only. The associated data of each seal repeats the columns beside it (design, section 5).
CREATE TABLE sensitive.value (
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

-- By which what is past its time is found (7-a).
CREATE INDEX value_by_expiry ON sensitive.value (expires_on);

-- Writes one value over the expected version (0: there is none yet); answers 'stale' on another.
CREATE FUNCTION sensitive.put(p_row uuid, p_field text, p_ordinal smallint, p_sealed bytea, p_class text, p_key_version smallint,
    p_purpose text, p_channel text, p_expires date, p_expected bigint)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF p_expected = 0 THEN
        INSERT INTO sensitive.value VALUES (p_row, p_field, p_ordinal, p_sealed, p_class, p_key_version, p_purpose, p_channel, p_expires, 1)
        ON CONFLICT DO NOTHING;
    ELSE
        UPDATE sensitive.value SET sealed = p_sealed, class = p_class, key_version = p_key_version, purpose = p_purpose, channel = p_channel,
            expires_on = p_expires, version = p_expected + 1
        WHERE row_id = p_row AND field = p_field AND ordinal = p_ordinal AND version = p_expected;
    END IF;
    RETURN CASE WHEN FOUND THEN 'put' ELSE 'stale' END;
END $$;

-- Values of a list that became shorter: those from an ordinal on go.
CREATE FUNCTION sensitive.cut(p_row uuid, p_field text, p_from smallint) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM sensitive.value WHERE row_id = p_row AND field = p_field AND ordinal >= p_from;
    RETURN 'cut';
END $$;

CREATE FUNCTION sensitive.erase(p_row uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
BEGIN
    DELETE FROM sensitive.value WHERE row_id = p_row;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

-- Takes away values whose last day was before that day, the oldest first, some at a time, and identifiers lead to nobody by them any more; today's never,
-- whatever the caller's clock says, and none of a person under a hold (7-b). Who is just being written is left to the next call.
CREATE FUNCTION sensitive.purge(p_before date, p_limit integer, OUT gone bigint, OUT forgotten bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE day date := least(p_before, (now() AT TIME ZONE 'Asia/Shanghai')::date);
BEGIN
    WITH due AS MATERIALIZED (
        SELECT v.row_id, v.field, v.ordinal, k.subject_id FROM sensitive.value v JOIN subject.key_record k ON k.sensitive_row = v.row_id
        WHERE v.expires_on < day AND k.lifecycle <> 'frozen'
        ORDER BY v.expires_on LIMIT p_limit FOR NO KEY UPDATE OF k SKIP LOCKED
    ), purged AS (
        DELETE FROM sensitive.value v USING due d
        WHERE v.row_id = d.row_id AND v.field = d.field AND v.ordinal = d.ordinal AND v.expires_on < day
        RETURNING d.subject_id, v.row_id, v.field
    ), unled AS (
        DELETE FROM subject.blind_index b USING purged p
        WHERE b.subject_id = p.subject_id AND b.field = split_part(p.field, '@', 1)
            AND (split_part(p.field, '@', 2) = '' OR b.scope = split_part(p.field, '@', 2))
            AND NOT EXISTS (SELECT FROM sensitive.value o WHERE o.row_id = p.row_id AND o.field = p.field AND o.expires_on >= day)
        RETURNING b.field
    )
    SELECT (SELECT count(*) FROM purged), (SELECT count(*) FROM unled) INTO gone, forgotten;
END $$;

-- How many values are past their time, how many of them a hold keeps, and the last day of the oldest that none keeps.
CREATE FUNCTION sensitive.overdue(p_before date, OUT due bigint, OUT held bigint, OUT oldest date)
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    SELECT count(*) FILTER (WHERE k.lifecycle <> 'frozen'), count(*) FILTER (WHERE k.lifecycle = 'frozen'),
        min(v.expires_on) FILTER (WHERE k.lifecycle <> 'frozen')
    FROM sensitive.value v JOIN subject.key_record k ON k.sensitive_row = v.row_id
    WHERE v.expires_on < least(p_before, (now() AT TIME ZONE 'Asia/Shanghai')::date)
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sensitive FROM PUBLIC;
GRANT USAGE ON SCHEMA sensitive TO menshen_sensitive, menshen_intake, menshen_erasure;
GRANT SELECT ON ALL TABLES IN SCHEMA sensitive TO menshen_sensitive;
GRANT EXECUTE ON FUNCTION sensitive.put, sensitive.cut TO menshen_intake;
GRANT EXECUTE ON FUNCTION sensitive.erase, sensitive.purge, sensitive.overdue TO menshen_erasure;

-- Takes away a person's values but those that a law keeps, each named as 'purpose field'; answers the last day of what is left, '' where nothing is.
CREATE FUNCTION profile.erase(p_row uuid, p_kept text[]) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM profile.value WHERE row_id = p_row
        AND NOT (purpose || ' ' || split_part(field, '@', 1) = ANY (p_kept) AND expires_on >= (now() AT TIME ZONE 'Asia/Shanghai')::date);
    RETURN coalesce((SELECT max(expires_on)::text FROM profile.value WHERE row_id = p_row), '');
END $$;

DROP FUNCTION profile.erase(uuid);

-- As before; what a law kept of who was erased goes after its last day like anything else.
CREATE OR REPLACE FUNCTION profile.purge(p_before date, p_limit integer, OUT gone bigint, OUT forgotten bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE day date := least(p_before, (now() AT TIME ZONE 'Asia/Shanghai')::date);
BEGIN
    WITH due AS MATERIALIZED (
        SELECT v.row_id, v.field, v.ordinal FROM profile.value v JOIN subject.key_record k ON k.profile_row = v.row_id
        WHERE v.expires_on < day AND (k.lifecycle <> 'frozen' OR k.service_key IS NULL)
        ORDER BY v.expires_on LIMIT p_limit FOR NO KEY UPDATE OF k SKIP LOCKED
    ), purged AS (
        DELETE FROM profile.value v USING due d
        WHERE v.row_id = d.row_id AND v.field = d.field AND v.ordinal = d.ordinal AND v.expires_on < day
        RETURNING v.field
    )
    SELECT (SELECT count(*) FROM purged), 0 INTO gone, forgotten;
END $$;

CREATE OR REPLACE FUNCTION profile.overdue(p_before date, OUT due bigint, OUT held bigint, OUT oldest date)
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    SELECT count(*) FILTER (WHERE (k.lifecycle <> 'frozen' OR k.service_key IS NULL)), count(*) FILTER (WHERE k.lifecycle = 'frozen' AND k.service_key IS NOT NULL),
        min(v.expires_on) FILTER (WHERE (k.lifecycle <> 'frozen' OR k.service_key IS NULL))
    FROM profile.value v JOIN subject.key_record k ON k.profile_row = v.row_id
    WHERE v.expires_on < least(p_before, (now() AT TIME ZONE 'Asia/Shanghai')::date)
$$;

REVOKE ALL ON FUNCTION profile.erase FROM PUBLIC;
GRANT EXECUTE ON FUNCTION profile.erase TO menshen_erasure;

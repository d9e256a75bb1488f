-- Takes away a person's values but those that a law keeps, each named as 'purpose field'; answers the last day of what is left, '' where nothing is.
CREATE FUNCTION identity.erase(p_row uuid, p_kept text[]) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM identity.value WHERE row_id = p_row
        AND NOT (purpose || ' ' || split_part(field, '@', 1) = ANY (p_kept) AND expires_on >= (now() AT TIME ZONE 'Asia/Shanghai')::date AND class = 'statutory');
    RETURN coalesce((SELECT max(expires_on)::text FROM identity.value WHERE row_id = p_row), '');
END $$;

DROP FUNCTION identity.erase(uuid);

-- As before; what a law kept of who was erased goes after its last day like anything else.
CREATE OR REPLACE FUNCTION identity.purge(p_before date, p_limit integer, OUT gone bigint, OUT forgotten bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE day date := least(p_before, (now() AT TIME ZONE 'Asia/Shanghai')::date);
BEGIN
    WITH due AS MATERIALIZED (
        SELECT v.row_id, v.field, v.ordinal, k.subject_id FROM identity.value v JOIN subject.key_record k ON k.identity_row = v.row_id
        WHERE v.expires_on < day AND (k.lifecycle <> 'frozen' OR k.service_key IS NULL)
        ORDER BY v.expires_on LIMIT p_limit FOR NO KEY UPDATE OF k SKIP LOCKED
    ), purged AS (
        DELETE FROM identity.value v USING due d
        WHERE v.row_id = d.row_id AND v.field = d.field AND v.ordinal = d.ordinal AND v.expires_on < day
        RETURNING d.subject_id, v.row_id, v.field
    ), unled AS (
        DELETE FROM subject.blind_index b USING purged p
        WHERE b.subject_id = p.subject_id AND b.field = split_part(p.field, '@', 1)
            AND (split_part(p.field, '@', 2) = '' OR b.scope = split_part(p.field, '@', 2))
            AND NOT EXISTS (SELECT FROM identity.value o WHERE o.row_id = p.row_id AND o.field = p.field AND o.expires_on >= day)
        RETURNING b.field
    )
    SELECT (SELECT count(*) FROM purged), (SELECT count(*) FROM unled) INTO gone, forgotten;
END $$;

CREATE OR REPLACE FUNCTION identity.overdue(p_before date, OUT due bigint, OUT held bigint, OUT oldest date)
    LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    SELECT count(*) FILTER (WHERE (k.lifecycle <> 'frozen' OR k.service_key IS NULL)), count(*) FILTER (WHERE k.lifecycle = 'frozen' AND k.service_key IS NOT NULL),
        min(v.expires_on) FILTER (WHERE (k.lifecycle <> 'frozen' OR k.service_key IS NULL))
    FROM identity.value v JOIN subject.key_record k ON k.identity_row = v.row_id
    WHERE v.expires_on < least(p_before, (now() AT TIME ZONE 'Asia/Shanghai')::date)
$$;

REVOKE ALL ON FUNCTION identity.erase FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.erase TO menshen_erasure;

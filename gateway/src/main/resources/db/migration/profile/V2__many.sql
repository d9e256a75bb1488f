-- The values of many new people at once, by arrays of one length; answers how many were written: fewer than given where one stood already.
CREATE FUNCTION profile.put_new(p_rows uuid[], p_fields text[], p_ordinals integer[], p_kinds text[], p_values text[], p_purposes text[],
    p_expires text[], p_macs text[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE written bigint;
BEGIN
    INSERT INTO profile.value
    SELECT w.r, w.f, w.o::smallint, CASE w.k WHEN 'text' THEN w.v END, CASE w.k WHEN 'number' THEN w.v::numeric END,
        CASE w.k WHEN 'date' THEN w.v::date END, w.p, w.e::date, decode(w.m, 'hex'), 1
    FROM unnest(p_rows, p_fields, p_ordinals, p_kinds, p_values, p_purposes, p_expires, p_macs) AS w (r, f, o, k, v, p, e, m)
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

REVOKE ALL ON FUNCTION profile.put_new FROM PUBLIC;
GRANT EXECUTE ON FUNCTION profile.put_new TO menshen_intake;

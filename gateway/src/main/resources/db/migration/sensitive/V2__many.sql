-- The values of many new people at once, by arrays of one length; answers how many were written: fewer than given where one stood already.
CREATE FUNCTION sensitive.put_new(p_rows uuid[], p_fields text[], p_ordinals integer[], p_sealed text[], p_classes text[], p_purposes text[],
    p_channels text[], p_expires text[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE written bigint;
BEGIN
    INSERT INTO sensitive.value
    SELECT w.r, w.f, w.o::smallint, decode(w.s, 'hex'), w.c, 1::smallint, w.p, w.ch, w.e::date, 1
    FROM unnest(p_rows, p_fields, p_ordinals, p_sealed, p_classes, p_purposes, p_channels, p_expires) AS w (r, f, o, s, c, p, ch, e)
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

REVOKE ALL ON FUNCTION sensitive.put_new FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sensitive.put_new TO menshen_intake;

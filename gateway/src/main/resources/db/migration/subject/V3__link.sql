-- Links by which a person says no without a login. The hash is that of 128 random bits: no key is needed to open one, so that it works
-- through every rotation. Of an erased person it names a random id that leads to nobody. It goes after its last day.
CREATE TABLE subject.link (
    hash       bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    subject_id uuid NOT NULL,
    purposes   text NOT NULL,
    issued_on  date NOT NULL,
    expires_on date NOT NULL CHECK (expires_on > issued_on)
);

CREATE INDEX link_expires_on ON subject.link (expires_on);

CREATE FUNCTION subject.forget_links(p_today date) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH past AS (DELETE FROM subject.link WHERE expires_on < p_today RETURNING 1) SELECT count(*) FROM past;
$$;

CREATE FUNCTION subject.add_link(p_hash bytea, p_subject uuid, p_purposes text, p_issued_on date, p_expires_on date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.link VALUES (p_hash, p_subject, p_purposes, p_issued_on, p_expires_on);
    RETURN 'added';
END $$;

REVOKE ALL ON FUNCTION subject.add_link, subject.forget_links FROM PUBLIC;
GRANT SELECT ON subject.link TO menshen_subject;
GRANT EXECUTE ON FUNCTION subject.add_link, subject.forget_links TO menshen_intake;

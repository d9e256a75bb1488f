-- Links by which a person says no without a login. The hash is that of 128 random bits: no key is needed to open one, so that it works
-- through every rotation. Of an erased person it names an id that nothing else bears any more.
CREATE TABLE subject.link (
    hash       bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    subject_id uuid NOT NULL,
    purposes   text NOT NULL,
    issued_on  date NOT NULL,
    expires_on date NOT NULL CHECK (expires_on > issued_on)
);

CREATE FUNCTION subject.add_link(p_hash bytea, p_subject uuid, p_purposes text, p_issued_on date, p_expires_on date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.link VALUES (p_hash, p_subject, p_purposes, p_issued_on, p_expires_on);
    RETURN 'added';
END $$;

REVOKE ALL ON FUNCTION subject.add_link FROM PUBLIC;
GRANT SELECT ON subject.link TO menshen_subject;
GRANT EXECUTE ON FUNCTION subject.add_link TO menshen_intake;

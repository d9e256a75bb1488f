-- Every notice that ever came into force, with its text: an act of consent names its purpose, version and hash. A version has one text for
-- ever; rows are never changed.
CREATE TABLE subject.notice (
    purpose  text NOT NULL,
    version  integer NOT NULL CHECK (version >= 1),
    hash     text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    zh       text NOT NULL,
    en       text NOT NULL,
    since    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (purpose, version)
);

-- Keeps a notice; answers 'differs' where that version was kept with another text.
CREATE FUNCTION subject.keep_notice(p_purpose text, p_version integer, p_hash text, p_zh text, p_en text)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.notice (purpose, version, hash, zh, en) VALUES (p_purpose, p_version, p_hash, p_zh, p_en) ON CONFLICT DO NOTHING;
    RETURN CASE WHEN (SELECT hash FROM subject.notice WHERE purpose = p_purpose AND version = p_version) = p_hash THEN 'kept' ELSE 'differs' END;
END $$;

REVOKE ALL ON FUNCTION subject.keep_notice FROM PUBLIC;
GRANT SELECT ON subject.notice TO menshen_subject;
GRANT EXECUTE ON FUNCTION subject.keep_notice TO menshen_intake;

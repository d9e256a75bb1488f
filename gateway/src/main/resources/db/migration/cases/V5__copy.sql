-- Copies of what is held, as people asked for on their pages (docs/people.md): sealed under their service key, for a day, one of each form.
CREATE TABLE cases.copy (
    copy_id    uuid PRIMARY KEY,
    subject_id uuid NOT NULL,
    form       text NOT NULL,
    made_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    sealed     bytea NOT NULL,
    UNIQUE (subject_id, form)
);
CREATE INDEX copy_by_expiry ON cases.copy (expires_at);

-- Answers 'gone' where the person is being erased, as cases.name does; the copy of that form before goes.
CREATE FUNCTION cases.keep_copy(p_copy uuid, p_subject uuid, p_form text, p_made_at timestamptz, p_expires_at timestamptz, p_sealed bytea)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM FROM subject.key_record
    WHERE subject_id = p_subject AND lifecycle NOT IN ('erasing', 'erased') AND service_key IS NOT NULL FOR SHARE;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    INSERT INTO cases.copy VALUES (p_copy, p_subject, p_form, p_made_at, p_expires_at, p_sealed)
    ON CONFLICT (subject_id, form) DO UPDATE
        SET copy_id = p_copy, made_at = p_made_at, expires_at = p_expires_at, sealed = p_sealed;
    RETURN 'kept';
END $$;

-- Takes away what is past its time; answers how many.
CREATE FUNCTION cases.forget_copies(p_now timestamptz) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
BEGIN
    DELETE FROM cases.copy WHERE expires_at <= p_now;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

CREATE OR REPLACE FUNCTION cases.erase(p_subject uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
DECLARE more bigint;
DECLARE copies bigint;
BEGIN
    DELETE FROM cases.person WHERE subject_id = p_subject;
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM cases.held WHERE subject_id = p_subject;
    GET DIAGNOSTICS more = ROW_COUNT;
    DELETE FROM cases.copy WHERE subject_id = p_subject;
    GET DIAGNOSTICS copies = ROW_COUNT;
    RETURN gone + more + copies;
END $$;

REVOKE ALL ON FUNCTION cases.keep_copy, cases.forget_copies FROM PUBLIC;
GRANT SELECT ON cases.copy TO menshen_cases;
GRANT EXECUTE ON FUNCTION cases.keep_copy, cases.forget_copies TO menshen_intake;

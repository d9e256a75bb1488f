-- Requests that people open on their own pages, and take back while nothing was decided (docs/people.md).
ALTER TABLE cases.request DROP CONSTRAINT request_status_check;
ALTER TABLE cases.request ADD CONSTRAINT request_status_check
    CHECK (status IN ('open', 'waiting_for_person', 'decided', 'done', 'refused', 'taken_back'));
DROP INDEX cases.request_alive;
CREATE INDEX request_alive ON cases.request (deadline) WHERE status NOT IN ('done', 'refused', 'taken_back');

-- Whether a person may open a request of that kind on their pages: 'open' where there is one that is not ended, 'often' where they opened ten on
-- that day, 'gone' as cases.name has it. Requests of one person wait for each other until the transaction ends.
CREATE FUNCTION cases.claim(p_subject uuid, p_kind text, p_day_began timestamptz) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM FROM subject.key_record
    WHERE subject_id = p_subject AND lifecycle NOT IN ('erasing', 'erased') AND service_key IS NOT NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    PERFORM FROM cases.person p JOIN cases.request r USING (case_id)
    WHERE p.subject_id = p_subject AND r.kind = p_kind AND r.status NOT IN ('done', 'refused', 'taken_back');
    IF FOUND THEN
        RETURN 'open';
    END IF;
    RETURN CASE WHEN (SELECT count(*) FROM cases.person p JOIN cases.request r USING (case_id)
        WHERE p.subject_id = p_subject AND r.inlet = 'page' AND r.opened_at >= p_day_began) >= 10 THEN 'often' ELSE 'free' END;
END $$;

REVOKE ALL ON FUNCTION cases.claim FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases.claim TO menshen_intake;

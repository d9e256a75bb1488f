-- Of whom only what a law keeps is left (no service key), neither a case nor a hold is opened: 'gone', as of whoever is being erased.
CREATE OR REPLACE FUNCTION cases.name(p_case uuid, p_subject uuid, p_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM FROM subject.key_record
    WHERE subject_id = p_subject AND lifecycle NOT IN ('erasing', 'erased') AND service_key IS NOT NULL FOR SHARE;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    INSERT INTO cases.person VALUES (p_case, p_subject, p_mac);
    RETURN 'named';
END $$;

-- Answers 'open' where the same is asked for already. Requests for one person wait for each other.
CREATE OR REPLACE FUNCTION cases.ask_hold(p_hold uuid, p_act text, p_ground text, p_asked_at timestamptz, p_asked_by text, p_mac bytea, p_subject uuid,
    p_person_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM FROM subject.key_record
    WHERE subject_id = p_subject AND lifecycle NOT IN ('erasing', 'erased') AND service_key IS NOT NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    PERFORM FROM cases.held p JOIN cases.hold h USING (hold_id) WHERE p.subject_id = p_subject AND h.act = p_act AND h.status = 'asked';
    IF FOUND THEN
        RETURN 'open';
    END IF;
    INSERT INTO cases.hold VALUES (p_hold, p_act, p_ground, p_asked_at, p_asked_by, 'asked', NULL, '', p_mac);
    INSERT INTO cases.held VALUES (p_hold, p_subject, p_person_mac);
    RETURN 'asked';
END $$;

-- Whether anything else was done with the person since that was asked: who asked before it did not know of it.
CREATE FUNCTION cases.acted_since(p_hold uuid, p_subject uuid, p_at timestamptz) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM FROM cases.held p JOIN cases.hold h USING (hold_id)
    WHERE p.subject_id = p_subject AND h.hold_id <> p_hold AND h.status = 'done' AND h.ended_at >= p_at;
    RETURN CASE WHEN FOUND THEN 'overtaken' ELSE 'fresh' END;
END $$;

REVOKE ALL ON FUNCTION cases.acted_since FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases.acted_since TO menshen_intake;

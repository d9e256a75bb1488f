-- Holds that an officer asks for and another one approves (docs/cases.md). Whom one is about stands beside, and goes with an erasure.
CREATE TABLE cases.hold (
    hold_id  uuid PRIMARY KEY,
    act      text NOT NULL CHECK (act IN ('set', 'lift')),
    ground   text NOT NULL,
    asked_at timestamptz NOT NULL,
    asked_by text NOT NULL CHECK (asked_by <> ''),
    status   text NOT NULL CHECK (status IN ('asked', 'done', 'declined')),
    ended_at timestamptz CHECK ((ended_at IS NULL) = (status = 'asked')),
    ended_by text NOT NULL CHECK ((ended_by = '') = (status = 'asked')),
    mac      bytea NOT NULL,
    CHECK (status <> 'done' OR ended_by <> asked_by)
);
CREATE INDEX hold_by_time ON cases.hold (asked_at, hold_id);

CREATE TABLE cases.held (
    hold_id    uuid PRIMARY KEY REFERENCES cases.hold,
    subject_id uuid NOT NULL,
    mac        bytea NOT NULL
);
CREATE INDEX held_by_subject ON cases.held (subject_id);

-- Answers 'gone' where the person is being erased, as cases.name does.
CREATE FUNCTION cases.ask_hold(p_hold uuid, p_act text, p_ground text, p_asked_at timestamptz, p_asked_by text, p_mac bytea, p_subject uuid,
    p_person_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM FROM subject.key_record WHERE subject_id = p_subject AND lifecycle NOT IN ('erasing', 'erased') FOR SHARE;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    INSERT INTO cases.hold VALUES (p_hold, p_act, p_ground, p_asked_at, p_asked_by, 'asked', NULL, '', p_mac);
    INSERT INTO cases.held VALUES (p_hold, p_subject, p_person_mac);
    RETURN 'asked';
END $$;

-- Ends what was asked; answers 'stale' where somebody else did.
CREATE FUNCTION cases.end_hold(p_hold uuid, p_status text, p_ended_at timestamptz, p_ended_by text, p_mac bytea)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE cases.hold SET status = p_status, ended_at = p_ended_at, ended_by = p_ended_by, mac = p_mac WHERE hold_id = p_hold AND status = 'asked';
    RETURN CASE WHEN FOUND THEN 'ended' ELSE 'stale' END;
END $$;

-- Whether a hold was set after that moment: what was lifted before it does not lift it.
CREATE FUNCTION cases.held_since(p_subject uuid, p_at timestamptz) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM FROM cases.held p JOIN cases.hold h USING (hold_id)
    WHERE p.subject_id = p_subject AND h.act = 'set' AND h.status = 'done' AND h.ended_at > p_at;
    RETURN CASE WHEN FOUND THEN 'held' ELSE 'free' END;
END $$;

CREATE OR REPLACE FUNCTION cases.erase(p_subject uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
DECLARE more bigint;
BEGIN
    DELETE FROM cases.person WHERE subject_id = p_subject;
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM cases.held WHERE subject_id = p_subject;
    GET DIAGNOSTICS more = ROW_COUNT;
    RETURN gone + more;
END $$;

REVOKE ALL ON FUNCTION cases.ask_hold, cases.end_hold, cases.held_since FROM PUBLIC;
GRANT SELECT ON cases.hold, cases.held TO menshen_cases;
GRANT EXECUTE ON FUNCTION cases.ask_hold, cases.end_hold, cases.held_since TO menshen_intake;

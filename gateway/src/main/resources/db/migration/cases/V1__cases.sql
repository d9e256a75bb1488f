-- Cases of requests of people (docs/cases.md). Pseudonymous: words, days and staff ids; who it is about stands beside, and goes with an erasure.
-- Each row has a MAC over all of its columns, and that of a case covers its newest act.
CREATE TABLE cases.request (
    case_id   uuid PRIMARY KEY,
    kind      text NOT NULL,
    inlet     text NOT NULL,
    identity  text NOT NULL,
    opened_at timestamptz NOT NULL,
    deadline  date NOT NULL,
    counted   text NOT NULL CHECK (counted IN ('calendar', 'weekdays')),
    status    text NOT NULL CHECK (status IN ('open', 'waiting_for_person', 'decided', 'done', 'refused')),
    reason    text NOT NULL CHECK ((reason = '') = (status <> 'refused')),
    owner     text NOT NULL,
    version   bigint NOT NULL,
    last      bytea NOT NULL,
    mac       bytea NOT NULL
);
CREATE INDEX request_by_deadline ON cases.request (deadline, case_id);
CREATE INDEX request_alive ON cases.request (deadline) WHERE status NOT IN ('done', 'refused');

-- Whom a case is about: a random id. The row is gone once the person is erased.
CREATE TABLE cases.person (
    case_id    uuid PRIMARY KEY REFERENCES cases.request,
    subject_id uuid NOT NULL,
    mac        bytea NOT NULL
);
CREATE INDEX person_by_subject ON cases.person (subject_id);

-- What was done, one row an act, never changed. A note is sealed under the person's statutory key. Each MAC covers the one before.
CREATE TABLE cases.history (
    case_id uuid NOT NULL REFERENCES cases.request,
    seq     bigint NOT NULL,
    at      timestamptz NOT NULL,
    act     text NOT NULL,
    status  text NOT NULL,
    staff   text NOT NULL,
    detail  text NOT NULL,
    sealed  bytea NOT NULL,
    mac     bytea NOT NULL,
    PRIMARY KEY (case_id, seq)
);

CREATE FUNCTION cases.open(p_case uuid, p_kind text, p_inlet text, p_identity text, p_opened_at timestamptz, p_deadline date, p_counted text,
    p_last bytea, p_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO cases.request VALUES (p_case, p_kind, p_inlet, p_identity, p_opened_at, p_deadline, p_counted, 'open', '', '', 1, p_last, p_mac);
    RETURN 'opened';
END $$;

-- Answers 'gone' where the person is being erased, which waits for this transaction or is waited for: no row is left behind.
CREATE FUNCTION cases.name(p_case uuid, p_subject uuid, p_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM FROM subject.key_record WHERE subject_id = p_subject AND lifecycle NOT IN ('erasing', 'erased') FOR SHARE;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    INSERT INTO cases.person VALUES (p_case, p_subject, p_mac);
    RETURN 'named';
END $$;

-- Moves a case from the expected version to the next; answers 'stale' where another act was first.
CREATE FUNCTION cases.move(p_case uuid, p_expected bigint, p_status text, p_reason text, p_owner text, p_last bytea, p_mac bytea)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE cases.request SET status = p_status, reason = p_reason, owner = p_owner, version = p_expected + 1, last = p_last, mac = p_mac
    WHERE case_id = p_case AND version = p_expected;
    RETURN CASE WHEN FOUND THEN 'moved' ELSE 'stale' END;
END $$;

CREATE FUNCTION cases.add_act(p_case uuid, p_seq bigint, p_at timestamptz, p_act text, p_status text, p_staff text, p_detail text, p_sealed bytea,
    p_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO cases.history VALUES (p_case, p_seq, p_at, p_act, p_status, p_staff, p_detail, p_sealed, p_mac);
    RETURN 'added';
END $$;

-- Nothing leads from the cases of an erased person to anybody any more.
CREATE FUNCTION cases.erase(p_subject uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
BEGIN
    DELETE FROM cases.person WHERE subject_id = p_subject;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cases FROM PUBLIC;
GRANT USAGE ON SCHEMA cases TO menshen_cases, menshen_intake, menshen_erasure;
GRANT SELECT ON ALL TABLES IN SCHEMA cases TO menshen_cases;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA cases TO menshen_intake;
REVOKE EXECUTE ON FUNCTION cases.erase FROM menshen_intake;
GRANT EXECUTE ON FUNCTION cases.erase TO menshen_erasure;

-- Tickets under which staff read the data of several people (5.3, docs/retrieval.md). People are named by keyed marks; a ticket is gone thirty days after its end.
CREATE TABLE cases.ticket (
    ticket_id uuid PRIMARY KEY,
    consumer  text NOT NULL,
    asked_by  text NOT NULL CHECK (asked_by <> ''),
    purpose   text NOT NULL,
    fields    text NOT NULL,
    people    text NOT NULL,
    reason    text NOT NULL,
    asked_at  timestamptz NOT NULL,
    until     timestamptz NOT NULL CHECK (until > asked_at),
    status    text NOT NULL CHECK (status IN ('asked', 'approved', 'declined')),
    ended_at  timestamptz CHECK ((ended_at IS NULL) = (status = 'asked')),
    ended_by  text NOT NULL CHECK ((ended_by = '') = (status = 'asked')),
    mac       bytea NOT NULL,
    CHECK (status <> 'approved' OR ended_by <> asked_by)
);
CREATE INDEX ticket_by_time ON cases.ticket (asked_at, ticket_id);

CREATE FUNCTION cases.ask_ticket(p_ticket uuid, p_consumer text, p_asked_by text, p_purpose text, p_fields text, p_people text, p_reason text,
    p_asked_at timestamptz, p_until timestamptz, p_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO cases.ticket VALUES (p_ticket, p_consumer, p_asked_by, p_purpose, p_fields, p_people, p_reason, p_asked_at, p_until, 'asked', NULL, '', p_mac);
    RETURN 'asked';
END $$;

-- Decides what was asked; answers 'stale' where somebody else did.
CREATE FUNCTION cases.end_ticket(p_ticket uuid, p_status text, p_ended_at timestamptz, p_ended_by text, p_mac bytea)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE cases.ticket SET status = p_status, ended_at = p_ended_at, ended_by = p_ended_by, mac = p_mac WHERE ticket_id = p_ticket AND status = 'asked';
    RETURN CASE WHEN FOUND THEN 'ended' ELSE 'stale' END;
END $$;

REVOKE ALL ON FUNCTION cases.ask_ticket, cases.end_ticket FROM PUBLIC;
GRANT SELECT ON cases.ticket TO menshen_cases;
GRANT EXECUTE ON FUNCTION cases.ask_ticket, cases.end_ticket TO menshen_intake;

-- Copies past their time, and tickets that ended thirty days before; answers how many.
CREATE OR REPLACE FUNCTION cases.forget_copies(p_now timestamptz) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
DECLARE tickets bigint;
BEGIN
    DELETE FROM cases.copy WHERE expires_at <= p_now;
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM cases.ticket WHERE until <= p_now - interval '30 days';
    GET DIAGNOSTICS tickets = ROW_COUNT;
    RETURN gone + tickets;
END $$;

-- Attempts to match a value of a person, per field and day (Asia/Shanghai). An attempt counts as failed until it is given back.
CREATE TABLE quota.attempt (
    subject_id uuid NOT NULL,
    field      text NOT NULL,
    day        date NOT NULL,
    failed     integer NOT NULL CHECK (failed >= 0),
    PRIMARY KEY (subject_id, field, day)
);
CREATE INDEX attempt_by_day ON quota.attempt (day);

-- Takes one attempt, or answers false where the most are taken. The row's lock makes those who come together wait for each other.
CREATE FUNCTION quota.reserve_attempt(p_subject uuid, p_field text, p_day date, p_most integer)
    RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO quota.attempt VALUES (p_subject, p_field, p_day, 1)
    ON CONFLICT (subject_id, field, day) DO UPDATE SET failed = quota.attempt.failed + 1 WHERE quota.attempt.failed < p_most;
    RETURN FOUND;
END $$;

CREATE FUNCTION quota.give_back_attempt(p_subject uuid, p_field text, p_day date)
    RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE quota.attempt SET failed = failed - 1
    WHERE subject_id = p_subject AND field = p_field AND day = p_day AND failed > 0;
    RETURN FOUND;
END $$;

-- Forgets days before that one, today never.
CREATE FUNCTION quota.forget_attempts(p_before date) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
BEGIN
    DELETE FROM quota.attempt WHERE day < least(p_before, (now() AT TIME ZONE 'Asia/Shanghai')::date);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA quota FROM PUBLIC;
GRANT USAGE ON SCHEMA quota TO menshen_quota;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA quota TO menshen_quota;

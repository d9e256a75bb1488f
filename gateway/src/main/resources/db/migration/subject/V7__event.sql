-- What other systems are told of: acts of consent and erasures. The functions that keep the act write into the queue in its own transaction;
-- who reads first numbers what was committed. Positions are given under a lock to what is committed already, so that no lower
-- one appears behind a cursor.
CREATE TABLE subject.event_queue (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       text NOT NULL,
    ref        uuid NOT NULL,
    subject_id uuid NOT NULL,
    purpose    text NOT NULL,
    act        text NOT NULL,
    at         timestamptz NOT NULL
);

CREATE TABLE subject.event (
    position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       text NOT NULL CHECK (kind IN ('consent', 'erasure')),
    ref        uuid NOT NULL,
    subject_id uuid NOT NULL,
    purpose    text NOT NULL,
    act        text NOT NULL,
    at         timestamptz NOT NULL,
    noted      timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE subject.event_acknowledged (
    consumer text PRIMARY KEY,
    position bigint NOT NULL,
    at       timestamptz NOT NULL
);

CREATE OR REPLACE FUNCTION subject.add_receipt(p_receipt uuid, p_subject uuid, p_purpose text, p_act text, p_notice_version integer, p_channel text,
    p_at timestamptz, p_sealed bytea, p_mac bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.receipt VALUES (p_receipt, p_subject, p_purpose, p_act, p_notice_version, p_channel, p_at, p_sealed, p_mac);
    INSERT INTO subject.event_queue (kind, ref, subject_id, purpose, act, at)
    VALUES ('consent', p_receipt, p_subject, p_purpose, p_act, p_at);
    RETURN 'added';
END $$;

CREATE OR REPLACE FUNCTION subject.add_receipts(p_receipts uuid[], p_subjects uuid[], p_purposes text[], p_acts text[], p_notices integer[],
    p_channels text[], p_at bigint[], p_sealed text[], p_macs text[])
    RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE written bigint;
BEGIN
    INSERT INTO subject.receipt
    SELECT w.r, w.s, w.p, w.a, w.n, w.c, to_timestamp(w.at), decode(w.se, 'hex'), decode(w.m, 'hex')
    FROM unnest(p_receipts, p_subjects, p_purposes, p_acts, p_notices, p_channels, p_at, p_sealed, p_macs) AS w (r, s, p, a, n, c, at, se, m);
    GET DIAGNOSTICS written = ROW_COUNT;
    INSERT INTO subject.event_queue (kind, ref, subject_id, purpose, act, at)
    SELECT 'consent', w.r, w.s, w.p, w.a, to_timestamp(w.at)
    FROM unnest(p_receipts, p_subjects, p_purposes, p_acts, p_at) AS w (r, s, p, a, at);
    RETURN written;
END $$;

CREATE OR REPLACE FUNCTION subject.keep_erasure(p_receipt uuid, p_subject uuid, p_salt bytea, p_owners text[], p_at timestamptz, p_body text)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.erasure_receipt VALUES (p_receipt, p_subject, p_salt, p_owners, p_at, p_body) ON CONFLICT (subject_id) DO NOTHING;
    IF NOT FOUND THEN
        RETURN 'known';
    END IF;
    INSERT INTO subject.event_queue (kind, ref, subject_id, purpose, act, at)
    VALUES ('erasure', p_receipt, p_subject, '', 'erased', p_at);
    RETURN 'kept';
END $$;

-- What was said before there were events is told too.
INSERT INTO subject.event_queue (kind, ref, subject_id, purpose, act, at)
SELECT kind, ref, subject_id, purpose, act, at FROM (
    SELECT 'consent' AS kind, receipt_id AS ref, subject_id, purpose, act, at FROM subject.receipt
    UNION ALL SELECT 'erasure', receipt_id, subject_id, '', 'erased', at FROM subject.erasure_receipt
) AS before ORDER BY at;

-- Numbers what was committed, the oldest first; answers how many, and whoever comes beside waits.
CREATE FUNCTION subject.number_events(p_limit integer) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE numbered bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM subject.event_queue) THEN
        RETURN '0';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('menshen.events', 0));
    WITH next AS (
        DELETE FROM subject.event_queue q USING (SELECT id FROM subject.event_queue ORDER BY id LIMIT p_limit) n WHERE q.id = n.id
        RETURNING q.*
    ), put AS (
        INSERT INTO subject.event (kind, ref, subject_id, purpose, act, at)
        SELECT kind, ref, subject_id, purpose, act, at FROM next ORDER BY id RETURNING 1
    )
    SELECT count(*) FROM put INTO numbered;
    RETURN numbered::text;
END $$;

-- A consumer has taken in all to that position; it never goes back. Answers the position that is kept.
CREATE FUNCTION subject.acknowledge_events(p_consumer text, p_position bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE kept bigint;
BEGIN
    INSERT INTO subject.event_acknowledged AS a VALUES (p_consumer, p_position, clock_timestamp())
    ON CONFLICT (consumer) DO UPDATE SET position = greatest(a.position, excluded.position), at = excluded.at
    RETURNING position INTO kept;
    RETURN kept::text;
END $$;

-- Which gateway sends to a consumer just now, how often the event at that position failed, how often of late it was
-- refused for itself, and when it may be tried again.
CREATE TABLE subject.event_push (
    consumer text PRIMARY KEY,
    holder   uuid,
    until    timestamptz NOT NULL,
    position bigint NOT NULL,
    failures integer NOT NULL,
    refusals integer NOT NULL,
    next_at  timestamptz NOT NULL
);

-- What a consumer refused for good: it was passed over, and somebody has to look.
CREATE TABLE subject.event_dead (
    consumer text NOT NULL,
    position bigint NOT NULL,
    status   integer NOT NULL,
    at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer, position)
);

-- Answers 'position failures refusals' to whom it is to send, '' where another gateway does or it is too early.
CREATE FUNCTION subject.lease_push(p_consumer text, p_holder uuid, p_seconds integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE word text;
BEGIN
    INSERT INTO subject.event_push VALUES (p_consumer, NULL, clock_timestamp(), 0, 0, 0, clock_timestamp()) ON CONFLICT DO NOTHING;
    UPDATE subject.event_push SET holder = p_holder, until = clock_timestamp() + make_interval(secs => p_seconds)
    WHERE consumer = p_consumer AND next_at <= clock_timestamp() AND (until <= clock_timestamp() OR holder = p_holder)
    RETURNING position || ' ' || failures || ' ' || refusals INTO word;
    RETURN coalesce(word, '');
END $$;

CREATE FUNCTION subject.settle_push(p_consumer text, p_holder uuid, p_position bigint, p_failures integer, p_refusals integer, p_milliseconds bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE subject.event_push SET until = clock_timestamp(), position = p_position, failures = p_failures,
        refusals = p_refusals,
        next_at = clock_timestamp() + make_interval(secs => p_milliseconds / 1000.0)
    WHERE consumer = p_consumer AND holder = p_holder;
    RETURN CASE WHEN FOUND THEN 'settled' ELSE 'lost' END;
END $$;

CREATE FUNCTION subject.bury_event(p_consumer text, p_position bigint, p_status integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.event_dead (consumer, position, status) VALUES (p_consumer, p_position, p_status) ON CONFLICT DO NOTHING;
    RETURN 'buried';
END $$;

REVOKE ALL ON FUNCTION subject.lease_push, subject.settle_push, subject.bury_event FROM PUBLIC;
GRANT SELECT ON subject.event_dead TO menshen_subject;
GRANT EXECUTE ON FUNCTION subject.lease_push, subject.settle_push, subject.bury_event TO menshen_intake;

REVOKE ALL ON FUNCTION subject.number_events, subject.acknowledge_events FROM PUBLIC;
GRANT SELECT ON subject.event, subject.event_acknowledged TO menshen_subject;
GRANT EXECUTE ON FUNCTION subject.number_events, subject.acknowledge_events TO menshen_intake;

-- A link's row is vouched for by its own token: HMAC over person, purposes and last day. Links of before cannot be vouched for and go.
DELETE FROM subject.link;
ALTER TABLE subject.link ADD COLUMN mac bytea NOT NULL CHECK (octet_length(mac) = 32);

DROP FUNCTION subject.add_link(bytea, uuid, text, date, date);
CREATE FUNCTION subject.add_link(p_hash bytea, p_subject uuid, p_purposes text, p_issued_on date, p_expires_on date, p_mac bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO subject.link VALUES (p_hash, p_subject, p_purposes, p_issued_on, p_expires_on, p_mac);
    RETURN 'added';
END $$;

REVOKE ALL ON FUNCTION subject.add_link FROM PUBLIC;
GRANT EXECUTE ON FUNCTION subject.add_link TO menshen_intake;

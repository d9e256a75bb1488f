-- Signed receipts of erasures. A receipt holds random ids and words only; salt and owners are what its commitment was made of, so that whoever
-- holds the receipt alone learns nothing of rows, and the database can be held to it (docs/rights.md).
CREATE TABLE rights.receipt (
    receipt_id uuid PRIMARY KEY,
    subject_id uuid NOT NULL UNIQUE,
    salt       bytea NOT NULL,
    owners     text[] NOT NULL,
    at         timestamptz NOT NULL,
    body       text NOT NULL
);

-- One receipt a person: whoever is erased twice has that of the first time.
CREATE FUNCTION rights.keep(p_receipt uuid, p_subject uuid, p_salt bytea, p_owners text[], p_at timestamptz, p_body text)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO rights.receipt VALUES (p_receipt, p_subject, p_salt, p_owners, p_at, p_body) ON CONFLICT (subject_id) DO NOTHING;
    RETURN CASE WHEN FOUND THEN 'kept' ELSE 'known' END;
END $$;

-- The receipt of a person; '' where there is none.
CREATE FUNCTION rights.of_subject(p_subject uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN coalesce((SELECT receipt_id::text FROM rights.receipt WHERE subject_id = p_subject), '');
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA rights FROM PUBLIC;
GRANT USAGE ON SCHEMA rights TO menshen_erasure, menshen_subject;
GRANT SELECT ON rights.receipt TO menshen_subject;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA rights TO menshen_erasure;

-- Who changed what, written in the transaction of the change: only added to.

-- No foreign keys: an entry outlives the restaurant and the account that it is about. `before` and `after` hold what was
-- changed; `menu_version` is set where the entry is one of the menu's history.
CREATE TABLE audit_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    restaurant_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    actor_id uuid,
    action text NOT NULL,
    subject text NOT NULL DEFAULT '',
    before jsonb,
    after jsonb,
    menu_version bigint
);

CREATE INDEX audit_log_restaurant ON audit_log (restaurant_id, id);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_log_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The role of a waiter, between manager and kitchen.
ALTER TABLE staff DROP CONSTRAINT staff_role_check;
ALTER TABLE staff ADD CONSTRAINT staff_role_check CHECK (role IN ('owner', 'manager', 'waiter', 'kitchen')) NOT VALID;
ALTER TABLE api_keys DROP CONSTRAINT api_keys_role_check;
ALTER TABLE api_keys ADD CONSTRAINT api_keys_role_check CHECK (role IN ('manager', 'waiter', 'kitchen')) NOT VALID;

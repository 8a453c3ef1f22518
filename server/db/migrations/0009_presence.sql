-- When a kitchen display of a restaurant was connected last, and when its owner was told last that none is.
CREATE TABLE kitchen_presence (
    restaurant_id uuid PRIMARY KEY REFERENCES restaurants ON DELETE CASCADE,
    displays_seen_at timestamptz,
    alerted_at timestamptz
) WITH (fillfactor = 50);

-- Whoever runs a server says where alerts go; without that nobody is told, whatever stands here. Minutes.
ALTER TABLE restaurants ALTER COLUMN alert_after SET DEFAULT 10;
UPDATE restaurants SET alert_after = 10 WHERE alert_after IS NULL;

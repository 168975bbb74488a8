-- What a worker's machine is, as JSON; nothing for a worker that does not say.
ALTER TABLE worker ADD COLUMN machine TEXT;
-- Whether a worker is in quarantine because its site's check failed there.
ALTER TABLE worker ADD COLUMN fails_check BOOLEAN NOT NULL DEFAULT FALSE;

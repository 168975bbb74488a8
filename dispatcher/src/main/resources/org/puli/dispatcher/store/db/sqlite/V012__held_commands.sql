-- Whether a person keeps just this command from starting.
ALTER TABLE command ADD COLUMN held_back BOOLEAN NOT NULL DEFAULT FALSE;

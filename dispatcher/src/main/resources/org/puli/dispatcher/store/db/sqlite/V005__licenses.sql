-- Seats in use outside the farm, and until when that counts.
ALTER TABLE license ADD COLUMN outside INTEGER NOT NULL DEFAULT 0;
ALTER TABLE license ADD COLUMN outside_until BIGINT NOT NULL DEFAULT 0;

-- Since when a job has had work and got no start, and the points of priority that it gained by that; 0 where its pool
-- does not count it.
ALTER TABLE job ADD COLUMN waiting_since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN lift INTEGER NOT NULL DEFAULT 0;

-- How long a report of seats outside the farm counts in all, so that a wall clock set back cannot prolong it.
ALTER TABLE license ADD COLUMN outside_millis BIGINT NOT NULL DEFAULT 0;

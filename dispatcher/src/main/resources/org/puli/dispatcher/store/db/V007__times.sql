-- Which of the times that a job, a task or a group waits for have come: one bit for each, the first one lowest.
ALTER TABLE job ADD COLUMN times_come BIGINT NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN times_come BIGINT NOT NULL DEFAULT 0;

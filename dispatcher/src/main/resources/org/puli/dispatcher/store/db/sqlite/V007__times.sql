-- Which of the times and files that a job, a task or a group waits for have come: one bit for each, the first one lowest.
ALTER TABLE job ADD COLUMN come BIGINT NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN come BIGINT NOT NULL DEFAULT 0;

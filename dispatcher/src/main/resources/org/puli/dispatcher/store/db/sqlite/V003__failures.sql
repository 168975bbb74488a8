-- Pauses before a next try (wall time, so that they survive a restart), tries that do not count, workers to avoid.
ALTER TABLE command ADD COLUMN returns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE command ADD COLUMN ready_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE command ADD COLUMN avoided TEXT NOT NULL DEFAULT '';

-- A job that was stopped by its failures, and what is counted for that.
ALTER TABLE job ADD COLUMN pause_reason TEXT;
ALTER TABLE job ADD COLUMN failed_since BIGINT NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN ended_since BIGINT NOT NULL DEFAULT 0;

-- Quarantine: tasks that failed since something last went well, as 'task:job,task:job'.
ALTER TABLE worker ADD COLUMN streak TEXT NOT NULL DEFAULT '';
ALTER TABLE worker ADD COLUMN quarantines INTEGER NOT NULL DEFAULT 0;
ALTER TABLE worker ADD COLUMN probation_at BIGINT NOT NULL DEFAULT 0;

-- What a task holds against a worker: failures in a row, and whether the worker gets nothing of it any more.
CREATE TABLE blocklist (
    task_id        BIGINT       NOT NULL,
    worker         VARCHAR(64)  NOT NULL,
    job_id         BIGINT       NOT NULL,
    failures       INTEGER      NOT NULL,
    blocked        BOOLEAN      NOT NULL,
    blocked_by     VARCHAR(200),
    reason         TEXT         NOT NULL,
    since          BIGINT       NOT NULL,
    PRIMARY KEY (task_id, worker)
) WITHOUT ROWID;
CREATE INDEX blocklist_of_job ON blocklist (job_id);

-- Cores that an ended attempt held, in thousandths; 0 in older rows.
ALTER TABLE attempt ADD COLUMN milli_cores INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempt_tray_a ADD COLUMN milli_cores INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempt_tray_b ADD COLUMN milli_cores INTEGER NOT NULL DEFAULT 0;

-- What attempts have used, added up by the hour (since 1970, UTC) in which they ended.
CREATE TABLE usage_hour (
    hour        BIGINT NOT NULL,
    pool        TEXT NOT NULL,
    owner       TEXT NOT NULL,
    production  TEXT NOT NULL,
    job_name    TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    attempts    BIGINT NOT NULL,
    wall_millis BIGINT NOT NULL,
    core_millis BIGINT NOT NULL,
    cpu_millis  BIGINT NOT NULL,
    PRIMARY KEY (hour, pool, owner, production, job_name, outcome)
) WITHOUT ROWID;

-- The same of each of the newest batches, in their order, until it is added to usage_hour.
CREATE TABLE usage_tray (
    batch       BIGINT NOT NULL,
    line        INTEGER NOT NULL,
    hour        BIGINT NOT NULL,
    pool        TEXT NOT NULL,
    owner       TEXT NOT NULL,
    production  TEXT NOT NULL,
    job_name    TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    attempts    BIGINT NOT NULL,
    wall_millis BIGINT NOT NULL,
    core_millis BIGINT NOT NULL,
    cpu_millis  BIGINT NOT NULL,
    PRIMARY KEY (batch, line)
) WITHOUT ROWID;

-- The list of the history is in the order of the jobs' numbers: without these all of it was sorted for each page.
DROP INDEX job_history_deleted;
CREATE INDEX job_history_deleted ON job_history (deleted_at, job_id);
CREATE INDEX job_history_by_status ON job_history (status, job_id);

-- What people changed: one row per verb that changed something, never changed itself.
CREATE TABLE audit (
    number         BIGINT       NOT NULL PRIMARY KEY,
    at             BIGINT       NOT NULL,
    user_name      VARCHAR(200) NOT NULL,
    address        VARCHAR(64),
    verb           VARCHAR(64)  NOT NULL,
    target         TEXT         NOT NULL,
    job_id         BIGINT,
    worker         VARCHAR(64),
    before_text    TEXT         NOT NULL,
    after_text     TEXT         NOT NULL
);
CREATE INDEX audit_of_job ON audit (job_id);
CREATE INDEX audit_of_worker ON audit (worker);
CREATE INDEX audit_of_user ON audit (user_name);
ALTER TABLE farm ADD COLUMN next_audit BIGINT NOT NULL DEFAULT 1;

-- Tasks and groups: where a person put all untouched commands, and whether a person holds it back (null: as submitted).
ALTER TABLE task ADD COLUMN fresh VARCHAR(16) NOT NULL DEFAULT 'READY';
ALTER TABLE task ADD COLUMN paused BOOLEAN;
UPDATE task SET fresh = 'CANCELED' WHERE canceled;
ALTER TABLE task DROP COLUMN canceled;

-- What a person has a worker offer instead of what its machine has (0: that), and the tags that a person gave it, as JSON.
ALTER TABLE worker ADD COLUMN cores_set INTEGER NOT NULL DEFAULT 0;
ALTER TABLE worker ADD COLUMN memory_set BIGINT NOT NULL DEFAULT 0;
ALTER TABLE worker ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

-- Jobs that have left memory. What was submitted, and their tasks, commands and attempts, stay where they are.
CREATE TABLE job_history (
    job_id         BIGINT       NOT NULL PRIMARY KEY,
    name           VARCHAR(200) NOT NULL,
    owner          VARCHAR(200) NOT NULL,
    user_name      VARCHAR(200) NOT NULL,
    submission_key VARCHAR(200),
    pool           VARCHAR(64)  NOT NULL,
    priority       INTEGER      NOT NULL,
    weight         DOUBLE PRECISION NOT NULL,
    max_workers    INTEGER      NOT NULL,
    paused         BOOLEAN      NOT NULL,
    status         VARCHAR(16)  NOT NULL,
    first_task     BIGINT       NOT NULL,
    first_command  BIGINT       NOT NULL,
    command_count  BIGINT       NOT NULL,
    start_mark     DOUBLE PRECISION NOT NULL,
    submitted_at   BIGINT       NOT NULL,
    started_at     BIGINT       NOT NULL,
    ended_at       BIGINT       NOT NULL,
    pause_reason   TEXT,
    failed_since   BIGINT       NOT NULL,
    ended_since    BIGINT       NOT NULL,
    come           BIGINT       NOT NULL,
    waiting_since  BIGINT       NOT NULL,
    lift           INTEGER      NOT NULL,
    -- Its name in small letters, its counts and its tags as JSON.
    search_name    VARCHAR(400) NOT NULL,
    counts         TEXT         NOT NULL,
    tags           TEXT         NOT NULL,
    -- When it ended, or left memory if it never did; since when it counts as deleted (0: it does not).
    over_at        BIGINT       NOT NULL,
    archived_at    BIGINT       NOT NULL,
    deleted_at     BIGINT       NOT NULL
);
CREATE INDEX job_history_of_owner ON job_history (owner, job_id);
CREATE INDEX job_history_of_status ON job_history (status, over_at);
CREATE INDEX job_history_over ON job_history (over_at);
CREATE INDEX job_history_of_key ON job_history (submission_key);
CREATE INDEX job_history_of_command ON job_history (first_command);
CREATE INDEX job_history_deleted ON job_history (deleted_at);

-- The farm's own row: who it is, and the numbers that are given out next.
CREATE TABLE farm (
    id             INTEGER      NOT NULL PRIMARY KEY,
    farm_id        VARCHAR(64)  NOT NULL,
    epoch          BIGINT       NOT NULL,
    batch          BIGINT       NOT NULL,
    next_job       BIGINT       NOT NULL,
    next_task      BIGINT       NOT NULL,
    next_command   BIGINT       NOT NULL,
    next_lease     BIGINT       NOT NULL,
    next_worker    BIGINT       NOT NULL,
    served         DOUBLE PRECISION NOT NULL
);

-- What was submitted, as JSON; written once.
CREATE TABLE job_spec (
    job_id         BIGINT       NOT NULL PRIMARY KEY,
    spec           TEXT         NOT NULL
);

CREATE TABLE job (
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
    ended_at       BIGINT       NOT NULL
);

-- Tasks whose untouched commands are (or were) canceled.
CREATE TABLE task (
    task_id        BIGINT       NOT NULL PRIMARY KEY,
    job_id         BIGINT       NOT NULL,
    canceled       BOOLEAN      NOT NULL
);
CREATE INDEX task_of_job ON task (job_id);

-- Commands that have left their first state. Numbers of one job are consecutive, so a job's commands are a range.
CREATE TABLE command (
    command_id     BIGINT       NOT NULL PRIMARY KEY,
    job_id         BIGINT       NOT NULL,
    status         VARCHAR(16)  NOT NULL,
    attempt        INTEGER      NOT NULL,
    failures       INTEGER      NOT NULL,
    losses         INTEGER      NOT NULL,
    worker         VARCHAR(64),
    lease_id       BIGINT       NOT NULL,
    assigned_at    BIGINT       NOT NULL,
    started_at     BIGINT       NOT NULL,
    ended_at       BIGINT       NOT NULL,
    exit_code      INTEGER,
    reason         TEXT
) WITHOUT ROWID;

-- History: one row per ended attempt, never changed.
CREATE TABLE attempt (
    command_id     BIGINT       NOT NULL,
    attempt        INTEGER      NOT NULL,
    job_id         BIGINT       NOT NULL,
    worker         VARCHAR(64)  NOT NULL,
    lease_id       BIGINT       NOT NULL,
    outcome        VARCHAR(16)  NOT NULL,
    exit_code      INTEGER,
    term_signal    INTEGER,
    reason         TEXT,
    assigned_at    BIGINT       NOT NULL,
    started_at     BIGINT       NOT NULL,
    ended_at       BIGINT       NOT NULL,
    cpu_millis     BIGINT       NOT NULL,
    peak_memory    BIGINT       NOT NULL,
    PRIMARY KEY (command_id, attempt)
) WITHOUT ROWID;

CREATE TABLE worker (
    name           VARCHAR(64)  NOT NULL PRIMARY KEY,
    number         BIGINT       NOT NULL,
    boot_id        VARCHAR(64)  NOT NULL,
    presence       VARCHAR(16)  NOT NULL,
    duty           VARCHAR(16)  NOT NULL,
    pause_reason   TEXT,
    cores          INTEGER      NOT NULL,
    memory_bytes   BIGINT       NOT NULL,
    platform       VARCHAR(200) NOT NULL,
    version        VARCHAR(64)  NOT NULL,
    pools          TEXT         NOT NULL
);

CREATE TABLE pool (
    name           VARCHAR(64)  NOT NULL PRIMARY KEY
);

CREATE TABLE license (
    name           VARCHAR(64)  NOT NULL PRIMARY KEY,
    count          INTEGER      NOT NULL
);

-- The farm's own row: who it is, the numbers that are given out next, and which dispatcher wrote last.
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
    next_audit     BIGINT       NOT NULL,
    served         DOUBLE PRECISION NOT NULL,
    leader         VARCHAR(64)  NOT NULL
);

-- What was submitted and edited since, as JSON.
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
    ended_at       BIGINT       NOT NULL,
    -- Why a job was stopped by its failures, and what is counted for that.
    pause_reason   TEXT,
    failed_since   BIGINT       NOT NULL,
    ended_since    BIGINT       NOT NULL,
    -- Which of the times and files that it waits for have come: one bit for each, the first one lowest.
    come           BIGINT       NOT NULL,
    -- Since when it has had work and got no start, and the points of priority that it gained by that.
    waiting_since  BIGINT       NOT NULL,
    lift           INTEGER      NOT NULL
);

-- Tasks and groups of which something cannot be read from the spec: where a person put all untouched commands, and
-- whether a person holds it back (nothing: as submitted).
CREATE TABLE task (
    task_id        BIGINT       NOT NULL PRIMARY KEY,
    job_id         BIGINT       NOT NULL,
    fresh          VARCHAR(16)  NOT NULL,
    paused         BOOLEAN,
    come           BIGINT       NOT NULL
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
    reason         TEXT,
    -- What an attempt holds where that is not just what its task asks for, as JSON.
    held           TEXT,
    -- Pauses before a next try (wall time), tries that do not count, workers to avoid.
    returns        INTEGER      NOT NULL,
    ready_at       BIGINT       NOT NULL,
    avoided        TEXT         NOT NULL,
    held_back      BOOLEAN      NOT NULL,
    -- The share for which an attempt is being stopped, and the pool of that.
    stopped_pool   VARCHAR(200),
    stopped_share  VARCHAR(200),
    -- The frames that earlier attempts finished, as a range.
    frames_done    TEXT,
    -- What it reserves since it used more memory than its task says; 0 when its task's word holds.
    grown_memory   BIGINT       NOT NULL
);

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
    read_bytes     BIGINT       NOT NULL,
    written_bytes  BIGINT       NOT NULL,
    PRIMARY KEY (command_id, attempt)
);

CREATE TABLE worker (
    name           VARCHAR(64) COLLATE "C"  NOT NULL PRIMARY KEY,
    number         BIGINT       NOT NULL,
    boot_id        VARCHAR(64)  NOT NULL,
    presence       VARCHAR(16)  NOT NULL,
    duty           VARCHAR(16)  NOT NULL,
    pause_reason   TEXT,
    cores          INTEGER      NOT NULL,
    memory_bytes   BIGINT       NOT NULL,
    platform       VARCHAR(200) NOT NULL,
    version        VARCHAR(64)  NOT NULL,
    pools          TEXT         NOT NULL,
    -- What a worker says of its machine beside cores and memory, as JSON.
    equipment      TEXT,
    -- What a person has it offer instead of what its machine has (0: that), and the tags that a person gave it, as JSON.
    cores_set      INTEGER      NOT NULL,
    memory_set     BIGINT       NOT NULL,
    tags           TEXT         NOT NULL,
    -- Quarantine: tasks that failed since something last went well, as 'task:job,task:job'.
    streak         TEXT         NOT NULL,
    quarantines    INTEGER      NOT NULL,
    probation_at   BIGINT       NOT NULL,
    -- Which of its pools it serves before others; empty when it makes no difference.
    pool_order     TEXT         NOT NULL,
    -- What the machine is, as JSON.
    machine        TEXT,
    -- Whether it is in quarantine because its site's check failed there.
    fails_check    BOOLEAN      NOT NULL
);

-- Pools and how they are divided, as JSON.
CREATE TABLE pool (
    name           VARCHAR(64) COLLATE "C"  NOT NULL PRIMARY KEY,
    spec           TEXT
);

-- Licenses: seats, by what they are counted, and those in use outside the farm.
CREATE TABLE license (
    name           VARCHAR(64) COLLATE "C"  NOT NULL PRIMARY KEY,
    count          INTEGER      NOT NULL,
    seats_per      VARCHAR(16)  NOT NULL,
    outside        INTEGER      NOT NULL,
    outside_until  BIGINT       NOT NULL,
    outside_millis BIGINT       NOT NULL
);

-- What a task holds against a worker: failures in a row, and whether the worker gets nothing of it any more.
CREATE TABLE blocklist (
    task_id        BIGINT       NOT NULL,
    worker         VARCHAR(64) COLLATE "C"  NOT NULL,
    job_id         BIGINT       NOT NULL,
    failures       INTEGER      NOT NULL,
    blocked        BOOLEAN      NOT NULL,
    blocked_by     VARCHAR(200),
    reason         TEXT         NOT NULL,
    since          BIGINT       NOT NULL,
    PRIMARY KEY (task_id, worker)
);
CREATE INDEX blocklist_of_job ON blocklist (job_id);
CREATE INDEX blocklist_of_worker ON blocklist (worker);

-- Places of storage and where each platform sees them, as JSON.
CREATE TABLE path_rule (
    name           VARCHAR(64) COLLATE "C"  NOT NULL PRIMARY KEY,
    rule           TEXT         NOT NULL
);

-- What people changed: one row per verb that changed something, never changed itself.
CREATE TABLE audit (
    number         BIGINT       NOT NULL PRIMARY KEY,
    at             BIGINT       NOT NULL,
    user_name      VARCHAR(200) COLLATE "C" NOT NULL,
    address        VARCHAR(64),
    verb           VARCHAR(64)  NOT NULL,
    target         TEXT         NOT NULL,
    job_id         BIGINT,
    worker         VARCHAR(64) COLLATE "C",
    before_text    TEXT         NOT NULL,
    after_text     TEXT         NOT NULL
);
CREATE INDEX audit_of_job ON audit (job_id);
CREATE INDEX audit_of_worker ON audit (worker);
CREATE INDEX audit_of_user ON audit (user_name);
CREATE INDEX audit_at ON audit (at);

-- The dispatcher that leads, or led last: by what its term is known, where it is, its process, since when, and to whom
-- it handed over (empty: to anybody). One row.
CREATE TABLE leader (
    id             INTEGER      NOT NULL PRIMARY KEY,
    term           VARCHAR(64)  NOT NULL,
    address        VARCHAR(200) NOT NULL,
    process        VARCHAR(200) NOT NULL,
    since          BIGINT       NOT NULL,
    next           VARCHAR(200) NOT NULL
);

-- Dispatchers that wait, and when each was there last, by the clock of the database.
CREATE TABLE standby (
    address        VARCHAR(200) NOT NULL PRIMARY KEY,
    seen_at        BIGINT       NOT NULL
);

-- Rows that would go to many places of a table lie in its trays, in the order in which they came, until they are filed.
-- Of a row that is at two places the newest counts: the tray that is being filled, then the other, then the table.
CREATE TABLE job_tray_a AS SELECT * FROM job WHERE FALSE;
CREATE TABLE job_tray_b AS SELECT * FROM job WHERE FALSE;
CREATE TABLE command_tray_a AS SELECT * FROM command WHERE FALSE;
CREATE TABLE command_tray_b AS SELECT * FROM command WHERE FALSE;
CREATE TABLE attempt_tray_a AS SELECT * FROM attempt WHERE FALSE;
CREATE TABLE attempt_tray_b AS SELECT * FROM attempt WHERE FALSE;

CREATE TABLE tray (
    table_name     VARCHAR(64)  NOT NULL PRIMARY KEY,
    filling        VARCHAR(64)  NOT NULL
);
INSERT INTO tray VALUES ('job', 'job_tray_a'), ('command', 'command_tray_a'), ('attempt', 'attempt_tray_a');

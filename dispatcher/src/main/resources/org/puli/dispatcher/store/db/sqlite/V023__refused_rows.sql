-- Rows that the database refused for their content, set aside so that the rest of their batch could go on. What the
-- named table has instead is older, or nothing at all.
CREATE TABLE refused_row (
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    reason TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (table_name, row_key)
);

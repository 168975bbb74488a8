-- Rows that the database refused for their content, set aside so that the rest of their batch could go on. What the
-- named table has instead is older, or nothing at all.
CREATE TABLE refused_row (
    table_name VARCHAR(32) NOT NULL,
    row_key VARCHAR(200) NOT NULL,
    at BIGINT NOT NULL,
    batch BIGINT NOT NULL,
    reason TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (table_name, row_key)
);

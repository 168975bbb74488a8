-- Places of storage and where each platform sees them, as JSON.
CREATE TABLE path_rule (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    rule TEXT NOT NULL
);

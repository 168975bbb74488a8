-- Which dispatcher wrote last: one that was not noticed to be dead must not write over what its successor does.
ALTER TABLE farm ADD COLUMN leader VARCHAR(64) NOT NULL DEFAULT '';

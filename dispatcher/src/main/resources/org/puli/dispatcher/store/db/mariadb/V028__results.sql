-- What the program of an attempt told of its result, values by their names as JSON; nothing where it told none.
ALTER TABLE attempt ADD COLUMN results LONGTEXT;

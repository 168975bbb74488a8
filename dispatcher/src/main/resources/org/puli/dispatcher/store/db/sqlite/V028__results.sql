-- What the program of an attempt told of its result, values by their names as JSON; nothing where it told none.
ALTER TABLE attempt ADD COLUMN results TEXT;
ALTER TABLE attempt_tray_a ADD COLUMN results TEXT;
ALTER TABLE attempt_tray_b ADD COLUMN results TEXT;

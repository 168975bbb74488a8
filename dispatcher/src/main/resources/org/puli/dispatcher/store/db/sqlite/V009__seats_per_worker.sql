-- By what the seats of a license are counted: COMMAND or WORKER.
ALTER TABLE license ADD COLUMN seats_per VARCHAR(16) NOT NULL DEFAULT 'COMMAND';

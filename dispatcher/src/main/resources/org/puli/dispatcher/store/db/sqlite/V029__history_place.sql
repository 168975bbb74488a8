-- Where the tasks, commands and attempts of a job of the history are: 0 here, 1 here and ready to go to the database of
-- the history, 2 here and there, 3 there alone, 4 nowhere soon.
ALTER TABLE job_history ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
CREATE INDEX job_history_place ON job_history (place, job_id);

-- What a command reserves since it used more memory than its task says; 0 when its task's word holds.
ALTER TABLE command ADD COLUMN grown_memory BIGINT NOT NULL DEFAULT 0;
ALTER TABLE command_tray_a ADD COLUMN grown_memory BIGINT NOT NULL DEFAULT 0;
ALTER TABLE command_tray_b ADD COLUMN grown_memory BIGINT NOT NULL DEFAULT 0;

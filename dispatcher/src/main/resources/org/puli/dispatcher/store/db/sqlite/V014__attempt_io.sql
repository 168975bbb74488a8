-- What the processes of an attempt had from storage and gave to it; 0 when unknown.
ALTER TABLE attempt ADD COLUMN read_bytes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE attempt ADD COLUMN written_bytes BIGINT NOT NULL DEFAULT 0;

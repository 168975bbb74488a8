-- What an attempt holds where that is not just what its task asks for, as JSON.
ALTER TABLE command ADD COLUMN held TEXT;

-- What a worker says of its machine beside cores and memory, as JSON.
ALTER TABLE worker ADD COLUMN equipment TEXT;

-- How a pool is divided, as JSON; nothing for one that never was.
ALTER TABLE pool ADD COLUMN spec TEXT;

-- The share for which an attempt is being stopped, and the pool of that; nothing for one that is not.
ALTER TABLE command ADD COLUMN stopped_pool TEXT;
ALTER TABLE command ADD COLUMN stopped_share TEXT;

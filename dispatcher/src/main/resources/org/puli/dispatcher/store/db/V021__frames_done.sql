-- The frames of a command that earlier attempts finished, as a range; nothing where none are known.
ALTER TABLE command ADD COLUMN frames_done TEXT;

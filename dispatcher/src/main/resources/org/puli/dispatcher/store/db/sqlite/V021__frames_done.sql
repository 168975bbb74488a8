-- The frames of a command that earlier attempts finished, as a range; nothing where none are known.
ALTER TABLE command ADD COLUMN frames_done TEXT;
ALTER TABLE command_tray_a ADD COLUMN frames_done TEXT;
ALTER TABLE command_tray_b ADD COLUMN frames_done TEXT;

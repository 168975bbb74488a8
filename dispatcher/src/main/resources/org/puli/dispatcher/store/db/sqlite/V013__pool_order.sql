-- Which of its pools a worker serves before others, in one text as its pools are; empty when it makes no difference.
ALTER TABLE worker ADD COLUMN pool_order TEXT NOT NULL DEFAULT '';

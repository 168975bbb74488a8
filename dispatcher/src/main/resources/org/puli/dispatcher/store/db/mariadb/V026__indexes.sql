-- What the embedded database gets here has been there from the beginning.
SELECT 1;

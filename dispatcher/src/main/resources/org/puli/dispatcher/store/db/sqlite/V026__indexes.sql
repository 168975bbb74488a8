-- Two questions that read their whole table for want of an index: what a worker that goes is blocked from, and what people
-- changed since a time.
CREATE INDEX blocklist_of_worker ON blocklist (worker);
CREATE INDEX audit_at ON audit (at);

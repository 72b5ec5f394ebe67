-- Messages about alerts: written with the alert, marked only after they went out, so that each goes at least once.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  alert TEXT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  next_try TEXT NOT NULL,
  why TEXT NOT NULL,
  record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (state, next_try);

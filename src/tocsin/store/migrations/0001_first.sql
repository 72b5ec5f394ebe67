-- Articles as they came in; committed before anything is made of them.
CREATE TABLE article (
  id TEXT PRIMARY KEY,
  known_at TEXT NOT NULL,
  published TEXT,
  publisher TEXT,
  origin TEXT,
  title TEXT NOT NULL,
  url TEXT,
  record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX article_known ON article (known_at, id);

-- Which articles have been coded, and by what; written in one transaction with their events.
CREATE TABLE coded (article TEXT PRIMARY KEY, coder TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE event (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  start INTEGER NOT NULL,
  known_at TEXT NOT NULL,
  type TEXT NOT NULL,
  quad INTEGER NOT NULL,
  date TEXT,
  countries TEXT NOT NULL,
  record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX event_article ON event (article, start);
CREATE INDEX event_known ON event (known_at);

-- Whose reporting each article is, once copies are known.
CREATE TABLE copy (
  article TEXT PRIMARY KEY,
  origin TEXT NOT NULL,
  copy_group TEXT NOT NULL,
  score REAL NOT NULL,
  why TEXT NOT NULL
) WITHOUT ROWID;

-- Every revision of every incident; record is NULL where the incident ended (merged into `redirect`, or gone).
CREATE TABLE incident (
  id TEXT NOT NULL,
  known_at TEXT NOT NULL,
  date TEXT,
  countries TEXT NOT NULL,
  redirect TEXT,
  record TEXT,
  PRIMARY KEY (id, known_at)
) WITHOUT ROWID;
CREATE INDEX incident_known ON incident (known_at);

CREATE TABLE reading (
  subject TEXT NOT NULL,
  day TEXT NOT NULL,
  measure TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (subject, measure, day)
) WITHOUT ROWID;
CREATE INDEX reading_day ON reading (day);

CREATE TABLE forecast (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  issued TEXT NOT NULL,
  horizon INTEGER NOT NULL,
  record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX forecast_issued ON forecast (issued, subject);

CREATE TABLE alert (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  day TEXT NOT NULL,
  level INTEGER NOT NULL,
  record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX alert_day ON alert (day, subject);

-- Days whose derived records (incidents, readings, forecasts, alerts) are up to date.
CREATE TABLE derived (day TEXT PRIMARY KEY, inputs TEXT NOT NULL) WITHOUT ROWID;

-- What was said, when it was said: append-only, each row hashing the one before it.
CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  record TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  UNIQUE (kind, ref)
);
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

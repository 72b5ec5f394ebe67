-- Followed sources and what is remembered of each between two looks; written in one transaction with what it brought.
CREATE TABLE source (
  url TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  state TEXT NOT NULL
) WITHOUT ROWID;

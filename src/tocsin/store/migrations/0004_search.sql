-- Search over everything: each article and each coded mention is one entry; the index keeps no second copy of the text.
CREATE TABLE entry (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  UNIQUE (kind, ref)
);
CREATE VIRTUAL TABLE search USING fts5 (
  title, text, who, place, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIEW article_entry AS
SELECT id, title, json_extract(record, '$.text') AS text, coalesce(publisher, '') || ' ' || coalesce(origin, '') AS who,
  '' AS place FROM article;
CREATE VIEW event_entry AS
SELECT id, type || ' ' || coalesce(json_extract(record, '$.mode'), '') AS title,
  json_extract(record, '$.sentence.text') AS text,
  coalesce((SELECT group_concat(coalesce(json_extract(value, '$.name'), '') || ' ' || json_extract(value, '$.text'), ' ')
    FROM (SELECT value FROM json_each(event.record, '$.actors')
      UNION ALL SELECT value FROM json_each(event.record, '$.recipients'))), '')
  || ' ' || replace(countries, '|', ' ') AS who,
  coalesce(json_extract(record, '$.place.name'), '') || ' ' || coalesce(json_extract(record, '$.place.admin1'), '')
  AS place FROM event;

CREATE TRIGGER article_found AFTER INSERT ON article BEGIN
  INSERT INTO entry (kind, ref) VALUES ('article', new.id);
  INSERT INTO search (rowid, title, text, who, place)
    SELECT last_insert_rowid(), title, text, who, place FROM article_entry WHERE id = new.id;
END;
CREATE TRIGGER event_found AFTER INSERT ON event BEGIN
  INSERT INTO entry (kind, ref) VALUES ('event', new.id);
  INSERT INTO search (rowid, title, text, who, place)
    SELECT last_insert_rowid(), title, text, who, place FROM event_entry WHERE id = new.id;
END;
CREATE TRIGGER article_lost BEFORE DELETE ON article BEGIN
  INSERT INTO search (search, rowid, title, text, who, place)
    SELECT 'delete', number, title, text, who, place
    FROM entry JOIN article_entry ON id = ref WHERE kind = 'article' AND ref = old.id;
  DELETE FROM entry WHERE kind = 'article' AND ref = old.id;
END;
CREATE TRIGGER event_lost BEFORE DELETE ON event BEGIN
  INSERT INTO search (search, rowid, title, text, who, place)
    SELECT 'delete', number, title, text, who, place
    FROM entry JOIN event_entry ON id = ref WHERE kind = 'event' AND ref = old.id;
  DELETE FROM entry WHERE kind = 'event' AND ref = old.id;
END;

INSERT INTO entry (kind, ref) SELECT 'article', id FROM article ORDER BY known_at, id;
INSERT INTO entry (kind, ref) SELECT 'event', id FROM event ORDER BY known_at, id;
INSERT INTO search (rowid, title, text, who, place)
  SELECT number, title, text, who, place FROM entry JOIN article_entry ON id = ref WHERE kind = 'article';
INSERT INTO search (rowid, title, text, who, place)
  SELECT number, title, text, who, place FROM entry JOIN event_entry ON id = ref WHERE kind = 'event';

-- The incident that a mention belongs to, from the day it came to belong there.
CREATE TABLE member (
  event TEXT NOT NULL,
  known_at TEXT NOT NULL,
  incident TEXT NOT NULL,
  PRIMARY KEY (event, known_at)
) WITHOUT ROWID;
CREATE TRIGGER incident_members AFTER INSERT ON incident WHEN new.record IS NOT NULL BEGIN
  INSERT OR REPLACE INTO member
    SELECT value, new.known_at, new.id FROM json_each(new.record, '$.events')
    WHERE new.id IS NOT (SELECT incident FROM member WHERE event = value ORDER BY known_at DESC LIMIT 1);
END;
CREATE TRIGGER incident_unmembers AFTER DELETE ON incident WHEN old.record IS NOT NULL BEGIN
  DELETE FROM member WHERE known_at = old.known_at AND incident = old.id
    AND event IN (SELECT value FROM json_each(old.record, '$.events'));
END;
INSERT OR REPLACE INTO member
  SELECT value, known_at, incident.id FROM incident, json_each(incident.record, '$.events') WHERE record IS NOT NULL
  ORDER BY known_at;

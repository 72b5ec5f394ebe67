-- What readers ask for, found without reading every record: which revision of an incident held from when to when, by
-- country ('' stands for all) and day; mentions by country; articles a day. Kept by triggers, so no writer can forget.
CREATE TABLE held (
  country TEXT NOT NULL,
  date TEXT NOT NULL,
  id TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  type TEXT,
  status TEXT,
  PRIMARY KEY (country, date, id, since)
) WITHOUT ROWID;
CREATE INDEX held_id ON held (id, since);
CREATE VIEW held_entry AS
SELECT value AS country, coalesce(date, '') AS date, incident.id, known_at AS since,
  coalesce((SELECT min(known_at) FROM incident AS later WHERE later.id = incident.id AND later.known_at > incident.known_at), '~')
  AS until, json_extract(record, '$.type') AS type, json_extract(record, '$.status') AS status
FROM incident, json_each(CASE WHEN json_valid('["' || replace(countries, '|', '","') || '"]')
  THEN '["' || replace(countries, '|', '","') || '"]' ELSE '[""]' END)
WHERE record IS NOT NULL;

CREATE TRIGGER incident_held AFTER INSERT ON incident BEGIN
  DELETE FROM held WHERE id = new.id AND since = new.known_at;
  UPDATE held SET until = new.known_at WHERE id = new.id AND since < new.known_at AND until > new.known_at;
  INSERT OR REPLACE INTO held SELECT * FROM held_entry WHERE id = new.id AND since = new.known_at;
END;
CREATE TRIGGER incident_unheld AFTER DELETE ON incident BEGIN
  DELETE FROM held WHERE id = old.id AND since = old.known_at;
  UPDATE held SET until = coalesce(
    (SELECT min(known_at) FROM incident WHERE id = old.id AND known_at > old.known_at), '~')
    WHERE id = old.id AND until = old.known_at;
END;
INSERT OR REPLACE INTO held SELECT * FROM held_entry;

CREATE INDEX event_order ON event (known_at, article, start);
CREATE INDEX event_type ON event (type, known_at, article, start);
CREATE TABLE party (
  country TEXT NOT NULL,
  known_at TEXT NOT NULL,
  article TEXT NOT NULL,
  start INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (country, known_at, article, start, event)
) WITHOUT ROWID;
CREATE VIEW party_entry AS
SELECT value AS country, known_at, article, start, event.id AS event
FROM event, json_each(CASE WHEN json_valid('["' || replace(countries, '|', '","') || '"]')
  THEN '["' || replace(countries, '|', '","') || '"]' ELSE '[]' END)
WHERE value <> '';
CREATE TRIGGER event_party AFTER INSERT ON event BEGIN
  INSERT OR IGNORE INTO party SELECT * FROM party_entry WHERE event = new.id;
END;
CREATE TRIGGER event_unparty AFTER DELETE ON event BEGIN
  DELETE FROM party WHERE known_at = old.known_at AND article = old.article AND start = old.start AND event = old.id
    AND country IN (SELECT value FROM json_each(CASE WHEN json_valid('["' || replace(old.countries, '|', '","') || '"]')
      THEN '["' || replace(old.countries, '|', '","') || '"]' ELSE '[]' END));
END;
INSERT OR IGNORE INTO party SELECT * FROM party_entry;

CREATE TABLE news_day (day TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
CREATE TRIGGER article_counted AFTER INSERT ON article BEGIN
  INSERT INTO news_day VALUES (substr(new.known_at, 1, 10), 1) ON CONFLICT (day) DO UPDATE SET articles = articles + 1;
END;
CREATE TRIGGER article_uncounted AFTER DELETE ON article BEGIN
  UPDATE news_day SET articles = articles - 1 WHERE day = substr(old.known_at, 1, 10);
  DELETE FROM news_day WHERE articles < 1;
END;
INSERT INTO news_day SELECT substr(known_at, 1, 10), count(*) FROM article GROUP BY 1;
CREATE INDEX alert_subject ON alert (subject, day);
CREATE INDEX forecast_subject ON forecast (subject, issued);
CREATE INDEX ledger_kind ON ledger (kind, seq);

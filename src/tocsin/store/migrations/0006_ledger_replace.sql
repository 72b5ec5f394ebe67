-- REPLACE deletes without firing the delete trigger: a row that is there already can be neither replaced nor repeated.
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE seq = NEW.seq OR hash = NEW.hash OR (kind = NEW.kind AND ref = NEW.ref))
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

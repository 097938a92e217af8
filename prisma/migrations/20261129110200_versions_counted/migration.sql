-- No writer can forget to count the version of what people edit in a form (lib/edits.ts): whoever changes a column of the
-- form and leaves the version as it was has it counted here, as a change by no form.
CREATE FUNCTION count_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.version = OLD.version + 1;
  NEW.form_id = NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER version_counted BEFORE UPDATE ON "customer" FOR EACH ROW WHEN (
  NEW.version = OLD.version AND
  (NEW.first_name, NEW.last_name, NEW.company, NEW.email, NEW.phone, NEW.street, NEW.city, NEW.state, NEW.zip, NEW.notes)
  IS DISTINCT FROM
  (OLD.first_name, OLD.last_name, OLD.company, OLD.email, OLD.phone, OLD.street, OLD.city, OLD.state, OLD.zip, OLD.notes)
) EXECUTE FUNCTION count_version();
CREATE TRIGGER version_counted BEFORE UPDATE ON "job" FOR EACH ROW WHEN (
  NEW.version = OLD.version AND
  (NEW.title, NEW.notes, NEW.street, NEW.city, NEW.state, NEW.zip, NEW.contact_email, NEW.contact_phone)
  IS DISTINCT FROM
  (OLD.title, OLD.notes, OLD.street, OLD.city, OLD.state, OLD.zip, OLD.contact_email, OLD.contact_phone)
) EXECUTE FUNCTION count_version();

-- What people edit of a document is its lines, rows of their own. A transaction that has written the document itself, as a
-- save does before it replaces the lines, has counted; and one that made it has nothing to count.
CREATE FUNCTION count_document_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.document SET version = version + 1, form_id = NULL
    WHERE (org_id, id) IN (SELECT org_id, document_id FROM changed) AND xmin <> pg_current_xact_id()::xid;
  RETURN NULL;
END $$;
CREATE TRIGGER version_counted_insert AFTER INSERT ON "line_item" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_document_version();
CREATE TRIGGER version_counted_update AFTER UPDATE ON "line_item" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_document_version();
CREATE TRIGGER version_counted_delete AFTER DELETE ON "line_item" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_document_version();

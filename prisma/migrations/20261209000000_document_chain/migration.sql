-- What was done with a document is a chain: each event counts up, and has a hash over itself and the hash before it. A row
-- that is changed, removed or put in between shows, whoever does it. Events are written by the app, hashed by the database.
ALTER TABLE "document_event" ADD COLUMN "seq" INTEGER, ADD COLUMN "hash" BYTEA;

CREATE FUNCTION document_event_hash(before bytea, event document_event) RETURNS bytea
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT sha256(coalesce(before, '') || convert_to(jsonb_build_array(
    event.seq, event.org_id, event.id, event.job_id, event.document_id, event.act, event.version_number, event.total_cents,
    round(extract(epoch FROM event.at) * 1000)::bigint, event.actor_name, event.detail, event.link_id, event.address,
    event.user_agent)::text, 'UTF8'))
$$;
REVOKE ALL ON FUNCTION document_event_hash(bytea, document_event) FROM PUBLIC;

-- Those of before, in the order in which they happened.
ALTER TABLE document_event NO FORCE ROW LEVEL SECURITY;
ALTER TABLE document_event DISABLE TRIGGER keep_as_written;
DO $$
DECLARE
  one document_event;
  last_of uuid;
  before bytea;
  counted int;
BEGIN
  FOR one IN SELECT * FROM document_event ORDER BY org_id, document_id, at, id LOOP
    IF one.document_id IS DISTINCT FROM last_of THEN
      last_of := one.document_id;
      before := NULL;
      counted := 0;
    END IF;
    counted := counted + 1;
    one.seq := counted;
    before := public.document_event_hash(before, one);
    UPDATE document_event SET seq = counted, hash = before WHERE org_id = one.org_id AND id = one.id;
  END LOOP;
END $$;
ALTER TABLE document_event ENABLE TRIGGER keep_as_written;
ALTER TABLE document_event FORCE ROW LEVEL SECURITY;
ALTER TABLE document_event ALTER COLUMN "seq" SET NOT NULL, ALTER COLUMN "hash" SET NOT NULL;
CREATE UNIQUE INDEX "document_event_seq" ON "document_event"("org_id", "document_id", "seq");

-- One after the other: two at once would have the same hash before them. The app's role has no part in it.
CREATE FUNCTION chain_document_event() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE last public.document_event;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.document_id::text, 41));
  SELECT * INTO last FROM public.document_event
    WHERE org_id = NEW.org_id AND document_id = NEW.document_id ORDER BY seq DESC LIMIT 1;
  NEW.seq := coalesce(last.seq, 0) + 1;
  NEW.hash := public.document_event_hash(last.hash, NEW);
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION chain_document_event() FROM PUBLIC;
CREATE POLICY chains ON document_event FOR SELECT TO CURRENT_USER USING (true);
CREATE TRIGGER chain_document_event BEFORE INSERT ON document_event
  FOR EACH ROW EXECUTE FUNCTION chain_document_event();

-- Whether a document's events are all there, as they were written. False of one that has none: what was sent has one.
CREATE FUNCTION document_chain_holds(of_org uuid, of_document uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one public.document_event;
  before bytea;
  counted int := 0;
BEGIN
  FOR one IN SELECT * FROM public.document_event WHERE org_id = of_org AND document_id = of_document ORDER BY seq LOOP
    counted := counted + 1;
    IF one.seq <> counted OR one.hash <> public.document_event_hash(before, one) THEN
      RETURN false;
    END IF;
    before := one.hash;
  END LOOP;
  RETURN counted > 0;
END $$;
REVOKE ALL ON FUNCTION document_chain_holds(uuid, uuid) FROM PUBLIC;

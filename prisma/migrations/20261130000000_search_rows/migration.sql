-- A search of a large company reads no longer all of its rows. Under row-level security PostgreSQL compares with no LIKE
-- in an index, because that isn't marked as leaking nothing, and can't even guess how many rows it will find. So a
-- function of the owner looks into the index for the organization of the transaction, and tells ids only.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Somebody may have put it into a schema of its own.
DO $$
DECLARE
  home text := (SELECT nspname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
    WHERE extname = 'pg_trgm');
BEGIN
  EXECUTE format('CREATE INDEX customer_search ON customer USING gin (search %I.gin_trgm_ops)', home);
  EXECUTE format('CREATE INDEX job_search ON job USING gin (search %I.gin_trgm_ops)', home);
  EXECUTE format('CREATE INDEX payment_search ON payment USING gin (search %I.gin_trgm_ops)', home);
END $$;
CREATE INDEX "payment_org_id_amount_cents_idx" ON "payment"("org_id", "amount_cents");

-- Forced row-level security binds the function's owner as well, unless that is a superuser. The app never connects as it.
CREATE POLICY owner_reads ON customer FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON job FOR SELECT TO CURRENT_USER USING (true);

-- The rows of a table that have every word, of the organization that `app.org_id` names; null where they are more than
-- `most`, or of more than 5,000 rows more than `most_of_many`: among so many, what is common is found soon without being
-- named. A word is {"forms": LIKE patterns, of which one has to match, "cents": or this amount, "number": only where no
-- job has this number the word says something else, too, and then it leaves nothing out}.
CREATE FUNCTION search_rows(in_table text, words jsonb, most int, most_of_many int) RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET enable_seqscan = off -- the table has other companies' rows, too
  AS $$
DECLARE
  org uuid := public.app_org_id();
  word jsonb;
  wanted text := '';
  rows int;
  found uuid[];
BEGIN
  IF in_table NOT IN ('customer', 'job', 'payment') THEN
    RAISE 'no search in %', in_table;
  END IF;
  FOR word IN SELECT * FROM jsonb_array_elements(words) LOOP
    CONTINUE WHEN word ? 'number'
      AND NOT EXISTS (SELECT FROM public.job WHERE org_id = org AND number = (word ->> 'number')::int);
    wanted := wanted || format(' AND (%s%s)',
      (SELECT string_agg(format('search LIKE %L', form), ' OR ') FROM jsonb_array_elements_text(word -> 'forms') form),
      CASE WHEN word ? 'cents' THEN format(' OR amount_cents = %s', (word ->> 'cents')::int) END);
  END LOOP;
  EXECUTE format('SELECT count(*) FROM (SELECT FROM public.%I WHERE org_id = %L LIMIT 5001) counted', in_table, org)
    INTO rows;
  IF rows > 5000 THEN
    most := most_of_many;
  END IF;
  EXECUTE format('SELECT array(SELECT id FROM public.%I WHERE org_id = %L%s LIMIT %s)', in_table, org, wanted, most + 1)
    INTO found;
  RETURN CASE WHEN cardinality(found) <= most THEN found END;
END $$;
REVOKE ALL ON FUNCTION search_rows(text, jsonb, int, int) FROM PUBLIC;

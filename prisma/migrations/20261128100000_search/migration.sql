-- What people search, in the form in which it is compared: one rule for the rows (here) and for what is typed
-- (lib/fold.ts). lib/search-rule.test.ts holds the two to each other, character by character.
--
-- A row's text holds all that its list shows: a job's its customer too, a payment's its job and customer. So a search
-- reads one column of one table. The columns have no index: under row-level security PostgreSQL uses only leakproof
-- operators on an index, and LIKE is none. A search reads one organization's rows, a short text each.

-- Compatibility forms, accents, case, letters with a stroke, ligatures, apostrophes, quotes, dashes and characters that
-- nobody sees make no difference.
CREATE FUNCTION fold_text(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(replace(replace(replace(
  translate(
    lower(regexp_replace(
      -- An accent that stands alone would become a blank with an accent.
      normalize(translate(t COLLATE "C", U&'''\0060\00b4\2018\2019\201b\02b9\02bb\02bc\2032\02ca\02cb\ff07', ''), NFKD)
        COLLATE "C",
      U&'[\0022\201c\201d\201e\201f\2033\00ad\061c\200b-\200f\202a-\202e\2060-\2064\2066-\2069\feff'
        '\0300-\036f\1ab0-\1aff\1dc0-\1dff\20d0-\20ff\fe00-\fe0f\fe20-\fe2f]',
      '', 'g') COLLATE "und-x-icu") COLLATE "C",
    U&'\00f8\0111\00f0\0142\0127\0131\0167\03c2\2010\2011\2012\2013\2014\2015\2212',
    U&'oddlhit\03c3-------'),
  U&'\00df', 'ss'), U&'\00e6', 'ae'), U&'\0153', 'oe'), U&'\00fe', 'th');

ALTER TABLE "customer" ADD COLUMN "search" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold_text(
  first_name || ' ' || last_name || ' ' || coalesce(company, '') || ' ' || coalesce(email, '') || ' '
  || coalesce(phone, '') || ' ' || coalesce(street, '') || ' ' || coalesce(city, '') || ' ' || coalesce(state, '') || ' '
  || coalesce(zip, ''))) STORED;
ALTER TABLE "job" ADD COLUMN "search" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "payment" ADD COLUMN "search" TEXT COLLATE "C" NOT NULL DEFAULT '';

-- What a list shows of the row itself; the rest follows by the triggers.
CREATE FUNCTION own_search(j job) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN fold_text('job ' || j.number::text || ' ' || j.title || ' ' || coalesce(j.street, '') || ' '
  || coalesce(j.city, '') || ' ' || coalesce(j.state, '') || ' ' || coalesce(j.zip, '') || ' '
  || coalesce(j.contact_email, '') || ' ' || coalesce(j.contact_phone, ''));
CREATE FUNCTION own_search(p payment) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN fold_text(p.account_label || ' ' || p.last_four || ' ' || p.payer_name || ' by ' || p.taken_by_name || ' '
  || coalesce(p.paysimple_payment_id, '') || ' ' || coalesce(p.trace_number, '') || ' '
  || coalesce(p.provider_auth_code, ''));

-- The upper row is locked while a lower one is made, so that a change of the upper one finds it. An update takes no
-- lock: it holds the lower row already, and would wait for a change of the upper one that waits for it.
CREATE FUNCTION set_job_search() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE upper_text text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT search INTO upper_text FROM public.customer WHERE org_id = NEW.org_id AND id = NEW.customer_id FOR SHARE;
  ELSE
    SELECT search INTO upper_text FROM public.customer WHERE org_id = NEW.org_id AND id = NEW.customer_id;
  END IF;
  NEW.search = public.own_search(NEW) || ' ' || coalesce(upper_text, '');
  RETURN NEW;
END $$;
CREATE FUNCTION set_payment_search() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE upper_text text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT search INTO upper_text FROM public.job WHERE org_id = NEW.org_id AND id = NEW.job_id FOR SHARE;
  ELSE
    SELECT search INTO upper_text FROM public.job WHERE org_id = NEW.org_id AND id = NEW.job_id;
  END IF;
  NEW.search = public.own_search(NEW) || ' ' || coalesce(upper_text, '');
  RETURN NEW;
END $$;
CREATE FUNCTION pass_on_search() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'customer' THEN
    UPDATE public.job SET search = '' WHERE org_id = NEW.org_id AND customer_id = NEW.id;
  ELSE
    UPDATE public.payment SET search = '' WHERE org_id = NEW.org_id AND job_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;

-- Names and titles are stored composed (NFC), as every new one is. Forced row-level security binds the tables' owner.
-- Nobody is told of payments: nothing that a page shows has changed.
ALTER TABLE "customer" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "job" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "payment" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "payment" DISABLE TRIGGER USER;
UPDATE "customer" SET
    first_name = normalize(first_name, NFC), last_name = normalize(last_name, NFC), company = normalize(company, NFC),
    street = normalize(street, NFC), city = normalize(city, NFC)
  WHERE (first_name || last_name || coalesce(company, '') || coalesce(street, '') || coalesce(city, ''))
    IS NOT NFC NORMALIZED;
UPDATE "job" SET title = normalize(title, NFC), street = normalize(street, NFC), city = normalize(city, NFC)
  WHERE (title || coalesce(street, '') || coalesce(city, '')) IS NOT NFC NORMALIZED;
UPDATE "job" SET search = own_search(job) || ' ' || customer.search
  FROM "customer" WHERE customer.org_id = job.org_id AND customer.id = job.customer_id;
UPDATE "payment" SET search = own_search(payment) || ' ' || job.search
  FROM "job" WHERE job.org_id = payment.org_id AND job.id = payment.job_id;
ALTER TABLE "payment" ENABLE TRIGGER USER;
ALTER TABLE "customer" FORCE ROW LEVEL SECURITY;
ALTER TABLE "job" FORCE ROW LEVEL SECURITY;
ALTER TABLE "payment" FORCE ROW LEVEL SECURITY;

CREATE TRIGGER search_changes BEFORE INSERT OR UPDATE ON "job" FOR EACH ROW EXECUTE FUNCTION set_job_search();
CREATE TRIGGER search_changes BEFORE INSERT OR UPDATE ON "payment" FOR EACH ROW EXECUTE FUNCTION set_payment_search();
CREATE TRIGGER search_changed AFTER UPDATE ON "customer"
  FOR EACH ROW WHEN (OLD.search IS DISTINCT FROM NEW.search) EXECUTE FUNCTION pass_on_search();
CREATE TRIGGER search_changed AFTER UPDATE ON "job"
  FOR EACH ROW WHEN (OLD.search IS DISTINCT FROM NEW.search) EXECUTE FUNCTION pass_on_search();

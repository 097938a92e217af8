-- What a document holds is one JSON object (lib/documents/content.ts). What it comes to, the server computes of it
-- (lib/documents/sums.ts) and writes beside it: null where it has no total yet. What was sent is frozen, as a version.
ALTER TABLE "org" ADD COLUMN "next_document_number" INTEGER NOT NULL DEFAULT 1001;
ALTER TABLE "document"
  ADD COLUMN "number" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "content" JSONB NOT NULL DEFAULT '{"sections": [{"id": "lines", "title": "", "lines": []}]}',
  ADD COLUMN "total_cents" INTEGER DEFAULT 0,
  ADD COLUMN "sent_version" INTEGER,
  ADD COLUMN "sent_save" INTEGER,
  ADD COLUMN "acceptance_id" UUID,
  ADD COLUMN "is_plain" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "document" ADD CONSTRAINT "document_total" CHECK ("total_cents" BETWEEN 0 AND 999999999);
ALTER TABLE "document" ADD CONSTRAINT "document_sent_whole" CHECK (num_nulls("sent_version", "sent_save") IN (0, 2));

-- Forced row-level security binds the owner as well, who sets no organization here; and pages need not hear of it.
ALTER TABLE "org" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "document" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "line_item" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "document" DISABLE TRIGGER USER;

-- Documents count per company, whoever makes one. Those that exist, in the order of their making.
WITH counted AS (
  SELECT org_id, id, 1000 + row_number() OVER (PARTITION BY org_id ORDER BY created_at, id) AS number FROM document
)
UPDATE document SET number = counted.number FROM counted
  WHERE document.org_id = counted.org_id AND document.id = counted.id;
UPDATE org SET next_document_number = 1001 + (SELECT count(*) FROM document WHERE org_id = org.id);
CREATE UNIQUE INDEX "document_org_id_number_key" ON "document"("org_id", "number");
CREATE FUNCTION number_document() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.org SET next_document_number = next_document_number + 1 WHERE id = NEW.org_id
    RETURNING next_document_number - 1 INTO NEW.number;
  RETURN NEW;
END $$;
CREATE TRIGGER numbered BEFORE INSERT ON "document" FOR EACH ROW WHEN (NEW.number = 0) EXECUTE FUNCTION number_document();

-- The lines as they are today become the content, to the cent.
CREATE FUNCTION content_of_lines(org uuid, document uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('sections', jsonb_build_array(jsonb_build_object('id', 'lines', 'title', '', 'lines',
    coalesce(jsonb_agg(jsonb_build_object('id', id, 'description', description,
      'quantityHundredths', quantity_hundredths, 'unitPriceCents', unit_price_cents) ORDER BY position), '[]'))))
  FROM public.line_item WHERE org_id = org AND document_id = document
$$;
-- Each line rounded to the cent, half a cent away from zero.
CREATE FUNCTION total_of_lines(org uuid, document uuid) RETURNS integer
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN cents BETWEEN 0 AND 999999999 THEN cents END FROM (
    SELECT coalesce(sum((quantity_hundredths::bigint * unit_price_cents + CASE WHEN unit_price_cents < 0 THEN -50 ELSE 50 END)
      / 100), 0)::bigint AS cents
    FROM public.line_item WHERE org_id = org AND document_id = document
  ) priced
$$;
UPDATE document SET content = content_of_lines(org_id, id), total_cents = total_of_lines(org_id, id);
ALTER TABLE "document" ENABLE TRIGGER USER;
ALTER TABLE "org" FORCE ROW LEVEL SECURITY;
ALTER TABLE "document" FORCE ROW LEVEL SECURITY;
ALTER TABLE "line_item" FORCE ROW LEVEL SECURITY;

-- During an upgrade, processes of the version before read and write line_item. What they write becomes the content, unless
-- it holds more than lines by now; and they read what a document of the new version comes to, as one line. The next release
-- drops the table.
CREATE OR REPLACE FUNCTION count_document_version() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_trigger_depth() > 1 THEN RETURN NULL; END IF; -- lines_of_content wrote them
  IF EXISTS (SELECT FROM public.document d JOIN changed ON changed.org_id = d.org_id AND changed.document_id = d.id
    WHERE NOT d.is_plain) THEN
    RAISE EXCEPTION 'a newer version of Plumbline has saved this document' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE public.document SET
    content = public.content_of_lines(org_id, id), total_cents = public.total_of_lines(org_id, id),
    -- A transaction that has written the document itself has counted.
    version = version + CASE WHEN xmin <> pg_current_xact_id()::xid THEN 1 ELSE 0 END,
    form_id = CASE WHEN xmin <> pg_current_xact_id()::xid THEN NULL ELSE form_id END
    WHERE (org_id, id) IN (SELECT org_id, document_id FROM changed);
  RETURN NULL;
END $$;
CREATE FUNCTION lines_of_content() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.line_item WHERE org_id = NEW.org_id AND document_id = NEW.id;
  INSERT INTO public.line_item (org_id, id, document_id, position, description, quantity_hundredths, unit_price_cents)
    VALUES (NEW.org_id, gen_random_uuid(), NEW.id, 0, 'As in the document', 100, coalesce(NEW.total_cents, 0));
  RETURN NULL;
END $$;
CREATE TRIGGER lines_follow_new AFTER INSERT ON "document" FOR EACH ROW
  WHEN (pg_trigger_depth() = 0 AND NEW.total_cents > 0) EXECUTE FUNCTION lines_of_content();
CREATE TRIGGER lines_follow AFTER UPDATE OF content, total_cents ON "document" FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION lines_of_content();
CREATE FUNCTION is_no_longer_plain() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.is_plain := false;
  IF TG_OP = 'UPDATE' AND NEW.version = OLD.version AND NEW.content <> OLD.content THEN
    NEW.version := OLD.version + 1;
    NEW.form_id := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER saved_new BEFORE INSERT ON "document" FOR EACH ROW
  WHEN (pg_trigger_depth() = 0 AND NEW.total_cents > 0) EXECUTE FUNCTION is_no_longer_plain();
CREATE TRIGGER saved BEFORE UPDATE OF content, total_cents ON "document" FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION is_no_longer_plain();

-- What was sent: canonical JSON of everything shown (lib/documents/snapshot.ts) and its SHA-256. Nobody changes it.
CREATE TABLE "document_version" (
    "org_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "snapshot" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "total_cents" INTEGER,
    "expires_on" DATE,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_by_name" TEXT NOT NULL,

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("org_id", "document_id", "number")
);
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_document_fkey" FOREIGN KEY ("org_id", "document_id")
  REFERENCES "document"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_hash"
  CHECK ("sha256" = encode(sha256(convert_to("snapshot", 'UTF8')), 'hex'));

-- Which version was accepted, with what chosen. `withdrawn` acceptances stay; document.acceptance_id names the one that holds.
CREATE TABLE "acceptance" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "version_number" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "choices" JSONB NOT NULL,
    "total_cents" INTEGER NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_name" TEXT NOT NULL,

    CONSTRAINT "acceptance_pkey" PRIMARY KEY ("org_id", "id")
);
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_version_fkey" FOREIGN KEY ("org_id", "document_id", "version_number")
  REFERENCES "document_version"("org_id", "document_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "document" ADD CONSTRAINT "document_acceptance_fkey" FOREIGN KEY ("org_id", "acceptance_id")
  REFERENCES "acceptance"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "acceptance_org_id_document_id_idx" ON "acceptance"("org_id", "document_id");

-- What was done with a job's documents, in the order in which it happened.
CREATE TYPE "document_act" AS ENUM ('created', 'edited', 'sent', 'accepted', 'declined', 'signed', 'completed', 'reopened');
CREATE TABLE "document_event" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "act" "document_act" NOT NULL,
    "version_number" INTEGER,
    "total_cents" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_name" TEXT NOT NULL,
    "detail" TEXT,

    CONSTRAINT "document_event_pkey" PRIMARY KEY ("org_id", "id")
);
ALTER TABLE "document_event" ADD CONSTRAINT "document_event_document_fkey" FOREIGN KEY ("org_id", "document_id")
  REFERENCES "document"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "document_event_org_id_job_id_at_idx" ON "document_event"("org_id", "job_id", "at");

-- Rights alone would leave these open to their owner (migration security_log).
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['document_version', 'acceptance', 'document_event'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id())', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION never_emptied()', t);
  END LOOP;
END $$;
CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON document_event
  FOR EACH ROW EXECUTE FUNCTION keep_as_written('for good');
-- What is under a hash isn't masked either: it was looked at before it was sent.
CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON document_version
  FOR EACH ROW EXECUTE FUNCTION never_emptied();
CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON acceptance
  FOR EACH ROW EXECUTE FUNCTION never_emptied();

CREATE OR REPLACE VIEW job_standing WITH (security_invoker = true) AS
SELECT org_id, job_id, kind, stage, total_cents, paid_cents, checking_cents,
  greatest(0, greatest(0, total_cents - paid_cents) - checking_cents) AS owed_cents,
  greatest(0, paid_cents - greatest(0, total_cents)) AS overpaid_cents
FROM (
  SELECT job.org_id, job.id AS job_id, contract.kind, contract.stage,
    coalesce(contract.total_cents, 0)::bigint AS total_cents,
    coalesce(paid.cents, 0) + coalesce(recorded.cents, 0) AS paid_cents,
    coalesce(paid.checking, 0) AS checking_cents
  FROM job
  LEFT JOIN LATERAL (
    SELECT document.kind, document.stage, document.total_cents FROM document
    WHERE document.org_id = job.org_id AND document.job_id = job.id AND document.stage <> 'declined'
    ORDER BY document.kind DESC -- an agreement before a proposal
    LIMIT 1
  ) contract ON true
  LEFT JOIN LATERAL (
    SELECT
      sum(amount_cents) FILTER (WHERE status IN ('authorized', 'settled')) AS cents,
      sum(amount_cents) FILTER (WHERE status IN ('submitting', 'unknown')) AS checking
    FROM payment WHERE payment.org_id = job.org_id AND payment.job_id = job.id
  ) paid ON true
  LEFT JOIN LATERAL (
    SELECT sum(amount_cents) AS cents FROM recorded_payment
    WHERE recorded_payment.org_id = job.org_id AND recorded_payment.job_id = job.id
  ) recorded ON true
) standing;

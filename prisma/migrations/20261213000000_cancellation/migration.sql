-- Canceling a signed agreement within the right to cancel. A process of the version before can't read a job whose agreement
-- was canceled, because it doesn't know the stage; every other job it reads and changes as before.
ALTER TYPE "document_stage" ADD VALUE 'canceled';
ALTER TYPE "document_act" ADD VALUE 'canceled';

-- What a customer answered right before they signed, where their state asks it: no birthday, yes or no. Null where nobody was
-- asked.
ALTER TABLE "signature" ADD COLUMN "is_sixty_five" BOOLEAN, ADD COLUMN "is_disaster_repair" BOOLEAN;
ALTER TABLE "signature" ADD CONSTRAINT "signature_answers"
  CHECK ("link_id" IS NOT NULL OR num_nonnulls("is_sixty_five", "is_disaster_repair") = 0) NOT VALID;
ALTER TABLE "signature" VALIDATE CONSTRAINT "signature_answers";

-- That an agreement was canceled: by its customer at their link, or by a notice on paper or by email that the office recorded.
-- A notice counts by its date; what was paid is refunded within days of its arrival.
CREATE TABLE "cancellation" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "version_number" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "way" TEXT NOT NULL CHECK ("way" IN ('link', 'mail', 'email', 'hand', 'other')),
    "dated_on" DATE NOT NULL,
    "received_on" DATE NOT NULL,
    "reason" TEXT,
    "canceled_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_name" TEXT NOT NULL,
    "link_id" UUID,
    "member_id" UUID,
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "cancellation_pkey" PRIMARY KEY ("org_id", "id"),
    CONSTRAINT "cancellation_days" CHECK ("dated_on" <= "received_on"),
    CONSTRAINT "cancellation_by" CHECK (num_nonnulls("link_id", "member_id") = 1 AND ("way" = 'link') = ("link_id" IS NOT NULL))
);
CREATE UNIQUE INDEX "canceled_once" ON "cancellation"("org_id", "document_id");
ALTER TABLE "cancellation" ADD CONSTRAINT "cancellation_version_fkey" FOREIGN KEY ("org_id", "document_id", "version_number")
  REFERENCES "document_version"("org_id", "document_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "cancellation" ADD CONSTRAINT "cancellation_link_fkey" FOREIGN KEY ("org_id", "link_id")
  REFERENCES "customer_link"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "cancellation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cancellation" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "cancellation" USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON "cancellation" FOR EACH STATEMENT EXECUTE FUNCTION never_emptied();
CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON "cancellation" FOR EACH ROW EXECUTE FUNCTION never_emptied();

-- As before, but a job whose agreement was canceled costs nothing: what is paid on it is overpaid. The new value of the type
-- can't be named in the transaction that adds it, so the stage is compared as a text.
CREATE OR REPLACE VIEW job_standing WITH (security_invoker = true) AS
SELECT org_id, job_id, kind, stage, total_cents, paid_cents, checking_cents,
  greatest(0, greatest(0, total_cents - paid_cents) - checking_cents) AS owed_cents,
  greatest(0, paid_cents - greatest(0, total_cents)) AS overpaid_cents
FROM (
  SELECT job.org_id, job.id AS job_id, contract.kind, contract.stage,
    CASE WHEN contract.stage::text = 'canceled' THEN 0
      ELSE coalesce(contract.total_cents, 0)::bigint + coalesce(changes.cents, 0) END AS total_cents,
    coalesce(paid.cents, 0) + coalesce(recorded.cents, 0) AS paid_cents,
    coalesce(paid.checking, 0) AS checking_cents
  FROM job
  LEFT JOIN LATERAL (
    SELECT document.kind, document.stage, document.total_cents FROM document
    WHERE document.org_id = job.org_id AND document.job_id = job.id AND document.ordinal = 0
      AND document.stage <> 'declined'
    ORDER BY document.kind DESC -- an agreement before a proposal
    LIMIT 1
  ) contract ON true
  LEFT JOIN LATERAL (
    SELECT sum(total_cents)::bigint AS cents FROM document
    WHERE document.org_id = job.org_id AND document.job_id = job.id AND document.ordinal > 0 AND document.stage = 'signed'
  ) changes ON contract.kind = 'agreement'
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

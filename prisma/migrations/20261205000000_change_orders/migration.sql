-- Change orders: papers of their own, numbered per job, that change what a signed agreement comes to. Their totals may be
-- below zero. A process of the version before doesn't know the kind, and can't read a job that has one.
ALTER TYPE "document_kind" ADD VALUE 'change_order';
ALTER TABLE "document" ADD COLUMN "ordinal" INTEGER NOT NULL DEFAULT 0;
DROP INDEX "document_org_id_job_id_kind_key";
CREATE UNIQUE INDEX "document_org_id_job_id_kind_ordinal_key" ON "document"("org_id", "job_id", "kind", "ordinal");
ALTER TABLE "document" DROP CONSTRAINT "document_total";
ALTER TABLE "document" ADD CONSTRAINT "document_total"
  CHECK ("total_cents" BETWEEN CASE WHEN "ordinal" > 0 THEN -999999999 ELSE 0 END AND 999999999);
-- The job's whole schedule from then on: where a change lands depends on what was paid when it was signed.
ALTER TABLE "acceptance" ADD COLUMN "schedule" JSONB;

CREATE OR REPLACE VIEW job_standing WITH (security_invoker = true) AS
SELECT org_id, job_id, kind, stage, total_cents, paid_cents, checking_cents,
  greatest(0, greatest(0, total_cents - paid_cents) - checking_cents) AS owed_cents,
  greatest(0, paid_cents - greatest(0, total_cents)) AS overpaid_cents
FROM (
  SELECT job.org_id, job.id AS job_id, contract.kind, contract.stage,
    coalesce(contract.total_cents, 0)::bigint + coalesce(changes.cents, 0) AS total_cents,
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

-- Who may do what with a company's connection to PaySimple, and who hears of it.

-- A payment that somebody made with the API Test Tool says who.
ALTER TABLE external_payment ADD COLUMN "tool_by_name" TEXT;

-- ── Credentials that wait for an owner ────────────────────────────────────────────────────────────────────────
-- Somebody who may not replace the credentials in use proposes new ones: sealed as those in use are. All or none.
ALTER TABLE integration
  ADD COLUMN "proposed_endpoint" "paysimple_endpoint",
  ADD COLUMN "proposed_user_name" TEXT,
  ADD COLUMN "proposed_key_sealed" TEXT,
  ADD COLUMN "proposed_key_last_four" TEXT,
  ADD COLUMN "proposed_by_name" TEXT,
  ADD COLUMN "proposed_at" TIMESTAMPTZ(3);
ALTER TABLE integration ADD CONSTRAINT "integration_proposal_whole" CHECK (num_nonnulls("proposed_endpoint",
  "proposed_user_name", "proposed_key_sealed", "proposed_key_last_four", "proposed_by_name", "proposed_at") IN (0, 6));

-- The last change of the credentials, which all members see for a day.
ALTER TABLE integration
  ADD COLUMN "changed_at" TIMESTAMPTZ(3),
  ADD COLUMN "changed_by_name" TEXT,
  ADD COLUMN "change" TEXT;

-- ── Notices ───────────────────────────────────────────────────────────────────────────────────────────────────
-- An email of the outbox may also be a notice to a member: about no payment, with its own words.
ALTER TYPE "email_kind" ADD VALUE 'notice';
ALTER TABLE "email" ADD COLUMN "notice" JSONB;
ALTER TABLE "email" DROP CONSTRAINT "email_about_one";
ALTER TABLE "email" ADD CONSTRAINT "email_about_one"
  CHECK (num_nonnulls("payment_id", "recorded_payment_id", "notice") = 1);

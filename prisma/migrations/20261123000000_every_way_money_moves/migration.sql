-- Bank accounts beside cards, saved accounts, reversals (voids, refunds, partial refunds), and what the comparison with
-- PaySimple finds: payments made there, second records of one payment, and how far it has come.

CREATE TYPE "payment_method" AS ENUM ('card', 'bank');
CREATE TYPE "payment_origin" AS ENUM ('plumbline', 'paysimple');
CREATE TYPE "reversal_kind" AS ENUM ('void', 'refund');
CREATE TYPE "reversal_status" AS ENUM ('submitting', 'unknown', 'not_done', 'done', 'settled', 'undone');
CREATE TYPE "outside_state" AS ENUM ('open', 'linked', 'set_aside');
ALTER TYPE "email_kind" ADD VALUE 'voided';
ALTER TYPE "email_kind" ADD VALUE 'refunded';

ALTER TABLE "payment" RENAME COLUMN "card_brand" TO "account_label";
ALTER TABLE "payment" RENAME COLUMN "card_last_four" TO "last_four";
ALTER TABLE "payment" RENAME COLUMN "cardholder_name" TO "payer_name";
ALTER TABLE "payment"
  ADD COLUMN "method" "payment_method" NOT NULL DEFAULT 'card',
  ADD COLUMN "sub_type" TEXT,
  ADD COLUMN "card_expiry" TEXT,
  ADD COLUMN "save_account" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "origin" "payment_origin" NOT NULL DEFAULT 'plumbline',
  ADD COLUMN "order_id" TEXT,
  ADD COLUMN "claimed_at" TIMESTAMPTZ(3),
  ADD COLUMN "reversal_id" UUID,
  ADD COLUMN "returned_on" DATE;
-- Forced row-level security binds the owner as well, who sets no organization here.
ALTER TABLE "payment" NO FORCE ROW LEVEL SECURITY;
UPDATE "payment" SET "order_id" = "id"::text, "claimed_at" = "created_at";
ALTER TABLE "payment" FORCE ROW LEVEL SECURITY;

-- One record at PaySimple is one payment.
DROP INDEX "payment_org_id_account_key_paysimple_payment_id_idx";
CREATE UNIQUE INDEX "payment_org_id_account_key_paysimple_payment_id_key" ON "payment"("org_id", "account_key", "paysimple_payment_id");

ALTER TABLE "payment_event" ADD COLUMN "actor_name" TEXT;

CREATE TABLE "reversal" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "kind" "reversal_kind" NOT NULL,
    "status" "reversal_status" NOT NULL,
    "keep_cents" INTEGER NOT NULL DEFAULT 0,
    "charge_again_id" UUID,
    "accepted_at" TIMESTAMPTZ(3),
    "note" TEXT,
    "requested_by_id" UUID NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "account_key" TEXT NOT NULL,
    "send_by" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "refusal" TEXT,
    "paysimple_credit_id" TEXT,
    "settled_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "needs_person_at" TIMESTAMPTZ(3),

    CONSTRAINT "reversal_pkey" PRIMARY KEY ("org_id","id"),
    CONSTRAINT "reversal_keep_not_negative" CHECK ("keep_cents" >= 0)
);
CREATE INDEX "reversal_org_id_payment_id_idx" ON "reversal"("org_id", "payment_id");
CREATE INDEX "reversal_org_id_status_idx" ON "reversal"("org_id", "status");
-- What is under way or done is not begun a second time, whoever asks, from wherever.
CREATE UNIQUE INDEX "reversal_one_live" ON "reversal"("org_id", "payment_id") WHERE "status" IN ('submitting', 'unknown', 'done', 'settled');

CREATE TABLE "payment_account" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "account_key" TEXT NOT NULL,
    "paysimple_id" TEXT NOT NULL,
    "method" "payment_method" NOT NULL,
    "label" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "expiry" TEXT,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_by_id" UUID NOT NULL,
    "saved_by_name" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_account_pkey" PRIMARY KEY ("org_id","id")
);
CREATE UNIQUE INDEX "payment_account_org_id_account_key_paysimple_id_key" ON "payment_account"("org_id", "account_key", "paysimple_id");
CREATE INDEX "payment_account_org_id_customer_id_idx" ON "payment_account"("org_id", "customer_id");
CREATE UNIQUE INDEX "payment_account_one_default" ON "payment_account"("org_id", "customer_id", "account_key") WHERE "is_default" AND "removed_at" IS NULL;

CREATE TABLE "outside_payment" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "account_key" TEXT NOT NULL,
    "paysimple_id" TEXT NOT NULL,
    "customer_name" TEXT NOT NULL,
    "method" "payment_method" NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "made_on" DATE NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "outside_state" NOT NULL DEFAULT 'open',
    "payment_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_name" TEXT,
    "note" TEXT,

    CONSTRAINT "outside_payment_pkey" PRIMARY KEY ("org_id","id")
);
CREATE UNIQUE INDEX "outside_payment_org_id_account_key_paysimple_id_key" ON "outside_payment"("org_id", "account_key", "paysimple_id");
CREATE INDEX "outside_payment_org_id_state_idx" ON "outside_payment"("org_id", "state");

CREATE TABLE "duplicate_charge" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "account_key" TEXT NOT NULL,
    "paysimple_id" TEXT NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "paysimple_status" TEXT NOT NULL,
    "can_void_until" TIMESTAMPTZ(3),
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reversal_sent_at" TIMESTAMPTZ(3),
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "duplicate_charge_pkey" PRIMARY KEY ("org_id","id")
);
CREATE UNIQUE INDEX "duplicate_charge_org_id_account_key_paysimple_id_key" ON "duplicate_charge"("org_id", "account_key", "paysimple_id");

CREATE TABLE "org_sync" (
    "org_id" UUID NOT NULL,
    "account_key" TEXT NOT NULL,
    "cursor" JSONB,
    "completed_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "org_sync_pkey" PRIMARY KEY ("org_id","account_key")
);

ALTER TABLE "reversal" ADD CONSTRAINT "reversal_org_id_payment_id_fkey" FOREIGN KEY ("org_id", "payment_id") REFERENCES "payment"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "duplicate_charge" ADD CONSTRAINT "duplicate_charge_org_id_payment_id_fkey" FOREIGN KEY ("org_id", "payment_id") REFERENCES "payment"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment_account" ADD CONSTRAINT "payment_account_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id") REFERENCES "customer"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "outside_payment" ADD CONSTRAINT "outside_payment_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "org_sync" ADD CONSTRAINT "org_sync_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- All of them are tenant tables.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['reversal', 'payment_account', 'outside_payment', 'duplicate_charge', 'org_sync'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id())', t);
  END LOOP;
END $$;

-- Columns, tables and values take the trade's names, as the code does. Nothing but names changes.
ALTER TABLE "paysimple_customer" RENAME COLUMN "account_key" TO "merchant_key";
ALTER TABLE "payment" RENAME COLUMN "account_key" TO "merchant_key";
ALTER TABLE "reversal" RENAME COLUMN "account_key" TO "merchant_key";
ALTER TABLE "payment_account" RENAME COLUMN "account_key" TO "merchant_key";
ALTER TABLE "outside_payment" RENAME COLUMN "account_key" TO "merchant_key";
ALTER TABLE "duplicate_charge" RENAME COLUMN "account_key" TO "merchant_key";
ALTER TABLE "org_sync" RENAME COLUMN "account_key" TO "merchant_key";

ALTER TABLE "payment" RENAME COLUMN "sub_type" TO "sec_code";
ALTER TABLE "payment" RENAME COLUMN "notice_at" TO "alert_at";
ALTER TABLE "payment" RENAME COLUMN "refusal" TO "paysimple_message";
ALTER TABLE "reversal" RENAME COLUMN "refusal" TO "paysimple_message";
ALTER TABLE "reversal" RENAME COLUMN "keep_cents" TO "retained_cents";
ALTER TABLE "reversal" RENAME COLUMN "charge_again_id" TO "recharge_id";
ALTER TYPE "reversal_status" RENAME VALUE 'undone' TO 'canceled';

ALTER TABLE "outside_payment" RENAME TO "external_payment";
ALTER TYPE "outside_state" RENAME TO "external_state";
ALTER TYPE "external_state" RENAME VALUE 'set_aside' TO 'ignored';

-- The names of keys, indexes and constraints follow, as Prisma would have named them.
DO $$
DECLARE c record;
BEGIN
  FOR c IN SELECT conrelid::regclass AS of_table, conname AS name FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conname ~ 'outside_payment|account_key|reversal_keep_' LOOP
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', c.of_table, c.name,
      replace(replace(replace(c.name, 'outside_payment', 'external_payment'), 'account_key', 'merchant_key'),
        'reversal_keep_', 'reversal_retained_'));
  END LOOP;
  FOR c IN SELECT indexname AS name FROM pg_indexes
    WHERE schemaname = 'public' AND indexname ~ 'outside_payment|account_key|payment_notice' LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', c.name,
      replace(replace(replace(c.name, 'outside_payment', 'external_payment'), 'account_key', 'merchant_key'),
        'payment_notice', 'payment_alert'));
  END LOOP;
END $$;

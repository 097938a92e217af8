-- When the bank took a payment back that had been taken, until somebody has taken note of it (lib/payments/losses.ts).
ALTER TABLE "payment" ADD COLUMN "lost_at" TIMESTAMPTZ(3);
-- Counted on every page, and nearly always none.
CREATE INDEX "payment_lost" ON "payment"("org_id", "lost_at") WHERE "lost_at" IS NOT NULL;

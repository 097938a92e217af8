-- Every page asks whether anything waits for a person (lib/payments/review/review-queue.ts): it looks at no refund that
-- is complete, and finds a recharge without its job.
CREATE INDEX "reversal_unaccepted" ON "reversal"("org_id") WHERE "accepted_at" IS NULL AND ("retained_cents" > 0 OR "status" = 'canceled');
CREATE INDEX "payment_recharge" ON "payment"("org_id", "reversal_id") WHERE "reversal_id" IS NOT NULL;

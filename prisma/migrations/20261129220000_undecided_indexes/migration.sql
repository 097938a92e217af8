-- Every page asks whether any payment is undecided (lib/payments/review/review-queue.ts). Under row-level security
-- PostgreSQL looks up no value of an enum in an index, because its comparison isn't marked as leaking nothing: it read
-- all payments of the company, or of everybody. An index of just these rows has nothing to compare.
CREATE INDEX "payment_undecided" ON "payment"("org_id") WHERE "status" IN ('submitting', 'unknown');
CREATE INDEX "reversal_undecided" ON "reversal"("org_id") WHERE "status" IN ('submitting', 'unknown');

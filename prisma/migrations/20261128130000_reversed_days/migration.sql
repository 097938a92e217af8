-- Payments by the day on which they were voided, refunded, returned or disputed, for the list of a month and its export.
CREATE INDEX "payment_reversed_idx" ON "payment"("org_id", "status_at" DESC, "id" DESC)
  WHERE "status" IN ('voided', 'refunded', 'returned', 'chargeback');

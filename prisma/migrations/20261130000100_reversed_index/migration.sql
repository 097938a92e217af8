-- What was voided, refunded, returned or disputed on some days (lib/payments/listing/conditions.ts). A value of an enum
-- is looked up in no index under row-level security (see *_undecided_indexes), so the index has just these rows.
CREATE INDEX "payment_reversed" ON "payment"("org_id", "status_at")
  WHERE "status" IN ('voided', 'refunded', 'returned', 'chargeback');

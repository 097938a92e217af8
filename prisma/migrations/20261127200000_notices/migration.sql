-- Since when a person is to take note of what became of a payment at PaySimple (lib/payments/notices.ts).
ALTER TABLE "payment" ADD COLUMN "notice_at" TIMESTAMPTZ(3);
-- Counted on every page, and nearly always none.
CREATE INDEX "payment_notice" ON "payment"("org_id", "notice_at") WHERE "notice_at" IS NOT NULL;

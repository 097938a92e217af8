-- All payments of an organization, newest first, a page at a time.
CREATE INDEX "payment_org_id_created_at_id_idx" ON "payment"("org_id", "created_at" DESC, "id" DESC);

-- Archived jobs and customers leave the lists, and everything else stays as it is. A merged customer keeps a pointer to
-- the one that stayed, so that its old address still leads somewhere.
ALTER TABLE "job" ADD COLUMN "archived_at" TIMESTAMPTZ(3);
ALTER TABLE "customer" ADD COLUMN "archived_at" TIMESTAMPTZ(3);
ALTER TABLE "customer" ADD COLUMN "merged_into_id" UUID;
ALTER TABLE "customer" ADD CONSTRAINT "customer_merged_into_fkey" FOREIGN KEY ("org_id", "merged_into_id")
  REFERENCES "customer"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "customer" ADD CONSTRAINT "customer_not_merged_into_itself" CHECK ("merged_into_id" <> "id");
CREATE INDEX "customer_merged_idx" ON "customer"("org_id", "merged_into_id") WHERE "merged_into_id" IS NOT NULL;

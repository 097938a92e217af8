-- The deposit that Make Payment offers, in percent of what is owed; none where it is null.
ALTER TABLE "org" ADD COLUMN "deposit_percent" INTEGER DEFAULT 30;
ALTER TABLE "org" ADD CONSTRAINT "org_deposit_percent" CHECK ("deposit_percent" BETWEEN 1 AND 100);

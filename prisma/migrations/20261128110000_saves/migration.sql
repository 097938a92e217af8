-- Two people who edit one customer, job or document don't overwrite each other: each save counts the version and notes
-- the form that saved, so that one's own save whose answer was lost isn't taken for somebody else's.
ALTER TABLE "customer" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "form_id" UUID;
ALTER TABLE "job" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "form_id" UUID;
ALTER TABLE "document" ADD COLUMN "form_id" UUID;

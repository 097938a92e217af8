-- The language in which a customer reads their page, and in which what is sent to them is written. Null until they have
-- opened it: then their browser says.
ALTER TABLE "customer_link" ADD COLUMN "language" TEXT CHECK ("language" IN ('en', 'es'));

-- What of the customer was last sent to their record at PaySimple, as JSON, so that a correction is sent and nothing else
-- costs a call. Records from before have none: they are brought up to date once.
ALTER TABLE "paysimple_customer" ADD COLUMN "sent" TEXT;

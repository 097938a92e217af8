-- Whether an email went nowhere because no mail server was set up when its turn came. One may be set up later, so what
-- is set up now says nothing of it; of what is already here, nobody knows.
ALTER TABLE "email" ADD COLUMN "kept_here" BOOLEAN NOT NULL DEFAULT false;

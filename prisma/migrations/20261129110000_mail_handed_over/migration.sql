-- When the mail server was about to be given all of an email. It's noted before, so that a worker that dies, or can't note
-- the answer, leaves an email of which everybody knows that it may have arrived: it is not sent again by itself.
-- Null while nothing was given, and again once the mail server has said no.
ALTER TABLE "email" ADD COLUMN "handed_over_at" TIMESTAMPTZ(3);

-- Money that was there and went again: a check that bounced, a payment that the bank took back. Its counter-entry has a
-- day of its own, on which the money left. That of a mistake keeps the day of its entry, on which nothing happened.
ALTER TABLE "recorded_payment" ADD COLUMN "came_back" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "recorded_payment" ADD CONSTRAINT "recorded_payment_came_back"
  CHECK (NOT "came_back" OR "corrects_id" IS NOT NULL);

-- A counter-entry is over all of its entry, on the same job: the sum over a job is never below zero on any day.
CREATE OR REPLACE FUNCTION check_counter_entry() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.recorded_payment WHERE org_id = NEW.org_id AND id = NEW.corrects_id
      AND job_id = NEW.job_id AND amount_cents = -NEW.amount_cents) THEN
    RAISE EXCEPTION 'a counter-entry is over all of its entry' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM public.recorded_payment WHERE org_id = NEW.org_id AND id = NEW.corrects_id
      AND CASE WHEN NEW.came_back THEN received_on <= NEW.received_on ELSE received_on = NEW.received_on END) THEN
    RAISE EXCEPTION 'a counter-entry is of the day of its entry, or of one after it on which the money came back'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- A receipt shows the total of the job as it was when the payment was made. Older payments show today's.
ALTER TABLE "payment" ADD COLUMN "job_total_cents" INTEGER;

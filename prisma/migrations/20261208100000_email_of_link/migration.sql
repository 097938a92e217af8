-- The emails that brought a link: its last one stands in the office's list, and a job's in its timeline.
CREATE INDEX "email_org_id_link_id_idx" ON "email"("org_id", "link_id") WHERE "link_id" IS NOT NULL;

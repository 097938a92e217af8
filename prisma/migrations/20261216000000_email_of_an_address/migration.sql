-- The email that brought an address: who opens it has got that email.
ALTER TABLE "customer_link_token" ADD COLUMN "email_id" UUID;
ALTER TABLE "customer_link_token" ADD CONSTRAINT "customer_link_token_email_fkey" FOREIGN KEY ("org_id", "email_id")
  REFERENCES "email"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

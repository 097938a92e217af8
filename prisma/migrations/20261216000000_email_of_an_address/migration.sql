-- The email that brought an address: who opens it has got that email. No foreign key: making it would lock the table of emails,
-- too, in another order than a worker of the version before, and no email is ever removed.
ALTER TABLE "customer_link_token" ADD COLUMN "email_id" UUID;

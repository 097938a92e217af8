-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'contractor', 'bookkeeper');

-- CreateEnum
CREATE TYPE "paysimple_endpoint" AS ENUM ('production', 'sandbox', 'local');

-- CreateEnum
CREATE TYPE "document_kind" AS ENUM ('proposal', 'agreement');

-- CreateEnum
CREATE TYPE "document_stage" AS ENUM ('draft', 'sent', 'accepted', 'declined', 'signed', 'completed');

-- CreateEnum
CREATE TYPE "payment_status" AS ENUM ('submitting', 'unknown', 'not_taken', 'declined', 'authorized', 'settled', 'voided', 'refunded', 'returned', 'chargeback');

-- CreateEnum
CREATE TYPE "email_kind" AS ENUM ('receipt');

-- CreateEnum
CREATE TYPE "email_status" AS ENUM ('queued', 'sent', 'retrying', 'failed');

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "is_staff" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "org" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "time_zone" TEXT NOT NULL DEFAULT 'America/Denver',
    "next_job_number" INTEGER NOT NULL DEFAULT 1001,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "org_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "org_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("org_id","user_id")
);

-- CreateTable
CREATE TABLE "integration" (
    "org_id" UUID NOT NULL,
    "endpoint" "paysimple_endpoint" NOT NULL DEFAULT 'production',
    "application_sent_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),
    "user_name" TEXT,
    "key_sealed" TEXT,
    "key_last_four" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "activated_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "integration_pkey" PRIMARY KEY ("org_id")
);

-- CreateTable
CREATE TABLE "customer" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "company" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "street" TEXT,
    "city" TEXT,
    "state" TEXT,
    "zip" TEXT,
    "notes" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "paysimple_customer" (
    "org_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "account_key" TEXT NOT NULL,
    "paysimple_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "paysimple_customer_pkey" PRIMARY KEY ("org_id","customer_id","account_key","paysimple_id")
);

-- CreateTable
CREATE TABLE "job" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "street" TEXT,
    "city" TEXT,
    "state" TEXT,
    "zip" TEXT,
    "contact_email" TEXT,
    "contact_phone" TEXT,
    "notes" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "document" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "kind" "document_kind" NOT NULL,
    "stage" "document_stage" NOT NULL DEFAULT 'draft',
    "stage_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "document_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "line_item" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "description" TEXT NOT NULL,
    "quantity_hundredths" INTEGER NOT NULL,
    "unit_price_cents" INTEGER NOT NULL,

    CONSTRAINT "line_item_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "payment" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "taken_on" "document_kind" NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "status" "payment_status" NOT NULL,
    "card_brand" TEXT NOT NULL,
    "card_last_four" TEXT NOT NULL,
    "cardholder_name" TEXT NOT NULL,
    "receipt_email" TEXT,
    "taken_by_id" UUID NOT NULL,
    "taken_by_name" TEXT NOT NULL,
    "account_key" TEXT NOT NULL,
    "send_by" TIMESTAMPTZ(3) NOT NULL,
    "paysimple_payment_id" TEXT,
    "paysimple_account_id" TEXT,
    "paysimple_status" TEXT,
    "provider_auth_code" TEXT,
    "trace_number" TEXT,
    "failure_code" TEXT,
    "reason" TEXT,
    "refusal" TEXT,
    "estimated_settle_on" DATE,
    "settled_on" DATE,
    "can_void_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "last_asked_at" TIMESTAMPTZ(3),
    "needs_person_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "payment_event" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "from" "payment_status",
    "to" "payment_status" NOT NULL,
    "source" TEXT NOT NULL,
    "actor_id" UUID,
    "detail" TEXT,

    CONSTRAINT "payment_event_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "email" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "kind" "email_kind" NOT NULL,
    "to" TEXT NOT NULL,
    "status" "email_status" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "subject" TEXT,
    "html" TEXT,
    "text" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "email_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "org_slug_key" ON "org"("slug");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "customer_org_id_last_name_first_name_idx" ON "customer"("org_id", "last_name", "first_name");

-- CreateIndex
CREATE INDEX "job_org_id_customer_id_idx" ON "job"("org_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "job_org_id_number_key" ON "job"("org_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "document_org_id_job_id_kind_key" ON "document"("org_id", "job_id", "kind");

-- CreateIndex
CREATE INDEX "line_item_org_id_document_id_position_idx" ON "line_item"("org_id", "document_id", "position");

-- CreateIndex
CREATE INDEX "payment_org_id_job_id_created_at_idx" ON "payment"("org_id", "job_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "payment_org_id_status_idx" ON "payment"("org_id", "status");

-- CreateIndex
CREATE INDEX "payment_org_id_account_key_paysimple_payment_id_idx" ON "payment"("org_id", "account_key", "paysimple_payment_id");

-- CreateIndex
CREATE INDEX "payment_event_org_id_payment_id_at_idx" ON "payment_event"("org_id", "payment_id", "at");

-- CreateIndex
CREATE INDEX "email_org_id_created_at_idx" ON "email"("org_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "email_org_id_payment_id_kind_key" ON "email"("org_id", "payment_id", "kind");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration" ADD CONSTRAINT "integration_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paysimple_customer" ADD CONSTRAINT "paysimple_customer_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id") REFERENCES "customer"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id") REFERENCES "customer"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_org_id_job_id_fkey" FOREIGN KEY ("org_id", "job_id") REFERENCES "job"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line_item" ADD CONSTRAINT "line_item_org_id_document_id_fkey" FOREIGN KEY ("org_id", "document_id") REFERENCES "document"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_org_id_job_id_fkey" FOREIGN KEY ("org_id", "job_id") REFERENCES "job"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_event" ADD CONSTRAINT "payment_event_org_id_payment_id_fkey" FOREIGN KEY ("org_id", "payment_id") REFERENCES "payment"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email" ADD CONSTRAINT "email_org_id_payment_id_fkey" FOREIGN KEY ("org_id", "payment_id") REFERENCES "payment"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;



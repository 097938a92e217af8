-- What kind of installation this database belongs to, noted at its first start (tools/postgres/installation.ts). A
-- database with demo people in it, whose password is known, must never take real payments.
CREATE TABLE "installation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "one" BOOLEAN NOT NULL DEFAULT true,
    "deployment" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "installation_single" CHECK ("one"),
    CONSTRAINT "installation_deployment" CHECK ("deployment" IN ('local', 'production'))
);
CREATE UNIQUE INDEX "installation_one_key" ON "installation"("one");
ALTER TABLE "installation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "installation" FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON "installation" USING (app_system()) WITH CHECK (app_system());

-- What a company's customers see of it: who it is, where, its licenses, its logo and its color. Its owners and admins keep it
-- (lib/company). `name` is the name that is shown; the address's state is the one that staff entered.
ALTER TABLE "org"
  ADD COLUMN "legal_name" TEXT,
  ADD COLUMN "street" TEXT,
  ADD COLUMN "city" TEXT,
  ADD COLUMN "zip" TEXT,
  ADD COLUMN "website" TEXT,
  ADD COLUMN "brand_color" TEXT,
  ADD COLUMN "sender_name" TEXT,
  ADD COLUMN "reply_email" TEXT,
  ADD COLUMN "footer" TEXT,
  ADD COLUMN "logo_hash" TEXT,
  ADD COLUMN "logo_width" INTEGER,
  ADD COLUMN "logo_height" INTEGER,
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "form_id" UUID;
ALTER TABLE "org" ADD CONSTRAINT "org_brand_color" CHECK ("brand_color" ~ '^#[0-9a-f]{6}$');
-- They stand in headers of its emails.
ALTER TABLE "org" ADD CONSTRAINT "org_sender_on_one_line" CHECK (concat("sender_name", "reply_email") !~ '[\r\n]');
ALTER TABLE "org" ADD CONSTRAINT "org_logo_whole"
  CHECK (num_nulls("logo_hash", "logo_width", "logo_height") IN (0, 3));

CREATE TABLE "org_license" (
    "org_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "number" TEXT NOT NULL,

    CONSTRAINT "org_license_pkey" PRIMARY KEY ("org_id", "position")
);
CREATE UNIQUE INDEX "org_license_org_id_state_number_key" ON "org_license"("org_id", "state", "number");
ALTER TABLE "org_license" ADD CONSTRAINT "org_license_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A logo's bytes under their hash. A company shows one of its own; an earlier one stays, for the emails that went out with it.
CREATE TABLE "org_logo" (
    "org_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "png" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "org_logo_pkey" PRIMARY KEY ("org_id", "hash")
);
ALTER TABLE "org_logo" ADD CONSTRAINT "org_logo_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "org_logo" ADD CONSTRAINT "org_logo_small" CHECK (octet_length("png") <= 1000000);
-- PNG is compressed already.
ALTER TABLE "org_logo" ALTER COLUMN "png" SET STORAGE EXTERNAL;

ALTER TABLE org_license ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_license FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON org_license USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
ALTER TABLE org_logo ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_logo FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON org_logo USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());

-- Counts the version of what the form has, whoever writes (migration versions_counted).
CREATE TRIGGER version_counted BEFORE UPDATE ON "org" FOR EACH ROW WHEN (
  NEW.version = OLD.version AND
  (NEW.name, NEW.legal_name, NEW.street, NEW.city, NEW.state, NEW.zip, NEW.phone, NEW.email, NEW.website, NEW.brand_color,
    NEW.time_zone, NEW.sender_name, NEW.reply_email, NEW.footer)
  IS DISTINCT FROM
  (OLD.name, OLD.legal_name, OLD.street, OLD.city, OLD.state, OLD.zip, OLD.phone, OLD.email, OLD.website, OLD.brand_color,
    OLD.time_zone, OLD.sender_name, OLD.reply_email, OLD.footer)
) EXECUTE FUNCTION count_version();
CREATE FUNCTION count_org_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.org SET version = version + 1, form_id = NULL
    WHERE id IN (SELECT org_id FROM changed) AND xmin <> pg_current_xact_id()::xid;
  RETURN NULL;
END $$;
CREATE TRIGGER version_counted_insert AFTER INSERT ON "org_license" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_org_version();
CREATE TRIGGER version_counted_update AFTER UPDATE ON "org_license" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_org_version();
CREATE TRIGGER version_counted_delete AFTER DELETE ON "org_license" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_org_version();
REVOKE ALL ON FUNCTION count_org_version() FROM PUBLIC;

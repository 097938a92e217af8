-- What a company sells, at which price, and with what a proposal begins: its price book, tax rates and templates. A document
-- copies what it takes of them, so that no change here ever reaches one.
CREATE TABLE "price_item" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL DEFAULT '',
    "unit_price_cents" INTEGER NOT NULL,
    "cost_cents" INTEGER,
    "taxable" BOOLEAN NOT NULL DEFAULT true,
    "code" TEXT,
    "category" TEXT,
    "photo_hash" TEXT,
    "search" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold_text(
      name || ' ' || coalesce(code, '') || ' ' || coalesce(category, '') || ' ' || unit)) STORED,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "form_id" UUID,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "price_item_pkey" PRIMARY KEY ("org_id", "id")
);
ALTER TABLE "price_item" ADD CONSTRAINT "price_item_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "price_item" ADD CONSTRAINT "price_item_named" CHECK ("name" <> '' AND "code" <> '' AND "category" <> '');
ALTER TABLE "price_item" ADD CONSTRAINT "price_item_amounts"
  CHECK ("unit_price_cents" BETWEEN -1000000000 AND 1000000000 AND "cost_cents" BETWEEN 0 AND 1000000000);
-- Letters of ASCII alone make no difference, so that the app and any locale agree (lib/price-book/item.ts).
CREATE UNIQUE INDEX "price_item_code_key" ON "price_item"("org_id", lower("code" COLLATE "C")) WHERE "code" IS NOT NULL;
-- A list goes by the beginning of the folded name. The whole of it may be longer than an index takes.
CREATE INDEX "price_item_listed" ON "price_item"("org_id", left("search", 60), "id");

CREATE TABLE "tax_rate" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "rate_thousandths" INTEGER NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "form_id" UUID,

    CONSTRAINT "tax_rate_pkey" PRIMARY KEY ("org_id", "id")
);
ALTER TABLE "tax_rate" ADD CONSTRAINT "tax_rate_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "tax_rate" ADD CONSTRAINT "tax_rate_percent" CHECK ("rate_thousandths" BETWEEN 0 AND 100000);

CREATE TABLE "document_template" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "line_count" INTEGER NOT NULL,
    "total_cents" BIGINT,
    "is_from" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "form_id" UUID,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_template_pkey" PRIMARY KEY ("org_id", "id")
);
ALTER TABLE "document_template" ADD CONSTRAINT "document_template_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE price_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE price_item FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON price_item USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
ALTER TABLE tax_rate ENABLE ROW LEVEL SECURITY;
ALTER TABLE tax_rate FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON tax_rate USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
ALTER TABLE document_template ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_template FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON document_template USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());

-- Counts the version of what a form has, whoever writes (migration versions_counted).
CREATE TRIGGER version_counted BEFORE UPDATE ON "price_item" FOR EACH ROW WHEN (
  NEW.version = OLD.version AND
  (NEW.name, NEW.unit, NEW.unit_price_cents, NEW.cost_cents, NEW.taxable, NEW.code, NEW.category)
  IS DISTINCT FROM
  (OLD.name, OLD.unit, OLD.unit_price_cents, OLD.cost_cents, OLD.taxable, OLD.code, OLD.category)
) EXECUTE FUNCTION count_version();
CREATE TRIGGER version_counted BEFORE UPDATE ON "tax_rate" FOR EACH ROW WHEN (
  NEW.version = OLD.version AND (NEW.name, NEW.rate_thousandths) IS DISTINCT FROM (OLD.name, OLD.rate_thousandths)
) EXECUTE FUNCTION count_version();
CREATE TRIGGER version_counted BEFORE UPDATE ON "document_template" FOR EACH ROW WHEN (
  NEW.version = OLD.version AND NEW.name IS DISTINCT FROM OLD.name
) EXECUTE FUNCTION count_version();

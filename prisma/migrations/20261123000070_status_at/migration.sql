-- When a payment came into its present state, by the database's clock. What PaySimple was asked before that instant may
-- be older than the state, and is not written over it (lib/payments/record-outcome.ts).
ALTER TABLE "payment" ADD COLUMN "status_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp();

CREATE FUNCTION set_status_at() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.status_at = clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER status_changed BEFORE UPDATE ON payment
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION set_status_at();

-- Tells lib/live.ts, when a transaction commits, that something about a payment changed: whose it is and which, and
-- nothing of the row, because everybody who may connect to the database may listen. PostgreSQL drops equal notices of
-- one transaction. A table is followed by a trigger that names its column with the payment's id.
CREATE FUNCTION notify_payment_changed() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE payment uuid;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
    RETURN NULL;
  END IF;
  EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO payment USING NEW;
  PERFORM pg_notify('plumbline_changes', json_build_object('org', NEW.org_id, 'payment', payment)::text);
  RETURN NULL;
END $$;

CREATE TRIGGER payment_changed AFTER INSERT OR UPDATE ON payment
  FOR EACH ROW EXECUTE FUNCTION notify_payment_changed('id');
CREATE TRIGGER payment_changed AFTER INSERT OR UPDATE ON email
  FOR EACH ROW EXECUTE FUNCTION notify_payment_changed('payment_id');
CREATE TRIGGER payment_changed AFTER INSERT OR UPDATE ON reversal
  FOR EACH ROW EXECUTE FUNCTION notify_payment_changed('payment_id');
CREATE TRIGGER payment_changed AFTER INSERT OR UPDATE ON duplicate_charge
  FOR EACH ROW EXECUTE FUNCTION notify_payment_changed('payment_id');

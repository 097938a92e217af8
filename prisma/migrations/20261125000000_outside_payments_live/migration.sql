-- A payment that was made at PaySimple outside Plumbline shows itself to whoever has the list of payments open. It may
-- belong to no payment of ours, so it is told under its own id: whoever hears it reads the page again.
CREATE TRIGGER payment_changed AFTER INSERT OR UPDATE ON outside_payment
  FOR EACH ROW EXECUTE FUNCTION notify_payment_changed('id');

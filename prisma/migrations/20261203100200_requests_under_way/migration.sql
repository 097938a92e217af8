-- What somebody had asked for before they lost their place: nothing of it is sent any more. A charge or a void goes out only
-- before its send_by, which is looked at right before the call (may_still_send); what was sent goes on being reconciled.
CREATE INDEX "payment_unsent_idx" ON "payment"("taken_by_id") WHERE status = 'submitting';
CREATE INDEX "reversal_unsent_idx" ON "reversal"("requested_by_id") WHERE status = 'submitting';
CREATE POLICY unsent_stops ON payment FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY log_reads ON reversal FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY unsent_stops ON reversal FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);

CREATE FUNCTION stop_unsent() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.payment SET send_by = clock_timestamp()
    WHERE taken_by_id = NEW.user_id AND status = 'submitting' AND send_by > clock_timestamp();
  UPDATE public.reversal SET send_by = clock_timestamp()
    WHERE requested_by_id = NEW.user_id AND status = 'submitting' AND send_by > clock_timestamp();
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION stop_unsent() FROM PUBLIC;
CREATE TRIGGER stops_unsent AFTER UPDATE OF ended_at ON session FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.end_reason IN ('removed', 'role_changed', 'password_changed', 'disabled'))
  EXECUTE FUNCTION stop_unsent();

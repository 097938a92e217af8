-- A company's limits: what its owner changes in the app is in the audit log (lib/limits/top.ts). Whoever changes them by
-- another way leaves an entry here.
CREATE FUNCTION log_company_limits() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF public.app_org_id() IS DISTINCT FROM NEW.id THEN
    INSERT INTO public.security_event (event, org_id, actor_name, address, detail)
      VALUES ('org_changed', NEW.id, 'Database user ' || session_user, '', format('Limit factor %s → %s, largest payment %s → %s cents',
        OLD.limit_factor, NEW.limit_factor, OLD.most_payment_cents, NEW.most_payment_cents));
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION log_company_limits() FROM PUBLIC;
CREATE TRIGGER log_company_limits AFTER UPDATE OF limit_factor, most_payment_cents ON org FOR EACH ROW
  WHEN ((OLD.limit_factor, OLD.most_payment_cents) IS DISTINCT FROM (NEW.limit_factor, NEW.most_payment_cents))
  EXECUTE FUNCTION log_company_limits();

-- A suspension ends the streams of the company's customers, too: their open pages say at once that they no longer follow.
CREATE FUNCTION notify_links_suspended() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('plumbline_changes', json_build_object('link', id)::text) FROM public.customer_link
    WHERE org_id = NEW.id AND opened_at IS NOT NULL AND revoked_at IS NULL AND expires_at > now();
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION notify_links_suspended() FROM PUBLIC;
CREATE TRIGGER links_suspended AFTER UPDATE OF suspended_at ON org FOR EACH ROW
  WHEN (OLD.suspended_at IS NULL AND NEW.suspended_at IS NOT NULL) EXECUTE FUNCTION notify_links_suspended();

-- Which of these ids are payments of Plumbline, of whatever organization. Two organizations may share one PaySimple
-- account, and neither is to take the other's payments for made outside. Ids cannot be guessed, and nothing else is told.
CREATE FUNCTION known_payments(ids uuid[]) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT id FROM public.payment WHERE id = ANY (ids);
END $$;
REVOKE ALL ON FUNCTION known_payments(uuid[]) FROM PUBLIC;

-- Forced row-level security binds the function's owner as well, unless that is a superuser. The app never connects as it.
CREATE POLICY owner_reads ON payment FOR SELECT TO CURRENT_USER USING (true);

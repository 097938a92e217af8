-- Whether a payment's charge may still be sent: nobody has concluded anything about it, and send_by is not past by the
-- database's clock. Asked right before the one call that moves money, while somebody waits: one statement of its own,
-- and nothing else is told. Not STABLE: each time it is asked, it is to see what is true then.
CREATE FUNCTION may_still_send(payment_org_id uuid, payment_id uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.payment
    WHERE org_id = payment_org_id AND id = payment_id AND status = 'submitting' AND clock_timestamp() < send_by);
END $$;
REVOKE ALL ON FUNCTION may_still_send(uuid, uuid) FROM PUBLIC;

-- Which migrations the database has: an app or a worker that starts compares them with those it knows. The table itself stays
-- out of their reach.
CREATE FUNCTION applied_migrations() RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT migration_name::text FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
$$;
REVOKE ALL ON FUNCTION applied_migrations() FROM PUBLIC;

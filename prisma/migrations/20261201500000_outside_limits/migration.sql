-- Limits on all that reaches outside (lib/limits/table.ts).

-- The company's own top for one payment, which an owner raises, and how many times the usual limits it has, which only
-- an operator changes: a company with a hall full of people at telephones needs more of each.
ALTER TABLE "org" ADD COLUMN "most_payment_cents" INTEGER NOT NULL DEFAULT 50000000,
  ADD COLUMN "limit_factor" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "org" ADD CONSTRAINT "org_most_payment_cents" CHECK ("most_payment_cents" BETWEEN 100 AND 200000000),
  ADD CONSTRAINT "org_limit_factor" CHECK ("limit_factor" BETWEEN 1 AND 10000);

-- A limit that somebody of a company met. The count itself is under the key, a keyed hash; this says it in words.
CREATE TABLE "limit_lock" (
    "org_id" UUID NOT NULL,
    "key" BYTEA NOT NULL,
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "met_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "limit_lock_pkey" PRIMARY KEY ("org_id", "key")
);
ALTER TABLE "limit_lock" ADD CONSTRAINT "limit_lock_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE limit_lock ENABLE ROW LEVEL SECURITY;
ALTER TABLE limit_lock FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON limit_lock USING (org_id = app_org_id()) WITH CHECK (org_id = app_org_id());
CREATE POLICY owner_all ON limit_lock TO CURRENT_USER USING (true) WITH CHECK (true);

-- Counts one try under all of its keys, or under none where one of them would be over. Each key has:
--   points   how much the try takes; 0 where it is only looked at, because something else counts there
--   most     what it must not exceed; null where it refuses nothing
--   marks    the place of the key that marks what is counted once only, such as one card of different ones; 0 for none,
--            -1 where each call counts, the same try again, too
-- `once` is the place of the key that marks the try itself, 0 for none: the same try again counts nothing and is let in.
-- All rows are locked in the order of their keys, so that two tries at once never wait for each other, and each sees what
-- the other one counted. A clock that was turned back keeps nothing for longer than its time.
CREATE FUNCTION take_within(keys bytea[], points bigint[], seconds int[], most bigint[], marks int[], once int)
  RETURNS TABLE (at_key bytea, taken bigint, remains int, is_over boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.limit_count AS counted (key, count, until)
    SELECT asked.key, 0, clock_timestamp() + asked.second * interval '1 second'
    FROM unnest(keys, seconds) AS asked (key, second) ORDER BY asked.key
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN counted.until <= clock_timestamp() THEN 0 ELSE counted.count END,
    until = CASE WHEN counted.until <= clock_timestamp() OR counted.count = 0 THEN EXCLUDED.until
      ELSE least(counted.until, EXCLUDED.until) END;
  RETURN QUERY
    WITH asked AS (
      SELECT a.n::int, a.key, a.point, a.bound, a.mark, c.count, c.until
      FROM unnest(keys, points, most, marks) WITH ORDINALITY AS a (key, point, bound, mark, n)
      JOIN public.limit_count c ON c.key = a.key
    ), judged AS (
      SELECT asked.*, asked.mark = -1 OR coalesce(one.count, 0) = 0 AND coalesce(mark.count, 0) = 0 AS is_new
      FROM asked LEFT JOIN asked one ON one.n = once LEFT JOIN asked mark ON mark.n = asked.mark
    ), verdict AS (
      SELECT coalesce(bool_or(is_new AND judged.count + greatest(point, 1) > bound), false) AS is_refused FROM judged
    ), written AS (
      UPDATE public.limit_count c SET count = c.count + judged.point FROM judged, verdict
      WHERE c.key = judged.key AND judged.is_new AND judged.point > 0 AND NOT is_refused
    )
    SELECT judged.key, judged.count + CASE WHEN is_new AND NOT is_refused THEN judged.point ELSE 0 END,
      ceil(extract(epoch FROM judged.until - clock_timestamp()))::int,
      coalesce(is_new AND judged.count + greatest(judged.point, 1) > judged.bound, false)
    FROM judged, verdict ORDER BY judged.n;
END $$;

-- The same clock for the other way to count.
CREATE OR REPLACE FUNCTION take_limits(keys bytea[], points bigint[], seconds int[])
  RETURNS TABLE (at_key bytea, taken bigint, ends timestamptz)
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.limit_count AS counted (key, count, until)
    SELECT key, point, clock_timestamp() + second * interval '1 second'
    FROM unnest(keys, points, seconds) AS asked (key, point, second) ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN counted.until <= clock_timestamp() THEN EXCLUDED.count ELSE counted.count + EXCLUDED.count END,
    until = CASE WHEN counted.until <= clock_timestamp() OR counted.count = 0 THEN EXCLUDED.until
      ELSE least(counted.until, EXCLUDED.until) END
  RETURNING counted.key, counted.count, counted.until
$$;

-- Forgets counts that are over, and locks that were over a month ago. The worker calls it.
CREATE FUNCTION drop_old_limits(most int) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH dropped AS (
    DELETE FROM public.limit_count WHERE key IN (
      SELECT key FROM public.limit_count WHERE until < clock_timestamp() ORDER BY until LIMIT most FOR UPDATE SKIP LOCKED)
      AND until < clock_timestamp()
    RETURNING 1
  ), locks AS (
    DELETE FROM public.limit_lock WHERE until < clock_timestamp() - interval '30 days'
  )
  SELECT count(*) FROM dropped
$$;
REVOKE ALL ON FUNCTION take_within(bytea[], bigint[], int[], bigint[], int[], int), drop_old_limits(int) FROM PUBLIC;

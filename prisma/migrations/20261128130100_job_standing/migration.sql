-- How each job stands: which document sets its price, and what is paid, unconfirmed, owed and overpaid. The list of jobs
-- is filtered and summed up by it. With the rights and the row-level security of whoever asks (security_invoker).
-- The same arithmetic as lib/documents/total.ts and lib/payments/rules/balance.ts.
CREATE VIEW job_standing WITH (security_invoker = true) AS
SELECT org_id, job_id, kind, stage, total_cents, paid_cents, checking_cents,
  greatest(0, greatest(0, total_cents - paid_cents) - checking_cents) AS owed_cents,
  greatest(0, paid_cents - greatest(0, total_cents)) AS overpaid_cents
FROM (
  SELECT job.org_id, job.id AS job_id, contract.kind, contract.stage,
    coalesce(priced.cents, 0) AS total_cents,
    coalesce(paid.cents, 0) + coalesce(recorded.cents, 0) AS paid_cents,
    coalesce(paid.checking, 0) AS checking_cents
  FROM job
  LEFT JOIN LATERAL (
    SELECT document.id, document.kind, document.stage FROM document
    WHERE document.org_id = job.org_id AND document.job_id = job.id AND document.stage <> 'declined'
    ORDER BY document.kind DESC -- an agreement before a proposal
    LIMIT 1
  ) contract ON true
  LEFT JOIN LATERAL (
    -- Each line rounded to the cent, half a cent away from zero.
    SELECT sum((quantity_hundredths::bigint * unit_price_cents + CASE WHEN unit_price_cents < 0 THEN -50 ELSE 50 END)
      / 100)::bigint AS cents
    FROM line_item WHERE line_item.org_id = job.org_id AND line_item.document_id = contract.id
  ) priced ON true
  LEFT JOIN LATERAL (
    SELECT
      sum(amount_cents) FILTER (WHERE status IN ('authorized', 'settled')) AS cents,
      sum(amount_cents) FILTER (WHERE status IN ('submitting', 'unknown')) AS checking
    FROM payment WHERE payment.org_id = job.org_id AND payment.job_id = job.id
  ) paid ON true
  LEFT JOIN LATERAL (
    SELECT sum(amount_cents) AS cents FROM recorded_payment
    WHERE recorded_payment.org_id = job.org_id AND recorded_payment.job_id = job.id
  ) recorded ON true
) standing;

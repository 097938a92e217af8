-- What the two roles may do that programs connect as: the app's, which also does the tasks' work, and the queue's, which a
-- worker takes jobs with. tools/postgres/migrate.ts runs this after every migration, in one transaction; by hand:
--   psql "$DATABASE_URL" -1 -v app_role=plumbline_app -v worker_role=plumbline_worker -f prisma/grants.sql
-- Everything is taken first, so that a right that is no longer written here is gone after the next start. A new table, column
-- or function is out of reach until it stands here, and tools/postgres/rights.test.ts says the same a second time.

REVOKE ALL ON ALL TABLES IN SCHEMA public, graphile_worker FROM PUBLIC, :"app_role", :"worker_role";
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public, graphile_worker FROM PUBLIC, :"app_role", :"worker_role";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA graphile_worker FROM PUBLIC, :"app_role", :"worker_role";
REVOKE ALL ON SCHEMA public, graphile_worker FROM :"app_role", :"worker_role";
REVOKE ALL ON SCHEMA graphile_worker FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
-- psql puts no variables into a body.
SELECT set_config('plumbline.app_role', :'app_role', true), set_config('plumbline.worker_role', :'worker_role', true);
DO $$
DECLARE
  roles text := format('PUBLIC, %I, %I', current_setting('plumbline.app_role'), current_setting('plumbline.worker_role'));
  ours regprocedure;
BEGIN
  -- An extension's functions belong to whoever installed it.
  FOR ours IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
  LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM %s', ours, roles);
  END LOOP;
  EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM %s', current_database(), roles);
END $$;

-- ── The app ─────────────────────────────────────────────────────────────────────────────────────────────────────

GRANT USAGE ON SCHEMA public TO :"app_role";
GRANT SELECT ON ALL TABLES IN SCHEMA public TO :"app_role";
REVOKE ALL ON _prisma_migrations, card_number_sweep FROM :"app_role";

-- People, organizations and who belongs where are made by the owner's commands and functions. The app writes what its pages
-- change.
GRANT UPDATE (next_job_number, next_document_number, deposit_percent, most_payment_cents, requires_second_step, step_up_refund_cents, name,
  legal_name, email, phone, street, city, state, zip, website, brand_color, sender_name, reply_email, footer, time_zone,
  logo_hash, logo_width, logo_height, version, form_id) ON org TO :"app_role";
GRANT INSERT, DELETE ON org_license TO :"app_role";
GRANT INSERT ON org_logo, stored_file TO :"app_role";
GRANT INSERT, UPDATE (endpoint, application_sent_at, approved_at, user_name, key_sealed, key_last_four, verified_at,
  activated_at, updated_at, proposed_endpoint, proposed_user_name, proposed_key_sealed, proposed_key_last_four,
  proposed_by_name, proposed_at, changed_at, changed_by_name, change) ON integration TO :"app_role";
GRANT UPDATE (failing_since, last_error) ON mail_server TO :"app_role";

-- Events and logs are added to, and never changed. So are recorded payments.
GRANT INSERT ON payment_event, recorded_payment, email_request, api_failure, audit_event, security_event TO :"app_role";

-- A session is begun, used and ended, and removed long after its end. Tries are counted by functions alone (below).
GRANT INSERT, UPDATE (seen_at, idle_at, password_at, second_step_at, ended_at, end_reason), DELETE ON session TO :"app_role";

-- What a person has as a second step, each their own. Challenges are kept by functions alone.
GRANT INSERT, UPDATE (secret_sealed, confirmed_at, last_step, pending_sealed, pending_at), DELETE ON authenticator
  TO :"app_role";
GRANT INSERT, UPDATE (counter, used_at), DELETE ON passkey TO :"app_role";
GRANT INSERT, UPDATE (used_at), DELETE ON recovery_code TO :"app_role";
GRANT INSERT, DELETE ON half_sign_in TO :"app_role";

-- One-time links are made, sent and taken back; only the functions below use one.
GRANT INSERT, UPDATE (sent_at, revoked_at) ON one_time_link TO :"app_role";

-- A customer's link is made, opened and revoked; what opens it is added, works longer where the
-- link does, and is removed once it is of no use.
GRANT INSERT, UPDATE (name, language, expires_at, opened_at, last_used_at, uses, revoked_at, revoked_by_name) ON customer_link
  TO :"app_role";
GRANT INSERT, UPDATE (expires_at), DELETE ON customer_link_token TO :"app_role";

-- What a customer was asked to pay is never changed: it ends. What came of a reminder is added.
GRANT INSERT, UPDATE (ended_at, ended_why, ended_by_name) ON payment_request TO :"app_role";
GRANT INSERT ON reminder_step, signing_reminder_step TO :"app_role";
GRANT INSERT, UPDATE (is_on, steps, most, from_hour, until_hour, sign_steps) ON reminder_policy TO :"app_role";

-- Alarms by email, and who wants which.
GRANT INSERT, UPDATE (sent_at) ON alarm TO :"app_role";
GRANT INSERT, UPDATE (is_on) ON alarm_choice TO :"app_role";

-- Limits that somebody met, in words.
GRANT INSERT, UPDATE (subject, met_at, until, lifted_at) ON limit_lock TO :"app_role";

-- Customers, jobs and their documents. A row keeps its id, its organization and the instant of its making.
GRANT INSERT, UPDATE (first_name, last_name, company, email, phone, street, city, state, zip, notes, updated_at, version,
  form_id, archived_at, merged_into_id) ON customer TO :"app_role";
GRANT INSERT, UPDATE (sent, gone_at, customer_id) ON paysimple_customer TO :"app_role";
GRANT INSERT, UPDATE (title, customer_id, street, city, state, zip, contact_email, contact_phone, notes, search, updated_at,
  version, form_id, archived_at) ON job TO :"app_role";
GRANT INSERT, UPDATE (stage, stage_at, updated_at, version, form_id, content, total_cents, sent_version, sent_save,
  acceptance_id) ON document TO :"app_role";
-- For the version before.
GRANT INSERT, DELETE ON line_item TO :"app_role";
GRANT EXECUTE ON FUNCTION content_of_lines, total_of_lines TO :"app_role";

-- What was sent, what was accepted of it and what was done with it are added to, and never changed.
GRANT INSERT ON document_version, acceptance, document_event, signer, consent, signature, signing_decline, cancellation
  TO :"app_role";
GRANT INSERT ON paper_request, consent_withdrawal, payment_when_signed TO :"app_role";

-- Certificates that seal come, and the key of one goes with its retirement. What they sealed is added, and never changed.
GRANT INSERT, UPDATE (key_sealed, retired_at) ON seal_certificate TO :"app_role";
GRANT INSERT ON sealed_file TO :"app_role";
GRANT INSERT, UPDATE (why, tried_at) ON seal_delay TO :"app_role";

-- What documents begin with. A price item is archived and never deleted; what a template holds stays as it was saved.
GRANT INSERT, UPDATE (name, unit, unit_price_cents, cost_cents, taxable, code, category, photo_hash, updated_at, version,
  form_id, archived_at) ON price_item TO :"app_role";
GRANT INSERT, UPDATE (name, rate_thousandths, is_default, version, form_id), DELETE ON tax_rate TO :"app_role";
GRANT INSERT, UPDATE (name, version, form_id, archived_at), DELETE ON document_template TO :"app_role";

-- Rows of money are never deleted. What was asked for stays as it was written before the call: the amount, from whom, by
-- whom and with which credentials. What is heard of it is written beside it.
GRANT INSERT, UPDATE (status, reason, paysimple_message, paysimple_payment_id, paysimple_account_id, paysimple_status,
  provider_auth_code, trace_number, failure_code, estimated_settle_on, settled_on, returned_on, can_void_until, decided_at,
  last_asked_at, needs_person_at, alert_at, claimed_at, send_by, order_id, job_id, taken_on, job_total_cents, search)
  ON payment TO :"app_role";
GRANT INSERT, UPDATE (status, reason, paysimple_message, paysimple_credit_id, settled_on, decided_at, needs_person_at,
  recharge_id, accepted_at) ON reversal TO :"app_role";
GRANT INSERT, UPDATE (customer_id, label, last_four, expiry, is_default, saved_at, saved_by_id, saved_by_name, removed_at)
  ON payment_account TO :"app_role";
GRANT INSERT, UPDATE (status, state, payment_id, decided_at, decided_by_name, note, tool_by_name) ON external_payment TO :"app_role";
GRANT INSERT, UPDATE (paysimple_status, can_void_until, reversal_sent_at, cleared_at) ON duplicate_charge TO :"app_role";
GRANT INSERT, UPDATE (cursor, completed_at, failures, updated_at) ON org_sync TO :"app_role";
GRANT INSERT, UPDATE (status, attempts, trying_since, last_error, attention_at, superseded_by, subject, html, text, sent_at,
  kept_here, claimed_until, handed_over_at, requested_by_name, server_host, server_answer) ON email
  TO :"app_role";
-- What came back of an email is added.
GRANT INSERT ON email_bounce TO :"app_role";

-- The queue's own tables stay out of reach; these add a job to it, and tell how it and mail are doing. The next ones tell
-- the comparison with PaySimple which payments are Plumbline's, whether a charge may still go out, and which rows of the
-- transaction's organization a search finds. The rest stands in policies, columns and triggers, which run as the app.
GRANT EXECUTE ON FUNCTION enqueue, queue_lag_seconds, mail_waiting TO :"app_role";
GRANT EXECUTE ON FUNCTION installation_state, installation_day TO :"app_role";
GRANT EXECUTE ON FUNCTION known_payments, may_still_send, search_rows TO :"app_role";
GRANT EXECUTE ON FUNCTION known_sealed_file TO :"app_role";
GRANT EXECUTE ON FUNCTION take_limits, return_limits, clear_limits, read_limits, take_within, drop_old_limits TO :"app_role";
GRANT EXECUTE ON FUNCTION session_is_open, change_password, people_of_org TO :"app_role";
GRANT EXECUTE ON FUNCTION change_member, hand_over, join_by_link, sign_up_by_link TO :"app_role";
GRANT EXECUTE ON FUNCTION set_password_by_link, confirm_email_by_link, change_own_name TO :"app_role";
GRANT EXECUTE ON FUNCTION customer_link_of, email_org, document_chain_holds TO :"app_role";
GRANT EXECUTE ON FUNCTION staff_create_org, staff_suspend_org, staff_org_activity TO :"app_role";
GRANT EXECUTE ON FUNCTION has_second_step, password_was_given, session_has_second_step, keep_challenge, take_challenge,
  reset_second_step, second_steps_of_org TO :"app_role";
GRANT EXECUTE ON FUNCTION app_org_id, app_user_id, app_email, app_system, applied_migrations TO :"app_role";
GRANT EXECUTE ON FUNCTION fold_text, own_search(job), own_search(payment) TO :"app_role";

-- ── The queue ───────────────────────────────────────────────────────────────────────────────────────────────────

-- A worker takes jobs, notes how they ended, and adds those of the clock. Its tables are made by the owner, at the start.
GRANT USAGE ON SCHEMA graphile_worker TO :"worker_role";
GRANT SELECT ON graphile_worker.migrations TO :"worker_role";
GRANT SELECT, INSERT, UPDATE, DELETE ON graphile_worker._private_jobs TO :"worker_role";
GRANT SELECT, INSERT, UPDATE ON graphile_worker._private_job_queues TO :"worker_role";
GRANT SELECT, INSERT ON graphile_worker._private_tasks TO :"worker_role";
GRANT SELECT, INSERT, UPDATE ON graphile_worker._private_known_crontabs TO :"worker_role";
GRANT EXECUTE ON FUNCTION graphile_worker.add_job, graphile_worker.add_jobs, graphile_worker.force_unlock_workers
  TO :"worker_role";
-- Entries of the logs go when their time is over, by functions that know no other reason.
GRANT USAGE ON SCHEMA public TO :"worker_role";
GRANT EXECUTE ON FUNCTION prune_logs, prune_api_log TO :"worker_role";

-- Their row-level security has no policies of its own: without these only the owner sees rows. Made once, because making
-- one waits for everybody who uses the table.
DO $$
DECLARE
  worker regrole := quote_ident(current_setting('plumbline.worker_role'));
  t regclass;
BEGIN
  FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'graphile_worker'::regnamespace AND relkind = 'r' AND relrowsecurity
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_policy WHERE polrelid = t AND polname = 'worker'
      AND polroles = ARRAY[worker::oid]);
    EXECUTE format('DROP POLICY IF EXISTS worker ON %s', t);
    EXECUTE format('CREATE POLICY worker ON %s TO %s USING (true)', t, worker);
  END LOOP;
END $$;

-- ── The owner ───────────────────────────────────────────────────────────────────────────────────────────────────

-- Forced row-level security binds the owner, too, unless it is a superuser. A backup has to read all of it: a row that it
-- silently missed would be lost. Made once, as above.
DO $$
DECLARE
  t regclass;
BEGIN
  FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relforcerowsecurity
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_policy WHERE polrelid = t AND polpermissive AND polcmd IN ('r', '*')
      AND pg_get_expr(polqual, polrelid) = 'true' AND polroles @> ARRAY[quote_ident(current_user)::regrole::oid]);
    EXECUTE format('CREATE POLICY backup_reads ON %s FOR SELECT TO CURRENT_USER USING (true)', t);
  END LOOP;
END $$;

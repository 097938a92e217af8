-- What the app's role may do. tools/postgres/migrate.ts runs this after every migration, in one transaction; by hand:
--   psql "$DATABASE_URL" -1 -v app_role=plumbline_app -f prisma/grants.sql
-- Everything is taken first, so that a right that is no longer written here is gone after the next start.

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :"app_role";
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM :"app_role";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM :"app_role";
REVOKE ALL ON SCHEMA public FROM :"app_role";
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON SCHEMA graphile_worker FROM :"app_role";

GRANT USAGE ON SCHEMA public TO :"app_role";
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO :"app_role";
REVOKE ALL ON _prisma_migrations FROM :"app_role";

-- Rows of money are never deleted, events and logs are never changed.
REVOKE UPDATE ON payment_event, recorded_payment, email_request, api_failure, audit_event, security_event FROM :"app_role";
REVOKE INSERT, UPDATE ON job_standing FROM :"app_role"; -- a view
GRANT DELETE ON line_item, session TO :"app_role";
REVOKE INSERT, UPDATE ON limit_count FROM :"app_role"; -- only by its functions

-- The queue's own tables stay out of reach; these add a job to it, and tell how it and mail are doing. The others tell
-- the comparison with PaySimple which payments are Plumbline's, whether a charge may still go out, which rows of the
-- transaction's organization a search finds, and how often something was tried; one changes somebody's own password.
GRANT EXECUTE ON FUNCTION enqueue, queue_lag_seconds, mail_waiting, known_payments, may_still_send, search_rows,
  take_limits, return_limits, clear_limits, read_limits, change_password TO :"app_role";

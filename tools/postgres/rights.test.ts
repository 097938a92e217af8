import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from './migrate'

// What prisma/grants.sql says a second time, read from the catalog: each right that the app's role and the queue's have on
// anything of the database. What is new has none, and fails this test until it stands here.

const databaseUrl = process.env.DATABASE_URL ?? ''
const urls = { app: process.env.APP_DATABASE_URL ?? '', worker: process.env.WORKER_DATABASE_URL ?? '' }
const owner = new pg.Client({ connectionString: databaseUrl })
const roles = { app: '', worker: '' }

beforeAll(async () => {
  await owner.connect()
  for (const of of ['app', 'worker'] as const) roles[of] = decodeURIComponent(new URL(urls[of]).username)
  // Rights on the database itself aren't copied with it.
  await migrate({ databaseUrl, deployment: 'local', appUrl: urls.app, workerUrl: urls.worker })
})
afterAll(() => owner.end())

/** Columns in parentheses: only these. A word alone: all of the table. */
const APP: Record<string, string> = {
  acceptance: 'SELECT, INSERT',
  alarm: 'SELECT, INSERT, UPDATE (sent_at)',
  alarm_choice: 'SELECT, INSERT, UPDATE (is_on)',
  api_failure: 'SELECT, INSERT',
  app_user: 'SELECT',
  audit_event: 'SELECT, INSERT',
  authenticator: 'SELECT, INSERT, UPDATE (confirmed_at, last_step, pending_at, pending_sealed, secret_sealed), DELETE',
  cancellation: 'SELECT, INSERT',
  consent: 'SELECT, INSERT',
  consent_withdrawal: 'SELECT, INSERT',
  customer:
    'SELECT, INSERT, UPDATE (archived_at, city, company, email, first_name, form_id, last_name, merged_into_id, notes, phone, state, street, updated_at, version, zip)',
  customer_link:
    'SELECT, INSERT, UPDATE (expires_at, language, last_used_at, name, opened_at, revoked_at, revoked_by_name, uses)',
  customer_link_token: 'SELECT, INSERT, UPDATE (expires_at), DELETE',
  document:
    'SELECT, INSERT, UPDATE (acceptance_id, content, form_id, sent_save, sent_version, stage, stage_at, total_cents, updated_at, version)',
  document_event: 'SELECT, INSERT',
  document_version: 'SELECT, INSERT',
  document_template: 'SELECT, INSERT, UPDATE (archived_at, form_id, name, version), DELETE',
  duplicate_charge: 'SELECT, INSERT, UPDATE (can_void_until, cleared_at, paysimple_status, reversal_sent_at)',
  email:
    'SELECT, INSERT, UPDATE (attempts, attention_at, claimed_until, handed_over_at, html, kept_here, last_error, requested_by_name, sent_at, server_answer, server_host, status, subject, superseded_by, text, trying_since)',
  email_bounce: 'SELECT, INSERT',
  email_request: 'SELECT, INSERT',
  external_payment:
    'SELECT, INSERT, UPDATE (decided_at, decided_by_name, note, payment_id, state, status, tool_by_name)',
  half_sign_in: 'SELECT, INSERT, DELETE',
  installation: 'SELECT',
  integration:
    'SELECT, INSERT, UPDATE (activated_at, application_sent_at, approved_at, change, changed_at, changed_by_name, endpoint, key_last_four, key_sealed, proposed_at, proposed_by_name, proposed_endpoint, proposed_key_last_four, proposed_key_sealed, proposed_user_name, updated_at, user_name, verified_at)',
  job: 'SELECT, INSERT, UPDATE (archived_at, city, contact_email, contact_phone, customer_id, form_id, notes, search, state, street, title, updated_at, version, zip)',
  job_standing: 'SELECT',
  limit_count: 'SELECT',
  limit_lock: 'SELECT, INSERT, UPDATE (lifted_at, met_at, subject, until)',
  line_item: 'SELECT, INSERT, DELETE',
  mail_server: 'SELECT, UPDATE (failing_since, last_error)',
  membership: 'SELECT',
  one_time_link: 'SELECT, INSERT, UPDATE (revoked_at, sent_at)',
  org: 'SELECT, UPDATE (brand_color, city, deposit_percent, email, footer, form_id, legal_name, logo_hash, logo_height, logo_width, most_payment_cents, name, next_document_number, next_job_number, phone, reply_email, requires_second_step, sender_name, state, step_up_refund_cents, street, time_zone, version, website, zip)',
  org_license: 'SELECT, INSERT, DELETE',
  org_logo: 'SELECT, INSERT',
  org_sync: 'SELECT, INSERT, UPDATE (completed_at, cursor, failures, updated_at)',
  paper_request: 'SELECT, INSERT',
  passkey: 'SELECT, INSERT, UPDATE (counter, used_at), DELETE',
  passkey_challenge: 'SELECT',
  payment:
    'SELECT, INSERT, UPDATE (alert_at, can_void_until, claimed_at, decided_at, estimated_settle_on, failure_code, job_id, job_total_cents, last_asked_at, needs_person_at, order_id, paysimple_account_id, paysimple_message, paysimple_payment_id, paysimple_status, provider_auth_code, reason, returned_on, search, send_by, settled_on, status, taken_on, trace_number)',
  payment_account:
    'SELECT, INSERT, UPDATE (customer_id, expiry, is_default, label, last_four, removed_at, saved_at, saved_by_id, saved_by_name)',
  payment_event: 'SELECT, INSERT',
  payment_request: 'SELECT, INSERT, UPDATE (ended_at, ended_by_name, ended_why)',
  payment_when_signed: 'SELECT, INSERT',
  paysimple_customer: 'SELECT, INSERT, UPDATE (customer_id, gone_at, sent)',
  price_item:
    'SELECT, INSERT, UPDATE (archived_at, category, code, cost_cents, form_id, name, photo_hash, taxable, unit, unit_price_cents, updated_at, version)',
  recorded_payment: 'SELECT, INSERT',
  recovery_code: 'SELECT, INSERT, UPDATE (used_at), DELETE',
  reminder_policy: 'SELECT, INSERT, UPDATE (from_hour, is_on, most, sign_steps, steps, until_hour)',
  reminder_step: 'SELECT, INSERT',
  reversal:
    'SELECT, INSERT, UPDATE (accepted_at, decided_at, needs_person_at, paysimple_credit_id, paysimple_message, reason, recharge_id, settled_on, status)',
  seal_certificate: 'SELECT, INSERT, UPDATE (key_sealed, retired_at)',
  seal_delay: 'SELECT, INSERT, UPDATE (tried_at, why)',
  sealed_file: 'SELECT, INSERT',
  security_event: 'SELECT, INSERT',
  session: 'SELECT, INSERT, UPDATE (end_reason, ended_at, idle_at, password_at, second_step_at, seen_at), DELETE',
  signature: 'SELECT, INSERT',
  signer: 'SELECT, INSERT',
  signing_decline: 'SELECT, INSERT',
  signing_reminder_step: 'SELECT, INSERT',
  stored_file: 'SELECT, INSERT',
  tax_rate: 'SELECT, INSERT, UPDATE (form_id, is_default, name, rate_thousandths, version), DELETE',
}
/** Its tables are the queue's alone. */
const WORKER: Record<string, string> = {
  'graphile_worker._private_job_queues': 'SELECT, INSERT, UPDATE',
  'graphile_worker._private_jobs': 'SELECT, INSERT, UPDATE, DELETE',
  'graphile_worker._private_known_crontabs': 'SELECT, INSERT, UPDATE',
  'graphile_worker._private_tasks': 'SELECT, INSERT',
  'graphile_worker.migrations': 'SELECT',
}
const FUNCTIONS = {
  app: [
    'app_email()',
    'app_org_id()',
    'app_system()',
    'app_user_id()',
    'applied_migrations()',
    'change_member(uuid,uuid,role,role)',
    'change_own_name(text)',
    'change_password(uuid,text)',
    'clear_limits(bytea[])',
    'confirm_email_by_link(uuid)',
    'content_of_lines(uuid,uuid)',
    'customer_link_of(bytea,text)',
    'document_chain_holds(uuid,uuid)',
    'drop_old_limits(integer)',
    'email_org(uuid)',
    'enqueue(json)',
    'fold_text(text)',
    'hand_over(uuid,uuid,role)',
    'has_second_step(uuid)',
    'installation_day()',
    'installation_state()',
    'join_by_link(uuid,uuid)',
    'keep_challenge(text,text,uuid)',
    'known_payments(uuid[])',
    'known_sealed_file(text)',
    'mail_waiting()',
    'may_still_send(uuid,uuid)',
    'own_search(job)',
    'own_search(payment)',
    'password_was_given()',
    'people_of_org()',
    'queue_lag_seconds()',
    'read_limits(bytea[])',
    'reset_second_step(uuid,uuid)',
    'return_limits(bytea[],bigint[])',
    'search_rows(text,jsonb,integer,integer)',
    'second_steps_of_org()',
    'session_has_second_step(uuid,uuid)',
    'session_is_open(uuid,uuid)',
    'set_password_by_link(uuid,text)',
    'sign_up_by_link(uuid,uuid,text,text)',
    'staff_create_org(uuid,uuid,text,text,text,text)',
    'staff_org_activity(uuid[])',
    'staff_suspend_org(uuid,uuid,boolean,text)',
    'take_challenge(text,text,uuid)',
    'take_limits(bytea[],bigint[],integer[])',
    'take_within(bytea[],bigint[],integer[],bigint[],integer[],integer)',
    'total_of_lines(uuid,uuid)',
  ],
  worker: [
    'graphile_worker.add_job(text,json,text,timestamp with time zone,integer,text,integer,text[],text)',
    'graphile_worker.add_jobs(graphile_worker.job_spec[],boolean)',
    'graphile_worker.force_unlock_workers(text[])',
    'prune_api_log(integer,integer)',
    'prune_logs(integer,integer)',
  ],
}

const OF_THE_DATABASE = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`

/** Effective rights: what a role has by itself, by a membership or as everybody. */
async function tableRights(role: string): Promise<Record<string, string>> {
  const { rows: server } = await owner.query("select current_setting('server_version_num')::int as version")
  const kinds = ['TRUNCATE', 'TRIGGER', ...(server[0].version >= 170000 ? ['MAINTAIN'] : [])]
  const { rows } = await owner.query<{ name: string; whole: string[]; columns: Record<string, string[]> }>(
    `select c.oid::regclass::text as name,
        array(select kind from unnest($2::text[]) kind where has_table_privilege($1, c.oid, kind)) as whole,
        (select json_object_agg(kind, columns) from (select kind, json_agg(attname order by attname) as columns
          from unnest('{SELECT,INSERT,UPDATE,REFERENCES}'::text[]) kind, pg_attribute a
          where a.attrelid = c.oid and attnum > 0 and not attisdropped
            and has_column_privilege($1, c.oid, attnum, kind) group by kind) each) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${OF_THE_DATABASE} and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
    [role, ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', ...kinds]],
  )
  const described = rows.map(({ name, whole, columns }): [string, string] => {
    const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', ...kinds].flatMap((kind) => {
      if (whole.includes(kind)) return [kind]
      const some = columns?.[kind]
      return some ? [`${kind} (${some.join(', ')})`] : []
    })
    return [name, all.join(', ')]
  })
  return Object.fromEntries(described.filter(([, rights]) => rights !== ''))
}

describe.each(['app', 'worker'] as const)('the role of the %s', (of) => {
  test('has these rights on tables and columns, and no others', async () => {
    expect(await tableRights(roles[of])).toEqual(of === 'app' ? APP : WORKER)
  })

  test('runs these functions, and no others', async () => {
    const { rows } = await owner.query(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where ${OF_THE_DATABASE} and has_function_privilege($1, p.oid, 'EXECUTE') and has_schema_privilege($1, n.oid, 'USAGE')
          and not exists (select from pg_depend d join pg_extension e on e.oid = d.refobjid
            where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e' and e.extname = 'pg_trgm')
        order by 1`,
      [roles[of]],
    )
    expect(rows.map(({ name }) => name)).toEqual(FUNCTIONS[of])
  })

  test('makes nothing, anywhere', async () => {
    const { rows } = await owner.query(
      `select nspname as place, 'CREATE' as right from pg_namespace where has_schema_privilege($1, oid, 'CREATE')
        union all select datname, kind from pg_database, unnest('{CREATE,TEMPORARY}'::text[]) kind
          where datname = current_database() and has_database_privilege($1, oid, kind)
        union all select c.oid::regclass::text, kind from pg_class c join pg_namespace n on n.oid = c.relnamespace,
          unnest('{USAGE,SELECT,UPDATE}'::text[]) kind
          where c.relkind = 'S' and ${OF_THE_DATABASE} and has_sequence_privilege($1, c.oid, kind)`,
      [roles[of]],
    )
    expect(rows).toEqual([])
  })

  test('is nobody else, and owns nothing', async () => {
    const { rows: attributes } = await owner.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = $1`,
      [roles[of]],
    )
    expect(attributes).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false },
    ])
    const { rows: member } = await owner.query(
      'select roleid::regrole::text from pg_auth_members where member = $1::regrole',
      [pg.escapeIdentifier(roles[of])],
    )
    expect(member).toEqual([])
    const { rows: owned } = await owner.query(
      `select classid::regclass::text, objid from pg_shdepend
        where refclassid = 'pg_authid'::regclass and refobjid = $1::regrole and deptype = 'o'`,
      [pg.escapeIdentifier(roles[of])],
    )
    expect(owned).toEqual([])
  })
})

describe('row-level security', () => {
  const ROW_SECURITY = `select c.oid::regclass::text as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      exists (select from pg_attribute where attrelid = c.oid and attname = 'org_id' and not attisdropped) as tenant,
      array(select pg_get_expr(polqual, polrelid) || coalesce(pg_get_expr(polwithcheck, polrelid), '') from pg_policy
        where polrelid = c.oid and polpermissive and polroles = '{0}' and polcmd in ('*', 'r')) as seen,
      array(select polname::text from pg_policy where polrelid = c.oid and polroles <> '{0}'
        and not polroles <@ array(select relowner)) as others
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> '_prisma_migrations' order by 1`
  /** What a policy asks for: an organization, a user, an email address, or the system's scope. */
  const SCOPES = /app_org_id\(\)|app_user_id\(\)|app_email\(\)|app_system\(\)/

  /** Only the owner's functions see their rows. */
  const NOBODYS = new Set(['limit_count', 'passkey_challenge'])

  test('is enabled and forced on every table, and each of its policies asks for a scope', async () => {
    const { rows } = await owner.query(ROW_SECURITY)
    expect(rows.length).toBeGreaterThan(20)
    for (const { name, enabled, forced, seen, others } of rows) {
      expect({ name, enabled, forced, others }).toEqual({ name, enabled: true, forced: true, others: [] })
      expect(seen.length > 0, name).toBe(!NOBODYS.has(name))
      for (const condition of seen) expect(condition, name).toMatch(SCOPES)
    }
  })

  test('asks of every table with org_id for the organization of the transaction', async () => {
    const { rows } = await owner.query(ROW_SECURITY)
    const tenants = rows.filter(({ tenant }) => tenant)
    expect(tenants.length).toBeGreaterThan(15)
    for (const { name, seen } of tenants)
      expect(seen, name).toEqual(expect.arrayContaining([expect.stringContaining('org_id = app_org_id()')]))
  })

  test('binds the worker: it sees the queue by a policy, and nothing else at all', async () => {
    const worker = new pg.Client({ connectionString: urls.worker })
    await worker.connect()
    try {
      const { rows } = await worker.query(
        `select c.relname from pg_class c where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r'
          and relrowsecurity and not row_security_active(c.oid)`,
      )
      expect(rows).toEqual([])
      await worker.query("select graphile_worker.add_job('nothing')")
      expect((await worker.query('select count(*)::int from graphile_worker._private_jobs')).rows[0].count).toBe(1)
      const { rows: tables } = await owner.query(ROW_SECURITY)
      for (const { name } of tables)
        await expect(worker.query(`select 1 from ${name}`), name).rejects.toThrow('permission denied')
      await expect(worker.query('set role plumbline')).rejects.toThrow('permission denied')
      await expect(worker.query('select enqueue($$[]$$)')).rejects.toThrow('permission denied')
    } finally {
      await worker.end()
    }
  })
})

test('an owner who is no superuser makes both roles, and they work', async () => {
  const name = `plain_${randomUUID().replaceAll('-', '')}`
  await owner.query(`create role ${name} login createrole password 'plain'`)
  await owner.query(`create database ${name} owner ${name}`)
  const plainUrl = Object.assign(new URL(databaseUrl), { username: name, password: 'plain', pathname: `/${name}` }).href
  const { appUrl, workerUrl } = await migrate({ databaseUrl: plainUrl, deployment: 'local' })
  // Again, as the next start does: of the roles it has the right to change no more than the password.
  await owner.query(`alter role ${name}_app password 'of another secret'`)
  await expect(new pg.Client({ connectionString: appUrl }).connect()).rejects.toThrow('password authentication failed')
  await migrate({ databaseUrl: plainUrl, deployment: 'local' })
  const [app, worker] = [new pg.Client({ connectionString: appUrl }), new pg.Client({ connectionString: workerUrl })]
  await Promise.all([app.connect(), worker.connect()])
  try {
    await app.query(
      'select enqueue($$[{ "task": "nothing", "payload": {}, "run_at": "2030-01-01T00:00:00Z", "job_key": "one", "keep_time": false, "max_attempts": 1, "priority": 0 }]$$)',
    )
    const { rows } = await worker.query("delete from graphile_worker._private_jobs where key = 'one' returning key")
    expect(rows).toEqual([{ key: 'one' }])
    await expect(app.query('create temporary table mine (id int)')).rejects.toThrow('permission denied')
  } finally {
    await Promise.all([app.end(), worker.end()])
  }
})

test.each([
  ['is a superuser', 'superuser'],
  ['has BYPASSRLS', 'bypassrls'],
  ['has CREATEROLE', 'createrole'],
  ['is a member of another role', 'in role pg_read_all_data'],
])('a role that %s is refused', async (why, how) => {
  const name = `wide_${randomUUID().replaceAll('-', '')}`
  await owner.query(`create role ${name} login password 'wide' ${how}`)
  const wide = Object.assign(new URL(databaseUrl), { username: name, password: 'wide' }).href
  for (const given of [
    { appUrl: wide, workerUrl: urls.worker },
    { appUrl: urls.app, workerUrl: wide },
  ])
    await expect(migrate({ databaseUrl, deployment: 'local', ...given })).rejects.toThrow(why)
})

test('the app and the queue can’t share a role', async () => {
  const given = { appUrl: urls.app, workerUrl: urls.app }
  await expect(migrate({ databaseUrl, deployment: 'local', ...given })).rejects.toThrow('can’t share the role')
})

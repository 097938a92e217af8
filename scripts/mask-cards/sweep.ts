// Masks card numbers in texts that were stored before they were refused (lib/card-in-text.ts says what is one). As the
// tables' owner, because events and the audit log are the app's to write only once.
import pg from 'pg'
import { maskCardNumbers } from '@/lib/card-in-text'
import { asSystem, CARD_RULE, isSwept } from '../../tools/postgres/card-rule'

/** Columns that hold no text of people's: what is long enough there to look like a card number is a number of its own. */
const EXCEPT: Record<string, readonly string[]> = {
  'PaySimple’s numbers, which find its records again': [
    'api_failure.error_code',
    'api_failure.trace_code',
    'duplicate_charge.paysimple_id',
    'external_payment.paysimple_id',
    'payment.failure_code',
    'payment.order_id',
    'payment.paysimple_account_id',
    'payment.paysimple_payment_id',
    'payment.provider_auth_code',
    'payment.trace_number',
    'payment_account.paysimple_id',
    'paysimple_customer.paysimple_id',
    'reversal.paysimple_credit_id',
  ],
  'the name of an API user, alone and with its endpoint': [
    'duplicate_charge.merchant_key',
    'external_payment.merchant_key',
    'integration.user_name',
    'org_sync.merchant_key',
    'payment.merchant_key',
    'payment_account.merchant_key',
    'paysimple_customer.merchant_key',
    'reversal.merchant_key',
  ],
  'what is frozen under its hash: it was looked at before it was sent': [
    ...['document_version.snapshot', 'document_version.sha256', 'document_version.sent_by_name'],
    ...['acceptance.sha256', 'acceptance.choices', 'acceptance.schedule', 'acceptance.recorded_by_name'],
    ...['document_event.detail', 'document_event.actor_name'],
    ...['signer.name', 'signer.email', 'signature.sha256', 'signature.text', 'signature.strokes'],
    ...['signature.signed_by_name', 'consent.text_sha256', 'signing_decline.reason'],
    ...['cancellation.sha256', 'cancellation.reason', 'cancellation.recorded_by_name'],
  ],
  'what a browser or a mail server says: it was masked before it was written, and stays as it is': [
    ...['document_event.user_agent', 'consent.user_agent', 'signature.user_agent', 'signing_decline.user_agent'],
    'cancellation.user_agent',
    ...['paper_request.user_agent', 'consent_withdrawal.user_agent', 'email_bounce.words', 'email_bounce.recipient'],
  ],
  'what we made ourselves': [
    'api_failure.route',
    'app_user.password_hash',
    ...['audit_event.action', 'audit_event.actor_role', 'audit_event.address'],
    ...['customer_link.way', 'customer_link.language', 'customer_link_token.kind', 'document_event.address'],
    ...['signer.role', 'signature.kind', 'signature.font', 'signature.screen', 'signature.address'],
    ...['consent.address', 'signing_decline.address', 'cancellation.way', 'cancellation.address'],
    ...['paper_request.address', 'consent_withdrawal.address'],
    ...[
      'signing_reminder_step.skipped',
      'reminder_policy.sign_steps',
      'email_bounce.outcome',
      'email_bounce.status_code',
    ],
    ...['payment_request.part_id', 'payment_request.ended_why', 'reminder_step.skipped', 'reminder_policy.steps'],
    'seal_delay.why',
    ...['payment_event.source', 'payment_event.address', 'security_event.event', 'security_event.address'],
    'integration.key_sealed',
    'org.slug',
    'org_sync.cursor',
    ...['sealed_file.version_sha256', 'sealed_file.original_sha256', 'sealed_file.sha256'],
  ],
}
/** Hashes and sealed secrets, by what their columns are called: changed in one digit they would be worth nothing. */
const MADE = /_(?:hash|sealed|digest|fingerprint)$/
/** Not ours: the queue names its tasks and jobs in them, and Prisma its migrations. */
const NOT_OURS =
  /^(?:_prisma_migrations|card_number_sweep)$|^graphile_worker\.(?!_private_jobs\.(?:payload|last_error)$)/

export type TextColumn = { schema: string; table: string; column: string; kind: 'text' | 'json' | 'array' }

const nameOf = ({ schema, table, column }: TextColumn) => `${schema === 'public' ? '' : `${schema}.`}${table}.${column}`
const tableOf = ({ schema, table }: TextColumn) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`

/** Whether a column stays as it is. */
export function isException(column: TextColumn): boolean {
  const name = nameOf(column)
  const isNotOurs = NOT_OURS.test(column.schema === 'public' ? column.table : name)
  return isNotOurs || MADE.test(column.column) || Object.values(EXCEPT).some((names) => names.includes(name))
}

/** Every column of every table that can hold a text, from the database itself: what is added later is among them. */
export async function listTextColumns(owner: pg.Client): Promise<TextColumn[]> {
  const { rows } = await owner.query<TextColumn>(
    `select n.nspname as schema, c.relname as table, a.attname as column,
       case when t.typname in ('json', 'jsonb') then 'json' when t.typcategory = 'A' then 'array' else 'text' end as kind
     from pg_attribute a
     join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_type t on t.oid = a.atttypid left join pg_type e on e.oid = t.typelem
     where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       and (t.typname in ('json', 'jsonb') or (t.typcategory = 'S' and t.typname not in ('name', 'char'))
         or (t.typcategory = 'A' and e.typcategory = 'S' and e.typname not in ('name', 'char')))
     order by 1, 2, 3`,
  )
  return rows
}

/** Masks every text in a value, in its own shape. */
function maskWithin(value: unknown): unknown {
  if (typeof value === 'string') return maskCardNumbers(value)
  if (Array.isArray(value)) return value.map(maskWithin)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, within]) => [name, maskWithin(within)]))
}

const READ = {
  text: (name: string) => name,
  json: (name: string) => `${name}::text`,
  array: (name: string) => `to_json(${name})::text`,
}
const mask = (text: string, { kind }: TextColumn) =>
  kind === 'text' ? maskCardNumbers(text) : JSON.stringify(maskWithin(JSON.parse(text)))
const hasChanged = (text: string, masked: string, { kind }: TextColumn) =>
  kind === 'text' ? masked !== text : masked !== JSON.stringify(JSON.parse(text))
const WRITE = {
  text: '$1',
  json: '$1::json',
  array: 'array(select json_array_elements_text($1::json))',
}

/** How many of a table's blocks (of 8 kB) are read at once. */
const BLOCKS = 128

type Swept = { masked: number; untouched: Set<string> }

async function sweepColumn(owner: pg.Client, column: TextColumn, swept: Swept): Promise<void> {
  const name = pg.escapeIdentifier(column.column)
  const [table, text] = [tableOf(column), READ[column.kind](name)]
  const { rows: sizes } = await owner.query<{ blocks: number }>(
    `select (pg_relation_size($1) / current_setting('block_size')::int)::int as blocks`,
    [table],
  )
  for (let block = 0; block < (sizes[0]?.blocks ?? 0); block += BLOCKS) {
    // Only texts with as many digits as a card has, or with some in another script.
    const { rows } = await owner.query<{ at: string; text: string }>(
      `select ctid::text as at, ${text} as text from ${table}
       where ctid >= $1::tid and ctid < $2::tid and ${name} is not null and (octet_length(${text}) <> char_length(${text})
         or char_length(regexp_replace(${text}, '[^0-9]', '', 'g')) >= 13)`,
      [`(${block},0)`, `(${block + BLOCKS},0)`],
    )
    for (const row of rows) {
      const masked = mask(row.text, column)
      if (!hasChanged(row.text, masked, column)) continue
      try {
        // Whoever has changed it in between has been asked not to type a card number.
        const { rowCount } = await owner.query(
          `update ${table} set ${name} = ${WRITE[column.kind]} where ctid = $2::tid and ${text} = $3`,
          [masked, row.at, row.text],
        )
        swept.masked += rowCount ?? 0
      } catch (error) {
        // Another text is the same then, or a log takes no such change.
        if (!/^(?:23|P0001)/.test(String((error as { code?: string }).code))) throw error
        swept.untouched.add(nameOf(column))
      }
    }
  }
}

/** Row-level security is forced: an owner that is no superuser sees the rows of one organization at a time. */
async function scopesOf(owner: pg.Client): Promise<{ system: string; orgId: string }[]> {
  const { rows } = await owner.query(
    'select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user',
  )
  if (rows[0]?.sees) return [{ system: 'on', orgId: '' }]
  const { rows: orgs } = await asSystem(owner, () => owner.query<{ id: string }>('select id from public.org'))
  return [{ system: 'on', orgId: '' }, ...orgs.map(({ id }) => ({ system: '', orgId: id }))]
}

/**
 * Masks the card numbers in all texts. It may be stopped at any time and run again.
 * @returns how many texts were masked, and the columns where one couldn't be
 */
export async function maskStoredCards(owner: pg.Client): Promise<{ masked: number; untouched: string[] }> {
  const columns = (await listTextColumns(owner)).filter((column) => !isException(column))
  const swept: Swept = { masked: 0, untouched: new Set() }
  for (const { system, orgId } of await scopesOf(owner)) {
    // The logs, which nobody changes, let a card number be masked (prisma/migrations/*_security_log).
    await owner.query(
      `select set_config('app.system', $1, false), set_config('app.org_id', $2, false),
        set_config('app.masks_cards', 'on', false)`,
      [system, orgId],
    )
    for (const column of columns) await sweepColumn(owner, column, swept)
  }
  await owner.query(`select set_config('app.system', '', false), set_config('app.org_id', '', false),
    set_config('app.masks_cards', '', false)`)
  return { masked: swept.masked, untouched: [...swept.untouched].sort() }
}

/** The same once for each wording of the rule. @returns what was done now */
export async function sweepOnce(owner: pg.Client): Promise<{ masked: number; untouched: string[] }> {
  if (await isSwept(owner)) return { masked: 0, untouched: [] }
  const done = await maskStoredCards(owner)
  await asSystem(owner, () =>
    owner.query(
      'insert into public.card_number_sweep (rule, masked, untouched) values ($1, $2, $3) on conflict do nothing',
      [CARD_RULE, done.masked, done.untouched],
    ),
  )
  return done
}

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'

export type Size = { customers: number; jobs: number; payments: number }

/**
 * Makes a company of a size, with the demo's admin as its owner: jobs with a signed agreement of two lines, and payments
 * spread over them and over two years, in the mix of states that a company has. Nothing in it waits for a person. Have
 * PostgreSQL analyze its tables once all companies are there.
 * @returns its slug
 */
export async function fillCompany(databaseUrl: string, slug: string, size: Size): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(
      // One person asks more here than people do: a thousand streams at once.
      `insert into org (id, slug, name, next_job_number, next_document_number, limit_factor)
       values (gen_random_uuid(), $1, $1, $2, $2, 1000)
       returning id`,
      [slug, 1001 + size.jobs],
    )
    const org = rows[0]?.id
    await client.query(
      `insert into membership (org_id, user_id, role) select $1, id, 'owner' from app_user where email = 'admin@demo.test'`,
      [org],
    )
    for (const text of statementsFor(size)) await client.query(text, [org])
  } finally {
    await client.end()
  }
  return slug
}

/** Gives a job of a company a customer's link. @returns its page, and what a browser has that has opened it */
export async function fillLink(
  databaseUrl: string,
  slug: string,
  job: number,
): Promise<{ path: string; cookie: string }> {
  const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')]
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `insert into customer_link (org_id, id, job_id, name, email, way, created_by_name, expires_at)
       select org.id, $1, job.id, 'Olivia Marsh', 'marsh@example.com', 'email', 'Dana Whitfield', now() + interval '90 days'
       from org join job on job.org_id = org.id where org.slug = $2 and job.number = $3`,
      [id, slug, job],
    )
    await client.query(
      `insert into customer_link_token (hash, org_id, link_id, kind, expires_at)
       select $1, org_id, id, 'cookie', expires_at from customer_link where id = $2`,
      [createHash('sha256').update(token).digest(), id],
    )
  } finally {
    await client.end()
  }
  return { path: `/c/${id}`, cookie: `plumbline.link-${id}=${token}` }
}

/** Has PostgreSQL look at what there is, as it does by itself some minutes later. */
export async function analyze(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('vacuum analyze').finally(() => client.end())
}

/** A uuid of a kind and a number. */
const id = (kind: string, number: string) => `md5($1::text || '${kind}' || (${number}))::uuid`

const statementsFor = ({ customers, jobs, payments }: Size): string[] => [
  `insert into customer (org_id, id, first_name, last_name, email, phone, street, city, state, zip, updated_at)
   select $1::uuid, ${id('customer', 'n')}, (array['Olivia', 'Ruth', 'Henry', 'Nadia', 'Luis'])[1 + n % 5],
     'Marsh ' || n, 'marsh' || n || '@example.com', lpad((3035550000 + n)::text, 10, '0'), n || ' Elm Street', 'Denver',
     'CO', '80202', now()
   from generate_series(1, ${customers}) n`,
  `insert into job (org_id, id, number, title, customer_id, street, city, state, zip, updated_at)
   select $1::uuid, ${id('job', 'n')}, 1000 + n, (array['New roof', 'Deck and railing', 'Windows'])[1 + n % 3],
     ${id('customer', `1 + n % ${customers}`)}, n || ' Elm Street', 'Denver', 'CO', '80202', now()
   from generate_series(1, ${jobs}) n`,
  `insert into document (org_id, id, job_id, kind, stage, number, total_cents, content, updated_at)
   select $1::uuid, ${id('document', 'n')}, ${id('job', 'n')}, 'agreement', 'signed', n, 2 * (500000 + n),
     jsonb_build_object('sections', jsonb_build_array(jsonb_build_object('id', 'lines', 'title', '', 'lines',
       (select jsonb_agg(jsonb_build_object('id', 'line-' || at, 'description', 'Labor and material',
         'quantityHundredths', 100, 'unitPriceCents', 500000 + n)) from generate_series(1, 2) at)))), now()
   from generate_series(1, ${jobs}) n`,
  `insert into payment (org_id, id, job_id, taken_on, amount_cents, method, status, account_label, last_four, payer_name,
     taken_by_id, taken_by_name, send_by, merchant_key, created_at, status_at)
   select $1::uuid, ${id('payment', 'n')}, ${id('job', `1 + n % ${jobs}`)}, 'agreement', 10000 + n % 40000,
     (array['card', 'card', 'bank'])[1 + n % 3]::payment_method,
     (array['settled', 'settled', 'settled', 'settled', 'settled', 'settled', 'authorized', 'declined', 'voided',
       'refunded'])[1 + n % 10]::payment_status,
     (array['Visa', 'Mastercard', 'First Bank checking'])[1 + n % 3], lpad((n % 10000)::text, 4, '0'), 'Olivia Marsh',
     (select id from app_user where email = 'admin@demo.test'), 'Dana Whitfield', at, 'local:x', at, at
   from generate_series(1, ${payments}) n,
     lateral (select now() - interval '2 years' * (${payments} - n) / ${payments} as at) spread`,
]

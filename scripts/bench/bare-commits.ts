import pg from 'pg'

/**
 * The least that two commits can cost: two transactions of node-postgres with a row and its event, nothing read,
 * nothing checked.
 */
export async function bareCommits(appUrl: string, orgId: string) {
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()

  async function transaction(...statements: [text: string, values: unknown[]][]) {
    await client.query('begin')
    await client.query("select set_config('app.org_id', $1, true)", [orgId])
    for (const [text, values] of statements) await client.query({ name: text.slice(0, 60), text, values })
    await client.query('commit')
  }
  const event = (id: string, from: string | null, to: string): [string, unknown[]] => [
    `insert into payment_event (org_id, id, payment_id, "from", "to", source) values ($1, gen_random_uuid(), $2, $3::payment_status, $4::payment_status, 'click')`,
    [orgId, id, from, to],
  ]
  return {
    async two(id: string, jobId: string, userId: string): Promise<void> {
      await transaction(
        [
          `insert into payment (org_id, id, job_id, taken_on, amount_cents, status, account_label, last_four, payer_name,
             taken_by_id, taken_by_name, merchant_key, send_by)
           values ($1, $2, $3, 'agreement', 500, 'submitting', 'Visa', '1111', 'Test Person', $4, 'Ada', 'bare', now())`,
          [orgId, id, jobId, userId],
        ],
        event(id, null, 'submitting'),
      )
      await transaction(
        ["update payment set status = 'authorized', decided_at = now() where org_id = $1 and id = $2", [orgId, id]],
        event(id, 'submitting', 'authorized'),
      )
    },
    close: () => client.end(),
  }
}

import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { beforeAll, expect, it } from 'vitest'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { recordSecurity } from '@/lib/security/record-event'
import { createOrg } from '@/lib/testing/fixtures'

// The command as an operator runs it, from source, on this test's database.

const execute = promisify(execFile)
const run = async (...args: string[]) => {
  const environment = { ...process.env, TSX_TSCONFIG_PATH: 'tools/tsconfig.json' }
  return (
    await execute(process.execPath, ['--import', 'tsx', 'scripts/security-log.ts', ...args], { env: environment })
  ).stdout
}
const objects = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string | null>)

let one: OrgContext
const source = { address: '198.51.100.7', requestId: randomUUID(), userAgent: '' }
beforeAll(async () => {
  one = { ...(await createOrg({ active: false })), source }
  await createOrg({ active: false })
  await recordSecurity({ event: 'sign_in_failed' }, source)
  await forOrg(one.org.id, (tx) => recordAudit(tx, one, { action: 'disconnected', subject: '=1+1' }))
})

it('prints all that happened, oldest first, and that it was printed', async () => {
  const all = objects(await run('--json'))
  expect(all.map(({ event }) => event)).toEqual([
    ...['org_added', 'user_added', 'member_added', 'org_added', 'user_added', 'member_added'],
    ...['sign_in_failed', 'disconnected', 'log_exported'],
  ])
  expect(all.at(-2)).toMatchObject({
    log: 'audit',
    company: one.org.slug,
    actor: 'Ada Admin',
    address: source.address,
    request: source.requestId,
  })
  expect(all.at(-1)).toMatchObject({ log: 'security', actor: expect.stringContaining('Command security-log by ') })
})

it('prints CSV that no spreadsheet runs, of one company or event, of some days', async () => {
  const rows: Record<string, string>[] = parse(await run('--org', one.org.slug, '--event', 'disconnected'), {
    bom: true,
    columns: true,
  })
  expect(rows).toMatchObject([{ event: 'disconnected', subject: `'=1+1`, role: 'owner' }])
  expect(parse(await run('--since', '2020-01-01', '--until', '2020-01-31'), { bom: true, columns: true })).toEqual([])
  await expect(run('--since', 'yesterday')).rejects.toThrow('--since must be a day')
})

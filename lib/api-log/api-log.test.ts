import { describe, expect, it, vi } from 'vitest'
import { forOrg } from '@/lib/db'
import { saveCredentials } from '@/lib/integration/credentials'
import { connectPaySimple } from '@/lib/integration/integration'
import type { OrgContext } from '@/lib/orgs/context'
import { PaySimpleError } from '@/lib/paysimple/errors'
import { PAGE_SIZE } from '@/lib/search'
import { sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createOrg } from '@/lib/testing/fixtures'
import { failureWords } from './kinds'
import { listFailures } from './queries'
import { recordFailure } from './record-failure'

setUpSandbox({ org: false, timeoutSeconds: 5 })

const logOf = ({ org }: OrgContext, before?: string) => forOrg(org.id, (tx) => listFailures(tx, org.id, before))
const failure = (route: string) =>
  ({
    route,
    kind: 'server_error',
    status: 500,
    errorCode: 'UnexpectedError',
    traceCode: 'T1',
    milliseconds: 12,
  }) as const

describe('the API log', () => {
  it('has an entry for a failed call of the organization’s client, with its TraceCode, and none for one that works', async () => {
    const context = await createOrg()
    const integration = await forOrg(context.org.id, (tx) => connectPaySimple(tx, context.org.id))
    await integration?.paysimple.customers.count()
    expect((await logOf(context)).rows).toEqual([])
    await sandbox.fault('POST /v4/customer', '500-before')
    const create = integration?.paysimple.customers.create({ FirstName: 'Secret', LastName: 'Person' })
    await expect(create).rejects.toThrow(PaySimpleError)
    // The call doesn't wait for its log entry.
    const rows = await vi.waitFor(async () => {
      const { rows } = await logOf(context)
      expect(rows).toHaveLength(1)
      return rows
    }, 30_000)
    expect(rows[0]).toMatchObject({
      endpoint: 'local',
      route: 'POST /v4/customer',
      kind: 'server_error',
      status: 500,
      errorCode: 'UnexpectedError',
      traceCode: expect.stringMatching(/^API/),
    })
    expect(JSON.stringify(rows)).not.toMatch(/Secret|sandbox-key/)
    expect((await logOf(await createOrg())).rows).toEqual([])
  })

  it('has an entry for credentials that were not accepted, and nothing of them', async () => {
    const context = await createOrg({ active: false })
    const wrong = { endpoint: 'local', userName: 'Nobody77', apiKey: 'wrong-key' } as const
    await expect(saveCredentials(context, wrong)).rejects.toThrow('didn’t accept')
    const rows = await vi.waitFor(async () => {
      const { rows } = await logOf(context)
      expect(rows).toMatchObject([{ route: 'GET /v4/customer', kind: 'unauthorized', status: 401, traceCode: null }])
      return rows
    }, 30_000)
    expect(JSON.stringify(rows)).not.toMatch(/Nobody77|wrong-key/)
  })

  it('reads page by page, newest first, each entry once', async () => {
    const context = await createOrg({ active: false })
    for (let i = 1; i <= PAGE_SIZE + 3; i++) {
      await recordFailure(context.org.id, 'local', failure(`GET /v4/customer/${i}`))
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    const newest = await logOf(context)
    const older = await logOf(context, newest.older)
    expect([newest.rows.length, older.rows.length, older.older]).toEqual([PAGE_SIZE, 3, undefined])
    const routes = [...newest.rows, ...older.rows].map(({ route }) => route)
    expect(routes).toEqual(routes.map((_, i) => `GET /v4/customer/${PAGE_SIZE + 3 - i}`))
  })

  it('never throws, whatever the database says', async () => {
    await expect(recordFailure('no uuid', 'local', failure('GET /v4/customer'))).resolves.toBeUndefined()
  })

  it('has words for every kind, and keeps one it does not know', () => {
    expect(failureWords('no_answer')).toBe('No answer')
    expect(failureWords('toString')).toBe('toString')
  })
})

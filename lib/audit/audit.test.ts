import { describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { disconnect, markStep, saveCredentials } from '@/lib/integration/integration'
import type { OrgContext } from '@/lib/orgs/context'
import { setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createOrg } from '@/lib/testing/fixtures'
import { actionWords } from './actions'
import { listAuditEvents } from './queries'
import { recordAudit } from './record'

setUpSandbox({ org: false, timeoutSeconds: 5 })

const right = { endpoint: 'local', userName: 'APIUser1000', apiKey: 'sandbox-key' } as const
const eventsOf = async ({ org }: OrgContext) => (await forOrg(org.id, (tx) => listAuditEvents(tx, org.id))).rows

describe('the audit log', () => {
  it('says who did what to the integration, newest first, with the last four of a key only', async () => {
    const context = await createOrg({ active: false })
    const staff: OrgContext = { ...context, user: { ...context.user, name: 'Trina Okafor' }, role: 'staff' }
    await markStep(context, 'applicationSentAt')
    await markStep(staff, 'approvedAt')
    await saveCredentials(context, right)
    await saveCredentials(context, right)
    await disconnect(context)
    const events = await eventsOf(context)
    expect(events.map(({ action, actorName, actorRole }) => [action, actorName, actorRole])).toEqual([
      ['disconnected', 'Ada Admin', 'owner'],
      ['credentials_replaced', 'Ada Admin', 'owner'],
      ['credentials_saved', 'Ada Admin', 'owner'],
      ['approved', 'Trina Okafor', 'staff'],
      ['application_sent', 'Ada Admin', 'owner'],
    ])
    expect(events[1]).toMatchObject({ subject: 'APIUser1000', detail: expect.stringContaining('ends in …-key') })
    expect(JSON.stringify(events)).not.toContain('sandbox-key')
  })

  it('has no entry for what was not done', async () => {
    const context = await createOrg({ active: false })
    await expect(saveCredentials(context, { ...right, apiKey: 'wrong-key' })).rejects.toThrow('did not accept')
    await disconnect(context)
    const undone = forOrg(context.org.id, async (tx) => {
      await recordAudit(tx, context, { action: 'approved' })
      throw new Error('rolled back')
    })
    await expect(undone).rejects.toThrow('rolled back')
    expect(await eventsOf(context)).toEqual([])
  })

  it('is each organization’s own', async () => {
    const one = await createOrg()
    const two = await createOrg({ active: false })
    const written = forOrg(two.org.id, (tx) => recordAudit(tx, one, { action: 'approved' }))
    await expect(written).rejects.toThrow('row-level security')
    expect(await forOrg(two.org.id, (tx) => listAuditEvents(tx, one.org.id))).toMatchObject({ rows: [] })
  })

  it('has words for each action, and keeps one it does not know', () => {
    expect(actionWords('disconnected')).toBe('Disconnected PaySimple')
    expect(actionWords('toString')).toBe('toString')
  })
})

import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { disconnect, saveCredentials } from '@/lib/integration/credentials'
import { markStep } from '@/lib/integration/integration'
import type { OrgContext } from '@/lib/orgs/context'
import { setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createOrg } from '@/lib/testing/fixtures'
import { listAuditEvents } from '@/lib/testing/listed'
import { AUDIT_KINDS, type AuditKind, actionsOf, actionWords, auditKindParam } from './actions'
import { type LogFilter, listActors, listLog } from './log'
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
    await expect(saveCredentials(context, { ...right, apiKey: 'wrong-key' })).rejects.toThrow('didn’t accept')
    await disconnect(context)
    const undone = forOrg(context.org.id, async (tx) => {
      await recordAudit(tx, context, { action: 'approved' })
      throw new Error('rolled back')
    })
    await expect(undone).rejects.toThrow('rolled back')
    expect(await eventsOf(context)).toEqual([])
  })

  it('is filtered by kind and person, and knows everybody who is in it by their last name there', async () => {
    const context = await createOrg({ active: false })
    const other: OrgContext = { ...context, user: { ...context.user, id: randomUUID(), name: 'Zoe' }, role: 'admin' }
    const renamed: OrgContext = { ...other, user: { ...other.user, name: 'Bea Zo' } }
    await forOrg(context.org.id, async (tx) => {
      await recordAudit(tx, other, { action: 'void_requested', subject: 'one' })
      await recordAudit(tx, context, { action: 'refund_requested', subject: 'two' })
      await recordAudit(tx, context, { action: 'disconnected' })
      await recordAudit(tx, renamed, { action: 'account_removed' })
    })
    const found = async (filter: LogFilter) =>
      (await forOrg(context.org.id, (tx) => listLog(tx, context.org.id, filter))).rows.map(({ what }) => what)
    expect(await found({ kind: 'payments', actorId: null })).toEqual(['refund_requested', 'void_requested'])
    expect(await found({ kind: null, actorId: other.user.id })).toEqual(['account_removed', 'void_requested'])
    expect(await found({ kind: 'settings', actorId: other.user.id })).toEqual([])
    expect(await forOrg(context.org.id, (tx) => listActors(tx, context.org.id))).toEqual([
      { id: context.user.id, name: 'Ada Admin' },
      { id: other.user.id, name: 'Bea Zo' },
    ])
    expect(auditKindParam('payments')).toBe('payments')
    expect(auditKindParam('toString')).toBeNull()
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
    const kinds = Object.keys(AUDIT_KINDS) as AuditKind[]
    expect(new Set(kinds.flatMap(actionsOf)).size).toBe(kinds.flatMap(actionsOf).length)
    for (const kind of kinds) expect(actionsOf(kind), kind).not.toEqual([])
  })
})

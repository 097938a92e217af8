import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { noteViewed } from '@/lib/customer-page/answer'
import { forOrg } from '@/lib/db'
import { setStage } from '@/lib/documents/set-stage'
import { createOrg } from '@/lib/testing/fixtures'
import { customerAt, sentProposal } from '@/lib/testing/links'
import { isChainIntact } from './event-chain'

// What was done with a document can be added to, and nothing else, also by who owns the tables.

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

async function history() {
  const context = await createOrg({ active: false })
  const { customer, documentId, jobId, read } = await sentProposal(context)
  await noteViewed(customer, read)
  await setStage(context, { documentId, from: 'sent', to: 'declined' })
  return { context, orgId: context.org.id, documentId, jobId, read }
}

/** Does what no trigger allows, as somebody would who may do anything. */
async function tamper(text: string, values: unknown[]) {
  await owner.query('begin')
  await owner.query('alter table document_event disable trigger user')
  const { rowCount } = await owner.query(text, values)
  await owner.query('alter table document_event enable trigger user')
  await owner.query('commit')
  expect(rowCount).toBeGreaterThan(0)
}

it('holds as it is written, and each hash is over the one before', async () => {
  const { orgId, documentId } = await history()
  const { rows } = await owner.query('select * from document_event where document_id = $1 order by seq', [documentId])
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, n) => n + 1))
  expect(rows.length).toBeGreaterThanOrEqual(3)
  const seen = new Set(rows.map(({ hash }) => hash.toString('hex')))
  expect(seen.size).toBe(rows.length)
  expect([...seen].every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true)
  expect(seen.has(createHash('sha256').update('').digest('hex'))).toBe(false)
  expect(await isChainIntact(orgId, documentId)).toBe(true)
})

it.each([
  ['another actor', `update document_event set actor_name = 'Somebody else' where document_id = $1 and seq = 2`],
  ['another time', `update document_event set at = at + interval '1 ms' where document_id = $1 and seq = 1`],
  ['another act', `update document_event set act = 'accepted' where document_id = $1 and act = 'declined'`],
  ['no address', `update document_event set address = null where document_id = $1 and address is not null`],
  ['one missing in between', 'delete from document_event where document_id = $1 and seq = 2'],
  ['the first one missing', 'delete from document_event where document_id = $1 and seq = 1'],
  ['all of them missing', 'delete from document_event where document_id = $1'],
  ['another order', 'update document_event set seq = 100 where document_id = $1 and seq = 1'],
])('shows %s', async (_, change) => {
  const { orgId, documentId } = await history()
  await tamper(change, [documentId])
  expect(await isChainIntact(orgId, documentId)).toBe(false)
})

it('is made by the database: a hash that the app writes counts for nothing', async () => {
  const { context, orgId, documentId, jobId } = await history()
  const data = { orgId, documentId, jobId, act: 'viewed', at: new Date(), actorName: 'X' } as const
  await forOrg(orgId, (tx) => tx.documentEvent.create({ data: { ...data, seq: 99, hash: new Uint8Array(32) } }))
  expect(await isChainIntact(context.org.id, documentId)).toBe(true)
})

it('holds where many write at once', async () => {
  const { context, orgId, documentId, jobId, read } = await history()
  const people = await Promise.all(
    Array.from({ length: 12 }, (_, n) => customerAt(context, jobId, `person-${n}@example.com`)),
  )
  await Promise.all(people.map((who) => noteViewed(who, read)))
  expect(await isChainIntact(orgId, documentId)).toBe(true)
})

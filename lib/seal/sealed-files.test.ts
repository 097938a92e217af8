import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { jobWithDocument, readVersions, send } from '@/lib/testing/papers'
import { plainPdf, REASON } from '@/lib/testing/seals'
import { sealPaper } from './seal-paper'
import { findSealed, keepSealed, type NewSealedFile, readSealed } from './sealed-files'
import { sha256Of } from './sealer'
import { isGood, verifyPdf } from './verify-pdf'

let [one, other]: OrgContext[] = []
const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(async () => {
  await owner.connect()
  ;[one, other] = [await createOrg({ active: false }), await createOrg({ active: false })]
})
afterAll(() => owner.end())
function here(context = one): OrgContext {
  if (!context) throw new Error('no organization yet')
  return context
}

/** A version that was sent, and its paper under a seal. */
async function sealedVersion(context = here(), at = new Date()): Promise<NewSealedFile> {
  const { documentId } = await jobWithDocument(context, 1_840_000)
  await send(context, documentId)
  const original = await plainPdf(documentId)
  return {
    ...{ orgId: context.org.id, documentId, versionNumber: 1, originalSha256: sha256Of(original) },
    ...(await sealPaper(original, { at, reason: REASON })),
  }
}
const keep = (file: NewSealedFile) => forOrg(file.orgId, (tx) => keepSealed(tx, file))

describe('a sealed paper', () => {
  it('is kept with its bytes, once for good, whoever comes second', async () => {
    const file = await sealedVersion()
    const first = await keep(file)
    expect(first).toMatchObject({ isNew: true, sha256: sha256Of(file.pdf), originalSha256: file.originalSha256 })
    expect(await keep(file)).toEqual({ ...first, isNew: false })
    const later = await sealPaper(await plainPdf(), { at: new Date(), reason: 'Again' })
    expect(await keep({ ...file, ...later })).toEqual({ ...first, isNew: false })
    const read = await readSealed(file.orgId, file)
    expect(Buffer.from(read?.pdf ?? []).equals(Buffer.from(file.pdf))).toBe(true)
    expect(read).toMatchObject({ id: first.id, at: file.at })
  })

  it('is one, too, where several keep it at the same time', async () => {
    const file = await sealedVersion()
    const kept = await Promise.all(Array.from({ length: 6 }, () => keep(file)))
    expect(kept.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(new Set(kept.map(({ id }) => id)).size).toBe(1)
  })

  it('is of a version that was sent, and says which', async () => {
    const file = await sealedVersion()
    await expect(keep({ ...file, versionNumber: 2 })).rejects.toThrow()
    await keep(file)
    const [version] = await readVersions(here(), file.documentId)
    const { rows } = await owner.query('select version_sha256 from sealed_file where document_id = $1', [
      file.documentId,
    ])
    expect(rows).toEqual([{ version_sha256: version?.sha256 }])
    expect(await readSealed(file.orgId, { ...file, versionNumber: 2 })).toBeNull()
  })

  it('is seen by no other company, and changed by nobody', async () => {
    const file = await sealedVersion()
    await keep(file)
    expect(await readSealed(here(other).org.id, file)).toBeNull()
    await expect(keep({ ...file, orgId: here(other).org.id })).rejects.toThrow()
    for (const text of ['update sealed_file set at = now()', 'delete from sealed_file']) {
      await expect(forOrg(file.orgId, (tx) => tx.$executeRawUnsafe(text))).rejects.toThrow('denied')
      await expect(owner.query(text)).rejects.toThrow('is never changed')
    }
    await expect(owner.query('truncate sealed_file cascade')).rejects.toThrow('is never changed')
  })
})

describe('whoever has it in hand', () => {
  it('hears when it was sealed, for whom and which paper, and nothing of the customer', async () => {
    const file = await sealedVersion()
    await keep(file)
    const verdict = await verifyPdf(file.pdf)
    expect(verdict).toMatchObject({
      isOurs: true,
      isWhole: true,
      isUnchanged: true,
      chain: 'intact',
      problem: null,
    })
    expect(verdict.known).toEqual({
      ...{ at: file.at, company: here().org.name, kind: 'agreement', ordinal: 0, version: 1 },
      number: expect.any(Number),
    })
    expect(verdict.seal).toEqual({ at: new Date(Math.floor(file.at.getTime() / 1000) * 1000), isOwnCertificate: true })
    expect(isGood(verdict)).toBe(true)
    expect(JSON.stringify(verdict)).not.toMatch(/Person|Deck/)
    const { rows } = await owner.query('select * from known_sealed_file($1)', [sha256Of(file.pdf)])
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
      ['at', 'company', 'document_id', 'kind', 'number', 'ordinal', 'org_id', 'version_number'].sort(),
    )
    expect(JSON.stringify(rows)).not.toMatch(/Person|Deck/)
  })

  it('hears that its history was changed', async () => {
    const file = await sealedVersion()
    await keep(file)
    await owner.query('alter table document_event disable trigger user')
    const of = [file.documentId]
    await owner.query(`update document_event set actor_name = 'Somebody else' where document_id = $1 and seq = 1`, of)
    await owner.query('alter table document_event enable trigger user')
    const verdict = await verifyPdf(file.pdf)
    expect([verdict.chain, isGood(verdict)]).toEqual(['broken', false])
  })

  it('hears that a changed one, a longer one and one without a record aren’t it', async () => {
    const file = await sealedVersion()
    const nobody = { isOurs: false, known: null, chain: 'not checked' }
    expect(await verifyPdf(file.pdf)).toMatchObject({ ...nobody, isUnchanged: true, problem: 'not on record' })
    await keep(file)
    const changed = Buffer.from(file.pdf)
    changed[100] = (changed[100] ?? 0) ^ 1
    expect(await verifyPdf(changed)).toMatchObject({ ...nobody, isUnchanged: false, problem: 'changed' })
    const longer = Buffer.concat([Buffer.from(file.pdf), Buffer.from('%')])
    expect(await verifyPdf(longer)).toMatchObject({ ...nobody, isWhole: false, problem: 'added' })
    expect(await verifyPdf(await plainPdf())).toMatchObject({ ...nobody, problem: 'no seal' })
    expect(await verifyPdf(Buffer.from('x'))).toMatchObject({ ...nobody, problem: 'no PDF' })
    const { rows } = await owner.query('select count(*)::int as count from sealed_file where document_id = $1', [
      file.documentId,
    ])
    expect(rows).toEqual([{ count: 1 }])
  })

  it('finds nothing by what is no hash', async () => {
    for (const text of ['', '%', "' or true --", 'A'.repeat(64)]) expect(await findSealed(text)).toBeNull()
  })
})

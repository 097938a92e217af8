import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { plainPdf, REASON } from '@/lib/testing/seals'

const KEYS = Object.fromEntries([1, 2].map((n) => [n, `${n}:${randomBytes(32).toString('base64')}`]))
/** What a process has that is started with these keys of VAULT_KEYS: the environment is read once. */
async function processWith(...versions: number[]) {
  vi.stubEnv('VAULT_KEYS', versions.map((version) => KEYS[version]).join(','))
  vi.resetModules()
  return {
    ...(await import('./own-key')),
    ...(await import('./can-seal')),
    ...(await import('./seal-pdf')),
    ...(await import('./verify-pdf')),
    ...(await import('@/lib/reseal')),
  }
}

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())
const rows = async () =>
  (await owner.query('select id, is_own, key_sealed, retired_at from seal_certificate order by made_at, id')).rows
beforeEach(async () => {
  await owner.query('alter table seal_certificate disable trigger never_removed')
  await owner.query('delete from seal_certificate')
  await owner.query('alter table seal_certificate enable trigger never_removed')
})

const noNote = async () => {}

describe('the key that seals', () => {
  it('is made once by many at the same time, in this process and in others', async () => {
    const { ownKey } = await processWith(1)
    const env = { ...process.env, TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json') }
    const program = ['--import', 'tsx', 'lib/testing/print-certificate.ts']
    const others = [1, 2].map(() => promisify(execFile)(process.execPath, program, { env }))
    const here = await Promise.all([1, 2, 3].map(() => ownKey(new Date())))
    const ids = [...here.map(({ id }) => id), ...(await Promise.all(others)).map(({ stdout }) => stdout.trim())]
    expect(new Set(ids).size).toBe(1)
    expect(await rows()).toMatchObject([{ id: ids[0], is_own: true, retired_at: null }])
  })

  it('is under VAULT_KEYS, and sealed again when they are rotated', async () => {
    const first = await processWith(1)
    const { id, privateKey } = await first.ownKey(new Date())
    const [before] = await rows()
    expect(before.key_sealed).toMatch(/^v1\./)
    expect(before.key_sealed).not.toContain(privateKey.toString('base64').slice(100, 140))
    const both = await processWith(1, 2)
    expect(await both.resealSecrets()).toEqual({ newest: 1, resealed: 1, failed: [], stillInUse: [] })
    const later = await processWith(2)
    expect(await later.ownKey(new Date())).toMatchObject({ id, privateKey })
  })

  it('leaves with a rotation: erased, and what it sealed is known as before', async () => {
    const { ownKey, rotateOwnKey, currentSealer, sealPdf, verifyPdf } = await processWith(1)
    const old = await ownKey(new Date())
    const at = new Date()
    const sealed = await sealPdf(await plainPdf(), await currentSealer(at), { at, reason: REASON })
    await rotateOwnKey(new Date(), noNote)
    await Promise.all([rotateOwnKey(new Date(), noNote), rotateOwnKey(new Date(), noNote)])
    const kept = await rows()
    expect(kept).toHaveLength(4)
    expect(kept.filter(({ retired_at }) => retired_at === null)).toHaveLength(1)
    expect(kept.filter(({ key_sealed }) => key_sealed !== null)).toHaveLength(1)
    expect(kept.find(({ id }) => id === old.id)).toMatchObject({ key_sealed: null, retired_at: expect.any(Date) })
    expect((await ownKey(new Date())).id).not.toBe(old.id)
    expect(await verifyPdf(sealed)).toMatchObject({ isWhole: true, isUnchanged: true, problem: 'not on record' })
  })

  it('isn’t removed by anybody', async () => {
    const { ownKey } = await processWith(1)
    await ownKey(new Date())
    for (const text of ['delete from seal_certificate', 'truncate seal_certificate cascade'])
      await expect(owner.query(text)).rejects.toThrow('is never changed')
    await expect(owner.query('update seal_certificate set key_sealed = null')).rejects.toThrow('seal_certificate_key')
  })
})

describe('A11: whether anything could be sealed', () => {
  it('is known before a paper is sent, and what to do when not', async () => {
    const first = await processWith(1)
    expect(await first.canSeal()).toEqual({ ok: true })
    const other = await processWith(2)
    expect(await other.canSeal()).toEqual({
      ok: false,
      words: expect.stringContaining('nothing was sent for signature'),
    })
    await expect(other.currentSealer()).rejects.toThrow('npm run admin -- rotate-seal')
    await other.rotateOwnKey(new Date(), noNote)
    expect(await other.canSeal()).toEqual({ ok: true })
  })

  it('ends with the certificate', async () => {
    const { canSeal, currentSealer } = await processWith(1)
    await currentSealer()
    const inTenYears = new Date(Date.now() + 10.1 * 365.25 * 24 * 60 * 60_000)
    expect(await canSeal(inTenYears)).toMatchObject({ ok: false })
    await expect(currentSealer(inTenYears)).rejects.toThrow('has expired')
    await expect(currentSealer(new Date(Date.now() - 25 * 60 * 60_000))).rejects.toThrow('Check the clock')
    for (const minutes of [-10, 10]) // A21
      expect(await canSeal(new Date(Date.now() + minutes * 60_000))).toEqual({ ok: true })
  })

  it('is no where the file of an authority isn’t there', async () => {
    vi.stubEnv('SEAL_P12_FILE', '/nowhere/seal.p12')
    vi.stubEnv('SEAL_P12_PASSWORD', 'none')
    const { canSeal, currentSealer } = await processWith(1)
    expect(await canSeal()).toMatchObject({ ok: false })
    await expect(currentSealer()).rejects.toThrow('SEAL_P12_FILE isn’t there')
    expect(await rows()).toEqual([])
  })
})

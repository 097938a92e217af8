import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { listAuditEvents } from '@/lib/testing/listed'
import { ftyp, phonePhoto, picture, pictureBytes } from '@/lib/testing/pictures'
import { startS3 } from '@/lib/testing/s3-server'
import { addPhoto } from './add-photo'
import { makePhoto } from './photo'
import { MOST_STORED } from './photo-rules'
import { readPhoto } from './read-photo'
import { sha256Of } from './sha256'

let context: OrgContext
let orgId: string
let jobNumber: number
beforeEach(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
  jobNumber = (await createJob(context, 100_000)).number
})

const add = (image: Blob, of = context) => addPhoto(of, { image, jobNumber, name: 'IMG_1.jpg' })
const blobOf = (bytes: Buffer) => new Blob([new Uint8Array(bytes)])
const rows = () => forOrg(orgId, (tx) => tx.storedFile.findMany({ where: { orgId } }))
const audited = async () => (await forOrg(orgId, (tx) => listAuditEvents(tx, orgId))).rows.map(({ action }) => action)
const fileOf = (sha256: string) => path.join(process.env.FILES_DIR ?? '', orgId, sha256)

describe('a photo', () => {
  it('is kept as the JPEG that we drew, under its hash, and in the audit log', async () => {
    const file = await phonePhoto()
    const added = await add(blobOf(file))
    const made = await makePhoto(file)
    expect(added).toEqual({ hash: made.sha256, width: 300, height: 400 })
    expect(await rows()).toMatchObject([
      {
        ...{ orgId, sha256: added.hash, kind: 'photo', contentType: 'image/jpeg', width: 300, height: 400 },
        ...{ bytes: made.jpeg.length, name: 'IMG_1.jpg', createdById: context.user.id, createdByName: 'Ada Admin' },
      },
    ])
    expect(await readPhoto(orgId, added.hash)).toEqual({ contentType: 'image/jpeg', bytes: made.jpeg })
    expect(await readPhoto(orgId, `${added.hash}-small`)).toEqual({ contentType: 'image/webp', bytes: made.small.webp })
    expect(await audited()).toEqual(['photo_added'])
  })

  it('that is the same again is no second one, and brings a lost file back', async () => {
    const image = await picture()
    const added = await add(image)
    rmSync(fileOf(added.hash))
    expect(await readPhoto(orgId, added.hash)).toEqual({ contentType: 'image/jpeg', bytes: null })
    expect(await add(image)).toEqual(added)
    expect((await readPhoto(orgId, added.hash))?.bytes).toBeInstanceOf(Buffer)
    expect(await rows()).toHaveLength(1)
    expect(await audited()).toEqual(['photo_added'])
  })

  it('whose file was changed isn’t served', async () => {
    const { hash } = await add(await picture())
    writeFileSync(fileOf(hash), '<script>')
    expect(await readPhoto(orgId, hash)).toEqual({ contentType: 'image/jpeg', bytes: null })
  })

  it('is nobody else’s: no other company reads it, by whatever name, or writes some', async () => {
    const { hash } = await add(await picture())
    const other = await createOrg({ active: false })
    const there = other.org.id
    expect(await readPhoto(there, hash)).toBeNull()
    expect(await forOrg(there, (tx) => tx.storedFile.findMany({ where: { orgId } }))).toEqual([])
    for (const name of ['', '../x', `${hash}0`, hash.toUpperCase(), `${hash}-large`, "' or 1=1", `${hash}/../${hash}`])
      expect(await readPhoto(orgId, name), name).toBeNull()
    const [row] = await rows()
    if (!row) throw new Error('no row')
    await expect(
      forOrg(there, (tx) => tx.storedFile.create({ data: { ...row, sha256: 'cd'.repeat(32) } })),
    ).rejects.toThrow('row-level security')
    await expect(forOrg(orgId, (tx) => tx.storedFile.deleteMany({ where: { orgId } }))).rejects.toThrow()
    await expect(forOrg(orgId, (tx) => tx.storedFile.updateMany({ data: { name: 'x' } }))).rejects.toThrow()
    // Their job of the same number or not: a photo is added to a job of one's own.
    await expect(addPhoto(other, { image: await picture(), jobNumber, name: '' })).rejects.toThrow('This job no longer')
  })

  it('that can’t be one is refused in words, and nothing is kept', async () => {
    await expect(add(blobOf(ftyp('heic')))).rejects.toMatchObject({
      fields: { image: expect.stringContaining('HEIC') },
    })
    expect(await rows()).toEqual([])
  })

  it('stops where the company’s room is full', async () => {
    const row = { kind: 'photo', contentType: 'image/jpeg', width: 1, height: 1, name: '' }
    const full = await createOrg({ active: false, limitFactor: 1 })
    const { number } = await createJob(full, 100_000)
    const many = Math.ceil(MOST_STORED / 2_000_000_000)
    await forOrg(full.org.id, (tx) =>
      tx.storedFile.createMany({
        data: Array.from({ length: many }, (_, at) => ({
          ...{ ...row, orgId: full.org.id, sha256: sha256Of(`${at}`), smallSha256: sha256Of(''), smallBytes: 1 },
          ...{ bytes: 2_000_000_000, createdById: full.user.id, createdByName: full.user.name },
        })),
      }),
    )
    await expect(addPhoto(full, { image: await picture(), jobNumber: number, name: '' })).rejects.toThrow(
      'Your company’s photos fill its 5 GB.',
    )
  })
})

describe('in a bucket', () => {
  const account = { keyId: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG', region: 'us-east-1' }

  /** The product as it is with other variables: they are read once. */
  async function withBucket(url: string, secret = account.secret) {
    vi.stubEnv('FILES_URL', `s3://photos?endpoint=${url}`)
    vi.stubEnv('FILES_KEY_ID', account.keyId)
    vi.stubEnv('FILES_SECRET', secret)
    vi.resetModules()
    return { ...(await import('./add-photo')), ...(await import('./read-photo')) }
  }

  it('a photo is kept under the same key, and read again; with a wrong secret it isn’t added, in words', async () => {
    const server = await startS3(account, 'photos')
    try {
      const image = blobOf(await pictureBytes({ color: 'green' }))
      const wrong = await withBucket(server.url, 'another')
      await expect(wrong.addPhoto(context, { image, jobNumber, name: '' })).rejects.toThrow(
        /^Photos can’t be stored right now \(error [0-9A-F]{8}\)\. This photo wasn’t added\. Try again in a minute\.$/,
      )
      expect(await rows()).toEqual([])
      const right = await withBucket(server.url)
      const { hash } = await right.addPhoto(context, { image, jobNumber, name: '' })
      expect([...server.objects.keys()]).toContain(`${orgId}/${hash}`)
      expect(sha256Of((await right.readPhoto(orgId, hash))?.bytes ?? '')).toBe(hash)
      server.objects.clear()
      expect(await right.readPhoto(orgId, hash)).toEqual({ contentType: 'image/jpeg', bytes: null })
      server.stop()
      await expect(right.readPhoto(orgId, hash)).rejects.toThrow()
    } finally {
      server.stop()
    }
  })
})

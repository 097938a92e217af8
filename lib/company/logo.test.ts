import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { listAuditEvents } from '@/lib/testing/listed'
import { picture } from '@/lib/testing/pictures'
import { removeLogo, setLogo } from './logo'
import { readLogo, readShownLogo } from './read-logo'

let context: OrgContext
let orgId: string
beforeEach(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const shown = (id = orgId) =>
  forOrg(id, async (tx) => readShownLogo(tx, await tx.org.findUniqueOrThrow({ where: { id } })))
const audited = async () => (await forOrg(orgId, (tx) => listAuditEvents(tx, orgId))).rows.map(({ action }) => action)

describe('a logo', () => {
  it('is kept as a small PNG under its hash, and in the audit log', async () => {
    const logo = await setLogo(context, { image: await picture({ format: 'jpeg', width: 1200 }), seen: '' })
    expect(logo).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{32}$/), width: 600, height: 50 })
    const kept = await shown()
    expect(kept).toMatchObject(logo)
    expect(await sharp(kept?.png).metadata()).toMatchObject({ format: 'png', width: 600, height: 50 })
    expect(await audited()).toEqual(['logo_changed'])
  })

  it('that is the same again changes nothing, as after an answer that was lost', async () => {
    const image = await picture()
    const logo = await setLogo(context, { image, seen: '' })
    expect(await setLogo(context, { image, seen: '' })).toEqual(logo)
    expect(await audited()).toEqual(['logo_changed'])
  })

  it('that somebody else has set since is replaced by nobody who hasn’t seen it', async () => {
    const theirs = await setLogo(context, { image: await picture({ color: 'red' }), seen: '' })
    const mine = await picture({ color: 'green' })
    await expect(setLogo(context, { image: mine, seen: '' })).rejects.toThrow('Somebody else changed the logo')
    await expect(removeLogo(context, { seen: 'ab'.repeat(16) })).rejects.toThrow('Somebody else changed the logo')
    expect(await shown()).toMatchObject(theirs)
    const logo = await setLogo(context, { image: mine, seen: theirs.hash })
    await removeLogo(context, { seen: logo.hash })
    await removeLogo(context, { seen: logo.hash }) // the answer to the first was lost
    expect(await shown()).toBeNull()
    expect(await audited()).toEqual(['logo_removed', 'logo_changed', 'logo_changed'])
    // For the emails that went out with it.
    expect(await forOrg(orgId, (tx) => readLogo(tx, orgId, theirs.hash))).not.toBeNull()
  })

  it('that can’t be one is refused, and leaves the one that is there', async () => {
    const logo = await setLogo(context, { image: await picture(), seen: '' })
    await expect(
      setLogo(context, { image: new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']), seen: logo.hash }),
    ).rejects.toMatchObject({ fields: { image: expect.stringContaining('SVG') } })
    expect(await shown()).toMatchObject(logo)
  })

  it('is nobody else’s: no other company reads its bytes, by whatever hash, or writes some', async () => {
    const logo = await setLogo(context, { image: await picture(), seen: '' })
    const other = await createOrg({ active: false })
    const there = other.org.id
    expect(await forOrg(there, (tx) => readLogo(tx, orgId, logo.hash))).toBeNull()
    expect(await forOrg(there, (tx) => readLogo(tx, there, logo.hash))).toBeNull()
    for (const hash of ['', '../x', `${logo.hash}0`, logo.hash.toUpperCase(), "' or 1=1"])
      expect(await forOrg(orgId, (tx) => readLogo(tx, orgId, hash)), hash).toBeNull()
    const data = { orgId, hash: 'cd'.repeat(16), png: new Uint8Array([1]) }
    await expect(forOrg(there, (tx) => tx.orgLogo.create({ data }))).rejects.toThrow('row-level security')
    await expect(forOrg(orgId, (tx) => tx.orgLogo.deleteMany({ where: { orgId } }))).rejects.toThrow()
  })
})

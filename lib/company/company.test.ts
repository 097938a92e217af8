import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { listAuditEvents } from '@/lib/testing/listed'
import { asOwner } from '@/prisma/owner/as-owner'
import { getCompany, saveCompany } from './company'
import { type CompanyForm, companySchema, companyTexts } from './schema'

let context: OrgContext
let orgId: string
beforeEach(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const read = (id = orgId) => forOrg(id, (tx) => getCompany(tx, id))
const audited = async () => (await forOrg(orgId, (tx) => listAuditEvents(tx, orgId))).rows

/** Saves what is typed over what is stored, from the form of a page that was opened now. */
async function save(typed: Partial<CompanyForm>, form: { version?: number; formId?: string } = {}) {
  const stored = await read()
  const edit = { version: stored.version, formId: randomUUID(), ...form }
  return saveCompany(context, companySchema.parse({ ...companyTexts(stored), ...edit, ...typed }))
}

const ALL: Partial<CompanyForm> = {
  name: 'Summit Ridge',
  legalName: 'Summit Ridge Exteriors LLC',
  ...{ street: '12 Elm St', city: 'Golden', state: 'co', zip: '80401' },
  ...{ phone: '(303) 555-0142', email: 'office@summit.test', website: 'summit.test' },
  licenses: [
    { state: 'CO', number: 'RC-1234' },
    { state: 'UT', number: '99' },
  ],
  ...{ brandColor: '#FA0', timeZone: 'America/Chicago', senderName: 'Summit Office' },
  ...{ replyEmail: 'jobs@summit.test', footer: 'Thank you.\nWarranty: ten years.' },
}

const EMPTY = {
  ...{ legalName: null, street: null, city: null, state: null, zip: null, phone: null, email: null, website: null },
  ...{ licenses: [], brandColor: null, senderName: null, replyEmail: null, footer: null },
}

describe('saving a company', () => {
  it('keeps everything, gives the next version, and says in both logs who changed what', async () => {
    expect(await save(ALL)).toEqual({ saved: true, value: 2 })
    expect(await read()).toMatchObject({
      ...{ name: 'Summit Ridge', legalName: 'Summit Ridge Exteriors LLC', state: 'CO', phone: '3035550142' },
      ...{ website: 'https://summit.test/', brandColor: '#ffaa00', timeZone: 'America/Chicago', version: 2 },
      licenses: [
        { position: 0, state: 'CO', number: 'RC-1234' },
        { position: 1, state: 'UT', number: '99' },
      ],
    })
    const [entry] = await audited()
    expect(entry).toMatchObject({ action: 'company_changed', actorName: 'Ada Admin' })
    expect(entry?.detail).toMatch(
      /^Changed name, legal name, street, .*website, color, time zone, sender name, .*licenses$/,
    )
    expect(entry?.detail).not.toContain('Summit')
    const events = await forOrg(orgId, (tx) => tx.securityEvent.findMany({ where: { orgId, event: 'org_changed' } }))
    expect(events).toMatchObject([
      { actorId: context.user.id, actorName: 'Ada Admin', detail: 'Changed email, name, phone, time zone' },
    ])
  })

  it('empties what is emptied, and replaces the licenses', async () => {
    await save(ALL)
    await save({
      ...ALL,
      legalName: ' ',
      website: '',
      brandColor: '',
      footer: '',
      licenses: [ALL.licenses?.[1] ?? { state: '', number: '' }],
    })
    expect(await read()).toMatchObject({
      ...{ legalName: null, website: null, brandColor: null, footer: null, version: 3 },
      licenses: [{ position: 0, state: 'UT', number: '99' }],
    })
  })

  it('writes nothing where nothing was changed', async () => {
    await save(ALL)
    const before = (await audited()).length
    expect(await save({})).toEqual({ saved: true, value: 2 })
    expect((await audited()).length).toBe(before)
  })

  it('of two admins at once, the second sees what the first saved, and chooses', async () => {
    const opened = { version: 1, formId: randomUUID() }
    await save({ name: 'Theirs', licenses: [{ state: 'CO', number: '1' }] })
    const refused = await save({ name: 'Mine', licenses: [] }, opened)
    expect(refused).toEqual({
      saved: false,
      conflict: {
        version: 2,
        differences: [
          { path: 'name', theirs: 'Theirs', mine: 'Mine' },
          { path: 'licenses', theirs: 'CO 1', mine: '' },
        ],
      },
    })
    expect((await read()).name).toBe('Theirs')
    expect(await save({ name: 'Mine', licenses: [] }, { ...opened, version: 2 })).toEqual({ saved: true, value: 3 })
    // Their own save whose answer was lost is no conflict.
    expect(await save({ name: 'Mine, again' }, opened)).toEqual({ saved: true, value: 4 })
  })

  it('keeps a time zone that an operator set, and takes no other that isn’t on the list', async () => {
    await asOwner((tx) => tx.org.update({ where: { id: orgId }, data: { timeZone: 'America/Kentucky/Louisville' } }))
    expect(await save({ name: 'New' })).toMatchObject({ saved: true })
    await expect(save({ timeZone: 'Europe/Berlin' })).rejects.toMatchObject({
      fields: { timeZone: 'Choose a time zone of the list.' },
    })
  })
})

describe('the database', () => {
  it('counts licenses that are changed by no form', async () => {
    await save(ALL)
    await asOwner((tx) => tx.orgLicense.updateMany({ where: { orgId, position: 0 }, data: { number: '5' } }), orgId)
    expect(await read()).toMatchObject({ version: 3, formId: null })
    await forOrg(orgId, (tx) => tx.orgLicense.deleteMany({ where: { orgId } }))
    expect(await read()).toMatchObject({ version: 4, formId: null })
  })

  it.each(Object.keys(companyTexts({ ...EMPTY, name: '', timeZone: '' })).filter((field) => field !== 'licenses'))(
    'counts a %s that is changed by no form, and no count of another thing',
    async (field) => {
      const value = field === 'brandColor' ? '#123456' : 'X1'
      const changed = await forOrg(orgId, (tx) => tx.org.update({ where: { id: orgId }, data: { [field]: value } }))
      expect(changed).toMatchObject({ version: 2, formId: null })
      const counted = await forOrg(orgId, (tx) =>
        tx.org.update({ where: { id: orgId }, data: { nextJobNumber: { increment: 1 }, depositPercent: 7 } }),
      )
      expect(counted).toMatchObject({ version: 2 })
    },
  )

  it('shows another company neither the licenses nor lets it write them', async () => {
    await save(ALL)
    const other = await createOrg({ active: false })
    expect(await forOrg(other.org.id, (tx) => tx.orgLicense.findMany({ where: { orgId } }))).toEqual([])
    const license = { orgId, position: 5, state: 'CO', number: 'stolen' }
    await expect(forOrg(other.org.id, (tx) => tx.orgLicense.create({ data: license }))).rejects.toThrow(
      'row-level security',
    )
    const { count } = await forOrg(other.org.id, (tx) =>
      tx.org.updateMany({ where: { id: orgId }, data: { name: 'Taken over' } }),
    )
    expect(count).toBe(0)
  })

  it.each([
    ['a color that is none', { brandColor: 'red' }],
    ['a sender on two lines', { senderName: 'A\r\nBcc: b@example.com' }],
    ['half a logo', { logoHash: 'ab' }],
  ])('refuses %s, whoever writes it', async (_, data) => {
    await expect(forOrg(orgId, (tx) => tx.org.update({ where: { id: orgId }, data }))).rejects.toThrow(/org_/)
  })
})

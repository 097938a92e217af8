import { readFile } from 'node:fs/promises'
import { makeLogo } from '@/lib/company/logo-image'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { priceContent } from '@/lib/documents/standing-total'
import { hashPassword, isPassword } from '@/lib/sessions/password'
import type { Prisma } from '@/prisma/generated/client'
import type { Role } from '@/prisma/generated/enums'
import { asOwner } from './owner/as-owner'
import { type DemoJob, SUMMIT_RIDGE, TIDEWATER } from './seed-data'
import { seedPrices } from './seed-prices'

const USERS = [
  { email: 'admin@demo.test', name: 'Dana Whitfield', isStaff: false },
  { email: 'contractor@demo.test', name: 'Marco Reyes', isStaff: false },
  { email: 'bookkeeper@demo.test', name: 'Priya Nair', isStaff: false },
  { email: 'staff@demo.test', name: 'Trina Okafor', isStaff: true },
] as const

type DemoFace = {
  company: Partial<Prisma.OrgUncheckedUpdateInput>
  licenses: readonly { state: string; number: string }[]
  /** A file beside this one. Commands run in the project's folder. */
  logo: string
}

type DemoOrg = {
  slug: string
  name: string
  email: string
  phone: string
  timeZone: string
  /** What its customers see, beside that. */
  face?: DemoFace
  members: Record<string, Role>
  jobs: readonly DemoJob[]
}

const ORGS: readonly DemoOrg[] = [
  {
    slug: 'summit-ridge',
    name: 'Summit Ridge Exteriors',
    email: 'office@summitridge.test',
    phone: '3035550142',
    timeZone: 'America/Denver',
    face: {
      company: {
        ...{ legalName: 'Summit Ridge Exteriors LLC', website: 'https://summitridge.test/', brandColor: '#9c4221' },
        ...{ street: '1450 Washington Ave', city: 'Golden', state: 'CO', zip: '80401' },
        footer: 'Workmanship guaranteed for ten years. Thank you for trusting us with your home.',
      },
      licenses: [
        { state: 'CO', number: 'RC-20418' },
        { state: 'WY', number: '7731-R' },
      ],
      logo: 'seed-logo.png',
    },
    members: { 'admin@demo.test': 'owner', 'contractor@demo.test': 'contractor', 'bookkeeper@demo.test': 'bookkeeper' },
    jobs: SUMMIT_RIDGE,
  },
  {
    slug: 'tidewater',
    name: 'Tidewater Windows',
    email: 'hello@tidewater.test',
    phone: '2075550118',
    timeZone: 'America/New_York',
    members: { 'admin@demo.test': 'admin' },
    jobs: TIDEWATER,
  },
]

/**
 * Makes the demo organizations, users, customers, jobs and prices, each once. Leaves existing ones as they are, but for the
 * users' password: from now on it is this one.
 */
export async function seed(password: string): Promise<void> {
  const userIds = await seedUsers(password)
  for (const org of ORGS) {
    const orgId = await seedOrg(org, userIds)
    if (orgId && org.face) await seedFace(orgId, org.face)
    if (orgId && org.face) await seedPrices(orgId)
    if (orgId) for (const [index, job] of org.jobs.entries()) await seedJob(orgId, 1001 + index, job)
  }
}

async function seedUsers(password: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const user of USERS) {
    const { email } = user
    const select = { id: true, passwordHash: true }
    const found = await asOwner((tx) => tx.user.findUnique({ where: { email }, select }))
    if (found && (await isPassword(found.passwordHash, password))) {
      ids.set(email, found.id)
      continue
    }
    const passwordHash = await hashPassword(password)
    const { id } = await asOwner((tx) =>
      found
        ? tx.user.update({ where: { email }, data: { passwordHash }, select })
        : tx.user.create({ data: { ...user, passwordHash }, select }),
    )
    ids.set(email, id)
  }
  return ids
}

/** Returns the new organization's id, or null when it existed already. */
async function seedOrg(
  { members, jobs, face: _, ...org }: DemoOrg,
  userIds: Map<string, string>,
): Promise<string | null> {
  return asOwner(async (tx) => {
    if (await tx.org.findUnique({ where: { slug: org.slug } })) return null
    const { id } = await tx.org.create({ data: { ...org, nextJobNumber: 1001 + jobs.length } })
    for (const [email, role] of Object.entries(members)) {
      const userId = userIds.get(email)
      if (userId) await tx.membership.create({ data: { orgId: id, userId, role } })
    }
    const day = 24 * 60 * 60 * 1000
    await tx.integration.create({
      data: {
        orgId: id,
        endpoint: 'local',
        applicationSentAt: new Date(Date.now() - 12 * day),
        approvedAt: org.slug === 'summit-ridge' ? new Date(Date.now() - 2 * day) : null,
      },
    })
    return id
  })
}

async function seedFace(orgId: string, { company, licenses, logo }: DemoFace): Promise<void> {
  const { png, hash, width, height } = await makeLogo(await readFile(`prisma/${logo}`))
  await forOrg(orgId, async (tx) => {
    await tx.orgLogo.create({ data: { orgId, hash, png: new Uint8Array(png) } })
    const shown = { logoHash: hash, logoWidth: width, logoHeight: height }
    await tx.org.update({ where: { id: orgId }, data: { ...company, ...shown } })
    await tx.orgLicense.createMany({ data: licenses.map((license, position) => ({ orgId, position, ...license })) })
  })
}

const seedJob = (orgId: string, number: number, { customer, proposal, agreement, ...job }: DemoJob) =>
  forOrg(orgId, async (tx) => {
    const { id: customerId } = await tx.customer.create({ data: { orgId, ...customer } })
    const { street, city, state, zip } = customer
    const { id: jobId } = await tx.job.create({
      data: {
        orgId,
        number,
        customerId,
        title: job.title,
        notes: job.notes ?? null,
        ...(job.site ?? { street, city, state, zip }),
        contactEmail: customer.email,
        contactPhone: customer.phone,
      },
    })
    for (const [kind, document] of Object.entries({ proposal, agreement })) {
      if (!document) continue
      const content = plainContent(
        document.items.map(([description, quantity, unitPrice]) => ({
          description,
          quantityHundredths: Math.round(quantity * 100),
          unitPriceCents: Math.round(unitPrice * 100),
        })),
      )
      const { totalCents } = priceContent(content, kind as 'proposal' | 'agreement')
      await tx.document.create({
        data: { orgId, jobId, kind: kind as 'proposal' | 'agreement', stage: document.stage, content, totalCents },
      })
    }
  })

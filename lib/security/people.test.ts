import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { forOrg, forUser } from '@/lib/db'
import { createOrg } from '@/lib/testing/fixtures'
import { createPerson } from '@/lib/testing/people'
import { asOwner } from '@/prisma/owner/as-owner'
import { nameActor } from './actor'

// Who people are and what they may: whoever changes it, by whatever way, leaves an entry.

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

let seen = 0n
/** The entries since the last time. */
async function written() {
  const { rows } = await owner.query(
    `select id, event, user_id, org_id, actor_id, actor_name, address, request_id, detail from security_event where id > $1 order by id`,
    [seen.toString()],
  )
  seen = BigInt(rows.at(-1)?.id ?? seen)
  return rows.map(({ id: _, ...row }) => row)
}

it('each change of a member, user or company is written down, with who did it', async () => {
  const { org, user } = await createOrg({ active: false })
  const other = randomUUID()
  await written()
  const byHand = { actor_name: expect.stringMatching(/^Database user ./), actor_id: null, address: '' }
  const change = async (text: string, ...values: unknown[]) => {
    await owner.query(text, values)
    return written()
  }
  expect(
    await change(
      `insert into app_user (id, email, name, password_hash) values ($1, $2, 'Zoe', 'x')`,
      other,
      `${other}@example.com`,
    ),
  ).toMatchObject([{ event: 'user_added', user_id: other, org_id: null, ...byHand }])
  expect(
    await change(`insert into membership (org_id, user_id, role) values ($1, $2, 'contractor')`, org.id, other),
  ).toMatchObject([{ event: 'member_added', user_id: other, org_id: org.id, detail: 'contractor', ...byHand }])
  expect(await change(`update membership set role = 'admin' where user_id = $1`, other)).toMatchObject([
    { event: 'role_changed', user_id: other, org_id: org.id, detail: 'contractor → admin', ...byHand },
  ])
  expect(await change(`update membership set role = 'admin' where user_id = $1`, other)).toEqual([])
  expect(await change(`update app_user set email = $2 where id = $1`, other, `new-${other}@example.com`)).toMatchObject(
    [{ event: 'email_changed', user_id: other }],
  )
  expect(await change(`update app_user set password_hash = 'y' where id = $1`, other)).toMatchObject([
    { event: 'password_changed', user_id: other },
  ])
  expect(await change(`update app_user set name = 'Zoe Z' where id = $1`, other)).toMatchObject([
    { event: 'name_changed', user_id: other },
  ])
  expect(await change(`update app_user set disabled_at = now() where id = $1`, other)).toMatchObject([
    { event: 'user_disabled', user_id: other },
  ])
  expect(await change(`update app_user set is_staff = true where id = $1`, other)).toMatchObject([
    { event: 'staff_changed', user_id: other, detail: 'Plumbline staff' },
  ])
  expect(await change(`update app_user set is_staff = false where id = $1`, other)).toMatchObject([
    { event: 'staff_changed', detail: 'No longer Plumbline staff' },
  ])
  expect(
    await change(
      `update org set slug = slug || '-x', phone = '3035550100', next_job_number = 2000 where id = $1`,
      org.id,
    ),
  ).toMatchObject([{ event: 'org_changed', org_id: org.id, detail: 'Changed phone, slug' }])
  expect(await change(`update org set next_job_number = 2001, deposit_percent = 5 where id = $1`, org.id)).toEqual([])
  expect(
    await change('update org set limit_factor = 3, most_payment_cents = 100000 where id = $1', org.id),
  ).toMatchObject([
    {
      event: 'org_changed',
      org_id: org.id,
      detail: expect.stringMatching(/→ 3, largest payment \d+ → 100000 cents$/),
      ...byHand,
    },
  ])
  // In the app the owner's name is in the audit log.
  await forOrg(org.id, (tx) => tx.org.update({ where: { id: org.id }, data: { mostPaymentCents: 200_000 } }))
  expect(await written()).toEqual([])
  expect(await change(`delete from membership where user_id = $1`, other)).toMatchObject([
    { event: 'member_removed', user_id: other, org_id: org.id, detail: 'admin', ...byHand },
  ])
  expect(await change(`delete from app_user where id = $1`, other)).toMatchObject([
    { event: 'user_removed', user_id: other },
  ])

  // The sessions that end with it, too; and in the app the user's own name, or the one who says so.
  await forUser(
    user.id,
    (tx) =>
      tx.$executeRaw`update session set ended_at = now(), end_reason = 'signed_out' where user_id = ${user.id}::uuid`,
  )
  expect(await written()).toEqual([])
  const third = await createOrg({ active: false })
  await createPerson(third, 'owner') // a company keeps one
  await written()
  const source = { address: '198.51.100.7', requestId: randomUUID(), userAgent: '' }
  await asOwner(async (tx) => {
    await nameActor(tx, { user, source })
    await tx.membership.update({
      where: { orgId_userId: { orgId: third.org.id, userId: third.user.id } },
      data: { role: 'bookkeeper' },
    })
  })
  const ended = { event: 'session_ended', user_id: third.user.id, detail: 'Role changed' }
  expect((await written()).toSorted((a, b) => a.event.localeCompare(b.event))).toMatchObject([
    {
      ...{ event: 'role_changed', detail: 'owner → bookkeeper', actor_id: user.id, actor_name: 'Ada Admin' },
      ...{ address: source.address, request_id: source.requestId },
    },
    ended,
  ])
  // It holds for that transaction only.
  await asOwner((tx) => tx.org.update({ where: { id: third.org.id }, data: { phone: '3035550111' } }))
  expect(await written()).toMatchObject([{ event: 'org_changed', ...byHand }])
})

it('each trigger that writes down is there: a column of people or companies has a rule', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'
       and table_name in ('membership', 'app_user', 'org') order by 1`,
  )
  // A new column: does its change matter to who people are and what they may? Then the trigger needs it, too.
  expect(rows.map(({ name }) => name)).toEqual([
    ...[
      'app_user.created_at',
      'app_user.disabled_at',
      'app_user.email',
      'app_user.id',
      'app_user.is_staff',
      'app_user.name',
    ],
    ...[
      'app_user.password_hash',
      'membership.created_at',
      'membership.org_id',
      'membership.role',
      'membership.user_id',
    ],
    // What customers see of a company is in its audit log.
    ...['org.brand_color', 'org.city', 'org.created_at', 'org.deposit_percent', 'org.email', 'org.footer'],
    ...['org.form_id', 'org.id', 'org.legal_name', 'org.limit_factor'],
    ...['org.logo_hash', 'org.logo_height', 'org.logo_width'],
    ...[
      'org.most_payment_cents',
      'org.name',
      'org.next_document_number',
      'org.next_job_number',
      'org.phone',
      'org.reply_email',
    ],
    // Of the state nothing depends; a suspension is written down by its own trigger (migration staff_console).
    ...['org.requires_second_step', 'org.sender_name', 'org.slug', 'org.state', 'org.step_up_refund_cents'],
    ...[
      'org.street',
      'org.suspended_at',
      'org.suspended_reason',
      'org.time_zone',
      'org.version',
      'org.website',
      'org.zip',
    ],
  ])
})

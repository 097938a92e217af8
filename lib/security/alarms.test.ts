import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { chooseAlarm, listMyAlarms, readAlarmChoices } from '@/lib/audit/alarm-choices'
import { forOrg } from '@/lib/db'
import { sendAlarm } from '@/lib/email/send-alarm'
import { createOrg, signedIn } from '@/lib/testing/fixtures'
import { listAuditEvents } from '@/lib/testing/listed'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { createPerson } from '@/lib/testing/people'
import { mailTasks } from '@/lib/worker/tasks'
import { ORG_ALARM_NAMES } from './alarm-kinds'
import { raiseAlarmOfSignIn } from './alarm-of-entry'
import { raiseAlarm, tellPerson } from './alarms'

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
let server: MailServer
beforeAll(async () => {
  await owner.connect()
  server = await startMailServer()
  process.env.SMTP_URL = server.url.replace('//', '//plumbline:secret@')
  process.env.SECURITY_MAIL = 'operator@example.com'
})
afterAll(async () => {
  await server.stop()
  await owner.end()
})
beforeEach(async () => {
  server.received.length = 0
  await owner.query('delete from limit_count')
  await owner.query('delete from alarm')
})

const waiting = async (kind: string) =>
  (await owner.query('select id, org_id, user_id, words from alarm where kind = $1 order by user_id', [kind])).rows

/** The addresses that the alarms of a kind go to, once the worker has sent them. */
async function sentTo(kind: string): Promise<string[]> {
  for (const { id, org_id } of await waiting(kind)) await sendAlarm(org_id, id)
  return server.received.flatMap(({ to }) => [to ?? []].flat().map(({ text }) => text)).toSorted()
}

it('owners are told, others as they choose, once an hour of each kind', async () => {
  const context = await createOrg({ active: false })
  const { org } = context
  const admin = await createPerson(context, 'admin')
  const contractor = await createPerson(context, 'contractor')
  await raiseAlarm(org.id, 'limits', 'Marco met a limit.')
  await raiseAlarm(org.id, 'limits', 'Marco met a limit again.')
  expect(await waiting('limits')).toMatchObject([
    { org_id: org.id, user_id: context.user.id, words: 'Marco met a limit.' },
  ])
  expect(await sentTo('limits')).toEqual([context.user.email])
  expect(await sentTo('limits')).toEqual([context.user.email]) // once
  expect(server.received[0]?.text).toMatch(/Marco met a limit/)

  await chooseAlarm(admin, { kind: 'declines', isOn: true })
  await chooseAlarm(context, { kind: 'declines', isOn: false })
  await chooseAlarm(context, { kind: 'declines', isOn: false }) // pressed twice
  await chooseAlarm(contractor, { kind: 'declines', isOn: true })
  await raiseAlarm(org.id, 'declines', 'Nine cards were declined.')
  server.received.length = 0
  expect(await sentTo('declines')).toEqual([admin.user.email])
  expect(await forOrg(org.id, (tx) => listMyAlarms(tx, admin))).toMatchObject([{ words: 'Nine cards were declined.' }])
  expect(await forOrg(org.id, (tx) => listMyAlarms(tx, contractor))).toEqual([])

  const { rows } = await forOrg(org.id, (tx) => listAuditEvents(tx, org.id))
  expect(rows.map(({ action, actorId, detail }) => [action, actorId, detail])).toEqual([
    ['alarms_chosen', contractor.user.id, 'On'],
    ['alarms_chosen', context.user.id, 'Off'],
    ['alarms_chosen', admin.user.id, 'On'],
  ])
})

it('an owner can’t silence what tells of changed credentials', async () => {
  const context = await createOrg({ active: false })
  for (const kind of ORG_ALARM_NAMES) await chooseAlarm(context, { kind, isOn: false })
  const choices = await forOrg(context.org.id, (tx) => readAlarmChoices(tx, context))
  expect(Object.entries(choices).filter(([, isOn]) => isOn)).toEqual([
    ['credentials', true],
    ['roles', true],
  ])
  await raiseAlarm(context.org.id, 'credentials', 'Replaced.')
  expect(await sentTo('credentials')).toEqual([context.user.email])
})

it('nobody who has left is told, and one company’s alarms are not another’s', async () => {
  const [one, two] = [await createOrg({ active: false }), await createOrg({ active: false })]
  const gone = await createPerson(one, 'owner')
  await raiseAlarm(one.org.id, 'limits', 'A limit.')
  expect(await waiting('limits')).toHaveLength(2)
  expect(await forOrg(two.org.id, (tx) => tx.alarm.findMany())).toEqual([])
  await owner.query('delete from membership where org_id = $1 and user_id = $2', [one.org.id, gone.user.id])
  expect(await sentTo('limits')).toEqual([one.user.email])
})

it('a person is told of each change of their own sign-in, at their own address', async () => {
  const context = await createOrg({ active: false })
  for (const words of ['A passkey was added.', 'A passkey was removed.'])
    await tellPerson(context.user.id, 'second_step', words)
  const sent = await sentTo('second_step')
  expect(sent).toEqual([context.user.email, context.user.email])
  expect(server.received[0]?.text).toContain('A passkey was added.')
  expect(server.received[1]?.text).toContain('A passkey was removed.')
  expect(server.received[0]?.text).toContain('/account')
  expect(server.received[0]?.text).not.toContain('within an hour')
  expect(await forOrg(context.org.id, (tx) => tx.alarm.findMany())).toEqual([])
})

it('whoever runs the installation is told of what concerns all of it', async () => {
  const context = await createOrg({ active: false })
  await raiseAlarm(null, 'foreign_origins', '470 more within a minute.')
  expect(await sentTo('foreign_origins')).toEqual(['operator@example.com'])
  expect(await forOrg(context.org.id, (tx) => tx.alarm.findMany())).toEqual([])
  const { id: userId } = context.user
  await owner.query('update app_user set is_staff = true where id = $1', [userId])
  const { id: sessionId } = await signedIn(userId)
  await raiseAlarmOfSignIn({ userId, sessionId, isNewDevice: false })
  expect(await waiting('staff_sign_in')).toMatchObject([{ words: 'Ada Admin signed in, from 192.0.2.1.' }])
  expect(await waiting('new_device')).toEqual([])
  await raiseAlarmOfSignIn({ userId, sessionId, isNewDevice: true })
  expect(await waiting('new_device')).toMatchObject([
    { org_id: context.org.id, words: 'Ada Admin signed in on a new device, from 192.0.2.1.' },
  ])
})

it('a change of members tells those who run the company, whoever makes it, and not of how a company begins', async () => {
  const context = await createOrg({ active: false })
  const queued = async () =>
    (
      await owner.query(
        `select payload from graphile_worker._private_jobs job join graphile_worker._private_tasks task
      on task.id = job.task_id where identifier = 'raise-alarm' and payload ->> 'orgId' = $1 order by job.id`,
        [context.org.id],
      )
    ).rows
  expect(await queued()).toEqual([])
  const other = await createPerson(context, 'contractor')
  await owner.query(`update membership set role = 'admin' where org_id = $1 and user_id = $2`, [
    context.org.id,
    other.user.id,
  ])
  const jobs = await queued()
  expect(jobs).toHaveLength(2)
  await mailTasks['raise-alarm']?.(jobs[1].payload, {} as never)
  const [alarm] = await waiting('roles')
  expect(alarm).toMatchObject({ user_id: context.user.id })
  expect(alarm.words).toMatch(/^contractor has another role \(contractor → admin\)\. Done by: Database user .+\.$/)
})

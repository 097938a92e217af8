import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, it } from 'vitest'
import { migrate } from '@/tools/postgres/migrate'

it('what staff do works where the owner of the tables is no superuser, and row-level security binds it', async () => {
  const databaseUrl = process.env.DATABASE_URL ?? ''
  const superuser = new pg.Client({ connectionString: databaseUrl })
  await superuser.connect()
  const name = `plain_${randomUUID().replaceAll('-', '')}`
  await superuser.query(`create role ${name} login createrole password 'plain'`)
  await superuser.query(`create database ${name} owner ${name}`)
  await superuser.end()
  const plainUrl = Object.assign(new URL(databaseUrl), { username: name, password: 'plain', pathname: `/${name}` }).href
  const { appUrl } = await migrate({ databaseUrl: plainUrl, deployment: 'local' })
  const [owner, app] = [new pg.Client({ connectionString: plainUrl }), new pg.Client({ connectionString: appUrl })]
  await Promise.all([owner.connect(), app.connect()])
  const [staff, member, session, org, second] = Array.from({ length: 5 }, () => randomUUID())
  try {
    await owner.query(`select set_config('app.system', 'on', false)`)
    for (const [id, isStaff] of [
      [staff, true],
      [member, false],
    ] as const)
      await owner.query(
        `insert into app_user (id, email, name, password_hash, is_staff) values ($1::uuid, $1::text || '@example.com', 'Sam', 'x', $2)`,
        [id, isStaff],
      )
    for (const [id, user] of [
      [session, staff],
      [second, member],
    ])
      await owner.query(
        `insert into session (id, user_id, idle_at, expires_at, address, user_agent)
         values ($1, $2, now() + interval '1 hour', now() + interval '1 hour', '', '')`,
        [id, user],
      )
    await app.query(`select set_config('app.user_id', $1, false)`, [staff])
    const one = async (text: string, values: unknown[]) => (await app.query(text, values)).rows[0]
    const make = [session, org, 'first-roofing', 'First Roofing', 'America/Denver', 'CO']
    expect(await one('select staff_create_org($1, $2, $3, $4, $5, $6) as made', make)).toEqual({ made: true })
    await owner.query(`insert into membership (org_id, user_id, role) values ($1, $2, 'owner')`, [org, member])
    await owner.query(
      `insert into integration (org_id, endpoint, user_name, key_sealed, verified_at, activated_at, updated_at)
       values ($1, 'local', 'U', 'x', now(), now(), now())`,
      [org],
    )
    await owner.query(`select set_config('app.org_id', $1, false)`, [org])
    await owner.query(
      `insert into org_sync (org_id, merchant_key, completed_at, updated_at) values ($1, 'local:U', now(), now())`,
      [org],
    )
    const seen = await one(
      'select last_sync_at is not null as synced, worked_at is not null as worked from staff_org_activity($1)',
      [[org]],
    )
    expect(seen).toEqual({ synced: true, worked: true })
    const suspend = (isOn: boolean) =>
      one('select staff_suspend_org($1, $2, $3, $4) as changed', [session, org, isOn, 'Why'])
    expect(await suspend(true)).toEqual({ changed: true })
    expect(await suspend(true)).toEqual({ changed: false })
    const { rows } = await owner.query('select end_reason from session where id = $1', [second])
    expect(rows).toEqual([{ end_reason: 'suspended' }])
    expect(await suspend(false)).toEqual({ changed: true })
    const { rows: events } = await owner.query(`select event from security_event where org_id = $1 order by id`, [org])
    expect(events.map(({ event }) => event)).toEqual(['org_added', 'member_added', 'org_suspended', 'org_resumed'])
  } finally {
    await Promise.all([owner.end(), app.end()])
  }
})

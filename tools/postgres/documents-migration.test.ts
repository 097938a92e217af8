import { randomUUID } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { expect, it } from 'vitest'
import { contentSchema } from '@/lib/documents/content'
import { priceContent } from '@/lib/documents/standing-total'
import { SUMMIT_RIDGE, TIDEWATER } from '@/prisma/seed-data'
import { applyMigrations } from './migrate'

const DOCUMENTS = '20261204000000_documents'
const demo = [...SUMMIT_RIDGE, ...TIDEWATER]

/** A database as the version before left it, whose owner is no superuser, and the owner's connection. */
async function databaseOfBefore(): Promise<pg.Client> {
  const databaseUrl = process.env.DATABASE_URL ?? ''
  const superuser = new pg.Client({ connectionString: databaseUrl })
  await superuser.connect()
  const name = `before_${randomUUID().replaceAll('-', '')}`
  await superuser.query(`create role ${name} login createrole password 'plain'`)
  await superuser.query(`create database ${name} owner ${name}`)
  await superuser.end()
  const ownUrl = Object.assign(new URL(databaseUrl), { username: name, password: 'plain', pathname: `/${name}` }).href
  const owner = new pg.Client({ connectionString: ownUrl })
  await owner.connect()
  await applyMigrations(owner, path.resolve('prisma/migrations'), (each) => each < DOCUMENTS)
  await owner.query(`select set_config('app.system', 'on', false)`)
  return owner
}

it('documents of the version before keep their cents and their stage', async () => {
  const owner = await databaseOfBefore()
  const asked = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows
  const org = randomUUID()
  try {
    await asked(`insert into org (id, slug, name) values ($1, 'summit', 'Summit')`, [org])
    await asked(`select set_config('app.org_id', $1, false)`, [org])
    const before: { stage: string; totalCents: number }[] = []
    for (const [at, { proposal, agreement }] of demo.entries()) {
      const [customer, job] = [randomUUID(), randomUUID()]
      const named = `insert into customer (org_id, id, first_name, last_name, updated_at) values ($1, $2, 'A', 'B', now())`
      await asked(named, [org, customer])
      const numbered = `insert into job (org_id, id, number, title, customer_id, updated_at) values ($1, $2, $3, 'C', $4, now())`
      await asked(numbered, [org, job, at + 1, customer])
      for (const [kind, document] of Object.entries({ proposal, agreement })) {
        if (!document) continue
        const id = randomUUID()
        const made =
          'insert into document (org_id, id, job_id, kind, stage, updated_at) values ($1, $2, $3, $4, $5, now())'
        await asked(made, [org, id, job, kind, document.stage])
        for (const [position, [description, quantity, unitPrice]] of document.items.entries())
          await asked(
            `insert into line_item (org_id, id, document_id, position, description, quantity_hundredths, unit_price_cents)
             values ($1, $2, $3, $4, $5, $6, $7)`,
            [org, randomUUID(), id, position, description, Math.round(quantity * 100), Math.round(unitPrice * 100)],
          )
      }
      const [standing] = await asked('select stage, total_cents from job_standing where job_id = $1', [job])
      before.push({ stage: standing.stage, totalCents: Number(standing.total_cents) })
    }

    const versions = await asked('select id, version from document order by id')
    await owner.query(`select set_config('app.org_id', '', false), set_config('app.system', '', false)`)
    expect(await applyMigrations(owner, path.resolve('prisma/migrations'))).toContain(DOCUMENTS)

    await asked(`select set_config('app.org_id', $1, false), set_config('app.system', 'on', false)`, [org])
    const after = await asked(
      'select stage, total_cents from job_standing s join job on job.id = s.job_id order by job.number',
    )
    expect(after.map(({ stage, total_cents }) => ({ stage, totalCents: Number(total_cents) }))).toEqual(before)
    const documents = await asked('select number, content, total_cents from document order by number')
    expect(documents.map(({ number }) => number)).toEqual(documents.map((_, at) => 1001 + at))
    for (const { content, total_cents } of documents)
      expect(priceContent(contentSchema.parse(content), 'agreement').totalCents).toBe(total_cents)
    expect(await asked('select id, version from document order by id')).toEqual(versions)
    expect(await asked('select next_document_number as next from org')).toEqual([{ next: 1001 + documents.length }])
  } finally {
    await owner.end()
  }
})

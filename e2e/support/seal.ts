import { execFile, spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import type { TestOrg } from './data'
import { withDatabase } from './data'

/** A PDF under the seal of a key that this installation had once, and whose certificate it knows. */
export async function sealedPdf(): Promise<{ pdf: Buffer; certificateId: string }> {
  const env = { ...process.env, TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json') }
  const program = ['--import', 'tsx', 'lib/testing/print-sealed.ts']
  const { stdout } = await promisify(execFile)(process.execPath, program, { env, maxBuffer: 10_000_000 })
  const [pdf, certificate] = stdout.split('\n').map((line) => Buffer.from(line, 'base64'))
  const certificateId = randomUUID()
  await withDatabase((client) =>
    client.query('insert into seal_certificate (id, is_own, certificate, retired_at) values ($1, true, $2, now())', [
      certificateId,
      certificate,
    ]),
  )
  return { pdf: pdf ?? Buffer.alloc(0), certificateId }
}

/** Puts a sealed PDF on record as the paper of a version that a company has sent. */
export async function keepOnRecord(org: TestOrg, jobId: string, file: Awaited<ReturnType<typeof sealedPdf>>) {
  const snapshot = JSON.stringify({ kind: 'agreement', number: 1007, company: { name: org.name }, customer: 'Marsh' })
  const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
  await withDatabase(async (client) => {
    const { rows } = await client.query('select id from document where org_id = $1 and job_id = $2', [org.id, jobId])
    await client.query(
      `insert into document_version (org_id, document_id, number, snapshot, sha256, sent_at, sent_by_name)
       values ($1, $2, 1, $3, $4, now(), 'Marco')`,
      [org.id, rows[0].id, snapshot, sha256(snapshot)],
    )
    await client.query(
      `insert into document_event (org_id, id, job_id, document_id, act, version_number, at, actor_name)
       values ($1, $2, $3, $4, 'sent', 1, now(), 'Marco')`,
      [org.id, randomUUID(), jobId, rows[0].id],
    )
    await client.query(
      `insert into sealed_file (org_id, id, document_id, version_number, version_sha256, original_sha256, sha256, pdf,
         certificate_id, at) values ($1, $2, $3, 1, $4, $4, $5, $6, $7, '2026-11-24T20:14:00Z')`,
      [org.id, randomUUID(), rows[0].id, sha256(snapshot), sha256(file.pdf), file.pdf, file.certificateId],
    )
  })
}

/** Has the system's own pdfsig look at a sealed file, where it's installed. */
export function expectValidSignature(pdf: Buffer): void {
  const file = test.info().outputPath('sealed.pdf')
  writeFileSync(file, pdf)
  const { error, stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
  if (error) return // not installed here
  expect(stdout).toContain('Signature is Valid.')
  expect(stdout).toContain('Total document signed')
}

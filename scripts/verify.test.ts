import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { sealPaper } from '@/lib/seal/seal-paper'
import { keepSealed } from '@/lib/seal/sealed-files'
import { sha256Of } from '@/lib/seal/sealer'
import { createOrg } from '@/lib/testing/fixtures'
import { jobWithDocument, send } from '@/lib/testing/papers'
import { plainPdf, REASON } from '@/lib/testing/seals'

// The command as an operator runs it, from source, on this test's database.

const execute = promisify(execFile)
const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-verify-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const written = (name: string, bytes: Uint8Array | string) => {
  writeFileSync(path.join(folder, name), bytes)
  return path.join(folder, name)
}
type Ended = { code: number; stdout: string; stderr: string }
const run = (...args: string[]): Promise<Ended> => {
  // As the app's own process: it needs no owner.
  const env = { ...process.env, TSX_TSCONFIG_PATH: 'tools/tsconfig.json', DATABASE_URL: '' }
  return execute(process.execPath, ['--import', 'tsx', 'scripts/verify.ts', ...args], { env }).then(
    (ended) => ({ ...ended, code: 0 }),
    (error: Ended) => error,
  )
}

let context: OrgContext
let sealed: Uint8Array
beforeAll(async () => {
  context = await createOrg({ active: false })
  const orgId = context.org.id
  const { documentId } = await jobWithDocument(context, 1_840_000)
  await send(context, documentId)
  const original = await plainPdf()
  const paper = await sealPaper(original, { at: new Date(), reason: REASON })
  sealed = paper.pdf
  const file = { orgId, documentId, versionNumber: 1, originalSha256: sha256Of(original), ...paper }
  await forOrg(orgId, (tx) => keepSealed(tx, file))
})

test('a sealed paper is said to be one, in words and as JSON, and it ends with 0', async () => {
  const file = written('sealed.pdf', sealed)
  const { code, stdout } = await run(file)
  expect(code).toBe(0)
  expect(stdout).toContain('This is the paper as it was sealed.')
  expect(stdout).toMatch(/✓ Was this very file sealed here\?\n {2}Yes\. Agreement \d+, version 1, of Org/)
  expect(stdout.match(/^[✓✗–]/gm)).toEqual(['✓', '✓', '✓', '✓'])
  expect(stdout).toContain(sha256Of(sealed))
  const json = JSON.parse((await run(file, '--json')).stdout)
  expect(json).toMatchObject({
    ...{ isGood: true, isOurs: true, isWhole: true, isUnchanged: true, chain: 'intact', problem: null },
    known: { company: context.org.name, kind: 'agreement', version: 1 },
  })
})

test('any other file isn’t, and it ends with 2', async () => {
  const longer = written('longer.pdf', Buffer.concat([sealed, Buffer.from('%')]))
  const { code, stdout } = await run('--json', longer)
  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ isGood: false, isOurs: false, isWhole: false, problem: 'added' })
  const ended = await run(written('text.pdf', 'hello'))
  expect(ended).toMatchObject({ code: 2, stdout: expect.stringContaining('This file isn’t a PDF.') })
})

test('what can’t be looked at ends with 1 and says what to do', async () => {
  expect(await run(path.join(folder, 'none.pdf'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no file'),
  })
  expect(await run(folder)).toMatchObject({ code: 1, stderr: expect.stringContaining('can’t be read') })
  for (const args of [[], ['a.pdf', 'b.pdf'], ['--jsn', 'a.pdf']])
    expect(await run(...args)).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run verify -- FILE.pdf') })
  expect(await run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('with 2 where it isn’t') })
})

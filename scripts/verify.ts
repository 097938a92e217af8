// npm run verify -- FILE.pdf: says whether a paper was sealed here, and is as it was. As the page /verify does.
import { open } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { appDatabaseUrl } from '../tools/postgres/app-role'
import { connect } from '../tools/postgres/connect'
import { runningPostgres } from '../tools/postgres/postgres'
import { main, Problem } from '../tools/process/problem'
import { readEnvironment } from '../tools/stack/environment'

const USAGE = `npm run verify -- FILE.pdf [--json]

Says in four answers whether a paper was sealed here, is whole and unchanged, and its history intact. Nothing of the file is
kept. Needs the database, as the app does.

Ends with 0 where the paper is as it was sealed, with 2 where it isn’t, and with 1 where it couldn’t be looked at.`

/** Of a good file, of another one. What can't be looked at ends as every command that fails. */
const [GOOD, NOT_GOOD] = [0, 2]

function readArguments(): { file: string; json: boolean } | null {
  try {
    const options = { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    if (values.help) return null
    const [file, ...more] = positionals
    if (!file || more.length > 0) throw new Error('Name one file.')
    return { file, json: values.json }
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n\n${USAGE}`)
  }
}

/** As much of a file as is looked at: of one that is too large enough to say so. */
async function startOf(file: string, most: number): Promise<Buffer> {
  const opened = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new Problem(
      error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} can’t be read: ${error.message}.`,
    )
  })
  try {
    const buffer = Buffer.alloc(Math.min((await opened.stat()).size, most))
    let read = 0
    while (read < buffer.length) {
      const { bytesRead } = await opened.read(buffer, read)
      if (bytesRead === 0) break
      read += bytesRead
    }
    return buffer.subarray(0, read)
  } catch (error) {
    throw new Problem(`${file} can’t be read: ${(error as Error).message}.`)
  } finally {
    await opened.close()
  }
}

/** Puts what the product reads into process.env. @throws {Problem} where there is no database of this version */
async function prepare(): Promise<void> {
  const { variables, local } = readEnvironment(undefined, [])
  const owner = variables.DATABASE_URL ?? (local ? await runningPostgres() : undefined)
  const url = variables.APP_DATABASE_URL ?? (owner && appDatabaseUrl(owner))
  if (!url) throw new Problem('There is no database. Run npm start first, or set APP_DATABASE_URL.')
  const client = await connect(url, 'APP_DATABASE_URL')
  try {
    const { rows } = await client.query("select to_regclass('public.sealed_file') is not null as there")
    if (!rows[0]?.there)
      throw new Problem('This database is older than this version of Plumbline. Start Plumbline once, and try again.')
  } finally {
    await client.end()
  }
  Object.assign(process.env, variables, { APP_DATABASE_URL: url })
}

const MARKS = { true: '✓', false: '✗', null: '–' }

await main(async () => {
  const asked = readArguments()
  if (!asked) {
    console.log(USAGE)
    return 0
  }
  const { MOST_PDF_BYTES } = await import('@/lib/seal/verdict')
  const bytes = await startOf(asked.file, MOST_PDF_BYTES + 1)
  await prepare()
  const [{ isGood, verifyPdf }, { verdictWords }] = [
    await import('@/lib/seal/verify-pdf'),
    await import('@/lib/seal/verify-words'),
  ]
  const verdict = await verifyPdf(bytes)
  const { title, next, answers } = verdictWords(verdict)
  if (asked.json) console.log(JSON.stringify({ isGood: isGood(verdict), ...verdict, title, next }, null, 2))
  else {
    console.log(`${title}. ${next}\n`)
    for (const { question, isGood, words } of answers) console.log(`${MARKS[`${isGood}`]} ${question}\n  ${words}`)
    console.log(`\nSHA-256 ${verdict.sha256}`)
  }
  return isGood(verdict) ? GOOD : NOT_GOOD
})

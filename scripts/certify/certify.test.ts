import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exercises } from './document'
import { startOwnSandbox } from './own-sandbox'
import { filesIn, loadRun, type RunRecord } from './record'
import { renderReport } from './report'
import { type Options, runExercises } from './run'
import { BANK, INVALID_VISA, VISA } from './test-accounts'

let sandbox: Awaited<ReturnType<typeof startOwnSandbox>>
let folder: string
beforeAll(async () => {
  sandbox = await startOwnSandbox()
})
afterAll(() => sandbox.stop())
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'certify-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A run against the sandbox as if it were PaySimple's: real time, unless `advance` is given. */
async function run(more: Partial<Options> = {}): Promise<RunRecord> {
  const { baseUrl, user, apiKey } = sandbox
  const earlier = more.earlier === undefined ? loadRun(folder, { endpoint: baseUrl, user }) : more.earlier
  const options = { skip: [], folder, rehearsal: false, versions: [], earlier, onResult: () => {} }
  return runExercises({ baseUrl, user, apiKey, ...options, ...more })
}
const verdicts = ({ results }: RunRecord) => results.map(({ id, verdict }) => `${id} ${verdict}`)
const all = (verdict: string, but: Record<string, string> = {}) =>
  exercises.map(({ id }) => `${id} ${but[id] ?? verdict}`)

describe('PS-082 the certification exercises', () => {
  it('all pass against the sandbox, in the document’s order', async () => {
    const record = await run({ advance: sandbox.advance, rehearsal: true })
    expect(verdicts(record)).toEqual(all('passed'))
  })

  it('that wait for settlement go on in a later run, with ids and days alone kept for it', async () => {
    const first = await run()
    expect(verdicts(first)).toEqual(all('passed', { 'payment-3': 'come back', 'payment-6': 'come back' }))
    expect(first.results.flatMap(({ comeBackOn }) => comeBackOn ?? [])).toHaveLength(2)
    const kept = readFileSync(filesIn(folder).state, 'utf8')
    expect(kept).not.toMatch(new RegExp(`${sandbox.apiKey}|${VISA.CreditCardNumber}|${BANK.AccountNumber}`))

    const tooEarly = await run()
    expect(verdicts(tooEarly)).toEqual(verdicts(first))
    await sandbox.advance(2)
    const later = await run()
    expect(verdicts(later)).toEqual(all('passed'))
    // what passed was not done again, and the payments refunded are those of the first run
    const exchangesOf = ({ results }: RunRecord, id: string) => results.find((result) => result.id === id)?.exchanges
    expect(exchangesOf(later, 'payment-5')).toEqual(exchangesOf(first, 'payment-5'))
    const [posted] = exchangesOf(first, 'payment-6') ?? []
    expect(exchangesOf(later, 'payment-6')?.[0]).toEqual(posted)
    expect(loadRun(folder, { endpoint: sandbox.baseUrl, user: sandbox.user })).toBeNull()
  })

  it('leave out what is skipped, and fail where the answer is another', async () => {
    await sandbox.fault('POST /v4/customer', '500-before')
    const record = await run({ skip: ['ach'], advance: sandbox.advance })
    const [created, refused, ...rest] = verdicts(record)
    expect([created, refused]).toEqual(['customer-1 failed', 'customer-2 passed'])
    expect(new Set(rest.map((line) => line.split(' ')[1]))).toEqual(new Set(['skipped', 'failed']))
    expect(record.results.find(({ id }) => id === 'account-3')?.actual[0]).toMatch(/^Not sent/)
  })

  it('are not begun with wrong credentials', async () => {
    await expect(run({ apiKey: 'wrong' })).rejects.toThrow('did not accept')
    await expect(run({ baseUrl: 'http://127.0.0.1:9' })).rejects.toThrow('cannot be reached')
  })

  it('of somebody else who waits are neither overwritten nor forgotten', async () => {
    await run()
    const { state } = filesIn(folder)
    const theirs = readFileSync(state, 'utf8').replace(sandbox.user, 'APIUser7')
    writeFileSync(state, theirs)
    expect(() => loadRun(folder, { endpoint: sandbox.baseUrl, user: sandbox.user })).toThrow('waits for')
    await run({ advance: sandbox.advance, earlier: null, rehearsal: true })
    expect(readFileSync(state, 'utf8')).toBe(theirs)
  })
})

describe('the report', () => {
  const DOT = Buffer.from('not a picture')

  it('has every exercise with its result, loads nothing, and holds no secret', async () => {
    const record = await run({ advance: sandbox.advance, rehearsal: true })
    const report = renderReport(record, new Map([['nothing', { png: DOT, width: 512 }]]))
    writeFileSync(path.join(folder, 'report.html'), report)
    for (const { id, asked } of exercises) {
      expect(report).toContain(`href="#${id}"`)
      expect(report).toContain(`<article id="${id}"`)
      expect(report).toContain(asked)
    }
    expect(report.match(/Passed<\/span>/g)).toHaveLength(2 * exercises.length)
    expect(report.match(/How this error is displayed/g)).toHaveLength(6)
    expect(report).toContain('The pictures are of the running app')
    expect(report).toContain(`src="data:image/png;base64,${DOT.toString('base64')}"`)

    expect(report).not.toMatch(/<script|<link|@import|url\(|(?:src|href)="(?!#|data:)/)
    const everything = report + readFileSync(filesIn(folder).record, 'utf8')
    for (const secret of [sandbox.apiKey, VISA.CreditCardNumber, INVALID_VISA, BANK.AccountNumber])
      expect(everything).not.toContain(secret)
    expect(everything).not.toMatch(/signature=(?!\(left out\))|"?CVV\\?"?: \\?"\d/)
  })

  it('shows what an endpoint answers as text, whatever it is', () => {
    const [first] = exercises
    const exchange = {
      ...{
        preparation: null,
        at: '2026-11-22T17:05:00.000Z',
        method: 'POST' as const,
        uri: 'https://x.test/v4/customer',
      },
      ...{ requestHeaders: [], requestBody: null, status: '502', responseHeaders: [], milliseconds: 3 },
      responseBody: '<script>alert(1)</script>',
    }
    const result = {
      id: first?.id ?? 'customer-1',
      verdict: 'failed' as const,
      actual: ['<b>502</b>'],
      comeBackOn: null,
    }
    const facts = { madeAt: exchange.at, endpoint: 'https://x.test', user: 'a&b', rehearsal: false, versions: [] }
    const report = renderReport({ ...facts, results: [{ ...result, exchanges: [exchange] }] }, new Map())
    expect(report).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(report).toContain('&lt;b&gt;502&lt;/b&gt;')
    expect(report).toContain('a&amp;b')
    expect(report).toContain('Not run')
    expect(report).not.toContain('The pictures are')
  })
})

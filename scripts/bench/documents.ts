// What a document of 300 lines costs: a key press in its editor, its PDF, and sending it, each in turns with a bare baseline
// of the same run.
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { contentSchema, type DocumentContent } from '@/lib/documents/content'
import { sendDocument } from '@/lib/documents/send-document'
import { compilePdf } from '@/lib/pdf/compiler'
import { renderDocument } from '@/lib/pdf/document-pdf'
import { createOrg } from '@/lib/testing/fixtures'
import { draft, jobWithDocument, readRow, readVersions } from '@/lib/testing/papers'
import { hashOfSnapshot, snapshotOf } from '@/lib/testing/snapshots'
import { withThrowawayStack } from '../../tools/testing/throwaway-stack'
import { openBrowser } from './pages/browser'
import { signIn } from './pages/browser-session'
import { fillCompany } from './pages/fill'
import { median } from './pages/pages'
import { startSurroundings } from './surroundings'

export type DocumentBench = {
  what: string
  /** Milliseconds: of a key press the 95th percentile, else the median. */
  ms: number
  bareMs: number
  ofBare: number
  boundMs: number
  held: boolean
}

const LINES = 300
const ROUNDS = 15
const WARM_UP_ROUNDS = 3
const BOUNDS = { key: 50, pdf: 2_000, send: 1_000 }

const content = (): DocumentContent =>
  contentSchema.parse({
    taxRates: [{ id: 'tax', name: 'Sales tax', rateThousandths: 8_875 }],
    sections: [
      {
        ...{ id: 'roof', title: 'Roof' },
        lines: Array.from({ length: LINES }, (_, n) => ({
          ...{ id: `line-${n}`, description: `Line ${n}: architectural shingles, tear-off and disposal of one layer` },
          ...{ unit: 'sq', quantityHundredths: 250, unitPriceCents: 12_300 + n, taxRateIds: ['tax'] },
        })),
      },
    ],
  })

type Taken = { ours: number[]; bare: number[] }
const taken = (): Taken => ({ ours: [], bare: [] })
const p95 = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN

function lineOf(what: string, { ours, bare }: Taken, boundMs: number, of = median): DocumentBench {
  const [ms, bareMs] = [of(ours), of(bare)]
  const rounded = (value: number) => Number(value.toFixed(1))
  return { what, ms: rounded(ms), bareMs: rounded(bareMs), ofBare: rounded(ms / bareMs), boundMs, held: ms < boundMs }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Beside a table of the same texts that Typst sets without anything of ours around it. */
async function benchPdf(): Promise<DocumentBench> {
  const template =
    '#let d = json(bytes(sys.inputs.data))\n#set document(title: "Bare")\n#set text(font: "Geist", size: 9.5pt)\n#table(columns: 4, ..d.rows.flatten())'
  const times = taken()
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const snapshot = snapshotOf({ ...content(), title: `Round ${round}` } as Parameters<typeof snapshotOf>[0])
    const rows = content().sections.flatMap(({ lines }) =>
      lines.map((line) => [line.description, '2.5 sq', '$123.00', `$${line.unitPriceCents} ${round}`]),
    )
    const bare = await timed(() => compilePdf({ template, data: { rows }, createdAt: new Date(0) }))
    const files = { logo: null, photos: new Map() }
    const ours = await timed(() => renderDocument(snapshot, hashOfSnapshot(snapshot), files))
    if (round >= 0) add(times, ours, bare)
  }
  return lineOf('its PDF, beside a bare table', times, BOUNDS.pdf)
}

const add = (times: Taken, ours: number, bare: number) => {
  times.ours.push(ours)
  times.bare.push(bare)
}

/** Beside a transaction of node-postgres that writes the same version, and neither reads nor checks anything. */
async function benchSend(): Promise<DocumentBench> {
  const { appUrl, stop } = await startSurroundings()
  const client = new pg.Client({ connectionString: appUrl })
  try {
    await client.connect()
    const context = await createOrg({ active: false })
    const times = taken()
    for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      const [one, other] = [await jobWithDocument(context, 1), await jobWithDocument(context, 1)]
      await draft(context, one.documentId, content())
      const { version } = await readRow(context, one.documentId)
      const ours = await timed(() => sendDocument(context, { documentId: one.documentId, version }))
      const [sent] = await readVersions(context, one.documentId)
      const bare = await timed(async () => {
        await client.query('begin')
        await client.query("select set_config('app.org_id', $1, true)", [context.org.id])
        await client.query(
          `insert into document_version (org_id, document_id, number, total_cents, snapshot, sha256, sent_at, sent_by_name)
           values ($1, $2, 1, $3, $4, $5, now(), 'bare')`,
          [context.org.id, other.documentId, sent?.totalCents, sent?.snapshot, sent?.sha256],
        )
        await client.query('commit')
      })
      if (round >= 0) add(times, ours, bare)
    }
    return lineOf('sending it, beside writing the same', times, BOUNDS.send)
  } finally {
    await client.end()
    await stop()
  }
}

const KEYS = 'abcdefghij klmnopqrst '.repeat(3)

/** Where a page keeps how long its frames took. */
type Watched = { frames: number[] }

/**
 * From each press of a key into a field to the frame that shows it, in ms. No function in the page has a name: tsx would note
 * it, with a function that no browser knows.
 */
async function keysInto(page: Page, nth: number): Promise<number[]> {
  const field = page.locator('textarea').nth(nth)
  await field.scrollIntoViewIfNeeded()
  await field.focus()
  await page.evaluate(() => {
    const frames: number[] = []
    Object.assign(window, { frames })
    const { port1, port2 } = new MessageChannel()
    // What a frame posts arrives once it's painted.
    port1.onmessage = ({ data }) => void frames.push(performance.now() - data)
    document.addEventListener('keydown', ({ timeStamp }) => requestAnimationFrame(() => port2.postMessage(timeStamp)))
  })
  for (const [nth, key] of [...KEYS].entries()) {
    await page.keyboard.press(key === ' ' ? 'Space' : key)
    await page.waitForFunction((seen) => (window as unknown as Watched).frames.length > seen, nth)
  }
  return page.evaluate(() => (window as unknown as Watched).frames)
}

/** Beside a field on an empty page of the same browser. */
async function benchKeys(): Promise<DocumentBench> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'documents-'))
  const times = taken()
  const { signal } = new AbortController()
  await withThrowawayStack({ folder: path.join(folder, 'stack'), signal, quiet: true }, async (info) => {
    const slug = await fillCompany(info.databaseUrl, 'bench-roofing', { customers: 1, jobs: 1, payments: 0 })
    const client = new pg.Client({ connectionString: info.databaseUrl })
    await client.connect()
    await client.query(
      `update document set kind = 'proposal', stage = 'draft', content = $2 where org_id = (select id from org where slug = $1)`,
      [slug, JSON.stringify(content())],
    )
    await client.end()
    const cookie = await signIn(info.appUrl, 'admin@demo.test', 'plumbline')
    const browser = await openBrowser()
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, extraHTTPHeaders: { cookie } })
      const editor = `${info.appUrl}/orgs/${slug}/jobs/1001/proposal/edit`
      for (const nth of [0, LINES / 2, LINES - 1]) {
        const page = await context.newPage()
        await page.setContent('<textarea></textarea>')
        const bare = await keysInto(page, 0)
        await page.goto(editor)
        await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
        const ours = await keysInto(page, nth)
        times.ours.push(...ours)
        times.bare.push(...bare)
        await page.close()
      }
    } finally {
      await browser.close()
    }
  })
  return lineOf('a key press in its editor, until it’s painted, p95', times, BOUNDS.key, p95)
}

/** Measures one after the other, and tells of each as soon as it is there. */
export async function benchDocuments(onLine: (line: DocumentBench) => void): Promise<void> {
  for (const measure of [benchKeys, benchPdf, benchSend]) onLine(await measure())
}

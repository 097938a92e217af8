// Lighthouse, as it is for mobile: a simulated slow line and a processor four times slower. It isn't among the project's
// packages: with what it needs it's 193 MB, which only this measurement wants.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'
import { freePort } from '../../../tools/process/ports'
import { Problem } from '../../../tools/process/problem'
import { chromiumLaunch } from '../../../tools/testing/browser'

const VERSION = '12.8.2' // 13 wants Node 22
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const

export type Audit = {
  /** How long the main thread doesn't answer, in ms: Lighthouse's total blocking time. */
  blockingMs: number
  /** Of 100 each. */
  score: number
  accessibility: number
  bestPractices: number
}

type Report = {
  runtimeError?: { message: string }
  audits: Record<string, { numericValue?: number } | undefined>
  categories: Record<(typeof CATEGORIES)[number], { score: number | null } | undefined>
}
type Lighthouse = (url: string, flags: object) => Promise<{ lhr: Report } | undefined>

/** Installs it below `folder` if it isn't there. */
async function load(folder: string): Promise<Lighthouse> {
  const entry = path.join(folder, 'node_modules/lighthouse/core/index.js')
  if (!existsSync(entry))
    await promisify(execFile)('npm', [
      ...['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', `lighthouse@${VERSION}`],
    ])
  return ((await import(pathToFileURL(entry).href)) as { default: Lighthouse }).default
}

/** Starts a browser for it. @returns what audits a page with a Cookie header, and what ends the browser */
export async function startLighthouse(folder: string) {
  const lighthouse = await load(folder)
  const port = await freePort()
  const launch = chromiumLaunch()
  const browser = await chromium.launch({ ...launch, args: [...launch.args, `--remote-debugging-port=${port}`] })
  return {
    async audit(url: string, cookie: string): Promise<Audit> {
      const answer = await lighthouse(url, {
        ...{ port, output: 'json', logLevel: 'error', onlyCategories: CATEGORIES },
        ...(cookie && { extraHeaders: { Cookie: cookie } }),
      })
      const report = answer?.lhr
      if (!report || report.runtimeError)
        throw new Problem(`Lighthouse didn’t get through ${url}: ${report?.runtimeError?.message ?? 'no report'}.`)
      const score = (name: (typeof CATEGORIES)[number]) => Math.round((report.categories[name]?.score ?? 0) * 100)
      return {
        blockingMs: report.audits['total-blocking-time']?.numericValue ?? Number.NaN,
        score: score('performance'),
        accessibility: score('accessibility'),
        bestPractices: score('best-practices'),
      }
    },
    stop: () => browser.close(),
  }
}

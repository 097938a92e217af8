import type { TestResult } from '../testing/results'
import type { Point } from './points'

export type Verdict = {
  n: number
  point: string
  /** False also where a test that it names wasn't run, or isn't there. */
  holds: boolean
  tests: readonly string[]
  /** What is wrong, a line per test. */
  problems: string[]
}

/** A test as points name it: its file, and its title where not the whole file is meant. “begins so …” names several. */
const matches = (named: string, { file, titles }: TestResult): boolean => {
  const [of = '', title] = named.split(' › ')
  if (file !== of || title === undefined) return file === of
  return title.endsWith('…') ? titles.some((each) => each.startsWith(title.slice(0, -1))) : titles.includes(title)
}

/** Says of each point whether all its tests passed. One that doesn't apply is left out. */
export function judge(points: readonly Point[], results: readonly TestResult[]): Verdict[] {
  return points
    .filter(({ tests }) => tests !== null)
    .map(({ n, point, tests }) => {
      const named = tests ?? []
      const problems = named.flatMap((test) => {
        const found = results.filter((result) => matches(test, result))
        if (found.length === 0) return [`not run: ${test}`]
        return found.every(({ passed }) => passed) ? [] : [`failed: ${test}`]
      })
      return { n, point, holds: named.length > 0 && problems.length === 0, tests: named, problems }
    })
}

/** The files of the points' tests: of vitest's, and of the browser's. */
export function filesOf(points: readonly Point[]): { vitest: string[]; browser: string[] } {
  const files = [...new Set(points.flatMap(({ tests }) => (tests ?? []).map((test) => test.split(' › ')[0] ?? '')))]
  const isBrowser = (file: string) => file.startsWith('e2e/') && file.endsWith('.spec.ts')
  return { vitest: files.filter((file) => !isBrowser(file)), browser: files.filter(isBrowser) }
}

import type { Verdict } from './judge'
import type { Point } from './points'

/** The points as a person reads them: a line each with its tests, and below it what is wrong. */
export function describeVerdicts(verdicts: readonly Verdict[]): string {
  return verdicts
    .map(({ n, point, holds, tests, problems }) => {
      const lines = holds ? tests.map((test) => `        ${test}`) : problems.map((problem) => `        ${problem}`)
      return [`${holds ? '✓' : '✗'} ${String(n).padStart(2)}  ${point}`, ...lines].join('\n')
    })
    .join('\n')
}

/** The same for programs. */
export function verdictsAsJson(verdicts: readonly Verdict[]): string {
  const points = verdicts.map(({ n, holds, tests }) => ({ n, holds, tests }))
  return JSON.stringify({ hold: points.filter(({ holds }) => holds).length, of: points.length, points })
}

/** The points and their tests as a table of Markdown, for docs/security.md. */
export function pointsTable(points: readonly Point[]): string {
  const rows = points.map(
    ({ n, point, tests }) => `| ${n} | ${point} | ${(tests ?? ['none']).map((test) => `\`${test}\``).join(', ')} |`,
  )
  return ['| # | point | tests |', '|---|---|---|', ...rows].join('\n')
}

// npm run security: runs the tests of the forty points of security and says which hold; -- --json for programs.
// npm run security -- planted: breaks the product in a copy, one fault at a time, and says which tests notice.
import { mkdirSync } from 'node:fs'
import { main, Problem } from '../tools/process/problem'
import { filesOf, judge } from '../tools/security/judge'
import { plantFaults } from '../tools/security/plant'
import { POINTS } from '../tools/security/points'
import { describeVerdicts, verdictsAsJson } from '../tools/security/report'
import { readResults } from '../tools/testing/results'
import { createRunner } from '../tools/testing/runner'
import { e2e, RESULTS, SOME_REPORTS, vitest } from '../tools/testing/suites'

async function runPoints(json: boolean): Promise<number> {
  const files = filesOf(POINTS)
  mkdirSync(RESULTS, { recursive: true })
  const suites = [
    { title: 'Tests with servers and databases', run: vitest(), files: files.vitest },
    { title: 'Browser', run: e2e, files: files.browser },
  ]
  for (const { title, run, files } of suites) {
    const runner = createRunner({ title, alone: false, tell: json ? console.error : console.log })
    if (!json) console.log(`  … ${title}`)
    const { failed } = await run(runner, files)
    if (!json) runner.flush(failed > 0)
  }
  const verdicts = judge(POINTS, readResults(SOME_REPORTS))
  const holding = verdicts.filter(({ holds }) => holds).length
  if (json) console.log(verdictsAsJson(verdicts))
  else console.log(`\n${describeVerdicts(verdicts)}\n\n${holding} of ${verdicts.length} points hold`)
  return holding === verdicts.length ? 0 : 1
}

await main(async () => {
  const [what, ...rest] = process.argv.slice(2)
  if (what === 'planted') return plantFaults(rest)
  if (what !== undefined && what !== '--json')
    throw new Problem(`"${what}" is nothing that npm run security knows. It takes --json, or planted.`)
  return runPoints(what === '--json')
})

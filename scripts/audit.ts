// npm run audit: asks the registry whether anything that runs in production has a known weakness, and checks the floors of
// tools/release/floors.ts, which need no registry.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { installEnvironment } from '../tools/process/clean-environment.mjs'
import { main } from '../tools/process/problem'
import { belowFloors, FLOORS } from '../tools/release/floors'

type Report = {
  vulnerabilities?: Record<
    string,
    { severity: string; range: string; via: (string | { title: string; url: string })[] }
  >
}

/** Answers the registry's report, or why there is none. */
function ask(): Promise<Report | string> {
  return new Promise((resolve) => {
    const args = ['audit', '--omit=dev', '--json', '--audit=true', '--fetch-retries=1', '--fetch-timeout=20000']
    const child = spawn('npm', args, { env: installEnvironment(process.env), stdio: ['ignore', 'pipe', 'ignore'] })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    child.on('error', ({ message }) => resolve(message))
    child.on('close', () => {
      try {
        const report = JSON.parse(said)
        if (report.vulnerabilities) return resolve(report)
        resolve(String(report.message ?? report.error?.summary ?? 'npm gave no report'))
      } catch {
        resolve('npm gave no report')
      }
    })
  })
}

await main(async () => {
  const below = belowFloors(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  for (const sentence of below) console.error(`✗ ${sentence}`)
  console.log(`${FLOORS.length} floors checked, ${below.length} broken.`)
  const report = await ask()
  if (typeof report === 'string') {
    console.log(
      `\nThe registry’s audit could not be asked (${report}), so nobody knows what it would say. Run this again where the ` +
        'registry answers it: many mirrors don’t.',
    )
    return below.length > 0 ? 1 : 0
  }
  const found = Object.entries(report.vulnerabilities ?? {})
  for (const [name, { severity, range, via }] of found) {
    const why = via.map((each) => (typeof each === 'string' ? `by way of ${each}` : `${each.title}, ${each.url}`))
    console.error(`✗ ${severity}: ${name} ${range}: ${why.join('; ')}`)
  }
  console.log(`The registry knows ${found.length} packages with a weakness.`)
  return below.length > 0 || found.length > 0 ? 1 : 0
})

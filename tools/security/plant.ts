// Breaks the product on purpose, one fault at a time and in a copy, to see that a test notices.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Problem } from '../process/problem'
import { FAULTS, type Fault } from './faults'

const COPY = path.resolve('.data/planted')
/** A test that takes longer is no help to whoever is changing something. */
const WITHIN_SECONDS = 60

/** Makes a copy of what git knows of, with the packages of this folder. */
function makeCopy(): void {
  const { stdout, status } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { encoding: 'utf8' })
  if (status !== 0) throw new Problem('Planting faults needs git and a clone of the project.')
  rmSync(COPY, { recursive: true, force: true })
  for (const file of [...stdout.split('\0').filter(Boolean), 'prisma/generated']) {
    mkdirSync(path.dirname(path.join(COPY, file)), { recursive: true })
    cpSync(file, path.join(COPY, file), { recursive: true })
  }
  symlinkSync(path.resolve('node_modules'), path.join(COPY, 'node_modules'))
}

type Run = { failed: boolean; seconds: number }

/** Runs a test file in the copy. */
function run(file: string): Promise<Run> {
  const since = Date.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', file], {
      cwd: COPY,
      stdio: 'ignore',
    })
    child.on('close', (code) => resolve({ failed: code !== 0, seconds: (Date.now() - since) / 1000 }))
  })
}

/** Plants a fault, runs its test, and takes the fault out again. */
async function plant({ file, find, replace, test }: Fault): Promise<Run> {
  const at = path.join(COPY, file)
  const whole = readFileSync(at, 'utf8')
  if (whole.split(find).length !== 2) throw new Problem(`${file} doesn’t have this once: ${find}`)
  writeFileSync(
    at,
    whole.replace(find, () => replace),
  )
  try {
    return await run(test)
  } finally {
    writeFileSync(at, whole)
  }
}

/**
 * Plants each fault, or those whose names have one of the given words, and says what noticed it. Runs each test without
 * the fault first: one that fails anyway notices nothing.
 * @returns the exit code
 */
export async function plantFaults(words: readonly string[]): Promise<number> {
  const faults = FAULTS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
  makeCopy()
  for (const test of new Set(faults.map((fault) => fault.test)))
    if ((await run(test)).failed) throw new Problem(`${test} fails without any fault. Fix that first.`)
  let noticed = 0
  for (const fault of faults) {
    const { failed, seconds } = await plant(fault)
    const inTime = failed && seconds < WITHIN_SECONDS
    if (inTime) noticed++
    const verdict = inTime ? 'noticed' : failed ? 'too late' : 'MISSED '
    console.log(`${verdict}  ${seconds.toFixed(0).padStart(3)} s  ${fault.name}  (${fault.test})`)
  }
  rmSync(COPY, { recursive: true, force: true })
  console.log(`\n${noticed} of ${faults.length} planted faults were noticed, each within ${WITHIN_SECONDS} s`)
  return noticed === faults.length ? 0 : 1
}

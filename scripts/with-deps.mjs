// node scripts/with-deps.mjs FILE ARGS…: runs one of our TypeScript commands on a machine that may have nothing but
// Node. Packages are installed and the Prisma client is generated only when they do not match what is checked in, so
// a second start costs a fraction of a second. Plain JavaScript, and so is what it imports: nothing is installed yet. Neither the installer nor
// the generator is told any secret of a deployment, and no package's install script runs (.npmrc says so, too).
// In a release (tools/release/make-release.ts) there is nothing to generate, FILE is compiled, and only what runs in
// production is installed.
// With --compiled before it, FILE prints as JSON node's arguments and what differs in the environment, and a process with
// those is what runs.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildEnvironment, installEnvironment } from '../tools/process/clean-environment.mjs'
import { withoutCore } from '../tools/process/without-core.mjs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Plumbline needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and run this again.`,
  )
  process.exit(1)
}

const isCompiled = process.argv[2] === '--compiled'
const [file, ...args] = process.argv.slice(isCompiled ? 3 : 2)
if (!file) {
  console.error('Name the file to run: node scripts/with-deps.mjs scripts/start.ts')
  process.exit(1)
}
process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'))

const isRelease = existsSync('release.json')

/** What runs at the moment; signals are passed on to it. */
let child
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
let asked = null // the signal that asked us to stop
for (const signal of signals)
  process.on(signal, () => {
    asked = signal
    child?.kill(signal)
  })

// npm passes on SIGINT and SIGTERM and nothing else: when npm is killed, the system would run on without it. Between
// npm and us may stand a shell, so the parent's parent is looked at too.
function ancestors() {
  try {
    return `${process.ppid} ${readFileSync(`/proc/${process.ppid}/status`, 'utf8').match(/^PPid:.*$/m)}`
  } catch {
    return `${process.ppid}`
  }
}
const before = ancestors()
if (process.env.npm_lifecycle_event)
  setInterval(() => {
    if (ancestors() !== before) child?.kill('SIGTERM')
  }, 1000).unref()

/** Runs a command to its end and answers its exit code. */
function run(command, commandArgs, options = {}) {
  return new Promise((resolve) => {
    child = spawn(...withoutCore(command, commandArgs), { stdio: 'inherit', ...options })
    child.on('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`)
      resolve(127)
    })
    child.on('close', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]))
  })
}

const read = (name) => (existsSync(name) ? readFileSync(name, 'utf8') : '')
const hash = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex')

/** True when node_modules holds what package-lock.json asks for, whoever installed it. */
function isInstalled(lock, stamp) {
  const hidden = read('node_modules/.package-lock.json')
  if (!hidden) return false
  if (read(stamp) === hash(lock)) return true
  const present = JSON.parse(hidden).packages
  return Object.entries(JSON.parse(lock).packages).every(
    // what is optional may rightly be absent here: it is for another platform
    ([where, wanted]) => !where || wanted.optional || wanted.devOptional || present[where]?.version === wanted.version,
  )
}

async function install() {
  const lock = read('package-lock.json')
  const stamp = 'node_modules/.plumbline-lock'
  if (!isInstalled(lock, stamp)) {
    console.log('Installing the packages (once; about a minute) …')
    const since = Date.now()
    const still = setInterval(
      () => console.log(`  still installing, ${Math.round((Date.now() - since) / 1000)} s`),
      15_000,
    )
    const args = ['ci', isRelease ? '--omit=dev' : '--include=dev', '--ignore-scripts']
    const code = await run('npm', args, { env: installEnvironment(process.env) })
    clearInterval(still)
    if (asked) process.exit(130)
    if (code !== 0) {
      console.error(
        'The packages could not be installed (npm says why above). Check the way to the npm registry and run this again.',
      )
      process.exit(code)
    }
  }
  if (read(stamp) === hash(lock)) return
  try {
    writeFileSync(stamp, hash(lock))
  } catch {
    // The folder can't be written: the next start compares the packages again.
  }
}

async function generate() {
  const stamp = 'node_modules/.plumbline-prisma'
  const wanted = hash(read('prisma/schema.prisma'), JSON.parse(read('node_modules/prisma/package.json')).version)
  if (existsSync('prisma/generated/client.ts') && read(stamp) === wanted) return
  const env = { ...buildEnvironment(process.env), PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' }
  const options = { stdio: ['ignore', 'pipe', 'pipe'], env }
  const done = run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], options)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const code = await done
  if (asked) process.exit(130)
  if (code !== 0) {
    console.error(`${said}\nThe Prisma client could not be generated from prisma/schema.prisma (see above).`)
    process.exit(code)
  }
  writeFileSync(stamp, wanted)
}

await install()
if (!isRelease) await generate()
const env = { ...process.env, TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json') }
const command = [...(isRelease ? ['--enable-source-maps'] : ['--import', 'tsx']), file, ...args]
if (!isCompiled) process.exit(await run(process.execPath, command, { env }))
const done = run(process.execPath, command, { env, stdio: ['inherit', 'pipe', 'inherit'] })
let said = ''
child.stdout.on('data', (chunk) => (said += chunk))
const code = await done
if (asked || code !== 0) process.exit(asked ? 130 : code)
const program = JSON.parse(said)
process.exit(await run(process.execPath, program.args, { env: { ...env, ...program.env } }))

// Makes what a payment machine is given: the built app, the compiled programs, the migrations, and the list of the packages
// that run in production. It has no secret of a deployment, no demo data, no sandbox, and nothing to build or test with.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { EARLIER } from '@/server/earlier-files'
import { hashFiles } from '@/server/page-check'
import { installEnvironment } from '../process/clean-environment.mjs'
import { RELEASE_FILE } from '../process/is-release'
import { Problem } from '../process/problem'
import { compile, PROGRAMS } from '../stack/programs'
import { productionLock } from './production-lock'

/** The commands of package.json that serve a deployment. The others build, try out or test. */
const COMMANDS = {
  start: 'scripts/start.ts',
  admin: 'scripts/admin/main.ts',
  migrate: 'scripts/migrate.ts',
  backup: 'scripts/backup/backup.ts',
  restore: 'scripts/backup/restore.ts',
  'security-log': 'scripts/security-log.ts',
  verify: 'scripts/verify.ts',
}

/** Of what `npm start` runs all but the demo's. `compiled` starts an app or a worker. */
export function programsOfRelease(): Record<string, string> {
  const { sandbox: _sandbox, seed: _seed, ...served } = PROGRAMS
  return { ...served, ...COMMANDS, compiled: 'scripts/compiled.ts' }
}

/** What `npm run` offers in a release. */
export const scriptsOfRelease = (): Record<string, string> => ({
  ...Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, `node scripts/with-deps.mjs programs/${name}.mjs`])),
  app: 'node scripts/with-deps.mjs --compiled programs/compiled.mjs app',
  worker: 'node scripts/with-deps.mjs --compiled programs/compiled.mjs worker',
})

const COPIED = [
  '.npmrc',
  '.nvmrc',
  '.env.example',
  'next.config.mjs',
  'public',
  'prisma/migrations',
  'prisma/grants.sql',
]

/** What starts everything before a package is there, with the files of ours that it imports. */
export function startingFiles(): string[] {
  const files = new Set(['scripts/with-deps.mjs'])
  for (const file of files) {
    const imports = readFileSync(file, 'utf8').matchAll(/^import .*from '(\.[^']+)'/gm)
    for (const [, name = ''] of imports) files.add(path.posix.join(path.posix.dirname(file), name)) // which are walked, too
  }
  return [...files]
}

/** Of .next, what only another build, or a developer, uses. */
const LEFT = new Set(['cache', 'dev', 'diagnostics', 'trace', 'trace-build', 'types', 'turbopack'])

const STATIC = '.next/static'

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const write = (file: string, content: unknown) => writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`)

/** Makes way for it. @throws {Problem} when something else is there */
function clear(out: string): void {
  if (!path.relative(out, '.').startsWith('..'))
    throw new Problem(`${out} holds this clone. Name a folder of its own: npm run build -- --out DIR.`)
  if (!existsSync(out)) return
  if (!existsSync(path.join(out, RELEASE_FILE)) && readdirSync(out).length > 0)
    throw new Problem(`${out} holds something that isn’t a release. Name an empty or a new folder.`)
  rmSync(out, { recursive: true })
}

/**
 * Keeps what pages of the release before may still ask for, and this build doesn't have (server/earlier-files.ts): of one
 * release, because nobody leaves a page open over two.
 */
function keepEarlier(before: string, into: string): void {
  const files = Object.entries(hashFiles(path.join(before, STATIC))).filter(
    ([name]) => /\.(js|css|woff2)$/.test(name) && !existsSync(path.join(STATIC, name)),
  )
  for (const [name] of files) cpSync(path.join(before, STATIC, name), path.join(into, 'static', name))
  mkdirSync(into, { recursive: true })
  write(path.join(into, 'files.json'), Object.fromEntries(files))
}

type Options = {
  /** The release that it takes the place of. Left out, what is in the folder. */
  after?: string | undefined
  /** Whether the packages are put into it, so that it needs nothing from anywhere, and no folder that can be written. */
  packages?: boolean
}

/** Makes a release of what was built (tools/stack/build.ts) in the folder `out`, in place of an earlier one. */
export async function makeRelease(out: string, { after, packages = false }: Options = {}): Promise<void> {
  const before = after ?? out
  const hasBefore = existsSync(path.join(before, RELEASE_FILE))
  if (after && !hasBefore)
    throw new Problem(`${after} isn’t a release. Name the folder of the one before: --after DIR.`)
  const earlier = mkdtempSync(path.join(tmpdir(), 'plumbline-earlier-'))
  try {
    if (hasBefore) keepEarlier(before, earlier)
    await fill(out)
    if (hasBefore) {
      cpSync(earlier, path.join(out, EARLIER), { recursive: true })
      // A temporary folder is its maker's alone, and so is a copy of it: whoever runs the release couldn't read it.
      chmodSync(path.join(out, EARLIER), 0o755)
    }
  } finally {
    rmSync(earlier, { recursive: true, force: true })
  }
  if (!packages) return
  const npm = spawn('npm', ['ci', '--omit=dev', '--ignore-scripts'], {
    cwd: out,
    env: installEnvironment(process.env),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(npm, 'close')
  if (code !== 0) throw new Problem('The packages could not be installed. npm says why above.')
}

/** Puts all of it but what is of the release before into the folder, in the place of what is there. */
async function fill(out: string): Promise<void> {
  clear(out)
  const inside = (name: string) => path.join(out, name)
  mkdirSync(out, { recursive: true })
  cpSync('.next', inside('.next'), {
    recursive: true,
    verbatimSymlinks: true, // they lead to packages beside it
    filter: (file) => !LEFT.has(path.relative('.next', file)),
  })
  for (const name of [...COPIED, ...startingFiles()]) cpSync(name, inside(name), { recursive: true })
  await compile(programsOfRelease(), inside('programs'))
  // Where the compiled tools/process/guard.ts looks for it.
  copyFileSync('tools/process/guard-process.mjs', inside('programs/guard-process.mjs'))

  const { devDependencies: _, scripts: _scripts, ...description } = read('package.json')
  write(inside('package.json'), { ...description, scripts: scriptsOfRelease() })
  write(inside('package-lock.json'), productionLock(read('package-lock.json')))
  write(inside(RELEASE_FILE), { version: description.version, build: readFileSync('.next/BUILD_ID', 'utf8') })
}

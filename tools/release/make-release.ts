// Makes what a payment machine is given: the built app, the compiled programs, the migrations, and the list of the packages
// that run in production. It has no secret of a deployment, no demo data, no sandbox, and nothing to build or test with.
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { RELEASE_FILE } from '../process/is-release'
import { Problem } from '../process/problem'
import { compile, PROGRAMS } from '../stack/programs'
import { productionLock } from './production-lock'

/** The commands of package.json that serve a deployment. The others build, try out or test. */
const COMMANDS = {
  start: 'scripts/start.ts',
  admin: 'scripts/admin/main.ts',
  'security-log': 'scripts/security-log.ts',
}

/** Of what `npm start` runs all but the demo's. `compiled` starts a worker. */
export function programsOfRelease(): Record<string, string> {
  const { sandbox: _sandbox, seed: _seed, ...served } = PROGRAMS
  return { ...served, ...COMMANDS, compiled: 'scripts/compiled.ts' }
}

/** What `npm run` offers in a release. */
export const scriptsOfRelease = (): Record<string, string> => ({
  ...Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, `node scripts/with-deps.mjs programs/${name}.mjs`])),
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

/** Makes a release of what was built (tools/stack/build.ts) in the folder `out`, in place of an earlier one. */
export async function makeRelease(out: string): Promise<void> {
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

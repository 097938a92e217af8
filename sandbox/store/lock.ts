/**
 * One sandbox to a data directory: a second one would write into the first one's log. The file names the process that
 * holds it; a lock whose process is gone (kill -9, power) is nobody's.
 */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Locks of this process: it may hold several, and its own number must not let it in twice. */
const held = new Set<string>()

/** Answers how to give it back. */
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

/** A link to a file that is complete already: the lock is never seen half written, and only one taker gets it. */
function take(path: string, own: string, again = true) {
  try {
    linkSync(own, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const [pid = '', startedAt = ''] = read(path).split(' ')
    const mine = Number(pid) === process.pid
    if (!again || (mine ? held.has(path) : holder(Number(pid)) === `${pid} ${startedAt}` && isAlive(Number(pid)))) {
      throw new Error(`Another sandbox (process ${pid}) uses this directory; if that is not so, remove ${path}.`)
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

/** With the moment the process started, where the system tells: numbers of processes are used again. */
function holder(pid: number): string {
  const [, fields = ''] = /\) (.*)$/s.exec(read(`/proc/${pid}/stat`)) ?? []
  return `${pid} ${fields.split(' ')[19] ?? ''}`
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

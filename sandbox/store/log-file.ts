/**
 * The append-only log under --data: one JSON line per commit, synced to disk before any answer is sent.
 * All commits that arrive during one sync share the next one (group commit), which makes durability cheap.
 */
import {
  closeSync,
  fdatasync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeFile,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

export type Log = {
  append(line: string): void
  /** Undefined when everything is on disk; else a promise that resolves when it is. */
  flushed(): Promise<void> | undefined
  close(): Promise<void>
}

/** The log without --data: nothing is stored. */
export const memoryLog: Log = { append: () => {}, flushed: () => undefined, close: async () => {} }

/**
 * Replays the file through `onLine`, drops an incomplete last line (a crash during a write: that commit was never
 * answered), and opens the file for appending. If `compacted` gives lines, they replace the file first.
 * @throws {Error} for a bad line anywhere else: that is damage, and must not be skipped
 */
export function openLog(
  path: string,
  onLine: (line: string) => void,
  compacted: () => Iterable<string> | null = () => null,
): Log {
  const fd = openSync(path, 'a+', 0o600)
  try {
    ftruncateSync(fd, replay(fd, path, onLine))
    const lines = compacted()
    if (lines === null) return appender(fd)
    rewrite(path, lines)
  } catch (error) {
    closeSync(fd)
    throw error
  }
  closeSync(fd)
  return appender(openSync(path, 'a', 0o600))
}

/** A crash at any moment leaves the complete old file or the complete new one. */
function rewrite(path: string, lines: Iterable<string>) {
  const fresh = `${path}.new`
  const fd = openSync(fresh, 'w', 0o600)
  try {
    for (const line of lines) writeFileSync(fd, `${line}\n`)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(fresh, path)
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Returns how many bytes of the file are good. */
function replay(fd: number, path: string, onLine: (line: string) => void): number {
  const chunk = Buffer.alloc(1 << 20)
  let rest = Buffer.alloc(0)
  let good = 0
  let position = 0
  let lineNumber = 0
  let damagedLine = 0
  for (;;) {
    const size = readSync(fd, chunk, 0, chunk.length, position)
    if (size === 0) return good
    position += size
    let data = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, size)]) : chunk.subarray(0, size)
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10)) {
      lineNumber++
      if (damagedLine > 0) throw new Error(`${path} is damaged at line ${damagedLine}.`)
      try {
        onLine(data.toString('utf8', 0, end))
        good += end + 1
      } catch {
        damagedLine = lineNumber
      }
      data = data.subarray(end + 1)
    }
    if (damagedLine > 0 && data.length > 0) throw new Error(`${path} is damaged at line ${damagedLine}.`)
    rest = Buffer.from(data)
  }
}

type Batch = { lines: string[]; done: Promise<void>; resolve: () => void; reject: (error: Error) => void }

function newBatch(): Batch {
  const { promise, resolve, reject } = withResolvers()
  // Whoever waits for a failed batch gets the error. If nobody waits, it must not end the process.
  promise.catch(() => {})
  return { lines: [], done: promise, resolve, reject }
}

function appender(fd: number): Log {
  let open = newBatch()
  let writing: Batch | null = null
  let broken: Error | null = null

  function flush() {
    if (writing || open.lines.length === 0) return
    const batch = open
    writing = batch
    open = newBatch()
    writeFile(fd, `${batch.lines.join('\n')}\n`, (writeError) => {
      if (writeError) return finish(batch, writeError)
      fdatasync(fd, (syncError) => finish(batch, syncError))
    })
  }

  function finish(batch: Batch, error: Error | null) {
    writing = null
    if (error) {
      // Memory is now ahead of the disk. Any further answer could promise what a restart would lose.
      broken = error
      batch.reject(error)
      open.reject(error)
      return
    }
    batch.resolve()
    flush()
  }

  return {
    append(line) {
      if (broken) throw broken
      open.lines.push(line)
      // Not immediately: requests of the same turn of the event loop join this write.
      if (open.lines.length === 1 && !writing) setImmediate(flush)
    },
    flushed() {
      if (broken) return Promise.reject(broken)
      if (open.lines.length > 0) return open.done
      return writing?.done
    },
    async close() {
      try {
        await this.flushed()
      } finally {
        closeSync(fd)
      }
    },
  }
}

function withResolvers() {
  let resolve: () => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

// The file of a backup: a line that says what it is, then gzip over frames. A frame is a letter, the length of what follows
// in four bytes, and that. The last one has the SHA-256 of all before it, so that a file that was cut off or changed is
// known before anything is made of it. Read and written in pieces: memory doesn't grow with the file.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { Problem } from '../process/problem'

const NAME = 'plumbline-backup'
/** Counts the forms that the file had. */
const FORM = 1
export const FIRST_LINE = `${NAME} ${FORM}\n`

const tableSchema = z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) })
const headerSchema = z.object({
  version: z.string(),
  takenAt: z.iso.datetime(),
  deployment: z.enum(['local', 'production']),
  /** Prisma's names of the migrations that the database had, and what they were. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** The queue's. */
  queueMigration: z.number(),
  /** Of each key of VAULT_KEYS its number, and a text by which it is known again. */
  keys: z.record(z.string(), z.string()),
})
const endSchema = z.object({ sha256: z.string(), tables: z.number(), rows: z.number() })

export type Header = z.infer<typeof headerSchema>
export type BackedUpTable = z.infer<typeof tableSchema>
/** How many tables and rows a backup has. */
export type Sums = { tables: number; rows: number }

export type Frame =
  | { kind: 'header'; header: Header }
  | { kind: 'table'; table: BackedUpTable }
  | { kind: 'data'; data: Buffer }
  | { kind: 'rows'; rows: number }

const LETTERS = { header: 'H', table: 'T', data: 'D', rows: 'R', end: 'Z' } as const
/** Far above what one piece of a table has: a length beyond it is none. */
const LONGEST = 1 << 30

/** A frame as it's written. */
function written(kind: keyof typeof LETTERS, content: Buffer | object): Buffer {
  const body = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content))
  const head = Buffer.alloc(5)
  head.write(LETTERS[kind], 0, 'latin1')
  head.writeUInt32BE(body.length, 1)
  return Buffer.concat([head, body])
}

function contentOf(frame: Frame): Buffer | object {
  if (frame.kind === 'header') return frame.header
  if (frame.kind === 'table') return frame.table
  return frame.kind === 'data' ? frame.data : { rows: frame.rows }
}

/** Turns frames into what is compressed: with the last one, which has their sums and hash. Tells the sums to `onEnd`. */
export async function* encode(frames: AsyncIterable<Frame>, onEnd: (sums: Sums) => void): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  const sums = { tables: 0, rows: 0 }
  for await (const frame of frames) {
    const bytes = written(frame.kind, contentOf(frame))
    hash.update(bytes)
    if (frame.kind === 'rows') {
      sums.tables++
      sums.rows += frame.rows
    }
    yield bytes
  }
  yield written('end', { sha256: hash.digest('hex'), ...sums })
  onEnd(sums)
}

const damaged = (file: string, how: string) =>
  new Problem(`${file} is damaged: ${how}. Nothing was restored. Take another copy of it, or an earlier backup.`)

/** Where the compressed part begins. @throws {Problem} when the file is something else, or of a newer Plumbline */
async function requireBackup(file: string): Promise<number> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new Problem(
      error.code === 'ENOENT'
        ? `There is no file ${file}.`
        : `${file} can’t be read: ${error.message}. Nothing was restored.`,
    )
  })
  try {
    const start = Buffer.alloc(40)
    const { bytesRead } = await handle.read(start).catch(() => ({ bytesRead: 0 }))
    const [line = '', rest] = start.subarray(0, bytesRead).toString('latin1').split('\n', 2)
    const form = new RegExp(`^${NAME} (\\d{1,6})$`).exec(line)?.[1]
    if (form === undefined || rest === undefined)
      throw new Problem(`${file} isn’t a backup that npm run backup made. Nothing was restored.`)
    if (Number(form) > FORM)
      throw new Problem(
        `${file} was made by a newer Plumbline, in a form that this one can’t read. Nothing was restored. Restore it with ` +
          'the version that made it, or a newer one.',
      )
    return Buffer.byteLength(line) + 1
  } finally {
    await handle.close()
  }
}

/** The pieces of a stream, joined to the lengths that are asked for. */
function pieces(stream: AsyncIterable<Buffer>) {
  const each = stream[Symbol.asyncIterator]()
  let waiting: Buffer[] = []
  let size = 0
  return async (length: number): Promise<Buffer | null> => {
    while (size < length) {
      const { value, done } = await each.next()
      if (done) return size === 0 && length > 0 ? null : Buffer.concat(waiting, size)
      waiting.push(value)
      size += value.length
    }
    const all = Buffer.concat(waiting, size)
    waiting = [all.subarray(length)]
    size -= length
    return all.subarray(0, length)
  }
}

/** Reads a frame's JSON. */
function parsed<T>(schema: z.ZodType<T>, body: Buffer): T {
  return schema.parse(JSON.parse(String(body)))
}

function frameOf(letter: string, body: Buffer): Frame {
  if (letter === LETTERS.header) return { kind: 'header', header: parsed(headerSchema, body) }
  if (letter === LETTERS.table) return { kind: 'table', table: parsed(tableSchema, body) }
  if (letter === LETTERS.data) return { kind: 'data', data: body }
  if (letter === LETTERS.rows) return { kind: 'rows', ...parsed(z.object({ rows: z.number() }), body) }
  throw new Error(`a frame ${letter}`)
}

/**
 * Reads the frames of a backup. What it yields is proven only once it has ended by itself: see checkBackup.
 * @throws {Problem} when the file isn't a backup, is cut off, or isn't what was written
 */
export async function* readFrames(file: string): AsyncGenerator<Frame> {
  const start = await requireBackup(file)
  const source = createReadStream(file, { start })
  const unzipped = createGunzip()
  source.on('error', (error) => unzipped.destroy(error))
  const take = pieces(source.pipe(unzipped))
  const hash = createHash('sha256')
  const sums = { tables: 0, rows: 0 }
  try {
    for (;;) {
      const head = await take(5)
      const length = head?.length === 5 ? head.readUInt32BE(1) : 0
      if (!head || head.length < 5 || length > LONGEST) throw damaged(file, 'it ends before its end')
      const body = length === 0 ? Buffer.alloc(0) : await take(length)
      if (!body || body.length < length) throw damaged(file, 'it ends before its end')
      const letter = head.toString('latin1', 0, 1)
      if (letter === LETTERS.end) {
        const end = parsed(endSchema, body)
        if (end.sha256 !== hash.digest('hex') || end.tables !== sums.tables || end.rows !== sums.rows)
          throw damaged(file, 'it isn’t what was written')
        if (await take(1)) throw damaged(file, 'something stands behind its end')
        return
      }
      hash.update(head).update(body)
      const frame = frameOf(letter, body)
      if (frame.kind === 'rows') {
        sums.tables++
        sums.rows += frame.rows
      }
      yield frame
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    // Of gzip: cut off, or changed. Of JSON: a frame that isn't one.
    throw damaged(file, 'it ends before its end, or was changed')
  } finally {
    source.destroy()
    unzipped.destroy()
  }
}

/**
 * Reads a backup from its beginning to its end, and changes nothing.
 * @returns what it says of itself, and its sums
 * @throws {Problem} when it isn't whole
 */
export async function checkBackup(file: string): Promise<{ header: Header; sums: Sums }> {
  let header: Header | undefined
  const sums = { tables: 0, rows: 0 }
  for await (const frame of readFrames(file)) {
    if (frame.kind === 'header') header = frame.header
    if (frame.kind === 'rows') {
      sums.tables++
      sums.rows += frame.rows
    }
  }
  if (!header) throw damaged(file, 'it doesn’t say what it is')
  return { header, sums }
}

// As much of PostgreSQL's protocol as it takes to know what passes between a client and the server.
// https://www.postgresql.org/docs/current/protocol-message-formats.html

export type Message = {
  /** A letter; '' for the first one of a client, which has none. */
  type: string
  /** The whole message. */
  bytes: Buffer
  body: Buffer
}

/** Cuts one direction of a connection into its messages, however they arrive. */
export function messageReader({ startsUntyped }: { startsUntyped: boolean }): (chunk: Buffer) => Message[] {
  let waiting: Buffer = Buffer.alloc(0)
  let typed = startsUntyped ? 0 : 1
  return (chunk) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
    const messages: Message[] = []
    for (;;) {
      if (waiting.length < typed + 4) return messages
      const length = typed + waiting.readInt32BE(typed)
      if (waiting.length < length) return messages
      const bytes = waiting.subarray(0, length)
      const type = String.fromCharCode(...bytes.subarray(0, typed))
      messages.push({ type, bytes, body: bytes.subarray(typed + 4) })
      waiting = waiting.subarray(length)
      typed = 1
    }
  }
}

/** The text that ends with a zero byte, and where the next thing begins. */
function textAt(body: Buffer, from: number): { text: string; end: number } {
  const end = body.indexOf(0, from)
  return { text: body.toString('utf8', from, end), end: end + 1 }
}

/** What a client has carried out: a statement and the values that it is given. */
export type Execution = { sql: string; values: readonly (string | null)[] }

/**
 * Follows a client's messages. A statement that has a name is sent once, in a Parse, and from then on only named, in each
 * Bind. @returns what a Query or a Bind carries out; of other messages nothing
 */
export function executionReader(): (message: Message) => Execution | undefined {
  const statements = new Map<string, string>()
  return ({ type, body }) => {
    if (type === 'Q') return { sql: textAt(body, 0).text, values: [] }
    if (type === 'P') {
      const name = textAt(body, 0)
      statements.set(name.text, textAt(body, name.end).text)
    }
    if (type !== 'B') return undefined
    const name = textAt(body, textAt(body, 0).end)
    const sql = statements.get(name.text)
    return sql === undefined ? undefined : { sql, values: valuesAt(body, name.end) }
  }
}

/** The values of a Bind, as text: those that are sent in binary are of no use here. */
function valuesAt(body: Buffer, from: number): (string | null)[] {
  let at = from + 2 + 2 * body.readInt16BE(from) // the formats
  const values: (string | null)[] = []
  const count = body.readInt16BE(at)
  at += 2
  while (values.length < count) {
    const length = body.readInt32BE(at)
    at += 4
    values.push(length < 0 ? null : body.toString('utf8', at, at + length))
    at += Math.max(length, 0)
  }
  return values
}

/** What the server says it has done ("INSERT 0 1", "COMMIT"); of other messages nothing. */
export const commandOf = ({ type, body }: Message): string | undefined =>
  type === 'C' ? textAt(body, 0).text : undefined

/** The server has written at least one row. */
export const isWrite = (command: string) => /^(INSERT 0|UPDATE|DELETE|MERGE) [1-9]/.test(command)

import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { UserError } from '@/lib/errors'

/** Thrown where too many passwords are being checked to wait for one more. */
export class Busy extends UserError {
  constructor() {
    super('Plumbline is busy right now. Wait a few seconds, then try again.')
    this.name = 'Busy'
  }
}

// A password's hash takes a core for some 20 ms, and 19 MiB. Two at once leave the other requests theirs, and whoever
// would have to wait for more than a moment is told so instead.
const AT_ONCE = 2
const MOST_WAITING = 20

// On globalThis for the reason in lib/db.ts: they are counted in the whole process.
const holder = globalThis as unknown as { plumblineHashing?: { running: number; waiting: (() => void)[] } }

/** Does work with passwords when it is its turn. @throws Busy when too many wait for theirs */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  holder.plumblineHashing ??= { running: 0, waiting: [] }
  const turns = holder.plumblineHashing
  if (turns.running < AT_ONCE) turns.running++
  else if (turns.waiting.length >= MOST_WAITING) throw new Busy()
  else await new Promise<void>((resolve) => turns.waiting.push(resolve)) // takes the place of one that is done
  try {
    return await work()
  } finally {
    const next = turns.waiting.shift()
    if (next) next()
    else turns.running--
  }
}

/** The same letters, whichever way a keyboard makes them (é as one character or as two). */
const plain = (password: string) => password.normalize('NFC')

/** argon2id with the library's defaults, which follow OWASP's advice (19 MiB, two passes). @throws Busy */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(plain(password)))

// Checked where there is no user, so that the time taken doesn't tell whether there is one.
let nobody: Promise<string> | undefined

/** Tells whether a password is the one of a hash, in the same time whether there is one. @throws Busy */
export function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  return inTurn(async () => {
    nobody ??= hash('nobody has this password')
    const none = await nobody
    const right = await verify(passwordHash ?? none, plain(password))
    return right && passwordHash !== undefined
  })
}

import 'server-only'
import { networkOf } from '@/lib/request-source'
import { overLimit, takeLimits } from './limits'

// A stranger can make entries of the security log at will. So of each kind only so many within a minute are written one by
// one; the others are counted, and the minute's count is one entry more.

/** Of one kind, about one person or from one network. */
const OF_ONE = 30
/** Of one kind, from everywhere, about nobody we know. */
const OF_ALL = 300
const SECONDS = 60
/** So many places are counted apart. What comes from more is counted together. */
const MOST_PLACES = 500

export type Happened = { event: string; userId?: string | undefined; address: string }

/** What wasn't written one by one. `address` and `userId` are those that all of it has in common. */
export type Held = Happened & { count: number }

type Counted = Held & { timer: NodeJS.Timeout }
const held = new Map<string, Counted>()

const everywhere = (event: string) => `${event} *`

/**
 * Tells whether something that happened is to be written down by itself. Otherwise it is counted.
 * @param write is called with what was counted, once its minute is over
 */
export async function isWritten(happened: Happened, write: (held: Held) => Promise<void>): Promise<boolean> {
  const { event, userId, address } = happened
  const network = networkOf(address)
  const key = `${event} ${userId ?? network}`
  const counted = held.get(key) ?? (userId ? undefined : held.get(everywhere(event)))
  if (counted) {
    counted.count++
    return false
  }
  const limits = [
    { name: 'log of one', of: key, most: OF_ONE, seconds: SECONDS },
    ...(userId ? [] : [{ name: 'log of all', of: event, most: OF_ALL, seconds: SECONDS }]),
  ]
  const over = overLimit(await takeLimits(limits))
  if (!over) return true
  const isOne = over.limit.name === 'log of one' && held.size < MOST_PLACES
  hold(isOne ? key : everywhere(event), isOne ? { event, userId, address: network } : { event, address: '' }, write)
  return false
}

function hold(key: string, common: Happened, write: (held: Held) => Promise<void>): void {
  const known = held.get(key) // another request may have been here while this one waited
  if (known) {
    known.count++
    return
  }
  const end = () => {
    const counted = held.get(key)
    held.delete(key)
    if (counted)
      void write({ event: counted.event, userId: counted.userId, address: counted.address, count: counted.count })
  }
  held.set(key, { ...common, count: 1, timer: setTimeout(end, SECONDS * 1000).unref() })
}

/** Ends the minutes that are being counted, and writes what they come to. @param write as given to `isWritten` */
export async function writeHeld(write: (held: Held) => Promise<void>): Promise<void> {
  const all = [...held.values()]
  held.clear()
  for (const { timer, ...counted } of all) {
    clearTimeout(timer)
    await write(counted)
  }
}

import { randomInt, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { queryAsOwner, setPassword } from '@/lib/testing/people'
import { markDevice } from './device'
import { Busy, isPassword } from './password'
import { openSessions } from './session-record'
import { type SignedIn, signIn } from './sign-in'
import { countTry, delayAfter, FREE_TRIES, LONGEST_DELAY } from './sign-in-limits'

const RIGHT = 'a plumb line hangs straight'
let owner: OrgContext
beforeAll(async () => {
  owner = await createOrg({ active: false })
  await setPassword(owner, RIGHT)
})

const someAddress = () => [198, randomInt(256), randomInt(256), randomInt(1, 255)].join('.')
const somebody = () => `${randomUUID()}@example.com`

type Options = { email?: string; password?: string; address?: string; deviceCookie?: string; how?: typeof signIn }
/** Tries to sign in. @returns the answer, and how long it was made to wait, in milliseconds */
async function tryIt({ email, password, address, deviceCookie = '', how = signIn }: Options = {}) {
  let waited = 0
  const wait = async (ms: number) => {
    waited += ms
  }
  const source = { address: address ?? someAddress(), requestId: randomUUID(), userAgent: 'a test' }
  const input = { email: email ?? owner.user.email, password: password ?? 'a wrong one' }
  return { answer: await how(input, { source, deviceCookie, wait }), waited, requestId: source.requestId }
}
const inWords = (answer: SignedIn) => (answer === null ? 'wrong' : 'wait' in answer ? 'limited' : 'in')
const words = async (options: Options) => inWords((await tryIt(options)).answer)
const inTurn = async <T>(many: number, work: () => Promise<T>): Promise<T[]> => {
  const all: T[] = []
  for (let n = 0; n < many; n++) all.push(await work())
  return all
}

/** Another owner, whose tries are none of the other tests'. */
async function freshOwner() {
  const other = await createOrg({ active: false })
  await setPassword(other, RIGHT)
  return other.user.email
}

describe('signing in', () => {
  it('begins a session that goes on, for email and password in whatever case the email is typed', async () => {
    const { answer } = await tryIt({ email: ` ${owner.user.email.toUpperCase()} `, password: RIGHT })
    if (!answer || !('session' in answer)) throw new Error('not signed in')
    expect(answer.session.userId).toBe(owner.user.id)
    expect(await openSessions([answer.session.id])).toEqual([answer.session.id])
  })

  it('is stopped for a place that guesses, not for a right password from elsewhere', async () => {
    const email = await freshOwner()
    const address = someAddress()
    expect(await inTurn(12, () => words({ email, address }))).toEqual([
      ...Array(10).fill('wrong'),
      ...Array(2).fill('limited'),
    ])
    expect(await words({ email, address, password: RIGHT })).toBe('limited')
    expect(await words({ email, password: RIGHT })).toBe('in')
  })

  it('is stopped for an address that tries one password with many accounts', async () => {
    const address = someAddress()
    const all = await inTurn(40, () => words({ email: somebody(), address }))
    expect(all).toEqual([...Array(30).fill('wrong'), ...Array(10).fill('limited')])
    expect(await words({ password: RIGHT })).toBe('in')
  })

  it('is stopped for a network whose addresses take turns: an IPv6 /64 at once, a /48 and a /24 soon', async () => {
    const email = await freshOwner()
    const inOne = await inTurn(12, () => words({ email, address: `2001:db8:1:1::${randomInt(1, 9_999)}` }))
    expect(inOne.filter((word) => word === 'wrong')).toHaveLength(10)
    for (const address of [
      () => `2001:db8:2:${randomInt(1, 9_999)}::${randomInt(1, 9_999)}`,
      () => `203.0.113.${randomInt(1, 255)}`,
    ]) {
      const waits: number[] = []
      // As many at once as there are connections to the database.
      for (let n = 0; n < 26; n++) {
        const all = await Promise.all(Array.from({ length: 10 }, () => countTry(somebody(), address(), null)))
        waits.push(...all.map(({ wait }) => wait))
      }
      expect(waits.filter((wait) => wait > 0).length).toBeGreaterThanOrEqual(60)
    }
  })

  it('fault 46: is never locked by a stranger: an account that is guessed at from everywhere only becomes slower', async () => {
    const email = await freshOwner()
    const waits = (await inTurn(60, () => tryIt({ email }))).map(({ waited }) => waited)
    expect(waits.slice(0, FREE_TRIES)).toEqual(Array(FREE_TRIES).fill(0))
    expect(waits.toSorted((one, other) => one - other)).toEqual(waits)
    expect(Math.max(...waits)).toBe(LONGEST_DELAY)
    const { answer, waited } = await tryIt({ email, password: RIGHT })
    expect([inWords(answer), waited]).toEqual(['in', LONGEST_DELAY])
    expect((await tryIt({ email, password: RIGHT })).waited).toBe(0) // it's over
  })

  it('goes on at once for a browser that has signed in before, also from the address of who guesses', async () => {
    const email = await freshOwner()
    const address = someAddress()
    await inTurn(40, () => tryIt({ email, address }))
    await inTurn(20, () => tryIt({ email }))
    const deviceCookie = markDevice(email, '')
    const { answer, waited } = await tryIt({ email, address, password: RIGHT, deviceCookie })
    expect([inWords(answer), waited]).toEqual(['in', 0])
    // It's a way for its own account only, and for no more guesses than any other.
    expect(await words({ email: somebody(), address, deviceCookie })).toBe('limited')
    const guesses = await inTurn(12, () => words({ email, address, deviceCookie }))
    expect(guesses.filter((word) => word === 'wrong')).toHaveLength(10)
    expect(await words({ email, address, password: RIGHT, deviceCookie: `${deviceCookie}x` })).toBe('limited')
  })

  it('counts before it looks at the password: many at once are as many', async () => {
    const email = await freshOwner()
    const address = someAddress()
    const all = await Promise.all(Array.from({ length: 30 }, () => words({ email, address })))
    expect(all.filter((word) => word === 'wrong')).toHaveLength(10)
    expect(all.filter((word) => word === 'limited')).toHaveLength(20)
  })

  it('counts the same in another process, and after a restart', async () => {
    const email = await freshOwner()
    const address = someAddress()
    await inTurn(10, () => tryIt({ email, address }))
    vi.resetModules()
    const { signIn: how } = await import('./sign-in')
    expect(how).not.toBe(signIn)
    expect(await words({ email, address, how })).toBe('limited')
    expect((await tryIt({ email, how })).waited).toBe(LONGEST_DELAY)
  })

  it('does the same for who is known and who isn’t', async () => {
    const known = await freshOwner()
    const sequence = async (email: string) => {
      const address = someAddress()
      const tries = await inTurn(13, () => tryIt({ email, address }))
      return tries.map(({ answer, waited }) => [inWords(answer), waited])
    }
    expect(await sequence(somebody())).toEqual(await sequence(known))
  })

  it('takes as much work for who is known and who isn’t', async () => {
    const known = await freshOwner()
    // Of the processor: what else this machine does tells nothing of it. In sums, since some machines count it in ticks.
    const spent = { known: 0, unknown: 0 }
    await tryIt({ email: somebody() })
    for (let n = 0; n < 25; n++)
      for (const who of ['known', 'unknown'] as const) {
        const began = process.cpuUsage()
        await tryIt({ email: who === 'known' ? known : somebody() })
        const { user, system } = process.cpuUsage(began)
        spent[who] += user + system
      }
    expect(spent.known / spent.unknown).toBeGreaterThan(1 / 1.7)
    expect(spent.known / spent.unknown).toBeLessThan(1.7)
  })

  it('lets nobody in where it can’t be counted', async () => {
    const role = new URL(process.env.APP_DATABASE_URL ?? '').username
    const functionOf = `execute on function take_limits(bytea[], bigint[], int[])`
    await queryAsOwner(`revoke ${functionOf} from "${role}"`)
    try {
      await expect(tryIt({ password: RIGHT })).rejects.toThrow('permission denied')
    } finally {
      await queryAsOwner(`grant ${functionOf} to "${role}"`)
    }
    expect(await words({ password: RIGHT })).toBe('in')
  })

  it('looks at no more than two passwords at once, and tells whoever would wait long to come back', async () => {
    const all = await Promise.allSettled(Array.from({ length: 60 }, () => isPassword(undefined, 'x')))
    const refused = all.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(refused).toHaveLength(38)
    for (const reason of refused) expect(reason).toBeInstanceOf(Busy)
    expect(await isPassword(undefined, 'x')).toBe(false) // it's over
  })

  it('takes the tries back that found no turn', async () => {
    const email = await freshOwner()
    const address = someAddress()
    const crowd = Array.from({ length: 40 }, () => isPassword(undefined, 'x').catch(() => false))
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => tryIt({ email, address, password: RIGHT })))
    await Promise.all(crowd)
    for (const each of tries)
      if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(Busy)
      else expect(inWords(each.value.answer)).toBe('in')
    expect(await words({ email, address, password: RIGHT })).toBe('in')
  })

  it('keeps at most so many waiting for one account', async () => {
    const email = await freshOwner()
    await inTurn(12, () => tryIt({ email }))
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const source = () => ({ address: someAddress(), requestId: randomUUID(), userAgent: '' })
    const all = Array.from({ length: 15 }, () =>
      signIn({ email, password: 'x' }, { source: source(), deviceCookie: '', wait: () => held }),
    )
    const first = await Promise.race(all.map((each) => each.then(() => 'done').catch((error) => error)))
    expect(first).toBeInstanceOf(Busy)
    expect(await words({ password: RIGHT })).toBe('in') // another account isn't slower
    release()
    const ends = await Promise.allSettled(all)
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(5)
  })
})

it('a try waits the longer, the more failed before it, and never longer than a page does', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), (one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)]
      expect(delayAfter(less)).toBeLessThanOrEqual(delayAfter(more))
      expect(delayAfter(more)).toBeLessThanOrEqual(LONGEST_DELAY)
      expect(delayAfter(more) > 0).toBe(more >= FREE_TRIES)
    }),
  )
})

import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { correctRecorded } from '@/lib/payments/recorded/correct-recorded'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { takePayment } from '@/lib/payments/take/take-payment'
import { createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { correctionOf, recordOf } from '@/lib/testing/recorded'
import { type Sandbox, startSandbox } from '@/lib/testing/sandbox'
import { openStream } from './stream'
import { LISTENER_NAME, type LiveNews, subscribe } from './subscribe'

let sandbox: Sandbox
let owner: pg.Client

beforeAll(async () => {
  sandbox = await startSandbox()
  process.env.SANDBOX_URL = sandbox.url
  owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await sandbox.kill()
})

/** What arrives, in order. */
function queue<T>() {
  const waiting: T[] = []
  let wake = () => {}
  return {
    push(item: T) {
      waiting.push(item)
      wake()
    },
    async next(): Promise<T> {
      for (;;) {
        const item = waiting.shift()
        if (item !== undefined) return item
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}

/** Subscribes to an organization's changes. Resolves when changes are reported. */
async function hear({ org }: OrgContext) {
  const news = queue<LiveNews>()
  const stop = subscribe(org.id, news.push)
  expect(await news.next()).toEqual({ kind: 'resync' })
  return { next: news.next, stop }
}

/** Takes a payment and returns its id. */
async function pay(context: OrgContext): Promise<string> {
  const { number } = await createJob(context, 500_000)
  const payment = paymentOf(number, 1_000)
  await takePayment(context, payment)
  return payment.paymentId
}

const killListener = () =>
  owner.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = $1',
    [LISTENER_NAME],
  )

it('tells an organization of its own payments, and no other’s', async () => {
  const [one, two] = [await createOrg(), await createOrg()]
  const [atOne, atTwo] = [await hear(one), await hear(two)]
  const ofOne = await pay(one)
  const ofTwo = await pay(two)
  expect(await atOne.next()).toEqual({ kind: 'change', paymentId: ofOne })
  expect(await atTwo.next()).toEqual({ kind: 'change', paymentId: ofTwo }) // in commit order
  atOne.stop()
  atTwo.stop()
})

it('tells of what is recorded and corrected, and of the email about it, each under its own id', async () => {
  const context = await createOrg({ active: false })
  const { id: orgId } = context.org
  const heard = await hear(context)
  const job = await createJob(context, 500_000)
  const input = recordOf(job.number, 1_000, { receiptEmail: 'olivia@example.com' })
  await recordPayment(context, input)
  expect(await heard.next()).toEqual({ kind: 'change', paymentId: input.entry.id })
  await forOrg(orgId, (tx) =>
    tx.email.updateMany({ where: { orgId, recordedPaymentId: input.entry.id }, data: { attempts: 1 } }),
  )
  expect(await heard.next()).toEqual({ kind: 'change', paymentId: input.entry.id })
  const correction = correctionOf(input.entry.id)
  await correctRecorded(context, correction)
  expect(await heard.next()).toEqual({ kind: 'change', paymentId: correction.counterId })
  heard.stop()
})

it('tells nothing more after the end of a subscription', async () => {
  const context = await createOrg()
  const [first, second] = [await hear(context), await hear(context)]
  first.stop()
  const id = await pay(context)
  expect(await second.next()).toEqual({ kind: 'change', paymentId: id })
  const nothing = await Promise.race([first.next(), Promise.resolve('nothing')])
  expect(nothing).toBe('nothing')
  second.stop()
})

it('listens again after its connection was cut, and says that something may have been missed', async () => {
  const context = await createOrg()
  const heard = await hear(context)
  expect((await killListener()).rowCount).toBe(1) // one per process, however many subscribe
  expect(await heard.next()).toEqual({ kind: 'resync' })
  const id = await pay(context)
  expect(await heard.next()).toEqual({ kind: 'change', paymentId: id })
  heard.stop()
})

it('passes over a notice that is none of ours', async () => {
  const context = await createOrg()
  const heard = await hear(context)
  await owner.query("notify plumbline_changes, 'not JSON'")
  await owner.query(`notify plumbline_changes, '{"org":1}'`)
  const id = await pay(context)
  expect(await heard.next()).toEqual({ kind: 'change', paymentId: id })
  heard.stop()
})

it('the database tells ids and nothing of a row, once per transaction, and only of what was really changed', async () => {
  const context = await createOrg()
  const { id: orgId } = context.org
  const notices = queue<string | undefined>()
  const listener = new pg.Client({ connectionString: process.env.APP_DATABASE_URL })
  listener.on('notification', ({ payload }) => notices.push(payload))
  await listener.connect()
  await listener.query('listen plumbline_changes')
  const done = async () => {
    const all: string[] = []
    await owner.query("notify plumbline_changes, 'done'")
    for (let notice = await notices.next(); notice !== 'done'; notice = await notices.next()) all.push(notice ?? '')
    return all
  }

  const payment = await pay(context)
  const taken = await done()
  expect(taken.length).toBeGreaterThanOrEqual(2) // begun, decided
  const { jobId } = await forOrg(orgId, (tx) => tx.payment.findFirstOrThrow({ where: { orgId, id: payment } }))
  for (const notice of taken) expect([{ org: orgId, payment }, { job: jobId }]).toContainEqual(JSON.parse(notice))

  const receipt = await forOrg(orgId, (tx) => tx.email.findFirstOrThrow({ where: { orgId, paymentId: payment } }))
  const where = { orgId_id: { orgId, id: receipt.id } }
  await forOrg(orgId, (tx) => tx.email.update({ where, data: { html: '<p>secret</p>'.repeat(10_000) } }))
  expect((await done()).map((notice) => JSON.parse(notice))).toEqual([{ org: orgId, payment }])

  await forOrg(orgId, async (tx) => {
    await tx.email.update({ where, data: { attempts: 1 } })
    await tx.email.update({ where, data: { attempts: 2 } })
  })
  expect(await done()).toHaveLength(1)

  await forOrg(orgId, (tx) => tx.email.update({ where, data: { attempts: 2 } }))
  const undone = forOrg(orgId, async (tx) => {
    await tx.email.update({ where, data: { attempts: 3 } })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await done()).toEqual([])
  await listener.end()
})

/** Asks a server that answers with a stream of an organization. */
async function streamOf({ org }: OrgContext) {
  const opened = queue<ServerResponse>()
  const server = createServer((_request, response) => {
    openStream(org.id, response, new Date(Date.now() + 60 * 60_000))
    opened.push(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stopped = new AbortController()
  const { body } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { signal: stopped.signal })
  const reader = body?.getReader()
  const response = await opened.next()
  const end = async () => {
    stopped.abort()
    await once(response, 'close')
    await new Promise((resolve) => server.close(resolve))
  }
  return { response, read: async () => new TextDecoder().decode((await reader?.read())?.value), end }
}

it('is a stream of server-sent events, and nobody is subscribed when it is over', async () => {
  const context = await createOrg()
  const { read, response, end } = await streamOf(context)
  let text = ''
  while (!text.includes('resync')) text += await read()
  expect(text).toMatch(/^: open\n\nevent: resync\ndata: \{"at":\d+\}\n\n$/)
  const id = await pay(context)
  expect(await read()).toMatch(new RegExp(`^event: change\\ndata: \\{"payment":"${id}","at":\\d+\\}\\n\\n`))
  await end()
  const written = vi.spyOn(response, 'write')
  const heard = await hear(context)
  const another = await pay(context)
  expect(await heard.next()).toEqual({ kind: 'change', paymentId: another })
  expect(written).not.toHaveBeenCalled()
  heard.stop()
})

it('writes nothing after its end, however long a page leaves that unread', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  try {
    const context = await createOrg()
    const { response, end } = await streamOf(context)
    const written = vi.spyOn(response, 'write')
    vi.spyOn(response, 'end').mockReturnThis() // as of a page that takes nothing more
    vi.advanceTimersByTime(5 * 60_000)
    const before = written.mock.calls.length
    vi.advanceTimersByTime(9_000)
    expect(response.destroyed).toBe(false)
    vi.advanceTimersByTime(2_000)
    expect(response.destroyed).toBe(true)
    vi.advanceTimersByTime(60_000)
    expect(written.mock.calls).toHaveLength(before)
    await end().catch(() => {})
  } finally {
    vi.useRealTimers()
  }
})

it('tells a thousand in the order of the changes, and nobody who has gone meanwhile', async () => {
  const context = await createOrg()
  const all = await Promise.all(Array.from({ length: 1_000 }, () => hear(context)))
  const [one, another] = [await pay(context), await pay(context)]
  for (const { next, stop } of all) {
    const ids: unknown[] = []
    while (ids.at(-1) !== another) {
      const news = await next()
      ids.push(news.kind === 'change' && news.paymentId)
    }
    expect([...new Set(ids)]).toEqual([one, another])
    stop()
  }
})

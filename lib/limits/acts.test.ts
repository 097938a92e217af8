import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, expect, it } from 'vitest'
import { sendTestCall } from '@/lib/api-test/send-test-call'
import { setLogo } from '@/lib/company/logo'
import { openLink } from '@/lib/customer-links/open-link'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { refusedPdf } from '@/lib/customer-page/admit-pdf'
import { askAbout } from '@/lib/customer-page/answer'
import { forOrg } from '@/lib/db'
import { requestEmail } from '@/lib/email/request-email'
import { sendLink } from '@/lib/email/send-link'
import { addPhoto } from '@/lib/files/add-photo'
import { saveCredentials } from '@/lib/integration/credentials'
import { serveLive } from '@/lib/live/serve'
import { removeAccount, setDefaultAccount } from '@/lib/payment-accounts/manage'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { checkNow } from '@/lib/payments/review/check-now'
import { takePayment } from '@/lib/payments/take/take-payment'
import { warmUpPayment } from '@/lib/payments/take/warm-up'
import { previewImport } from '@/lib/price-book/import-items'
import { takeLimits } from '@/lib/security/limits'
import { cookieName, makeToken, sessionCookie } from '@/lib/sessions/session-token'
import { invite } from '@/lib/team/invite'
import { context, orgId, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { otherVisa } from '@/lib/testing/cards'
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import { customerAt, linkTo, sentProposal, tokenOf } from '@/lib/testing/links'
import { picture } from '@/lib/testing/pictures'
import { recordOf } from '@/lib/testing/recorded'
import { ACTS, type Act, AFTER_A_DECLINE } from './acts'
import { boundsOf, type Caller } from './admit'
import { countSearch } from './searches'
import { LIMITS, limitRule } from './table'

// Everything that reaches outside stops at each of its limits, and says so. A new act has to be added here.

setUpSandbox()
const SOURCE = { address: '192.0.2.1', requestId: '', userAgent: '' }
let jobNumber: number
let jobId: string
let paymentId: string
let accountId: string
let customerId: string
let customer: LinkContext
let address: string
let source: ReturnType<typeof otherVisa>
const inbox = 'olivia@example.com'

beforeEach(async () => {
  await takeOrg({ limitFactor: 1 })
  const job = await createJob(context, 5_000_000)
  jobNumber = job.number
  jobId = job.id
  source = otherVisa()
  const input = paymentOf(jobNumber, 1_000, { source, saveAccount: true })
  paymentId = input.paymentId
  await takePayment(context, input)
  const saved = await forOrg(orgId, (tx) => tx.paymentAccount.findFirstOrThrow({ where: { orgId } }))
  accountId = saved.id
  customerId = saved.customerId
  customer = await customerAt(context, job.id)
  address = (await linkTo(context, job.id)).address
})

/** Asks the live route, as a page does. @returns the status of its answer */
async function stream(of: string, cookie: string): Promise<number> {
  const server = createServer((request, response) => {
    request.headers['x-client-address'] = context.source?.address
    void serveLive(request, response, of)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = new AbortController()
  const { status } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    headers: { cookie },
    signal: stop.signal,
  })
  stop.abort()
  server.closeAllConnections()
  server.close()
  return status
}

/** Opens the payment form. It never fails: that nothing was asked of PaySimple is thrown. */
async function opens(who: Caller): Promise<void> {
  const before = (await sandbox.journal()).length
  await forOrg(orgId, (tx) => tx.customer.updateMany({ where: { orgId }, data: { firstName: randomUUID() } }))
  await warmUpPayment(who, jobNumber)
  if ((await sandbox.journal()).length === before) throw new Error('This ends by itself: nothing was asked')
}

/** What does each act; of what answers instead of throwing, what it says is thrown. */
const DO: Record<Exclude<Act, 'export'>, () => Promise<unknown>> = {
  payment: () => takePayment(context, paymentOf(jobNumber, 2_000, { source, receiptEmail: inbox })),
  'customer payment': () =>
    takePayment(customer, paymentOf(jobNumber, 2_000, { source, receiptEmail: inbox, seenOwedCents: 4_999_000 })),
  'recorded receipt': () => recordPayment(context, recordOf(jobNumber, 1_000, { receiptEmail: inbox })),
  reversal: () =>
    reversePayment(context, { paymentId, reversalId: randomUUID(), kind: 'void', retainedCents: 0, note: '' }),
  'account change': () => setDefaultAccount(context, { customerId, accountId }),
  'customer account change': () => removeAccount(customer, { customerId, accountId }),
  dialog: () => opens(context),
  'customer dialog': () => opens(customer),
  check: () => checkNow(context, paymentId),
  'test call': () => sendTestCall(context, { method: 'GET', path: '/v4/customer', body: '', confirmed: true }),
  'moving test call': () => sendTestCall(context, { method: 'POST', path: '/v4/payment', body: '{}', confirmed: true }),
  credentials: () => saveCredentials(context, { endpoint: 'local', userName: 'APIUser1000', apiKey: 'sandbox-key' }),
  email: () => requestEmail(context, { paymentId, kind: 'receipt', to: inbox, requestId: randomUUID() }),
  'link email': () =>
    sendLink(context, { jobId, people: [{ name: 'Olivia', email: inbox }], message: '', requestId: randomUUID() }),
  'link opening': () => openLink(tokenOf(address), SOURCE),
  'link stream': async () => {
    const { context: opened, cookie } = (await openLink(tokenOf(address), SOURCE)) ?? {}
    const header = `${cookieName(`link-${opened?.link.id}`)}=${cookie}`
    if ((await stream(`link-${opened?.link.id}`, header)) === 429) throw new Error('This ends by itself')
  },
  async 'customer PDF'() {
    const refused = await refusedPdf(customer)
    if (refused) throw new Error(refused)
  },
  async question() {
    const { read } = await sentProposal(context)
    const job = await forOrg(orgId, (tx) => tx.document.findFirstOrThrow({ where: { orgId, id: read.documentId } }))
    const at = { ...customer, link: { ...customer.link, job: { ...customer.link.job, id: job.jobId } } }
    await askAbout(at, { ...read, question: 'When?', questionId: randomUUID() })
  },
  invitation: () => invite(context, { email: inbox, role: 'contractor' }),
  logo: async () => setLogo(context, { image: await picture(), seen: '' }),
  photo: async () => addPhoto(context, { image: await picture(), jobNumber, name: '' }),
  'price import': () =>
    previewImport(context, { file: new Blob(['Name,Price\nRoof,1.00']), columns: null, hasHeadings: true }),
  async search() {
    const problem = await countSearch(context.user.id)
    if (problem) throw new Error(`${problem} This ends by itself`)
  },
  async stream() {
    const exp = Date.now() / 1000 + 60
    const token = makeToken({ ...(context.session ?? { id: '', userId: '' }), exp })
    if ((await stream(context.org.slug, `${sessionCookie()}=${token}`)) === 429) throw new Error('This ends by itself')
  },
}

const cardKey = () => (source.method === 'card' ? `card ${source.card.number}` : '')
const CASES = (Object.keys(DO) as (keyof typeof DO)[]).flatMap((act) => ACTS[act].map((name) => [act, name] as const))

// PostgreSQL takes an id in either case for the same.
it('an id in capital letters is counted as the same', () => {
  const about = (of: (id: string) => string) => ({
    card: { key: `saved ${orgId} ${of('a-card')}`, words: '', isTyped: true },
    ...{ paymentId: of('a-payment'), accountId: of('an-account'), inbox: of('ada@example.com'), jobNumber: 7 },
  })
  for (const act of Object.keys(ACTS) as Act[]) {
    const [small, capital] = [about((id) => id), about((id) => id.toUpperCase())].map((each) =>
      boundsOf(ACTS[act], context, each).map(({ of }) => of),
    )
    expect(capital, act).toEqual(small)
  }
})

it.each(CASES)('%s stops at %s', async (act, name) => {
  const about = {
    ...{ card: { key: cardKey(), words: '', isTyped: true } },
    ...{ jobNumber, paymentId, accountId, inbox },
  }
  const [bound] = boundsOf([name], limitRule(name).of === 'link' ? customer : context, about)
  if (!bound) throw new Error('no such limit')
  await takeLimits([
    { ...bound, of: name === 'member_searches' ? context.user.id : bound.of, points: LIMITS[name].most },
  ])
  if (AFTER_A_DECLINE.includes(name))
    await takeLimits(boundsOf(['link_declines'], customer, {}).map((bound) => ({ ...bound, points: 1 })))
  if (limitRule(name).each === 'typed card') source = otherVisa() // the other one is none that is new
  const before = await sandbox.journal()
  await expect(DO[act]()).rejects.toThrow(/ends by itself/)
  expect((await sandbox.journal()).slice(before.length)).toEqual([])
})

it.each(Object.keys(DO) as (keyof typeof DO)[])('%s is done where no limit is over', async (act) => {
  await DO[act]()
})

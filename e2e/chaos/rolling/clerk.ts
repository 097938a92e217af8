// Somebody who takes payments: in a browser, and by what their browser was seen to send, as often as there are payments.
import { type Browser, type BrowserContext, expect, type Locator, type Page, type Request } from '@playwright/test'
import { isAction } from '@/e2e/support/actions'
import { complete, fillDialog } from '@/e2e/support/app'

/** A server action as the browser sent it. */
type Seen = { url: string; headers: Record<string, string>; input: Record<string, unknown>; jobNumber: number }

/** What is typed for one payment. */
export type Typed = { amount: string; number: string; code: string; email: string }

export type Clerk = Awaited<ReturnType<typeof openClerk>>
type Opening = { appUrl: string; cookie: { name: string; value: string } /** The company's. */; slug: string }

const inputOf = (request: Request) => (JSON.parse(request.postData() ?? '[]') as [string, Record<string, unknown>])[1]

/** Headers that belong to one connection or one body, which fetch makes itself. */
const OWN = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'transfer-encoding'])

async function seen(request: Request, jobNumber: number): Promise<Seen> {
  const headers = Object.entries(await request.allHeaders()).filter(([name]) => !OWN.has(name) && !name.startsWith(':'))
  return { url: request.url(), headers: Object.fromEntries(headers), input: inputOf(request), jobNumber }
}

/**
 * Reads an action's value out of its answer.
 * @throws when the action failed, in whatever way
 */
function readValue(status: number, text: string): Record<string, unknown> {
  const [, result] = /^[0-9a-f]+:(\{"ok":.*\})$/m.exec(text) ?? []
  if (status !== 200 || result === undefined) throw new Error(`answered ${status}: ${text.slice(0, 200)}`)
  const read = JSON.parse(result) as { ok: boolean; value?: Record<string, unknown>; message?: string }
  if (!read.ok || !read.value) throw new Error(`refused: ${read.message}`)
  return read.value
}

/** Opens Make Payment. @returns its dialog, which has asked for a payment's id */
async function pressed(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Make Payment' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make Payment' })
  await expect(dialog.getByLabel('Amount')).toBeVisible({ timeout: 30_000 })
  return dialog
}

/** Opens a browser that is signed in, and can take payments by hand; `learn` makes it able to post them by itself. */
export async function openClerk(browser: Browser, { appUrl, cookie, slug }: Opening) {
  const context: BrowserContext = await browser.newContext({ baseURL: appUrl })
  await context.addCookies([{ ...cookie, url: appUrl }])
  let form: Seen | undefined
  let payment: Seen | undefined

  /** Sends what was seen once more, for another job. @throws when it fails */
  async function post(action: Seen | undefined, job: number, given: object): Promise<Record<string, unknown>> {
    if (!action) throw new Error('nothing was learned')
    const { url, headers, input, jobNumber } = action
    const moved = (text: string) => text.replaceAll(String(jobNumber), String(job))
    const tree = headers['next-router-state-tree']
    const response = await fetch(moved(url), {
      method: 'POST',
      headers: { ...headers, ...(tree && { 'next-router-state-tree': moved(tree) }) },
      body: JSON.stringify([slug, { ...input, jobNumber: job, ...given }]),
    })
    return readValue(response.status, await response.text())
  }

  /**
   * Presses Make Payment on a page of a job's agreement and fills in the dialog.
   * @returns how to complete it, which resolves to what the browser sent once the screen says authorized
   */
  async function fill(page: Page, { amount, number, code, email }: Typed) {
    const dialog = await pressed(page)
    await fillDialog(dialog, { amount, number, code, email })
    return async (onSent: (paymentId: string) => void): Promise<Request> => {
      const sent = page.waitForRequest((request) => {
        const isPayment = isAction(request) && (request.postData() ?? '').includes('cardNumber')
        if (isPayment) onSent(String(inputOf(request).paymentId))
        return isPayment
      })
      await complete(dialog)
      await expect(dialog.getByText(/^Authorized\./).first()).toBeVisible({ timeout: 30_000 })
      await dialog.getByRole('button', { name: 'Done' }).click() // it stays until then (e2e/newer-server.spec.ts)
      return await sent
    }
  }

  /** Opens the page of a job's agreement, on which Make Payment stands. */
  async function look(jobNumber: number): Promise<Page> {
    const page = await context.newPage()
    await page.goto(`/orgs/${slug}/jobs/${jobNumber}/agreement`)
    return page
  }

  return {
    fill,
    close: () => context.close(),

    look,

    /** Takes one payment by hand, and remembers what the browser sent for it. */
    async learn(jobNumber: number, typed: Typed, onSent: (paymentId: string) => void): Promise<void> {
      const page = await look(jobNumber)
      const opening = page.waitForRequest(isAction)
      const finish = await fill(page, typed)
      form = await seen(await opening, jobNumber)
      payment = await seen(await finish(onSent), jobNumber)
      await page.close()
    },

    /** What pressing Make Payment sends. @returns the form, with the id of a payment that may be made */
    open: (jobNumber: number) => post(form, jobNumber, {}),

    /** What Complete Payment sends. @returns the payment as the dialog shows it */
    pay: (jobNumber: number, paymentId: string, { amount, number, code, email }: Typed) =>
      post(payment, jobNumber, { paymentId, amount, cardNumber: number, securityCode: code, receiptEmail: email }),
  }
}

import type { PaymentView } from '@/lib/payments/words/payment-view'

export type StatusAnswer =
  | { kind: 'found'; view: PaymentView }
  /** Plumbline answered that it has no payment with this id. */
  | { kind: 'none' }
  | { kind: 'signed_out' }
  /** No reliable answer: no network, a broken server, or another site's page in between. */
  | { kind: 'offline' }

const STATES: Record<PaymentView['state'], true> = {
  authorized: true,
  declined: true,
  not_taken: true,
  checking: true,
  reversed: true,
}

function isView(body: unknown, paymentId: string): body is PaymentView {
  const { id, state } = (body ?? {}) as Partial<PaymentView>
  return id === paymentId && state !== undefined && Object.hasOwn(STATES, state)
}

/**
 * Asks Plumbline for the status of a payment. Never throws.
 * @param base the path of the company, or of the customer's page
 */
export async function askStatus(base: string, paymentId: string): Promise<StatusAnswer> {
  try {
    const response = await fetch(`${base}/payments/${paymentId}/status`, {
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    // Plumbline always answers in JSON; a hotel's Wi-Fi page isn't JSON and throws here.
    const body: unknown = await response.json()
    if (response.ok && isView(body, paymentId)) return { kind: 'found', view: body }
    if (response.status === 404 && (body as { noSuchPayment?: boolean } | null)?.noSuchPayment) return { kind: 'none' }
    if (response.status === 401 || response.status === 404) return { kind: 'signed_out' }
  } catch {}
  return { kind: 'offline' }
}

/** Waits `ms`, or less when `change` resolves, the connection returns or the page is shown again. */
export const pause = (ms: number, change?: Promise<void>): Promise<void> =>
  new Promise((resolve) => {
    const end = new AbortController()
    const done = () => {
      clearTimeout(timer)
      end.abort()
      resolve()
    }
    const timer = setTimeout(done, ms)
    void change?.then(done)
    window.addEventListener('online', done, end)
    document.addEventListener('visibilitychange', done, end)
  })

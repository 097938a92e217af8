import type { PaymentView } from '@/lib/payments/words/payment-view'

export type StatusAnswer =
  | { kind: 'found'; view: PaymentView }
  /** Plumbline answered that it has no payment with this id. */
  | { kind: 'none' }
  | { kind: 'signed_out' }
  /** No answer that can be relied on: no network, a broken server, or somebody else's page in between. */
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

/** Asks Plumbline the outcome of a payment. Never throws. */
export async function askStatus(orgSlug: string, paymentId: string): Promise<StatusAnswer> {
  try {
    const response = await fetch(`/orgs/${orgSlug}/payments/${paymentId}/status`, {
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    // The body is ours in every case; a page of a hotel's Wi-Fi is not JSON and ends below.
    const body: unknown = await response.json()
    if (response.ok && isView(body, paymentId)) return { kind: 'found', view: body }
    if (response.status === 404 && (body as { noSuchPayment?: boolean } | null)?.noSuchPayment) return { kind: 'none' }
    if (response.status === 401 || response.status === 404) return { kind: 'signed_out' }
  } catch {}
  return { kind: 'offline' }
}

/** Waits; shorter when `change` resolves, the connection comes back or somebody looks at the page again. */
export const pause = (ms: number, change?: Promise<void>): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      document.removeEventListener('visibilitychange', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    void change?.then(done)
    window.addEventListener('online', done)
    document.addEventListener('visibilitychange', done)
  })

// What tests, chaos, the bench and the rehearsal of the certification ask of the sandbox outside the API of PaySimple.
// sandbox/README.md lists the routes.

/** One row of money at PaySimple. */
export type LedgerRow = {
  client: string
  id: number
  customerId: number
  customerLastName: string | null
  orderId: string | null
  amountCents: number
  status: string
  isDebit: boolean
  referenceId: number
  /** ISO instant, whole seconds. */
  createdOn: string
  lastModified: string
}

/** One request that has arrived. */
export type JournalEntry = { client: string | null; method: string; path: string }

export type SandboxControl = {
  /** The next request on a route ("POST /v4/payment"), or the next `times`, go wrong in this way. */
  fault(route: string, kind: string, options?: { times?: number; ms?: number }): Promise<void>
  clearFaults(): Promise<void>
  /** Moves business time: cards settle the next day. */
  advanceDays(days: number): Promise<void>
  /** Moves business time to an instant, ISO. */
  setNow(now: string): Promise<void>
  /**
   * What only the world can do to a payment: Chargeback, Returned, ReverseNSF and the like. With `from`, only if it has
   * one of these statuses.
   */
  setStatus(paymentId: number, status: string, from?: readonly string[]): Promise<void>
  /** Adds an API user, or gives it another key. */
  addClient(user: string, key: string): Promise<void>
  /** Every row of money of every API user, or those of one OrderId: what really happened. */
  ledger(orderId?: string): Promise<LedgerRow[]>
  /** How many requests there were since the start, and the last thousand of them, in order. */
  journal(): Promise<{ total: number; requests: JournalEntry[] }>
}

/** The control routes of the sandbox at `url`. Each call throws an Error with what the sandbox says against it. */
export function sandboxControl(url: string): SandboxControl {
  async function send(method: string, path: string, body?: object) {
    const response = await fetch(`${url}/_sandbox${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} /_sandbox${path}: ${response.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  return {
    fault: (route, kind, options = {}) => send('POST', '/faults', { route, kind, times: 1, ...options }),
    clearFaults: () => send('DELETE', '/faults'),
    advanceDays: (advanceDays) => send('POST', '/clock', { advanceDays }),
    setNow: (now) => send('POST', '/clock', { now }),
    setStatus: (id, status, from) => send('POST', `/payments/${id}/status`, { status, from }),
    addClient: (user, key) => send('POST', '/clients', { user, key }),
    ledger: async (orderId) => (await send('GET', `/ledger${orderId ? `?orderId=${orderId}` : ''}`)).payments,
    journal: () => send('GET', '/journal'),
  }
}

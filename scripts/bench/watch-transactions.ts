type Transact = (...args: unknown[]) => Promise<unknown>
type Holder = { plumblinePrisma?: { $transaction: Transact } }

/**
 * Watches the transactions of this process's database client (lib/db.ts), in the order in which they begin: what a use
 * case spends in its own transactions while it runs, and not in a run of their own. Call it when the client is there.
 */
export function watchTransactions() {
  const holder = globalThis as unknown as Holder
  const client = holder.plumblinePrisma
  if (!client) throw new Error('The database client has not been made yet.')
  let spans: { ms: number }[] = []

  const watched: Transact = async (...args) => {
    const span = { ms: Number.NaN }
    spans.push(span)
    const begun = performance.now()
    try {
      return await client.$transaction(...args)
    } finally {
      span.ms = performance.now() - begun
    }
  }
  holder.plumblinePrisma = new Proxy(client, {
    get: (target, name) => (name === '$transaction' ? watched : Reflect.get(target, name)),
  })
  return {
    /** Milliseconds of each transaction since the last time. */
    take(): number[] {
      const taken = spans
      spans = []
      return taken.map(({ ms }) => ms)
    },
    stop() {
      holder.plumblinePrisma = client
    },
  }
}

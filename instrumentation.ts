/** Runs once when Next's server starts, in the bundle that has the app's code. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { serveLive } = await import('./lib/live/serve')
  // server/live.ts finds it there: the front has none of the app's code.
  const { noteForeignOrigin } = await import('./lib/sessions/note-foreign-origin')
  Object.assign(globalThis, { plumblineServeLive: serveLive, plumblineNoteForeignOrigin: noteForeignOrigin })
  if (process.env.NEXT_PHASE === 'phase-production-build') return
  // Before the first request, and not at it: with a wrong environment the app doesn't start. Next itself would print the
  // error, and go on to answer each request with it.
  const { env } = await import('./lib/env')
  const { serveMetrics } = await import('./lib/metrics/serve')
  try {
    const { METRICS_PORT, METRICS_HOST } = env()
    await serveMetrics(METRICS_PORT, METRICS_HOST)
  } catch (error) {
    console.error((error as Error).message)
    process.exit(1)
  }
  const { recordStart } = await import('./lib/security/record-start')
  await recordStart('app_started')
  // Where nothing could be sealed the log says so now, and not first when somebody sends an agreement.
  const { canSeal } = await import('./lib/seal/can-seal')
  void canSeal()
}

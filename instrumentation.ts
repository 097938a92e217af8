/** Runs once when Next's server starts, in the bundle that has the app's code. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { serveLive } = await import('./lib/live/serve')
  // server/live.ts finds it there: the front has none of the app's code.
  const { noteForeignOrigin } = await import('./lib/sessions/note-foreign-origin')
  Object.assign(globalThis, { plumblineServeLive: serveLive, plumblineNoteForeignOrigin: noteForeignOrigin })
  if (process.env.NEXT_PHASE === 'phase-production-build') return
  const { recordStart } = await import('./lib/security/record-start')
  await recordStart('app_started')
}

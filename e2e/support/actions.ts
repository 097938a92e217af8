import type { Page, Request, Route } from '@playwright/test'

// What can happen to a server action on its way, on a real page.

export const isAction = (request: Request) => request.method() === 'POST' && Boolean(request.headers()['next-action'])

const onActions = (page: Page, handle: (route: Route, request: Request) => Promise<void>) =>
  page.route('**/*', (route, request) => (isAction(request) ? handle(route, request) : route.fallback()))

/** The page's next server action runs, and its answer is lost. */
export async function dropNextAnswer(page: Page): Promise<void> {
  let isDropped = false
  await onActions(page, async (route) => {
    if (isDropped) return route.fallback()
    isDropped = true
    await route.fetch()
    await route.abort()
  })
}

/**
 * From now on the server doesn't know the page's actions, as after a deploy under an open tab. @returns what ends that
 */
export async function deployUnder(page: Page): Promise<() => Promise<void>> {
  await onActions(page, (route, request) =>
    route.continue({ headers: { ...request.headers(), 'next-action': '40'.padEnd(42, '0') } }),
  )
  return () => page.unroute('**/*')
}

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

/** Whether the router asks for a page, as data and not as a document. */
export const isRead = (request: Request) => request.method() === 'GET' && request.headers().rsc === '1'

/** @returns how many reads of the page are under way, of those that began since */
export function readsUnderWay(page: Page): () => number {
  const reads = new Set<Request>()
  page.on('request', (request) => isRead(request) && reads.add(request))
  const done = (request: Request) => reads.delete(request)
  page.on('requestfinished', done).on('requestfailed', done)
  return () => reads.size
}

/**
 * From now on all that the page's router and actions are answered comes from a newer build, which still knows the actions:
 * a deploy under an open tab, as most are. It ends once the page is loaded as a whole.
 * @param arrival what each read of a page waits for
 * @returns how often the page was loaded since
 */
export async function newerUnder(page: Page, arrival: Promise<void> = Promise.resolve()): Promise<() => number> {
  let loads = 0
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) loads++
  })
  await page.route('**/*', async (route, request) => {
    const isOld = loads === 0
    if (!isOld || !(isAction(request) || isRead(request))) return route.fallback()
    if (isRead(request)) await arrival
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'x-nextjs-deployment-id': 'newer' } })
  })
  return () => loads
}

/** The page's next server action doesn't run: it is answered as one that wants the password again. */
export async function wantPassword(page: Page): Promise<void> {
  let isDone = false
  await onActions(page, async (route, request) => {
    if (isDone) return route.fallback()
    isDone = true
    // As a page that doesn't say whose it is, which is refused before anything is done.
    const { 'x-drawn-for': _, ...headers } = request.headers()
    const response = await route.fetch({ headers })
    const said =
      'Plumbline can’t tell whose page this is. Nothing was done. What you typed is still here. Reload the page and try again.'
    const refusal = 'Enter your password again to do this. Nothing was done yet, and what you typed is still here.'
    const body = (await response.text()).replace(`"message":"${said}"`, `"message":"${refusal}","needsPassword":true`)
    if (!body.includes('needsPassword')) throw new Error('The action wasn’t refused.')
    await route.fulfill({ response, body })
  })
}

/**
 * Signs in by the sign-in page's form, as a browser does before its scripts have loaded.
 * @returns the session as a Cookie header
 */
export async function signIn(appUrl: string, email: string, password: string): Promise<string> {
  const page = await (await fetch(`${appUrl}/sign-in`)).text()
  const form = new FormData()
  for (const [input] of page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const value = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? ''
    form.set(value('name'), value('value').replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
  }
  form.set('email', email)
  form.set('password', password)
  const headers = { origin: new URL(appUrl).origin }
  const answer = await fetch(`${appUrl}/sign-in`, { method: 'POST', redirect: 'manual', headers, body: form })
  await answer.body?.cancel()
  const pairs = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  if (!pairs.some((pair) => pair.includes('session='))) throw new Error(`Couldn’t sign in as ${email}.`)
  return pairs.join('; ')
}

/** Signs in through next-auth as a browser does. @returns the session as a Cookie header */
export async function signIn(appUrl: string, email: string, password: string): Promise<string> {
  const jar = new Map<string, string>()
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }
  const header = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const csrf = keep(await fetch(`${appUrl}/api/auth/csrf`))
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const answer = await fetch(`${appUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: header(), origin: appUrl },
    body: new URLSearchParams({ csrfToken, email, password, callbackUrl: appUrl }),
  })
  keep(answer)
  await answer.body?.cancel()
  return header()
}

// What seals papers, as the environment says it. Pure: judged before anything is started.

/** Returns what is wrong with the address of a timestamp server, or null. http:// is right: what it answers is signed. */
export function timestampAddressProblem(address: string): string | null {
  if (!/^https?:\/\//.test(address) || !URL.canParse(address))
    return 'must be the address of a timestamp server (RFC 3161), such as http://timestamp.example.com'
  const { username, password, hash } = new URL(address)
  if (username || password || hash) return 'must have no login in it, and nothing behind a #'
  return null
}

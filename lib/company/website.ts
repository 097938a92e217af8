// A company's website, as it is typed, kept and shown. Pure.

const LONGEST = 200
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/**
 * A typed website ("summitridge.com/roofs") → its address ("https://summitridge.com/roofs"), or null when it isn't one:
 * another scheme, a login, a port or a number instead of a name.
 */
export function parseWebsite(typed: string): string | null {
  const trimmed = typed.trim()
  if (trimmed === '' || /\s/.test(trimmed)) return null
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
    if (!['https:', 'http:'].includes(url.protocol) || url.username || url.password || url.port) return null
    return HOST.test(url.hostname) && url.href.length <= LONGEST ? url.href : null
  } catch {
    return null
  }
}

/** A website as people write it: "summitridge.com/roofs". One without encryption says so. */
export const websiteLabel = (address: string): string => address.replace(/^https:\/\//, '').replace(/\/$/, '')

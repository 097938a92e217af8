import { createHmac } from 'node:crypto'

/**
 * Makes the Authorization header of one request (PS-001): an HMAC-SHA256 over the time, keyed with the API key. It's
 * valid for about five minutes from `at`, so every request gets a new one.
 */
export function authorization(userName: string, apiKey: string, at: Date): string {
  const timestamp = at.toISOString()
  const signature = createHmac('sha256', apiKey).update(timestamp, 'utf8').digest('base64')
  return `PSSERVER accessid=${userName}; timestamp=${timestamp}; signature=${signature}`
}

import { z } from 'zod'
import { findJsonMistake } from './json'

export const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const

/** Tells whether a call with this method has a request body. */
export const takesBody = (method: string): boolean => method === 'POST' || method === 'PUT'

/** What escaped bytes say, or a blank where they say nothing. */
function decoded(bytes: string): string {
  try {
    return decodeURIComponent(bytes)
  } catch {
    return ' '
  }
}

/**
 * Returns what's wrong with a URI, or null. Allows only a path of the API, in letters, digits and slashes, so that it
 * can't name another host or leave /v4/ by any spelling. The query is encoded when the call is sent.
 */
export function findPathMistake(typed: string): string | null {
  if (/^[a-z][a-z\d+.-]*:/i.test(typed) || typed.startsWith('//'))
    return 'Leave out the host: Plumbline calls only your own endpoint. Start with /v4/.'
  if (!typed.startsWith('/v4/')) return 'Start the URI with /v4/.'
  const hole = /\{[^}]*\}/.exec(typed)?.[0]
  if (hole) return `Replace ${hole} with a value.`
  // Logs keep addresses, here and at PaySimple, so an address must not have a card number in it.
  const read = typed.replace(/(?:%[\da-f]{2})+/gi, decoded)
  if (/\d{13}/.test(read.replace(/[\s+-]/g, ''))) return 'Don’t put a card number in the URI.'
  const path = typed.replace(/\?.*/s, '')
  if (path.includes('//')) return 'The URI has two slashes in a row. Remove one.'
  if (!/^\/v4(?:\/[\w-]+)+\/?$/.test(path)) return 'Use only letters, digits and slashes in the URI.'
  return null
}

const path = z
  .string()
  .trim()
  .max(1000, 'The URI can have at most 1,000 characters.')
  .superRefine((typed, ctx) => {
    const mistake = findPathMistake(typed)
    if (mistake) ctx.addIssue({ code: 'custom', message: mistake })
  })

const call = z.object({
  method: z.enum(METHODS),
  path,
  body: z.string().max(200_000, 'The request body can have at most 200,000 characters.'),
})

function checkBody({ method, body }: z.output<typeof call>, ctx: z.RefinementCtx) {
  const mistake = takesBody(method) && body.trim() ? findJsonMistake(body) : null
  if (mistake) ctx.addIssue({ code: 'custom', path: ['body'], message: mistake })
}

/** What a user types into the API Test Tool. */
export const testCallSchema = call.superRefine(checkBody)
export type TestCall = z.output<typeof testCallSchema>

/** What the browser sends. `confirmed`: the user agreed to a call that changes something. */
export const confirmedCallSchema = call.extend({ confirmed: z.boolean() }).superRefine(checkBody)

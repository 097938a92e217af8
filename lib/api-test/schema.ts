import { z } from 'zod'
import { findJsonMistake } from './json'

export const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const

/** Whether a call with this method has a request body. */
export const takesBody = (method: string): boolean => method === 'POST' || method === 'PUT'

/**
 * What is wrong with a URI, or null. Only a path of the API goes through: letters, digits and slashes, so that it can
 * name no other host and leave /v4/ by no spelling; what stands in the query is encoded when it is sent.
 */
export function findPathMistake(typed: string): string | null {
  if (/^[a-z][a-z\d+.-]*:/i.test(typed) || typed.startsWith('//'))
    return 'Leave out the host: Plumbline calls your own endpoint and no other. Start with /v4/.'
  if (!typed.startsWith('/v4/')) return 'The URI starts with /v4/.'
  const hole = /\{[^}]*\}/.exec(typed)?.[0]
  if (hole) return `Put a value in the place of ${hole}.`
  // Addresses are kept in logs, here and at PaySimple: the number of a card must not be in one.
  if (/\d{13}/.test(typed.replace(/[\s+-]|%20/g, ''))) return 'An address must not hold the number of a card.'
  const path = typed.replace(/\?.*/s, '')
  if (path.includes('//')) return 'The URI has two slashes in a row.'
  if (!/^\/v4(?:\/[\w-]+)+\/?$/.test(path)) return 'A URI is made of letters, digits and slashes.'
  return null
}

const path = z
  .string()
  .trim()
  .max(1000, 'A URI has at most 1,000 characters.')
  .superRefine((typed, ctx) => {
    const mistake = findPathMistake(typed)
    if (mistake) ctx.addIssue({ code: 'custom', message: mistake })
  })

const call = z.object({
  method: z.enum(METHODS),
  path,
  body: z.string().max(200_000, 'A request body has at most 200,000 characters.'),
})

function checkBody({ method, body }: z.output<typeof call>, ctx: z.RefinementCtx) {
  const mistake = takesBody(method) && body.trim() ? findJsonMistake(body) : null
  if (mistake) ctx.addIssue({ code: 'custom', path: ['body'], message: mistake })
}

/** What is typed into the API Test Tool. */
export const testCallSchema = call.superRefine(checkBody)
export type TestCall = z.output<typeof testCallSchema>

/** What is sent of it: `confirmed` says that the person has agreed to a call that changes something. */
export const confirmedCallSchema = call.extend({ confirmed: z.boolean() }).superRefine(checkBody)

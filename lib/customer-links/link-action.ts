import 'server-only'
import type { z } from 'zod'
import { asLanguage } from '@/lib/language/language'
import { ENGLISH, type Words } from '@/lib/language/say'
import { type ActionResult, answer, inputSchemas, outsideAction } from '@/lib/orgs/action'
import { customerSuspendedWords } from '@/lib/orgs/suspended'
import { getLinkContext, type LinkContext } from './read-link'
import { readerWords } from './reader'
import { LINK_OVER } from './ways'

/** A refusal as a customer reads it: its sentences are written in English wherever they are thrown. */
function refusedIn<T>(words: Words, result: ActionResult<T>): ActionResult<T> {
  if (result.ok || words.language === 'en') return result
  const { fields, message } = result
  const said = fields && Object.fromEntries(Object.entries(fields).map(([path, text]) => [path, words.known(text)]))
  return { ...result, message: words.known(message), ...(said && { fields: said }) }
}

/**
 * Makes a server action for a customer at their link: they may do what their own page offers, and see that job alone.
 * @param run gets how the customer is spoken to, for what it answers. What it throws is put into their words here.
 */
export function linkAction<S extends z.ZodType, T>(
  name: string,
  schema: S,
  run: (context: LinkContext, input: z.output<S>, words: Words) => Promise<T>,
): (linkId: string, input: z.input<S>) => Promise<ActionResult<T>> {
  inputSchemas.set(name, schema)
  return async (linkId, input) => {
    let words: Words | null = null
    const result = await answer<S, LinkContext, T>(
      name,
      schema,
      () => input,
      async () => {
        const context = typeof linkId === 'string' ? await getLinkContext(linkId) : null
        words = await readerWords(context?.link ?? null)
        if (!context) return { refused: { message: LINK_OVER } }
        return context.isSuspended
          ? { refused: { message: customerSuspendedWords(context.org).sentence } }
          : { context }
      },
      (context, checked) => run(context, checked, words ?? ENGLISH),
    )
    return refusedIn(words ?? (await readerWords(null)), result)
  }
}

/** Makes a server action for whoever is before the door of a link, and reads `language` there. */
export function doorAction<S extends z.ZodType<{ language: Words['language'] }>, T>(
  name: string,
  schema: S,
  run: Parameters<typeof outsideAction<S, T>>[2],
): (input: z.input<S>) => Promise<ActionResult<T>> {
  const act = outsideAction(name, schema, run)
  return async (input) => {
    const { language } = (input ?? {}) as { language?: unknown }
    return refusedIn(await readerWords({ language: asLanguage(language) }), await act(input))
  }
}

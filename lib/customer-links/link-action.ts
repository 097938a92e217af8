import 'server-only'
import type { z } from 'zod'
import { type ActionResult, answer, inputSchemas } from '@/lib/orgs/action'
import { customerSuspendedWords } from '@/lib/orgs/suspended'
import { getLinkContext, type LinkContext } from './read-link'
import { LINK_OVER } from './ways'

/** Makes a server action for a customer at their link: they may do what their own page offers, and see that job alone. */
export function linkAction<S extends z.ZodType, T>(
  name: string,
  schema: S,
  run: (context: LinkContext, input: z.output<S>) => Promise<T>,
): (linkId: string, input: z.input<S>) => Promise<ActionResult<T>> {
  inputSchemas.set(name, schema)
  return (linkId, input) =>
    answer<S, LinkContext, T>(
      name,
      schema,
      () => input,
      async () => {
        const context = typeof linkId === 'string' ? await getLinkContext(linkId) : null
        if (!context) return { refused: { message: LINK_OVER } }
        return context.isSuspended
          ? { refused: { message: customerSuspendedWords(context.org).sentence } }
          : { context }
      },
      run,
    )
}

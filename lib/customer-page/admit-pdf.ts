import 'server-only'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { UserError } from '@/lib/errors'
import { admit } from '@/lib/limits/admit'

/** Counts a PDF that somebody at a link has made. @returns why it isn't, where they had too many; null otherwise */
export async function refusedPdf(context: LinkContext): Promise<string | null> {
  try {
    await admit(context, 'customer PDF', {}, { nothing: 'Nothing was downloaded.' })
    return null
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

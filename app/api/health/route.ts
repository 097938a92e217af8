export const dynamic = 'force-dynamic'

/** server/page-check.ts puts it there. */
const holder = globalThis as unknown as { plumblinePage?: string }

/**
 * Answers 200 as long as this process lives and answers; it asks nobody else. `page` tells whether the scripts that we serve
 * are those that were built, and turns nothing red.
 */
export const GET = () => Response.json({ ok: true, page: holder.plumblinePage ?? 'unchecked' })

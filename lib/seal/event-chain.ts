import 'server-only'
import { queryUnscoped } from '@/lib/db'

/**
 * Tells whether a document's events are all there, as they were written: each has a hash over itself and the hash before it,
 * which the database makes (migration document_chain).
 */
export async function isChainIntact(orgId: string, documentId: string): Promise<boolean> {
  const text = 'select public.document_chain_holds($1, $2) as holds'
  const [row] = await queryUnscoped<{ holds: boolean }>('document_chain_holds', text, [orgId, documentId])
  return row?.holds === true
}

import 'server-only'
import { env } from '@/lib/env'
import { report } from '@/lib/errors'
import { renderReceipt } from '@/lib/pdf/receipt-pdf'
import type { Attachment, WrittenMessage } from './written'

/**
 * The PDF that goes along in an email, or null. An email that stays on this machine has none: nobody would get it. Where it
 * can't be made, the email goes without it: its words say all of it.
 */
export async function attachedReceipt({ receipt, attachment }: WrittenMessage): Promise<Attachment | null> {
  if (!env().SMTP_URL) return null
  if (!receipt) return attachment ?? null
  try {
    return { fileName: receipt.fileName, pdf: await renderReceipt(receipt.paper) }
  } catch (error) {
    report(error, 'attachedReceipt')
    return null
  }
}

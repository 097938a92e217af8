import 'server-only'
import { createElement } from 'react'
import { COMPANY_LICENSES } from '@/lib/company/face'
import { dateToDay, formatDay } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { formatCents } from '@/lib/money'
import { getRecordedReceiptBalance } from '@/lib/payments/receipt'
import { paperOfRecorded, receiptFileName } from '@/lib/payments/receipt-paper'
import { recordedName, replacesReceipt } from '@/lib/payments/words/recorded-words'
import { withoutLinks } from '@/lib/plain-links'
import { companySender } from './company-sender'
import { recipientWords } from './recipient-words'
import { RecordedReceipt } from './templates/recorded-receipt'
import type { Written } from './written'

/** Writes the receipt of a recorded payment, as things stood when it was recorded; superseded once it's corrected. */
export async function writeRecordedReceipt(tx: Tx, orgId: string, id: string, to: string): Promise<Written> {
  const entry = await tx.recordedPayment.findUniqueOrThrow({
    where: { orgId_id: { orgId, id } },
    include: {
      replaces: true,
      correction: { select: { id: true } },
      job: { include: { customer: true, org: { include: COMPANY_LICENSES } } },
    },
  })
  if (entry.correction) return { kind: 'superseded', by: null }
  const { job, replaces } = entry
  const { company, ...sender } = await companySender(tx, job.org)
  const balance = await getRecordedReceiptBalance(tx, entry)
  const amount = formatCents(entry.amountCents)
  const words = await recipientWords(tx, orgId, { jobId: job.id, to })
  const element = createElement(RecordedReceipt, {
    ...{ company, words },
    canReply: sender.replyTo !== null,
    customerName: withoutLinks(job.customer.firstName),
    jobTitle: withoutLinks(job.title),
    jobNumber: job.number,
    siteAddress: withoutLinks(
      [job.street, job.city, [job.state, job.zip].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    ),
    amount,
    paidWith: withoutLinks(recordedName(entry)),
    receivedOn: formatDay(dateToDay(entry.receivedOn)),
    replaces: replaces?.receiptEmail
      ? withoutLinks(replacesReceipt({ ...replaces, receivedOn: dateToDay(replaces.receivedOn) }))
      : null,
    total: formatCents(balance.totalCents),
    remaining: formatCents(balance.remainingCents),
  })
  const paper = paperOfRecorded({ ...entry, replaces: replaces?.receiptEmail ? replaces : null }, balance, {
    ...{ company, logo: sender.inline?.png ?? null, plain: withoutLinks },
  })
  return {
    kind: 'message',
    ...sender,
    subject: words.say('{company}: your payment of {amount}', { company: company.name, amount }),
    element,
    receipt: { paper, fileName: receiptFileName(paper, job.org.timeZone) },
  }
}

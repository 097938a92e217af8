import { Download } from '@/components/icons/records'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { RECEIPT_AS_PDF } from '@/lib/payments/words/receipt-words'
import { PrintButton } from './print-button'

type Props = { pdf: string; orgSlug: string; jobNumber: number }

/** What can be done with a receipt. `pdf`: the address of its PDF. */
export const ReceiptOffers = ({ pdf, orgSlug, jobNumber }: Props) => (
  <div className="mb-6 flex flex-wrap gap-2 print:hidden">
    <a href={pdf} download className={buttonClass('primary')}>
      <Download className="size-5" />
      {RECEIPT_AS_PDF}
    </a>
    <PrintButton />
    <ButtonLink href={`/orgs/${orgSlug}/jobs/${jobNumber}/information#payment`}>Back to the job</ButtonLink>
  </div>
)

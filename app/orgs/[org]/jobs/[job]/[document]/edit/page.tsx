import { notFound, redirect } from 'next/navigation'
import { dayOf, now } from '@/lib/dates'
import { parseSegment } from '@/lib/documents/document-path'
import { documentLabel, isEditable } from '@/lib/documents/stages'
import { listTaxRates } from '@/lib/tax-rates/tax-rates'
import { jobMetadata } from '../../require-job'
import { requireDocument } from '../require-document'
import { DocumentEditor } from './document-editor'

type Props = PageProps<'/orgs/[org]/jobs/[job]/[document]/edit'>

export async function generateMetadata({ params }: Props) {
  const which = parseSegment((await params).document)
  return which ? jobMetadata(params, `Edit ${documentLabel(which).toLowerCase()}`) : { title: 'Not found' }
}

export default async function EditDocumentPage({ params }: Props) {
  if (!parseSegment((await params).document)) notFound()
  const { context, job, which, path, document } = await requireDocument(params, 'records:write')
  if (!document || !isEditable(which.kind, document.stage)) redirect(path)
  const rates = await listTaxRates(context.org.id)
  return (
    <DocumentEditor
      key={document.id}
      orgSlug={context.org.slug}
      jobNumber={job.number}
      documentId={document.id}
      kind={which.kind}
      label={documentLabel(which)}
      path={path}
      version={document.version}
      content={document.draft}
      today={dayOf(now(), context.org.timeZone)}
      companyRates={rates.map(({ name, rateThousandths }) => ({ name, rateThousandths }))}
    />
  )
}

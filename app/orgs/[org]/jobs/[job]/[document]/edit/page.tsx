import { notFound, redirect } from 'next/navigation'
import { dayOf, now } from '@/lib/dates'
import { isEditable, KIND_LABELS } from '@/lib/documents/stages'
import { jobMetadata } from '../../require-job'
import { parseKind } from '../kind'
import { requireDocument } from '../require-document'
import { DocumentEditor } from './document-editor'

type Props = PageProps<'/orgs/[org]/jobs/[job]/[document]/edit'>

export async function generateMetadata({ params }: Props) {
  const kind = parseKind((await params).document)
  return kind ? jobMetadata(params, `Edit ${KIND_LABELS[kind].toLowerCase()}`) : { title: 'Not found' }
}

export default async function EditDocumentPage({ params }: Props) {
  if (!parseKind((await params).document)) notFound()
  const { context, job, kind, path, document } = await requireDocument(params, 'records:write')
  if (!document || !isEditable(kind, document.stage)) redirect(path)
  return (
    <DocumentEditor
      key={document.id}
      orgSlug={context.org.slug}
      jobNumber={job.number}
      documentId={document.id}
      kind={kind}
      path={path}
      version={document.version}
      content={document.draft}
      today={dayOf(now(), context.org.timeZone)}
    />
  )
}

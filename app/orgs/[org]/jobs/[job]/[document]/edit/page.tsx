import { randomUUID } from 'node:crypto'
import { notFound, redirect } from 'next/navigation'
import { lineTexts } from '@/lib/documents/schema'
import { isEditable, KIND_LABELS } from '@/lib/documents/stages'
import { jobMetadata, requireJob } from '../../require-job'
import { parseKind } from '../kind'
import { DocumentEditor } from './document-editor'

type Props = PageProps<'/orgs/[org]/jobs/[job]/[document]/edit'>

export async function generateMetadata({ params }: Props) {
  const kind = parseKind((await params).document)
  return kind ? jobMetadata(params, `Edit ${KIND_LABELS[kind].toLowerCase()}`) : { title: 'Not found' }
}

export default async function EditDocumentPage({ params }: Props) {
  const kind = parseKind((await params).document)
  if (!kind) notFound()
  const { context, job } = await requireJob(params, 'records:write')
  const document = job.documents.find((each) => each.kind === kind)
  const path = `/orgs/${context.org.slug}/jobs/${job.number}/${kind}`
  if (!document || !isEditable(document.stage)) redirect(path)
  return (
    <DocumentEditor
      // A new version is a new form: "load theirs" refreshes the page.
      key={document.version}
      orgSlug={context.org.slug}
      kind={kind}
      path={path}
      saved={{
        documentId: document.id,
        version: document.version,
        formId: randomUUID(),
        items: document.items.map(lineTexts),
      }}
    />
  )
}

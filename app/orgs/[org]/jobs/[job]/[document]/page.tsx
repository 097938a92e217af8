import { notFound } from 'next/navigation'
import { RefreshLive } from '@/components/refresh-live'
import { StagePill } from '@/components/stage-pill'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { formatInstant } from '@/lib/dates'
import { isEditable, KIND_LABELS, STAGE_LABELS } from '@/lib/documents/stages'
import { can } from '@/lib/orgs/roles'
import { jobMetadata, requireJob } from '../require-job'
import { CreateDocument } from './create-document'
import { parseKind } from './kind'
import { LinesTable } from './lines-table'
import { StageMenu } from './stage-menu'

type Props = PageProps<'/orgs/[org]/jobs/[job]/[document]'>

export async function generateMetadata({ params }: Props) {
  const kind = parseKind((await params).document)
  return kind ? jobMetadata(params, KIND_LABELS[kind]) : { title: 'Not found' }
}

/** The Proposal and Agreement tabs. */
export default async function DocumentPage({ params }: Props) {
  const kind = parseKind((await params).document)
  if (!kind) notFound()
  const { context, job } = await requireJob(params)
  const slug = context.org.slug
  const writes = can(context.role, 'records:write')
  const document = job.documents.find((each) => each.kind === kind)
  const path = `/orgs/${slug}/jobs/${job.number}/${kind}`

  if (!document) {
    const fromProposal = kind === 'agreement' && job.documents.some((each) => each.kind === 'proposal')
    return (
      <>
        <RefreshLive />
        <h2 className="sr-only">{KIND_LABELS[kind]}</h2>
        <EmptyState
          title={kind === 'proposal' ? 'No proposal yet' : 'No agreement yet'}
          action={
            writes && (
              <CreateDocument orgSlug={slug} jobId={job.id} kind={kind} path={path} fromProposal={fromProposal} />
            )
          }
        >
          {kind === 'proposal'
            ? 'The proposal says what will be done and what it costs, line by line.'
            : 'The agreement is what the customer signs. Once there is one, its total is what the job costs.'}
        </EmptyState>
      </>
    )
  }
  const editable = writes && isEditable(document.stage)
  return (
    <section aria-labelledby="document" className="flex flex-col gap-6">
      <RefreshLive />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 id="document" className="text-lg font-semibold tracking-tight">
            {KIND_LABELS[kind]}
          </h2>
          <StagePill stage={document.stage} />
          {writes && <StageMenu orgSlug={slug} documentId={document.id} kind={kind} stage={document.stage} />}
        </div>
        <div className="flex flex-wrap gap-2">
          {editable && <ButtonLink href={`${path}/edit`}>Edit line items</ButtonLink>}
        </div>
      </div>
      <LinesTable kind={kind} items={document.items} editHref={editable ? `${path}/edit` : null} />
      <p className="text-sm text-ink-muted">
        {STAGE_LABELS[document.stage]}, {formatInstant(document.stageAt, context.org.timeZone)}
        {writes && !editable ? ', so the line items are locked.' : '.'}
      </p>
    </section>
  )
}

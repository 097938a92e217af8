import { randomUUID } from 'node:crypto'
import { notFound } from 'next/navigation'
import { ChangeSummary } from '@/components/documents/change-summary'
import { DocumentView } from '@/components/documents/document-view'
import { Download } from '@/components/icons/records'
import { Link } from '@/components/link'
import { RefreshLive } from '@/components/refresh-live'
import { StagePill } from '@/components/stage-pill'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { EmptyState } from '@/components/ui/section'
import { leftWords } from '@/lib/canceling/words'
import { customerName } from '@/lib/customers/schema'
import { dayOf, formatInstant, now } from '@/lib/dates'
import { cancelSentences, rightOf } from '@/lib/documents/cancellation'
import { parseSegment } from '@/lib/documents/document-path'
import { hasParts } from '@/lib/documents/job-schedule'
import { hasChoices } from '@/lib/documents/offers'
import { previewChange } from '@/lib/documents/require-change'
import { shortHash } from '@/lib/documents/snapshot'
import { documentLabel, hasUnsentChanges, isEditable, KIND_LABELS, STAGE_LABELS } from '@/lib/documents/stages'
import { photoPath } from '@/lib/files/photo-rules'
import { jobContact } from '@/lib/jobs/queries'
import { can } from '@/lib/orgs/roles'
import { stateOf } from '@/lib/signing/states'
import { listTemplates } from '@/lib/templates/templates'
import { EmailLink } from '../customer-page/link-buttons'
import { jobMetadata } from '../require-job'
import { Canceled } from './canceled'
import { ChangeOrders } from './change-orders'
import { CreateDocument } from './create-document'
import { Payments } from './payments'
import { RecordCancellation } from './record-here'
import { readCanceledAgreement, readSchedule, requireDocument } from './require-document'
import { Seal } from './seal'
import { Signatures } from './signatures'
import { StageMenu } from './stage-menu'
import { TemplateChoice } from './template-choice'

type Props = PageProps<'/orgs/[org]/jobs/[job]/[document]'>

export async function generateMetadata({ params }: Props) {
  const which = parseSegment((await params).document)
  return which ? jobMetadata(params, documentLabel(which)) : { title: 'Not found' }
}

/** The Proposal and Agreement tabs, and the page of a change order: the version that stands, or the draft. */
export default async function DocumentPage({ params, searchParams }: Props) {
  const [required, schedule] = await Promise.all([requireDocument(params), readSchedule(params)])
  const { context, job, which, base, path, document } = required
  const { kind } = which
  const slug = context.org.slug
  const writes = can(context.role, 'records:write')

  if (!document && kind !== 'change_order') {
    const templates = writes ? await listTemplates(context.org.id) : []
    const fromProposal = kind === 'agreement' && job.documents.some((each) => each.kind === 'proposal')
    return (
      <>
        <RefreshLive />
        <h2 className="sr-only">{KIND_LABELS[kind]}</h2>
        <EmptyState
          title={kind === 'proposal' ? 'No proposal yet' : 'No agreement yet'}
          action={
            writes && (
              <CreateDocument {...{ orgSlug: slug, jobId: job.id, kind, path, fromProposal }}>
                {templates.length > 0 && <TemplateChoice templates={templates} />}
              </CreateDocument>
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
  if (!document) notFound()
  const { sent, acceptance, draft } = document
  const editable = writes && isEditable(kind, document.stage)
  const hasChanges = hasUnsentChanges(document)
  const showsDraft = !sent || (hasChanges && 'draft' in (await searchParams))
  const content = showsDraft ? draft : sent.snapshot.content
  const label = documentLabel(which)
  const isChange = kind === 'change_order'
  const planned = !isChange
    ? null
    : showsDraft || !sent?.snapshot.change
      ? await previewChange(context.org.id, { ...document, jobId: job.id }, draft)
      : { change: sent.snapshot.change }
  const { timeZone } = context.org
  const at = now()
  const mayCancel = kind === 'agreement' ? cancelSentences(document, { timeZone, at }) : null
  const right = schedule && rightOf(schedule)
  const canceled =
    document.stage === 'canceled' && kind === 'agreement' ? await readCanceledAgreement(context, job, document) : null
  return (
    <section aria-labelledby="document" className="flex flex-col gap-6">
      <RefreshLive />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 id="document" className="text-lg font-semibold tracking-tight">
            {label} {!isChange && <span className="tabular-nums">{document.number}</span>}
          </h2>
          <StagePill stage={document.stage} />
          {writes && (
            <StageMenu
              orgSlug={slug}
              documentId={document.id}
              kind={kind}
              stage={document.stage}
              version={document.version}
              hasChanges={hasChanges}
              offer={
                kind === 'proposal' && document.stage === 'sent'
                  ? {
                      versionNumber: sent?.number ?? null,
                      sha256: sent?.sha256 ?? null,
                      totalCents: document.totalCents,
                      content: hasChoices(sent?.snapshot.content ?? draft) ? (sent?.snapshot.content ?? draft) : null,
                    }
                  : null
              }
            />
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          {sent && !showsDraft && (
            <a href={`${path}/pdf?version=${sent.number}`} download className={buttonClass()}>
              <Download className="size-5" />
              {acceptance && !isChange ? 'PDF as sent' : 'PDF'}
            </a>
          )}
          {writes &&
            sent &&
            !showsDraft &&
            document.stage !== 'declined' &&
            document.stage !== 'canceled' &&
            job.archivedAt === null && (
              <EmailLink
                {...{ orgSlug: slug, jobId: job.id, document: { id: document.id, name: label.toLowerCase() } }}
                person={{ name: customerName(job.customer), email: jobContact(job).email }}
                label="Email to customer"
                variant="primary"
                requestId={randomUUID()}
                sign={
                  kind !== 'proposal' && document.stage === 'sent' && stateOf(document.signers) !== 'over'
                    ? { versionNumber: sent.number, isFirst: document.signers.length === 0 }
                    : undefined
                }
              />
            )}
          {editable && <ButtonLink href={`${path}/edit`}>Edit {label.toLowerCase()}</ButtonLink>}
        </div>
        {isChange && (
          <Link className="text-link inline-flex min-h-11 basis-full items-center" href={`${base}/agreement`}>
            Back to the agreement
          </Link>
        )}
      </div>
      {canceled && <Canceled {...{ orgSlug: slug, timeZone, at, canceled }} who={context} />}
      {hasChanges && sent && (
        <div
          role="status"
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border p-4"
        >
          <p>
            {showsDraft
              ? `This is the draft of version ${sent.number + 1}. Version ${sent.number} stands until you send it.`
              : `This is version ${sent.number}, as it was sent. It was changed since: version ${sent.number + 1} isn’t sent yet.`}
          </p>
          <Link className="text-link inline-flex min-h-11 items-center" href={showsDraft ? path : `${path}?draft`}>
            {showsDraft ? `Show version ${sent.number}` : 'Show the draft'}
          </Link>
        </div>
      )}
      {(showsDraft ? draft.title : content.title) !== '' && (
        <p className="wrap-anywhere text-xl font-semibold tracking-tight">{content.title}</p>
      )}
      <DocumentView
        photoAt={(hash) => photoPath(slug, hash)}
        label={label}
        content={content}
        isChange={isChange}
        {...(acceptance && !showsDraft && { choices: acceptance.choices })}
        empty={
          <EmptyState
            title="No line items yet"
            action={editable && <ButtonLink href={`${path}/edit`}>Add line items</ButtonLink>}
          >
            Add one for each piece of work, with a quantity and a price.
          </EmptyState>
        }
      />
      {planned && 'change' in planned && <ChangeSummary change={planned.change} />}
      {planned && 'problem' in planned && <p role="status">{planned.problem}</p>}
      <div className="flex flex-col gap-1 text-sm text-ink-muted">
        <p>
          {STAGE_LABELS[document.stage]}, {formatInstant(document.stageAt, context.org.timeZone)}
          {writes && !editable ? ', so it’s locked.' : '.'}
          {acceptance && (
            <>
              {' '}
              {isChange ? (
                'Recorded'
              ) : (
                <>
                  Accepted at <Money cents={acceptance.totalCents} />, recorded
                </>
              )}{' '}
              by {acceptance.recordedByName}.
            </>
          )}
        </p>
        {mayCancel && <p>{[mayCancel, right && leftWords(right, at)].filter(Boolean).join(' ')}</p>}
        {sent && (
          <p>
            Version {sent.number}, sent by {sent.sentByName},{' '}
            <span title="The first eight characters of this version’s fingerprint. The customer’s paper shows the same.">
              fingerprint <span className="font-mono">{shortHash(sent.sha256)}</span>
            </span>
            .{' '}
            {sent.number > 1 && (
              <Link className="text-link" href={`${path}/versions`}>
                Compare versions
              </Link>
            )}
          </p>
        )}
      </div>
      {kind !== 'proposal' && (
        <Signatures
          {...{ orgSlug: slug, jobId: job.id, documentId: document.id, which: document, signers: document.signers }}
          sent={sent && !showsDraft ? { versionNumber: sent.number, sha256: sent.sha256 } : null}
          customer={customerName(job.customer)}
          company={context.org.name}
          timeZone={context.org.timeZone}
          mayAsk={writes && document.stage === 'sent' && job.archivedAt === null}
        >
          {sent && !showsDraft && document.seal && stateOf(document.signers) === 'complete' && (
            <Seal
              {...{ kind, signers: document.signers, seal: document.seal, timeZone: context.org.timeZone }}
              href={`${path}/pdf?sealed&version=${sent.number}`}
            />
          )}
        </Signatures>
      )}
      {schedule && hasParts(schedule.schedule) && (
        <Payments
          {...{ orgSlug: slug, base, documentId: document.id, job: schedule }}
          mayMark={writes && document.stage === 'signed' && job.archivedAt === null}
        />
      )}
      {kind === 'agreement' && writes && (document.stage === 'signed' || document.stage === 'completed') && (
        <RecordCancellation {...{ orgSlug: slug, documentId: document.id, today: dayOf(at, timeZone) }} />
      )}
      {kind === 'agreement' && (
        <ChangeOrders
          {...{ orgSlug: slug, base, jobId: job.id, documents: job.documents }}
          mayAdd={writes && job.archivedAt === null && (document.stage === 'signed' || document.stage === 'completed')}
        />
      )}
    </section>
  )
}

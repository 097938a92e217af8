import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { ChangeSummary } from '@/components/documents/change-summary'
import { DocumentView } from '@/components/documents/document-view'
import { Download } from '@/components/icons/records'
import { Link } from '@/components/link'
import { SealedCopy } from '@/components/signing/sealed-copy'
import { Signers } from '@/components/signing/signers'
import { Alert } from '@/components/ui/alert'
import { buttonClass } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { isYourTurn, type PaperSigning, readPaper } from '@/lib/customer-page/read-page'
import { dayOf, formatDay } from '@/lib/dates'
import { questionsOf } from '@/lib/documents/cancellation'
import { parseSegment } from '@/lib/documents/document-path'
import { shortHash } from '@/lib/documents/snapshot'
import { documentLabel } from '@/lib/documents/stages'
import { namesOf, signedWhen, waitsFor } from '@/lib/signing/states'
import { Canceled } from '../canceled'
import { CustomerFrame } from '../customer-frame'
import { LINK_METADATA, requireLink } from '../require-link'
import { AnswerPaper } from './answer-paper'
import { CancelRight } from './cancel-right'
import { NoteViewed } from './note-viewed'
import { SignHere } from './sign-here'
import { TakeBackHere } from './take-back-here'

type Props = PageProps<'/c/[key]/[document]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const which = parseSegment((await params).document)
  return { ...LINK_METADATA, title: { absolute: which ? documentLabel(which) : 'Not found' } }
}

/** One of a customer's papers, as it was sent to them; a proposal is answered here. */
export default async function PaperPage({ params }: Props) {
  const { base, ...context } = await requireLink(params)
  const { org, link } = context
  const which = parseSegment((await params).document)
  const open = which && (await readPaper(context, which))
  if (!which || !open) notFound()
  const { paper, snapshot, sha256, sentAt, accepted, company, isViewed, signing, sealed, right, canceled } = open
  const { content, version } = snapshot
  const isChange = paper.kind === 'change_order'
  const read = { documentId: paper.id, versionNumber: version, sha256 }
  const signs = paper.state === 'to_sign' && isYourTurn(signing) ? signing.you : null
  const cancellation = snapshot.cancellation?.statement ?? null
  const copy = sealed && (
    <SealedCopy {...sealed} href={`${base}/${paper.segment}/pdf?sealed`} timeZone={org.timeZone} />
  )
  return (
    <CustomerFrame company={company} base={base} aside={<p className="text-sm text-ink-muted">For {link.name}</p>}>
      {!isViewed && <NoteViewed linkId={link.id} read={read} />}
      <div className="flex flex-col gap-4">
        <Link className="text-link inline-flex min-h-11 items-center self-start" href={base}>
          Back to your job
        </Link>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
          <h1 className="text-2xl font-semibold tracking-tight">
            {paper.label} {!isChange && <span className="tabular-nums">{paper.number}</span>}
          </h1>
          <a href={`${base}/${paper.segment}/pdf`} download className={buttonClass()}>
            <Download className="size-5" />
            PDF
          </a>
        </div>
        <p className="text-ink-muted">
          Sent {formatDay(dayOf(sentAt, org.timeZone))}
          {paper.expiresOn && paper.state === 'to_answer' && `, good until ${formatDay(paper.expiresOn)}`}
        </p>
        {paper.state === 'to_sign' ? (
          <ToSign signing={signing} label={paper.label} timeZone={org.timeZone} />
        ) : canceled ? (
          <Canceled canceled={canceled} />
        ) : (
          <Standing
            {...{ state: paper.state, accepted, timeZone: org.timeZone, hasSigners: signing.signers.length > 0 }}
          >
            {copy}
          </Standing>
        )}
        {canceled && copy}
      </div>
      <h2 className="wrap-anywhere text-xl font-semibold tracking-tight">{content.title || link.job.title}</h2>
      <DocumentView
        photoAt={(hash) => `${base}/files/${hash}`}
        label={paper.label}
        content={content}
        isChange={isChange}
        {...(accepted && { choices: accepted.choices })}
        empty={null}
      />
      {snapshot.change && <ChangeSummary change={snapshot.change} />}
      {cancellation && !signs && <p className="max-w-prose whitespace-pre-line font-semibold">{cancellation}</p>}
      {signs && (
        <SignHere
          {...{ linkId: link.id, what: paper.label.toLowerCase(), cancellation }}
          {...{ hasConsented: signing.hasConsented, wantsPaper: signing.wantsPaper }}
          read={{ ...read, signerId: signs.id }}
          questions={questionsOf(snapshot.cancellation)}
          pdf={`${base}/${paper.segment}/pdf`}
        />
      )}
      {signing.signers.length > 0 && (
        <section aria-labelledby="signers" className="flex flex-col gap-3">
          <h2 id="signers" className="text-lg font-semibold tracking-tight">
            Signatures
          </h2>
          <Signers signers={signing.signers} timeZone={org.timeZone} />
          {signing.you?.signed && signing.hasConsented && (
            <TakeBackHere
              {...{ linkId: link.id, what: paper.label.toLowerCase() }}
              read={{ ...read, signerId: signing.you.id }}
              hasSigned
            />
          )}
        </section>
      )}
      {right && <CancelRight {...{ linkId: link.id, read, right, snapshot, timeZone: org.timeZone }} />}
      <AnswerPaper
        {...{ linkId: link.id, read, kind: paper.kind, label: paper.label }}
        offer={paper.state === 'to_answer' ? content : null}
      />
      <p className="text-sm text-ink-muted">
        Version {version}. Fingerprint <span className="font-mono">{shortHash(sha256)}</span>: your contractor’s copy
        and the PDF show the same.
      </p>
    </CustomerFrame>
  )
}

type StandingProps = {
  state: string
  accepted: { totalCents: number; at: Date } | null
  timeZone: string
  /** Whether it was signed here, and not on paper. */
  hasSigners: boolean
  /** Its sealed copy, where there is one. */
  children: ReactNode
}

/** What has become of it. */
function Standing({ state, accepted, timeZone, hasSigners, children }: StandingProps) {
  if (accepted && state === 'accepted')
    return (
      <Alert tone="info" title={`Accepted ${formatDay(dayOf(accepted.at, timeZone))}`}>
        At <Money cents={accepted.totalCents} />. Your contractor sends you the agreement next.
      </Alert>
    )
  if (state === 'expired')
    return (
      <Alert tone="info" title="No longer valid">
        The day until which it was good is over. Ask your contractor to send it again.
      </Alert>
    )
  if (state === 'declined')
    return (
      <Alert tone="info" title="Declined">
        If you have changed your mind, call your contractor.
      </Alert>
    )
  if (state === 'replaced')
    return (
      <Alert tone="info" title="There is an agreement">
        It takes the place of this proposal.
      </Alert>
    )
  if (state === 'canceled')
    return (
      <Alert tone="info" title="Canceled">
        It ended with the agreement. Nothing of it is owed.
      </Alert>
    )
  if (state === 'signed')
    return (
      <Alert tone="info" title="Signed by everybody">
        {children ??
          (hasSigners ? 'Your sealed copy is being made. It appears here.' : 'Download the PDF and keep it.')}
      </Alert>
    )
  return children
}

type ToSignProps = { signing: PaperSigning; label: string; timeZone: string }

/** What is still to be done of a paper that waits for signatures. */
function ToSign({ signing: { signers, you }, label, timeZone }: ToSignProps) {
  const what = label.toLowerCase()
  const declined = signers.find((each) => each.declined)
  const open = namesOf(signers.filter(({ signed }) => !signed).map(({ name }) => name))
  const before = you ? waitsFor(signers, you) : []
  if (signers.length === 0)
    return (
      <Alert tone="info" title="Waiting for your signature">
        Read it here. Your contractor brings the {what} for you to sign.
      </Alert>
    )
  if (declined)
    return (
      <Alert tone="info" title={`${declined.name} declined to sign`}>
        Why: “{declined.declined?.reason}”. Nothing more is signed of this version. Your contractor can send another
        one.
      </Alert>
    )
  if (open === '')
    return (
      <Alert tone="info" title="Signed by everybody">
        Your contractor is looking at it once more.
      </Alert>
    )
  if (you?.signed)
    return (
      <Alert role="status" tone="info" title={`You signed on ${signedWhen(you.signed.at, timeZone)}`}>
        Still to sign: {open}.
      </Alert>
    )
  if (!you)
    return (
      <Alert tone="info" title={`This is for ${open} to sign`}>
        You can read it here, and download it.
      </Alert>
    )
  if (before.length > 0)
    return (
      <Alert tone="info" title="Not your turn to sign yet">
        First: {namesOf(before)}. Then you sign here.
      </Alert>
    )
  return (
    <Alert tone="info" title="Waiting for your signature">
      Read all of it. You sign below.
    </Alert>
  )
}

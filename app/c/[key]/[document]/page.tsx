import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { ChangeSummary } from '@/components/documents/change-summary'
import { DocumentView } from '@/components/documents/document-view'
import { Download } from '@/components/icons/records'
import { Link } from '@/components/link'
import { Said } from '@/components/said'
import { SealedCopy } from '@/components/signing/sealed-copy'
import { Signers } from '@/components/signing/signers'
import { Alert } from '@/components/ui/alert'
import { buttonClass } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { getLinkContext } from '@/lib/customer-links/read-link'
import { readerWords } from '@/lib/customer-links/reader'
import { isYourTurn, type PaperSigning, readPaper } from '@/lib/customer-page/read-page'
import { dayOf, formatDay } from '@/lib/dates'
import { questionsOf } from '@/lib/documents/cancellation'
import { parseSegment } from '@/lib/documents/document-path'
import { KIND_WORDS } from '@/lib/documents/kind-words'
import { shortHash } from '@/lib/documents/snapshot'
import { documentLabel, type WhichDocument } from '@/lib/documents/stages'
import { LOCALES } from '@/lib/language/language'
import type { Words } from '@/lib/language/say'
import { namesOf, signedWhen, waitsFor } from '@/lib/signing/states'
import { Canceled } from '../canceled'
import { CustomerFrame } from '../customer-frame'
import { LINK_METADATA, requireLink } from '../require-link'
import { AnswerPaper } from './answer-paper'
import { CancelRight } from './cancel-right'
import { SignHere, TakeBackHere } from './later-parts'
import { NoteViewed } from './note-viewed'

type Props = PageProps<'/c/[key]/[document]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { key, document } = await params
  const which = parseSegment(document)
  const { known, say } = await readerWords((await getLinkContext(key))?.link ?? null)
  return { ...LINK_METADATA, title: { absolute: which ? known(documentLabel(which)) : say('Not found') } }
}

/** One of a customer's papers, as it was sent to them; a proposal is answered here. */
export default async function PaperPage({ params }: Props) {
  const { base, ...context } = await requireLink(params)
  const { org, link } = context
  const words = await readerWords(link)
  const { say, known } = words
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
    <SealedCopy {...sealed} href={`${base}/${paper.segment}/pdf?sealed`} timeZone={org.timeZone} words={words} />
  )
  return (
    <CustomerFrame company={company} link={link} words={words}>
      {!isViewed && <NoteViewed linkId={link.id} read={read} />}
      <div className="flex flex-col gap-4">
        <Link className="text-link inline-flex min-h-11 items-center self-start" href={base}>
          {say('Back to your job')}
        </Link>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
          <h1 className="text-2xl font-semibold tracking-tight">
            {known(paper.label)} {!isChange && <span className="tabular-nums">{paper.number}</span>}
          </h1>
          <a href={`${base}/${paper.segment}/pdf`} download className={buttonClass()}>
            <Download className="size-5" />
            PDF
          </a>
        </div>
        <p className="text-ink-muted">
          {say('Sent {day}', { day: formatDay(dayOf(sentAt, org.timeZone)) })}
          {paper.expiresOn &&
            paper.state === 'to_answer' &&
            say(', good until {day}', { day: formatDay(paper.expiresOn) })}
        </p>
        {paper.state === 'to_sign' ? (
          <ToSign {...{ signing, which: paper, timeZone: org.timeZone, words }} />
        ) : canceled ? (
          <Canceled canceled={canceled} words={words} />
        ) : (
          <Standing
            {...{ state: paper.state, accepted, timeZone: org.timeZone, hasSigners: signing.signers.length > 0, words }}
          >
            {copy}
          </Standing>
        )}
        {canceled && copy}
      </div>
      {words.language !== 'en' && (
        <p className="text-ink-muted">{say('This paper is in the language in which it was written.')}</p>
      )}
      <div lang={LOCALES.en} className="contents">
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
      </div>
      {signs && (
        <SignHere
          {...{ linkId: link.id, kind: paper.kind, ordinal: paper.ordinal, cancellation }}
          {...{ hasConsented: signing.hasConsented, wantsPaper: signing.wantsPaper }}
          read={{ ...read, signerId: signs.id }}
          questions={questionsOf(snapshot.cancellation)}
          pdf={`${base}/${paper.segment}/pdf`}
        />
      )}
      {signing.signers.length > 0 && (
        <section aria-labelledby="signers" className="flex flex-col gap-3">
          <h2 id="signers" className="text-lg font-semibold tracking-tight">
            {say('Signatures')}
          </h2>
          <Signers signers={signing.signers} timeZone={org.timeZone} words={words} />
          {signing.you?.signed && signing.hasConsented && (
            <TakeBackHere
              {...{ linkId: link.id, kind: paper.kind, ordinal: paper.ordinal }}
              read={{ ...read, signerId: signing.you.id }}
              hasSigned
            />
          )}
        </section>
      )}
      {right && <CancelRight {...{ linkId: link.id, read, right, snapshot, timeZone: org.timeZone, words }} />}
      <AnswerPaper
        {...{ linkId: link.id, read, what: KIND_WORDS[paper.kind], ordinal: paper.ordinal }}
        offer={paper.state === 'to_answer' ? content : null}
      />
      <p className="text-sm text-ink-muted">
        <Said
          words={words}
          sentence="Version {count}. Fingerprint {hash}: your contractor’s copy and the PDF show the same."
          values={{ count: version, hash: <span className="font-mono">{shortHash(sha256)}</span> }}
        />
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
  words: Words
}

/** What has become of it. */
function Standing({ state, accepted, timeZone, hasSigners, words, children }: StandingProps) {
  const { say } = words
  const note = { tone: 'info', toneWord: say('Note') } as const
  if (accepted && state === 'accepted')
    return (
      <Alert {...note} title={say('Accepted {day}', { day: formatDay(dayOf(accepted.at, timeZone)) })}>
        <Said
          words={words}
          sentence="At {amount}. Your contractor sends you the agreement next."
          values={{ amount: <Money cents={accepted.totalCents} /> }}
        />
      </Alert>
    )
  if (state === 'expired')
    return (
      <Alert {...note} title={say('No longer valid')}>
        {say('The day until which it was good is over. Ask your contractor to send it again.')}
      </Alert>
    )
  if (state === 'declined')
    return (
      <Alert {...note} title={say('Declined')}>
        {say('If you have changed your mind, call your contractor.')}
      </Alert>
    )
  if (state === 'replaced')
    return (
      <Alert {...note} title={say('There is an agreement')}>
        {say('It takes the place of this proposal.')}
      </Alert>
    )
  if (state === 'canceled')
    return (
      <Alert {...note} title={say('Canceled')}>
        {say('It ended with the agreement. Nothing of it is owed.')}
      </Alert>
    )
  if (state === 'signed')
    return (
      <Alert {...note} title={say('Signed by everybody')}>
        {children ??
          (hasSigners ? say('Your sealed copy is being made. It appears here.') : say('Download the PDF and keep it.'))}
      </Alert>
    )
  return children
}

type ToSignProps = { signing: PaperSigning; which: WhichDocument; timeZone: string; words: Words }

/** What is still to be done of a paper that waits for signatures. */
function ToSign({ signing: { signers, you }, which, timeZone, words: { say } }: ToSignProps) {
  const note = { tone: 'info', toneWord: say('Note') } as const
  const declined = signers.find((each) => each.declined)
  const open = namesOf(
    signers.filter(({ signed }) => !signed).map(({ name }) => name),
    say('and'),
  )
  const before = you ? waitsFor(signers, you) : []
  if (signers.length === 0)
    return (
      <Alert {...note} title={say('Waiting for your signature')}>
        {say(`Read it here. Your contractor brings the ${KIND_WORDS[which.kind]} for you to sign.`, {
          count: which.ordinal,
        })}
      </Alert>
    )
  if (declined)
    return (
      <Alert {...note} title={say('{name} declined to sign', { name: declined.name })}>
        {say('Why: “{reason}”. Nothing more is signed of this version. Your contractor can send another one.', {
          reason: declined.declined?.reason ?? '',
        })}
      </Alert>
    )
  if (open === '')
    return (
      <Alert {...note} title={say('Signed by everybody')}>
        {say('Your contractor is looking at it once more.')}
      </Alert>
    )
  if (you?.signed)
    return (
      <Alert {...note} role="status" title={say('You signed on {day}', { day: signedWhen(you.signed.at, timeZone) })}>
        {say('Still to sign: {names}.', { names: open })}
      </Alert>
    )
  if (!you)
    return (
      <Alert {...note} title={say('This is for {names} to sign', { names: open })}>
        {say('You can read it here, and download it.')}
      </Alert>
    )
  if (before.length > 0)
    return (
      <Alert {...note} title={say('Not your turn to sign yet')}>
        {say('First: {names}. Then you sign here.', { names: namesOf(before, say('and')) })}
      </Alert>
    )
  return (
    <Alert {...note} title={say('Waiting for your signature')}>
      {say('Read all of it. You sign below.')}
    </Alert>
  )
}

import { ENGLISH } from '@/lib/language/say'
import type { Reason } from '@/lib/payments/rules/reason'
import { WAYS } from '@/lib/payments/rules/recorded'
import { isReversed } from '@/lib/payments/rules/status'
import {
  AT,
  BALANCES,
  CENTS,
  CHARGES,
  EARLIER,
  EMAILS,
  METHODS,
  NAMED,
  PAYMENTS,
  payment,
  REASONS,
  REVERSALS,
  STATES,
  STATUSES,
  VIEWS,
  ZONE,
} from '@/lib/testing/word-samples'
import { ReversalKind } from '@/prisma/generated/enums'
import { describeWords } from '@/tools/testing/describe-words'
import * as alerts from './alert-words'
import * as checks from './check-words'
import * as customerView from './customer-view'
import * as emails from './email-words'
import * as labels from './labels'
import * as listing from './listing-words'
import * as views from './payment-view'
import * as reasons from './reasons'
import * as receipts from './receipt-words'
import * as recorded from './recorded-words'
import * as remedy from './remedy'
import * as requests from './request-words'
import * as screen from './screen'
import * as sentences from './sentences'
import * as standing from './standing'
import * as takers from './taker-words'

const LINKS = [null, 'link']

describeWords(
  import.meta.dirname,
  {
    alerts,
    checks,
    customerView,
    emails,
    labels,
    listing,
    views,
    reasons,
    receipts,
    recorded,
    remedy,
    requests,
    screen,
    sentences,
    standing,
    takers,
  },
  {
    alertWords: () => PAYMENTS.map(alerts.alertWords),
    duplicateWords: () => alerts.duplicateWords({ amountCents: CENTS, paysimpleId: '7' }),
    duplicateTitle: () => alerts.duplicateTitle(CENTS),
    duplicateNext: () =>
      ['Pending', 'Authorized', 'Settled'].flatMap((status) =>
        [null, new Date(AT.getTime() - 1), new Date(AT.getTime() + 1)].map((until) =>
          alerts.duplicateNext(status, until, ZONE, AT),
        ),
      ),
    reverseDuplicateSentence: () => [true, false].map((settled) => alerts.reverseDuplicateSentence(CENTS, settled)),
    unconfirmedWords: () => PAYMENTS.map(alerts.unconfirmedWords),
    unconfirmedReversalWords: () => REVERSALS.map((each) => alerts.unconfirmedReversalWords(each, payment)),
    toRefundTitle: () => ['2026-12-11', '2026-12-12'].map((today) => alerts.toRefundTitle(CENTS, '2026-12-11', today)),
    externalTitle: () => [null, 'Ada'].map((toolByName) => alerts.externalTitle({ amountCents: CENTS, toolByName })),
    externalSentence: () =>
      METHODS.flatMap((method) =>
        [true, false].map((isOver) =>
          alerts.externalSentence({
            ...{
              customerName: '',
              amountCents: CENTS,
              method,
              status: 'Settled',
              madeOn: '2026-11-21',
              paysimpleId: '7',
            },
            isOver,
            toolByName: isOver ? null : 'Ada',
          }),
        ),
      ),
    linkSentence: () => [true, false].map(alerts.linkSentence),
    ignoredSentence: () => [
      alerts.ignoredSentence({ decidedByName: null, decidedAt: null, note: null }, ZONE),
      alerts.ignoredSentence({ decidedByName: 'Ada', decidedAt: AT, note: 'A private sale' }, ZONE),
    ],
    checkSentence: () =>
      STATUSES.flatMap((status) =>
        METHODS.flatMap((method) =>
          [true, false].flatMap((answered) =>
            [true, false].flatMap((reversing) =>
              [null, 'Odd'].map((unclear) => checks.checkSentence({ answered, status, reversing, unclear }, method)),
            ),
          ),
        ),
      ),
    lastCheckSentence: () => [null, AT].map((at) => checks.lastCheckSentence(at, ZONE)),
    decideSentence: () => [true, false].map((charged) => checks.decideSentence(charged, CENTS)),
    nextReminderSentence: () => [
      requests.nextReminderSentence({ at: AT }, ZONE),
      ...(['off', 'archived', 'paying', 'gone', 'most', 'revoked', 'dead', 'paid', 'over'] as const).map((none) =>
        requests.nextReminderSentence({ none }, ZONE),
      ),
    ],
    requestStateWords: () =>
      (['open', 'paying', 'paid', 'gone'] as const).flatMap((state) =>
        [true, false].map((isLate) =>
          requests.requestStateWords({ state, openCents: isLate ? 1 : CENTS, amountCents: CENTS, isLate }),
        ),
      ),
    askedWords: () => requests.askedWords({ cents: CENTS, dueOn: '2026-12-03' }),
    requestWords: () =>
      (['asked', 'ended', 'skipped'] as const).flatMap((act) =>
        [null, 'paid', 'canceled', 'replaced', 'odd', ...Object.keys(requests.SKIPPED)].map((why) =>
          requests.requestWords({ act, label: act === 'asked' ? 'Deposit' : null, dueOn: '2026-12-03', why }),
        ),
      ),
    dueDayWords: () => ['2026-12-02', '2026-12-03', '2026-12-04'].map((day) => requests.dueDayWords('2026-12-03', day)),
    signingReminderWords: () => Object.values(requests.signingReminderWords('agreement')),
    requestEmailWords: () =>
      ['2026-12-02', '2026-12-03', '2026-12-04'].flatMap((day) =>
        [true, false].map((isReminder) =>
          requests.requestEmailWords({ cents: CENTS, dueOn: '2026-12-03', isReminder }, day),
        ),
      ),
    emailName: () =>
      [null, 3].map((reminderStep) => emails.emailName({ kind: 'link', paymentRequestId: 'r', reminderStep })),
    emailTitle: () => EMAILS.map(({ kind }) => emails.emailTitle({ kind, subject: null })),
    emailState: () => EMAILS.map((email) => emails.EMAIL_STATES[emails.emailState(email)]),
    supersededSentence: () =>
      [null, ...STATUSES].flatMap((by) =>
        METHODS.flatMap((method) =>
          [undefined, 'link' as const].map((kind) => emails.supersededSentence(by, method, kind)),
        ),
      ),
    sentSentence: () => EMAILS.map((email) => emails.sentSentence({ ...email, payment }, ZONE)),
    undeliveredWords: () => EMAILS.map(emails.undeliveredWords),
    archiveQuestion: () =>
      (['job', 'customer'] as const).flatMap((what) =>
        BALANCES.map((balance) => listing.archiveQuestion(what, balance)),
      ),
    listedWords: () => [1, 9].map(listing.listedWords),
    tooManyWords: () => [listing.tooManyWords('okafor')],
    takenLabel: () => [0, 1, 9].map(listing.takenLabel),
    rangeLabel: () =>
      [
        null,
        { preset: 'this_month' as const, from: null, to: null },
        { preset: null, from: '2026-11-01', to: null },
        { preset: null, from: null, to: '2026-11-01' },
        { preset: null, from: '2026-11-01', to: '2026-11-02' },
      ].map(listing.rangeLabel),
    settledWords: () => PAYMENTS.map(listing.settledWords),
    reversedWords: () => PAYMENTS.map((each) => listing.reversedWords(each, ZONE)),
    exportedMethod: () => METHODS.map(listing.exportedMethod),
    exportedNote: () =>
      PAYMENTS.flatMap((each) =>
        [null, 'A note'].flatMap((note) =>
          (['taken', 'reversed'] as const).map((kind) => listing.exportedNote(kind, each, note)),
        ),
      ),
    authorizationCode: () => PAYMENTS.map(labels.authorizationCode),
    statusLabel: () => STATUSES.flatMap((status) => METHODS.map((method) => labels.statusLabel(status, method).label)),
    paymentLabel: () => PAYMENTS.map((each) => labels.paymentLabel(each).label),
    describePayment: () => VIEWS.map(({ words, label, settles }) => ({ words, label, settles })),
    wordsFor: () => REASONS.flatMap((reason) => METHODS.map((method) => reasons.wordsFor(reason, method))),
    withMessage: () => [null, 'Too much.'].map((message) => reasons.withMessage(reasons.REASONS.refused, message)),
    remediesFor: () =>
      REASONS.flatMap((reason) =>
        METHODS.flatMap((method) =>
          [true, false].map((saved) =>
            remedy.remediesFor(reason as Reason | null, method, saved).map(({ label }) => label),
          ),
        ),
      ),
    recordedName: () => NAMED.map(recorded.recordedName),
    recordedMark: () => NAMED.map(recorded.recordedMark),
    receivedWords: () => NAMED.map(recorded.receivedWords),
    recordedLabel: () => STATES.map((state) => recorded.recordedLabel(state).label),
    recordedSentence: () =>
      NAMED.flatMap((entry) =>
        STATES.flatMap((state) =>
          [true, false].flatMap((replaced) =>
            [null, 'The check bounced'].map((note) =>
              recorded.recordedSentence({
                ...{ ...entry, state, replaced, note, correctedBy: replaced ? 'Ada' : null },
                cameBackOn: state === 'returned' ? '2026-12-02' : null,
              }),
            ),
          ),
        ),
      ),
    overpayQuestion: () => BALANCES.map((balance) => recorded.overpayQuestion(1042, CENTS, balance)),
    sameQuestion: () => NAMED.map((entry) => recorded.sameQuestion({ ...entry, recordedByName: 'Ada' }, 1042)),
    longAgoQuestion: () => recorded.longAgoQuestion('2016-11-20'),
    tooMuch: () => recorded.tooMuch(CENTS),
    dayWords: () => STATES.map((state) => recorded.dayWords({ state, receivedOn: '2026-11-27' })),
    cameBackTooEarly: () => recorded.cameBackTooEarly('2026-11-27'),
    recordedResult: () =>
      NAMED.flatMap((entry) => [-CENTS, 0, CENTS].map((owed) => recorded.recordedResult(entry, owed))),
    correctedResult: () =>
      WAYS.flatMap((way) => [-CENTS, 0, CENTS].map((owed) => recorded.correctedResult(CENTS, way, owed))),
    correctSentence: () =>
      WAYS.flatMap((way) => [null, 'o@example.com'].map((to) => recorded.correctSentence(CENTS, to, way))),
    replacesReceipt: () => NAMED.map(recorded.replacesReceipt),
    recordedTimeline: () =>
      STATES.flatMap((state) =>
        [null, '2026-12-02'].map((cameBackOn) => {
          const corrected = { at: AT, by: 'Marco', note: 'Wrong', cameBackOn }
          return recorded.recordedTimeline({ at: AT, by: 'Ada', note: null, state }, corrected, ZONE)
        }),
      ),
    receiptHint: () =>
      ['', 'o@example.com', 'a@example.com'].map((typed) => screen.receiptHint(typed, 'o@example.com')),
    anyway: () => screen.anyway('Link to the job'),
    questionSentence: () => screen.questionSentence('This overpays job 1042 by $5.00.', 'Link to the job'),
    receiptState: () => METHODS.flatMap((method) => [false, true].map((is) => receipts.receiptState(method, is))),
    receiptTo: () => [null, 'o@example.com'].map(screen.receiptTo),
    receiptOnceCharged: () => screen.receiptOnceCharged('o@example.com'),
    decideReversalSentence: () =>
      Object.values(ReversalKind).flatMap((kind) =>
        [true, false].map((done) => screen.decideReversalSentence(kind, done, CENTS)),
      ),
    moveSentence: () => [true, false].map((counts) => screen.moveSentence(1042, counts)),
    rechargeSentence: () => screen.rechargeSentence(CENTS, 'Visa 1111', 150_000),
    foundDuplicateSentence: () =>
      [true, false].map((firstCounts) =>
        screen.foundDuplicateSentence(
          { paysimpleId: '7', paysimpleStatus: 'Settled', foundAt: AT, firstCounts, firstCents: CENTS },
          ZONE,
        ),
      ),
    aboutDay: () => [null, 'today', 'Tuesday'].map(sentences.aboutDay),
    settlesSentence: () => [null, 'today', 'Tuesday'].map(sentences.settlesSentence),
    accountOf: () => sentences.accountOf(payment),
    takenWord: () => METHODS.map(sentences.takenWord),
    amountOn: () => METHODS.map((method) => sentences.amountOn({ ...payment, method })),
    chargeOf: () => METHODS.map((method) => sentences.chargeOf({ ...payment, method })),
    takenSentence: () => VIEWS.map(sentences.takenSentence),
    reversedSentence: () =>
      PAYMENTS.filter(({ status }) => isReversed(status)).map((each) =>
        sentences.reversedSentence(views.describePayment(each, ZONE, AT)),
      ),
    earlierSentence: () => EARLIER.map(sentences.earlierSentence),
    earlierForCustomer: () => EARLIER.map((each) => customerView.earlierForCustomer(each, ENGLISH)),
    forCustomer: () => VIEWS.map((view) => customerView.forCustomer(view).words),
    takerName: () => LINKS.map((linkId) => takers.takerName({ takenByName: 'Ada', linkId })),
    takerWords: () => LINKS.map((linkId) => takers.takerWords({ takenByName: 'Ada', linkId })),
    takerLabel: () => LINKS.map((linkId) => takers.takerLabel({ linkId })),
    statusDetail: () => PAYMENTS.map((each) => standing.statusDetail(each, ZONE, AT)),
    statusSentence: () => PAYMENTS.map((each) => standing.statusSentence(each, ZONE, AT)),
    owedProblem: () => BALANCES.map(sentences.owedProblem),
    owedMovedProblem: () => BALANCES.map(sentences.owedMovedProblem),
    heldSentence: () => sentences.heldSentence(CENTS),
    paidWords: () =>
      BALANCES.flatMap((balance) => [false, true].map((isCanceled) => sentences.paidWords(balance, isCanceled))),
    standingSentence: () => [
      ...PAYMENTS.map((each) => standing.standingSentence({ ...each, reversals: [], charges: [] }, ZONE, AT)),
      ...REVERSALS.flatMap((each) =>
        [[], ...CHARGES.map((charge) => [charge]), CHARGES].flatMap((charges) =>
          STATUSES.map((status) =>
            standing.standingSentence({ ...payment, status, reversals: [each], charges }, ZONE, AT),
          ),
        ),
      ),
    ],
    openReversalWords: () => REVERSALS.map(sentences.openReversalWords),
    receiptSentence: () =>
      EMAILS.map((email) => standing.receiptSentence({ ...payment, emails: [email] }, ZONE, AT)?.state),
  },
)

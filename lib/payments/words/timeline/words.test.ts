import {
  AT,
  CHARGES,
  DECISIONS,
  DUPLICATES,
  EMAILS,
  eventOf,
  METHODS,
  NAMED,
  PAYMENTS,
  payment,
  REASONS,
  REVERSALS,
  STATUSES,
  timelineOf,
} from '@/lib/testing/word-samples'
import { describeWords } from '@/tools/testing/describe-words'
import * as jobTimeline from './job-timeline'
import * as timeline from './timeline'

const toldOf = (told: (typeof PAYMENTS)[number]) => ({ ...told, reversals: [], decisions: [], rechargeOf: null })

describeWords(
  import.meta.dirname,
  { jobTimeline, timeline },
  {
    paymentWords: () =>
      PAYMENTS.map((each) => jobTimeline.paymentWords(toldOf(each), eventOf(each.status, 'sync', null))),
    reversalWordsOf: () => REVERSALS.flatMap((each) => jobTimeline.reversalWordsOf(payment, each)),
    emailWords: () =>
      EMAILS.flatMap((email) => [...METHODS, null].map((method) => jobTimeline.emailWords(email, method))),
    recordedWords: () =>
      NAMED.flatMap((named) =>
        [null, 'an entry'].flatMap((correctsId) =>
          [true, false].map((cameBack) =>
            jobTimeline.recordedWords({
              ...{ ...named, id: 'c', createdAt: AT, receivedOn: AT, note: null, correctsId, cameBack },
              recordedByName: 'Ada',
            }),
          ),
        ),
      ),
    ofEvent: () => PAYMENTS.map((each) => timeline.ofEvent(toldOf(each), eventOf(each.status, 'sync', null))),
    ofEmail: () => EMAILS.flatMap((email) => [...METHODS, null].map((method) => timeline.ofEmail(email, method))),
    ofReversal: () => REVERSALS.map((each) => timeline.ofReversal(payment, each)),
    buildTimeline: () => [
      ...PAYMENTS.map((each) => timelineOf(each)),
      ...STATUSES.flatMap((to) =>
        ['click', 'reconciler', 'sync', 'person'].flatMap((source) =>
          [...REASONS, 'linked', 'Odd'].map((detail) => timelineOf({ events: [eventOf(to, source, detail)] })),
        ),
      ),
      timelineOf({ emails: EMAILS, charges: CHARGES, duplicateCharges: DUPLICATES, decisions: DECISIONS }),
      timelineOf({ events: [eventOf('submitting', 'click', null)], rechargeOf: { payment } }),
      ...REVERSALS.flatMap((each) =>
        (['authorized', 'refunded'] as const).map((status) => timelineOf({ status, reversals: [each] })),
      ),
    ],
  },
)

import { CENTS, CHARGES, HINTS, KINDS, METHODS, payment, REVERSALS, reversal, ZONE } from '@/lib/testing/word-samples'
import { ReversalKind } from '@/prisma/generated/enums'
import { describeWords } from '@/tools/testing/describe-words'
import * as incomplete from './incomplete-refund'
import * as reversals from './reversal-words'

describeWords(
  import.meta.dirname,
  { incomplete, reversals },
  {
    incompleteRefund: () => CHARGES.map((charge) => incomplete.incompleteRefund(reversal, 'refunded', [charge])),
    incompleteRefundWords: () =>
      KINDS.flatMap((incompleteKind) =>
        [null, 'The bank declined the card'].map((why) =>
          incomplete.incompleteRefundWords({ incompleteKind, retainedCents: CENTS, why }),
        ),
      ),
    leaveRefundSentence: () =>
      KINDS.map((incompleteKind) => incomplete.leaveRefundSentence({ incompleteKind, retainedCents: CENTS }, 150_000)),
    whatTheCustomerSees: () =>
      Object.values(ReversalKind).flatMap((kind) =>
        METHODS.flatMap((method) =>
          [0, CENTS].map((retained) => reversals.whatTheCustomerSees(kind, { ...payment, method }, retained)),
        ),
      ),
    refundProblem: () =>
      ['', '0', '1', '200.005', '1 50', '9999'].map((typed) => reversals.refundProblem(typed, CENTS)),
    rechargeRisk: () => reversals.rechargeRisk(CENTS),
    reverseLabel: () =>
      Object.values(ReversalKind).flatMap((kind) =>
        [null, 150_000].flatMap((cents) => [0, CENTS].map((retained) => reversals.reverseLabel(kind, cents, retained))),
      ),
    reversalWords: () => REVERSALS.map((each) => reversals.reversalWords(each, payment)),
    resultOf: () =>
      REVERSALS.flatMap((each) => [null, ...CHARGES].map((charge) => reversals.resultOf(each, payment, charge))).map(
        ({ state: _, ...words }) => words,
      ),
    hintSentence: () => HINTS.map((hint) => reversals.hintSentence(hint, ZONE)),
  },
)

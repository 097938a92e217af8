import { BALANCES, EARLIER, VIEWS } from '@/lib/testing/word-samples'
import { describeWords } from '@/tools/testing/describe-words'
import * as blocked from './blocked-words'
import * as customerDialog from './customer-dialog'
import * as customerDialogEs from './customer-dialog-es'
import * as dialog from './dialog-words'
import * as repeats from './repeat-words'

describeWords(
  import.meta.dirname,
  { blocked, customerDialog, customerDialogEs, dialog, repeats },
  {
    resultLabel: () => [null, ...VIEWS].map((view) => dialog.resultLabel(view)),
    repeatWords: () => EARLIER.map(repeats.repeatWords),
    customerRepeatWords: () => EARLIER.map(repeats.customerRepeatWords),
    describeEarlier: () => EARLIER.map(({ takenAt }) => takenAt),
    customerNothingToPay: () =>
      BALANCES.flatMap((balance) =>
        ([null, 'canceled'] as const).map((why) => blocked.customerNothingToPay(balance, why)),
      ),
    customerKeeps: () => ['card', 'account'].map((what) => customerDialog.customerKeeps('Ann', 'Summit', what)),
    customerAuthorizes: () => customerDialog.customerAuthorizes('Summit', '$5.00'),
    nothingToPayWords: () =>
      BALANCES.flatMap((balance) =>
        ([null, 'no_document', 'declined', 'canceled', 'no_total', 'no_lines'] as const).map((why) =>
          blocked.nothingToPayWords(balance, why),
        ),
      ),
    viewAnnouncement: () => VIEWS.map((view) => dialog.viewAnnouncement(view)),
    overtakenWords: () => VIEWS.map(dialog.overtakenWords),
  },
)

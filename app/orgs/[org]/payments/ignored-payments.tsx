import { formatDay } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { IgnoredPayment } from '@/lib/payments/external/ignore'
import { ignoredSentence } from '@/lib/payments/words/alert-words'
import { RestoreExternal } from './decisions'

type Props = { orgSlug: string; timeZone: string; ignored: readonly IgnoredPayment[] }

/** The ignored payments, collapsed. Nothing when there are none. */
export function IgnoredList({ orgSlug, timeZone, ignored }: Props) {
  const [newest] = ignored
  if (!newest) return null
  const { count } = newest
  return (
    <details className="mb-6">
      <summary className="w-fit cursor-pointer py-2.5 text-ink-muted hover:text-ink">Ignored ({count})</summary>
      {count > ignored.length && (
        <p className="text-sm text-ink-muted">The newest {ignored.length} are shown. The audit log has all of them.</p>
      )}
      <ul className="mt-2">
        {ignored.map(({ id, customerName, amountCents, method, madeOn, paysimpleId, ...decided }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t py-3">
            <div className="min-w-0">
              <p className="wrap-anywhere font-medium">
                {formatCents(amountCents)} from {customerName || 'an unnamed customer'}
              </p>
              <p className="wrap-anywhere text-sm text-ink-muted">
                By {method === 'card' ? 'card' : 'bank account'} on {formatDay(madeOn)}. PaySimple’s payment{' '}
                {paysimpleId}.
              </p>
              <p className="wrap-anywhere text-sm text-ink-muted">{ignoredSentence(decided, timeZone)}</p>
            </div>
            <RestoreExternal orgSlug={orgSlug} externalId={id} />
          </li>
        ))}
      </ul>
    </details>
  )
}

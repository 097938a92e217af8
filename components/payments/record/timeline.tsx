import { clsx } from 'clsx'
import type { Icon } from '@/components/icons/icon'
import { Circle, CircleDashed } from '@/components/icons/records'
import { CircleX } from '@/components/icons/states'
import { CircleAlert, CircleCheck } from '@/components/icons/ui'
import { Link } from '@/components/link'
import type { Tone } from '@/lib/payments/words/labels'
import type { TimelineEntry } from '@/lib/payments/words/timeline/timeline'

const ICONS: Record<Tone, Icon> = {
  neutral: Circle,
  success: CircleCheck,
  warning: CircleAlert,
  danger: CircleX,
}
const INKS: Record<Tone, string> = {
  neutral: 'text-ink-muted',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
}

type Props = { orgSlug: string; entries: readonly TimelineEntry[] }

/** The payment’s history along one line; what is still to come is dashed. */
export function Timeline({ orgSlug, entries }: Props) {
  return (
    <ol className="flex flex-col">
      {entries.map(({ id, when, title, detail, who, tone, ahead, link }, index) => {
        const Icon = ahead ? CircleDashed : ICONS[tone]
        return (
          <li key={id} className="relative flex gap-3 pb-6 last:pb-0">
            {index < entries.length - 1 && (
              <span aria-hidden className="absolute top-6 bottom-0 left-[9.5px] w-px bg-hairline" />
            )}
            <Icon className={clsx('mt-0.5 size-5 shrink-0', ahead ? 'text-ink-muted' : INKS[tone])} />
            <div className="min-w-0 flex-1 wrap-anywhere">
              <div className="flex flex-wrap justify-between gap-x-4">
                <p className={clsx('font-medium', ahead && 'text-ink-muted')}>
                  {title}
                  {ahead && <span className="sr-only"> (still to come)</span>}
                </p>
                <p className="text-sm text-ink-muted tabular-nums">{when}</p>
              </div>
              {detail && <p className="wrap-anywhere text-sm">{detail}</p>}
              {who && <p className="text-sm text-ink-muted">{who}</p>}
              {link && (
                <Link
                  href={`/orgs/${orgSlug}/${link.kind === 'payment' ? 'payments' : 'mailbox'}/${link.id}`}
                  className="tap-link"
                >
                  {link.label}
                  <span className="sr-only"> ({title})</span>
                </Link>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

import { clsx } from 'clsx'

export type Series = {
  label: string
  /** The class of its color. The label and the number stand beside it. */
  color: string
  /** One for each column. */
  values: readonly number[]
}

type ColumnsProps = {
  /** What is drawn, with its numbers, for whoever doesn't see it. */
  words: string
  /** From below upwards. */
  series: readonly Series[]
  /** Below the first and the last column. */
  from: string
  to: string
}

const HEIGHT = 40

/** Columns, one beside the other, each of several parts. The highest one has the whole height. */
export function Columns({ words, series, from, to }: ColumnsProps) {
  const count = Math.max(1, ...series.map(({ values }) => values.length))
  const sums = Array.from({ length: count }, (_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
  const unit = HEIGHT / Math.max(1, ...sums)
  return (
    <figure className="max-w-2xl">
      <svg
        role="img"
        aria-label={words}
        viewBox={`0 0 ${count * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-20 w-full border-b border-edge"
      >
        {sums.map((_, at) => {
          let top = HEIGHT
          return series.map(({ label, color, values }) => {
            const height = (values[at] ?? 0) * unit
            top -= height
            if (height === 0) return null
            return <rect key={`${label} ${at}`} x={at * 10 + 1} y={top} width={8} height={height} className={color} />
          })
        })}
      </svg>
      <figcaption aria-hidden className="mt-1 flex justify-between text-sm text-ink-muted">
        <span>{from}</span>
        <span>{to}</span>
      </figcaption>
    </figure>
  )
}

/** What the colors of columns mean, each with its number. */
export const Legend = ({ items }: { items: readonly { label: string; color: string; value: string }[] }) => (
  <ul className="mt-3 flex flex-wrap gap-x-6 gap-y-1">
    {items.map(({ label, color, value }) => (
      <li key={label} className="flex items-center gap-2">
        <svg aria-hidden viewBox="0 0 10 10" className="size-2.5 shrink-0">
          <rect width={10} height={10} className={color} />
        </svg>
        <span>
          <span className="tabular-nums">{value}</span> {label}
        </span>
      </li>
    ))}
  </ul>
)

/** A bar beside a number that says the same. @param part from 0 to 1 of its whole length */
export const Bar = ({ part, isLate }: { part: number; isLate: boolean }) => (
  <svg aria-hidden viewBox="0 0 100 6" preserveAspectRatio="none" className="mt-1 block h-1.5 w-full max-w-40">
    <rect width={100} height={6} className="fill-hairline" />
    <rect
      width={Math.min(100, Math.max(0, part * 100))}
      height={6}
      className={clsx(isLate ? 'fill-ink' : 'fill-edge')}
    />
  </svg>
)

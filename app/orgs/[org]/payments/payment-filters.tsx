import { FilterLinks } from '@/components/filter-links'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/field'
import {
  filterHref,
  filterParams,
  type PaymentFilter,
  STATUS_FILTERS,
  type StatusFilter,
} from '@/lib/payments/listing/filter'
import { PRESET_NAMES } from '@/lib/payments/listing/range'
import { PRESET_LABELS } from '@/lib/payments/words/listing-words'

type Props = { path: string; filter: PaymentFilter }

/** Which payments are listed: by status, and by the days on which money moved. */
export function PaymentFilters({ path, filter }: Props) {
  const { status, range } = filter
  const statuses = [[null, 'All'], ...Object.entries(STATUS_FILTERS).map(([key, { label }]) => [key, label])] as [
    StatusFilter | null,
    string,
  ][]
  const { when: _, from: __, to: ___, ...keep } = filterParams(filter)
  const custom = range && !range.preset ? range : null
  return (
    <div className="mt-3 mb-4 flex flex-col">
      <FilterLinks
        label="Status"
        items={statuses.map(([key, label]) => ({
          label,
          href: filterHref(path, { ...filter, status: key }),
          current: key === status,
        }))}
      />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <FilterLinks
          label="Days"
          items={[
            { label: 'All days', href: filterHref(path, { ...filter, range: null }), current: range === null },
            ...PRESET_NAMES.map((preset) => ({
              label: PRESET_LABELS[preset],
              href: filterHref(path, { ...filter, range: { preset, from: null, to: null } }),
              current: range?.preset === preset,
            })),
          ]}
        />
        {/* Drawn anew with each range: what was typed for another one must not stay. */}
        <form key={`${custom?.from} ${custom?.to}`} action={path} className="days">
          {Object.entries(keep).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Day name="from" label="From" value={custom?.from} />
          <Day name="to" label="To" value={custom?.to} />
          <Button type="submit" variant="secondary" className="max-sm:col-span-full">
            Show
          </Button>
        </form>
      </div>
    </div>
  )
}

type DayProps = { name: 'from' | 'to'; label: string; value: string | null | undefined }

const Day = ({ name, label, value }: DayProps) => (
  <div>
    <label htmlFor={`days-${name}`}>{label}</label>
    <Input type="date" id={`days-${name}`} name={name} defaultValue={value ?? ''} min="2000-01-01" max="2999-12-31" />
  </div>
)

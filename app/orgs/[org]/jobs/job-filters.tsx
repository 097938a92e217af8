import { FilterLinks } from '@/components/filter-links'
import { FilterSelect } from '@/components/filter-select'
import { Link } from '@/components/link'
import {
  type JobFilter,
  jobFilterHref,
  jobFilterParams,
  MONEY_FILTERS,
  type MoneyFilter,
  STAGE_FILTERS,
} from '@/lib/jobs/filters'

/** Which jobs are listed: by what is owed, and by the stage of the document that sets the price. */
export function JobFilters({ path, filter }: { path: string; filter: JobFilter }) {
  const money: [MoneyFilter | null, string][] = [
    [null, 'All'],
    ...(Object.entries(MONEY_FILTERS) as [MoneyFilter, string][]),
  ]
  return (
    <div className="filters mt-2">
      <FilterLinks
        label="Money"
        items={money.map(([key, label]) => ({
          label,
          href: jobFilterHref(path, { ...filter, money: key }),
          current: key === filter.money,
        }))}
      />
      <div className="filters">
        <Link href={jobFilterHref(path, { ...filter, archived: !filter.archived })} className="tap-link">
          {filter.archived ? 'Hide archived' : 'Show archived'}
        </Link>
        <FilterSelect
          label="Stage"
          name="stage"
          value={filter.stage ?? ''}
          options={[{ value: '', label: 'Any' }, ...STAGE_FILTERS.map(({ key, label }) => ({ value: key, label }))]}
          keep={jobFilterParams({ ...filter, stage: null })}
        />
      </div>
    </div>
  )
}

import { PageHeader } from './page-header'
import { SearchBox } from './search-box'
import { EmptyState } from './ui/section'

type Props = {
  title: string
  /** The label of the search box: "Search jobs". */
  label: string
  placeholder: string
  query: string
  /** Which limit was met, and when it ends. */
  problem: string
}

/** A list whose search isn't done, because there were too many. What was typed stays. */
export function TooManySearches({ title, problem, ...box }: Props) {
  return (
    <>
      <PageHeader title={title} />
      <SearchBox {...box} />
      <div className="mt-6">
        <EmptyState title="Not searched">{problem}</EmptyState>
      </div>
    </>
  )
}

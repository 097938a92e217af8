import { Link } from './link'

type Props = { path: string; query: string; archived: boolean }

/** Of a list that is searched: shows what is archived, too, or leaves it out again. */
export function ArchivedLink({ path, query, archived }: Props) {
  const params = new URLSearchParams({ ...(query && { q: query }), ...(!archived && { archived: '1' }) })
  return (
    <div className="mt-2 flex justify-end">
      <Link href={params.size ? `${path}?${params}` : path} className="tap-link">
        {archived ? 'Hide archived' : 'Show archived'}
      </Link>
    </div>
  )
}

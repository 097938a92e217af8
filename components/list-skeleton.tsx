import { Skeleton } from './ui/section'

/** Placeholder rows while a list loads. */
export function ListSkeleton({ what }: { what: string }) {
  return (
    <div role="status" aria-busy="true" className="mt-4 flex flex-col gap-4">
      <span className="sr-only">Loading {what}…</span>
      <Skeleton className="h-5 w-20" />
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <div key={row} className="flex justify-between gap-6 border-b pb-4">
          <Skeleton className="h-10 w-1/2" />
          <Skeleton className="h-6 w-24" />
        </div>
      ))}
    </div>
  )
}

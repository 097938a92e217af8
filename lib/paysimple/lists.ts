import { PaySimpleError } from './errors'
import { type Listed, type Page, walkPages } from './page-walk'
import { routeOf, type Transport } from './transport'

export type PageOptions = {
  /** Counts from 1. */
  page?: number
  /** Default 200. */
  pageSize?: number
}
/** Inclusive, YYYY-MM-DD. Filters payments by PaymentDate, schedules by StartDate. */
export type DateOptions = { startDate?: string; endDate?: string }
export type SortOptions<By extends string> = {
  sortBy?: By
  /** Nulls come first ascending, last descending. Ascending by default. */
  direction?: 'ASC' | 'DESC'
}
type AnyOptions = PageOptions & DateOptions & SortOptions<string> & { status?: readonly string[] }

/** A list of complete records. */
export type List<T, Options extends PageOptions> = {
  /** Returns one page. */
  list(options?: Options): Promise<Page<T>>
  /** Yields every record of every page once, reading pages as needed. */
  all(options?: Omit<Options, 'page'>): AsyncGenerator<T, void, undefined>
}
/** A list that also has a short form: PaySimple's "lite" records, which are another type. */
export type ListWithLite<T, Lite, Options extends PageOptions> = List<T, Options> & {
  listLite(options?: Options): Promise<Page<Lite>>
  allLite(options?: Omit<Options, 'page'>): AsyncGenerator<Lite, void, undefined>
}

/** Makes the list behind a path. `read` takes the answer's Response. */
export function listOf<T extends Listed, Options extends PageOptions>(
  send: Transport,
  path: string,
  read: (response: unknown) => T[],
  lite?: true,
): List<T, Options> {
  const list = (options: Options = {} as Options) =>
    send({ method: 'GET', path, query: toQuery(options, lite) }, ({ response, paging }) => ({
      items: read(response),
      page: options.page ?? 1,
      totalItems: paging?.TotalItems ?? null,
      itemsPerPage: paging?.ItemsPerPage ?? null,
    }))
  return {
    list,
    all: (options) => allPages((page) => list({ ...(options as Options), page }), routeOf('GET', path)),
  }
}

/** The same with its lite records, which come from the same path (PS-025, PS-052, PS-068). */
export function listWithLite<T extends Listed, Lite extends Listed, Options extends PageOptions>(
  send: Transport,
  path: string,
  read: (response: unknown) => T[],
  readLite: (response: unknown) => Lite[],
): ListWithLite<T, Lite, Options> {
  const lite = listOf<Lite, Options>(send, path, readLite, true)
  return { ...listOf<T, Options>(send, path, read), listLite: lite.list, allLite: lite.all }
}

function toQuery(options: AnyOptions, lite: true | undefined) {
  return {
    page: options.page ?? 1,
    pagesize: options.pageSize ?? 200,
    lite,
    status: options.status?.length ? options.status.join(',') : undefined,
    startdate: options.startDate,
    enddate: options.endDate,
    sortby: options.sortBy,
    direction: options.direction,
  }
}

const MOST_PAGES = 100_000

/**
 * Yields every record of every page once, as `walkPages` says. Always ends: after MOST_PAGES at the latest.
 * @throws PaySimpleError `unreadable` for an endless list
 */
async function* allPages<T extends Listed>(
  read: (page: number) => Promise<Page<T>>,
  route: string,
): AsyncGenerator<T, void, undefined> {
  const walk = walkPages<T>()
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { fresh, last } = walk(await read(page))
    yield* fresh
    if (last) return
  }
  throw new PaySimpleError({ kind: 'unreadable', route })
}

import { z } from 'zod'

// How two people who edit one thing don't overwrite each other. Pure.

/**
 * What a form sends beside its fields: the version it was opened with, and an id of its own that the page made. A save
 * whose answer was lost is known by that id.
 */
export const editShape = { version: z.int().positive(), formId: z.uuid() }
export type Edit = z.output<z.ZodObject<typeof editShape>>

/** The same of a row: how often it was saved, and by which form last. */
type Stored = { version: number; formId: string | null }

/** Whether a form may replace a row: nobody else has saved it since the form was opened. */
export const isUpToDate = (stored: Stored, edit: Edit): boolean =>
  stored.version === edit.version || stored.formId === edit.formId

/**
 * What a form's save writes beside the fields. Whoever writes them without it is counted by the database, as no form's
 * save (prisma/migrations, versions_counted).
 */
export const savedBy = ({ formId }: Pick<Edit, 'formId'>) => ({ version: { increment: 1 }, formId })

/** One field in two versions. `path` is its name in the form: "site.street". */
export type Difference = { path: string; theirs: string; mine: string }

/** What was saved in the meantime: its version, and where it isn't what was to be saved. */
export type Conflict = { version: number; differences: Difference[] }

/** Refused with a conflict, nothing was written. */
export type SaveResult<T> = { saved: true; value: T } | { saved: false; conflict: Conflict }

type Texts = { readonly [name: string]: string | Texts }

/** Where two versions of a form's texts differ, in the order of the form. */
export function differencesBetween(theirs: Texts, mine: Texts, at = ''): Difference[] {
  return Object.entries(mine).flatMap(([name, value]) => {
    const other = theirs[name]
    const path = `${at}${name}`
    if (typeof value !== 'string') return differencesBetween(typeof other === 'object' ? other : {}, value, `${path}.`)
    return other === value ? [] : [{ path, theirs: typeof other === 'string' ? other : '', mine: value }]
  })
}

import 'server-only'
import { Prisma } from '@/prisma/generated/client'
import { numberParam } from './keyset'
import { escapeLike, formsOf } from './search'

// Conditions of what pages list. They are SQL: to put Prisma's filters into words took longer than to answer them.

/** Of none, what is always true. */
export const all = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length > 0 ? Prisma.join([...conditions], ' and ') : Prisma.sql`true`

/** Of none, what is never true. */
export const any = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length > 0 ? Prisma.sql`(${Prisma.join([...conditions], ' or ')})` : Prisma.sql`false`

/** The LIKE patterns of a word of a search (`searchWords`), of which one has to match. */
export const patternsOf = (word: string): string[] => formsOf(word).map((form) => `%${escapeLike(form)}%`)

/** A word of a search stands in a `search` column, which PostgreSQL folds alike. */
export const hasWord = (column: Prisma.Sql, word: string): Prisma.Sql =>
  any(patternsOf(word).map((pattern) => Prisma.sql`${column} like ${pattern}`))

/** A calendar day as Prisma has it: the midnight in UTC that begins it. */
export const dayAsDate = (column: Prisma.Sql): Prisma.Sql => Prisma.sql`(${column}::timestamp at time zone 'UTC')`

/**
 * The first so many rows. In words and not as a value: PostgreSQL plans a named statement for any value, and would take a
 * tenth of the table for the usual one and sort all of it.
 */
export const first = (count: number): Prisma.Sql => Prisma.raw(`limit ${Math.trunc(count)}`)

/** The id of the job with a number, as a subquery. There is no job 0, and none of a number that isn't one. */
export const idOfJob = (orgId: string, number: string): Prisma.Sql =>
  Prisma.sql`(select id from job where org_id = ${orgId}::uuid and number = ${numberParam(number) ?? 0})`

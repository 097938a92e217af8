import { parseArgs } from 'node:util'
import type { Sums } from '../../tools/backup/frames'
import { Problem } from '../../tools/process/problem'

/** Reads what follows a command's name. Prints how it's used and returns null where that was asked for. */
export function fileOf(usage: string): { file: string; withoutKeys: boolean } | null {
  const options = {
    'without-keys': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    if (values.help) {
      console.log(usage)
      return null
    }
    const [file, ...more] = positionals
    if (!file || more.length > 0) throw new Error('Name one file.')
    return { file, withoutKeys: values['without-keys'] }
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n\n${usage}`)
  }
}

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`

/** "1,204 rows of 30 tables". */
export const inWords = ({ rows, tables }: Sums): string =>
  `${counted(rows, 'row', 'rows')} of ${counted(tables, 'table', 'tables')}`

import type { ReactNode } from 'react'
import { formatInstant } from '@/lib/dates'
import { Table, Td, Th } from './ui/table'

export type LogEntry = {
  key: string
  at: Date
  who: string
  role?: string | null
  /** Where the request came from; null where it isn’t known, or nobody asked. */
  address: string | null
  what: ReactNode
}

type Props = {
  caption: string
  entries: readonly LogEntry[]
  timeZone: string
  /** Its name, where readers wouldn’t expect it. */
  zoneName?: string
}

/** What was done, when, by whom and from where: a row each, and on a phone all of it in one column. */
export const LogTable = ({ caption, entries, timeZone, zoneName }: Props) => (
  <Table caption={caption}>
    <thead>
      <tr>
        <Th className="max-sm:hidden">{zoneName ? `When (${zoneName})` : 'When'}</Th>
        <Th className="max-sm:hidden">Who</Th>
        <Th>What</Th>
        <Th className="max-lg:hidden">Address</Th>
      </tr>
    </thead>
    <tbody>
      {entries.map(({ key, at, who, role, address, what }) => {
        const when = formatInstant(at, timeZone)
        return (
          <tr key={key}>
            <Td className="text-sm whitespace-nowrap max-sm:hidden">{when}</Td>
            <Td className="max-sm:hidden">
              <span className="wrap-anywhere">{who}</span>
              {role && <span className="block text-sm text-ink-muted">{role}</span>}
            </Td>
            <Td>
              {what}
              <span className="wrap-anywhere mt-1 block text-sm text-ink-muted sm:hidden">
                {[who, role].filter(Boolean).join(', ')} · {[when, zoneName].filter(Boolean).join(' ')}
              </span>
              {address && <span className="wrap-anywhere block text-sm text-ink-muted lg:hidden">From {address}</span>}
            </Td>
            <Td className="wrap-anywhere font-mono text-sm max-lg:hidden">{address ?? ''}</Td>
          </tr>
        )
      })}
    </tbody>
  </Table>
)

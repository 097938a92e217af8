'use client'

import { Link } from '@/components/link'
import { PILL_ICONS, type PillIcon } from '@/components/payments/pill-icons'
import type { Pill } from '@/components/payments/pills'
import { Table, Th } from '@/components/ui/table'

/** A payment as its row shows it, in words (see job-rows.tsx). */
export type PaymentRow = {
  /** Its page, below that of the list. */
  id: string
  name: string
  job: string
  /** "Refunded Dec 3, 2026" */
  reversed?: string
  /** A void or refund that is under way. */
  open?: string
  pill: Pill
  paidWith: string
  taken: string
  by: string
  settled?: string
  isExpected?: boolean
  amount: string
  counts: boolean
}

type Props = { path: string; lead: string; rows: readonly PaymentRow[] }

/** Two columns on a phone. */
export function PaymentRows({ path, lead, rows }: Props) {
  return (
    <>
      <Icons names={new Set(rows.map(({ pill }) => pill.icon))} />
      <Table caption="Payments, newest first" className="list payments">
        <thead>
          <tr>
            <Th>{lead}</Th>
            <Th>Status</Th>
            <Th>Paid with</Th>
            <Th>Taken</Th>
            <Th>Settled</Th>
            <Th numeric>Amount</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, job, reversed, open, pill, ...row }) => (
            <tr key={id}>
              <td>
                <Link href={`${path}/${id}`}>{name}</Link>
                <i>{job}</i>
                {reversed && <i>{reversed}</i>}
                {open && <i className="open">{open}</i>}
              </td>
              <td>
                <span className={`pill pill-${pill.tone}`}>
                  <svg aria-hidden>
                    <use href={`#pill-${pill.icon}`} />
                  </svg>
                  {pill.label}
                </span>
              </td>
              <td>{row.paidWith}</td>
              <td>
                {row.taken}
                <i>{row.by}</i>
              </td>
              <td className={row.settled ? undefined : 'muted'}>
                {row.settled && !row.isExpected && <span className="md:hidden">Settled </span>}
                {row.settled ?? '—'}
              </td>
              <td className="numeric">
                <b className={row.counts ? undefined : 'muted'}>{row.amount}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}

/** Each icon once; the rows refer to it. */
function Icons({ names }: { names: ReadonlySet<PillIcon> }) {
  return (
    <svg aria-hidden className="hidden">
      {[...names].map((name) => {
        const Icon = PILL_ICONS[name]
        return (
          <symbol key={name} id={`pill-${name}`} viewBox="0 0 24 24">
            <Icon />
          </symbol>
        )
      })}
    </svg>
  )
}

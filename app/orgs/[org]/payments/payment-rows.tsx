'use client'

import { Link } from '@/components/link'
import { type Packed, unpack } from '@/components/packed'
import { PILL_ICONS, type PillIcon } from '@/components/payments/pill-icons'
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
  status: string
  tone: string
  icon: PillIcon
  paidWith: string
  taken: string
  by: string
  settled?: string
  expected?: 'yes'
  amount: string
  counts?: 'yes'
}

type Props = { path: string; lead: string; rows: Packed<PaymentRow> }

/** Two columns on a phone. */
export function PaymentRows({ path, lead, rows: packed }: Props) {
  const rows = unpack(packed)
  return (
    <>
      <Icons names={new Set(rows.map(({ icon }) => icon))} />
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
          {rows.map(({ id, name, job, reversed, open, ...row }) => (
            <tr key={id}>
              <td>
                <Link href={`${path}/${id}`}>{name}</Link>
                <i>{job}</i>
                {reversed && <i>{reversed}</i>}
                {open && <i className="open">{open}</i>}
              </td>
              <td>
                <span className={`pill pill-${row.tone}`}>
                  <svg aria-hidden>
                    <use href={`#${row.icon}`} />
                  </svg>
                  {row.status}
                </span>
              </td>
              <td>{row.paidWith}</td>
              <td>
                {row.taken}
                <i>{row.by}</i>
              </td>
              <td className={row.settled ? undefined : 'muted'}>
                {row.settled && !row.expected && <span className="md:hidden">Settled </span>}
                {row.settled ?? '—'}
              </td>
              <td>
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
          <symbol key={name} id={name} viewBox="0 0 24 24">
            <Icon className="size-[24px]" />
          </symbol>
        )
      })}
    </svg>
  )
}

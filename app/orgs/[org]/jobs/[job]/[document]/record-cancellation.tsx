'use client'

import { useState } from 'react'
import { AskForm } from '@/components/ask-form'
import { NOTICE_WAYS } from '@/lib/canceling/ways'
import { recordNoticeAction } from './actions'

type Props = {
  orgSlug: string
  documentId: string
  /** In the company's zone, YYYY-MM-DD. */
  today: string
  onClose: () => void
}

/** How a notice came, its date and its arrival. */
export function RecordCancellation({ orgSlug, documentId, today, onClose }: Props) {
  const [values, setValues] = useState<Record<string, string>>({})
  return (
    <AskForm
      title="Record a cancellation"
      fields={[
        { name: 'way', label: 'How it came', choices: NOTICE_WAYS, initial: 'mail' },
        {
          ...{ name: 'datedOn', label: 'Date of the notice', type: 'date', initial: today },
          hint: 'Of a letter the postmark: it’s in time if that is before the right ends, however late it arrives.',
        },
        {
          ...{ name: 'receivedOn', label: 'Received on', type: 'date', initial: today },
          hint: 'From here the days for the refund count.',
        },
        { name: 'reason', label: 'Why', hint: 'If they say so.', lines: 2, optional: true },
      ]}
      confirmLabel="Record the cancellation"
      closeLabel="Close"
      sureOf="datedOn"
      values={values}
      onType={setValues}
      onClose={onClose}
      action={({ way = '', datedOn = '', receivedOn = '', reason = '' }, sure) => {
        const typed = { documentId, datedOn, receivedOn, reason, sure, way: way as keyof typeof NOTICE_WAYS }
        return recordNoticeAction(orgSlug, typed)
      }}
    >
      <p>
        The agreement ends with its change orders, nothing more can be charged, and the customer gets an email. What was
        paid is refunded on this page. It can’t be undone.
      </p>
    </AskForm>
  )
}

import { withDeleted } from './envelope'
import { type RecurringPayment, readRecurringPayment } from './schedule-record'
import { type NewSchedule, recurringPaymentsAt, scheduleMethods, writeSchedule } from './schedules'
import type { Transport } from './transport'
import { path, writeDollars } from './wire'

export type NewRecurringPayment = NewSchedule & {
  /** Each regular payment. */
  PaymentAmountCents: number
  /** YYYY-MM-DD. Without it the schedule runs until somebody stops it. */
  EndDate?: string | null
}
/** What a changed schedule must always say, changed or not, and what else is to change (PS-066). */
export type RecurringPaymentUpdate = NewRecurringPayment & { Id: number }

const PATH = '/v4/recurringpayment'

export function recurringPayments(send: Transport) {
  const create = async (schedule: NewRecurringPayment): Promise<RecurringPayment> =>
    send({ method: 'POST', path: PATH, body: write(schedule) }, ({ response }) => readRecurringPayment(response))
  return {
    /** All recurring payments of the client, oldest first unless sorted (PS-068, PS-069). */
    ...recurringPaymentsAt(send, PATH),
    ...scheduleMethods(send, 'recurringpayment'),

    /**
     * Creates a recurring payment (PS-060). Sent once: after an error that `mayHaveBeenProcessed`, the customer's
     * schedules tell whether it is there (OrderId is in the complete records).
     */
    create,

    /** One payment on a day to come, YYYY-MM-DD: an annual schedule that ends the day after (PS-070). */
    createOnce: async (
      payment: Omit<NewRecurringPayment, 'ExecutionFrequencyType' | 'EndDate'>,
    ): Promise<RecurringPayment> =>
      create({ ...payment, ExecutionFrequencyType: 'Annually', EndDate: dayAfter(payment.StartDate) }),

    /** One by its ScheduleId, also after it was deleted (PS-065). */
    get: async (id: number): Promise<RecurringPayment & { deleted: boolean }> =>
      send({ method: 'GET', path: path`/v4/recurringpayment/${id}` }, withDeleted(readRecurringPayment)),

    /**
     * Edits one (PS-066). The StartDate of a started schedule has to be sent and stays as it is; a change between card
     * and bank account without a PaymentSubType takes that type's default.
     */
    update: async ({ Id, ...schedule }: RecurringPaymentUpdate): Promise<RecurringPayment> =>
      send({ method: 'PUT', path: PATH, body: { Id, ...write(schedule) } }, ({ response }) =>
        readRecurringPayment(response),
      ),
  }
}

const write = ({ PaymentAmountCents, ...rest }: NewRecurringPayment) => ({
  ...writeSchedule(rest),
  PaymentAmount: writeDollars(PaymentAmountCents),
})

/** @throws RangeError for what is no day */
function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

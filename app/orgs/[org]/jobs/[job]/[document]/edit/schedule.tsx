'use client'

import { Trash2 } from '@/components/icons/editing'
import { Field, FieldError, Input, Select } from '@/components/ui/field'
import { MenuItem, MenuSeparator } from '@/components/ui/menu'
import { Money } from '@/components/ui/money'
import {
  addPart,
  type DraftPart,
  movePart,
  removePart,
  START,
  setPart,
  startSchedule,
} from '@/lib/documents/editing/change-money'
import { PARTS, type PartAmount, WORDS, withAmount } from '@/lib/documents/editing/typed'
import type { Due, PartPrice } from '@/lib/documents/sums'
import { newId } from '@/lib/new-id'
import { formatPercent } from '@/lib/percent'
import { Cell } from './cell'
import { useEditor } from './editor-context'
import { EqualParts } from './equal-parts'
import { Fold } from './fold'
import { AddButton } from './list-buttons'
import { MoveItems, RowMenu } from './row-menu'

const MILESTONES = {
  read(text: string) {
    const read = WORDS.read(text)
    const isEmpty = 'value' in read && read.value === ''
    return isEmpty ? { problem: 'Enter the milestone that this payment waits for.' } : read
  },
  show: WORDS.show,
}

const DUES: Record<Due['on'], string> = {
  signing: 'When it’s signed',
  cancel_by: 'After the right to cancel',
  day: 'On a day',
  milestone: 'At a milestone',
  completion: 'When the work is done',
}

type Props = {
  schedule: readonly DraftPart[]
  /** What each part comes to; empty while there is no total. */
  parts: readonly PartPrice[]
  problems: ReadonlyMap<string, string>
  today: string
}

/** When the customer pays how much. The last payment is the rest, so that all of them come to the total. */
export function Schedule({ schedule, parts, problems, today }: Props) {
  const editor = useEditor()
  const start = () => {
    const deposit = newId()
    editor.edit(
      startSchedule([
        { id: deposit, label: 'Deposit', due: { on: 'signing' }, kind: 'percent', percentThousandths: 10_000 },
        { id: newId(), label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
      ]),
    )
    editor.focus(`${deposit}-amount`)
  }
  const add = () => {
    const id = newId()
    editor.edit(
      addPart({
        id,
        label: '',
        due: { on: 'milestone', milestone: START },
        kind: 'percent',
        percentThousandths: 10_000,
      }),
    )
    editor.focus(`${id}-label`)
  }
  const says = schedule.length === 0 ? 'None' : schedule.length === 1 ? '1 payment' : `${schedule.length} payments`
  const isWrong = [...problems.keys()].some(
    (element) => element === 'schedule' || schedule.some(({ id }) => element.startsWith(id)),
  )
  return (
    <Fold title="Payment schedule" says={says} isWrong={isWrong}>
      <ol className="flex flex-col gap-5">
        {schedule.map((part, at) => (
          <Part
            key={part.id}
            {...{ part, problems, today }}
            number={at + 1}
            count={schedule.length}
            price={parts.find(({ id }) => id === part.id)}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <AddButton
          id="add-payment"
          {...(schedule.length === 0
            ? { label: 'Add payment schedule', onClick: start }
            : { label: 'Add payment', onClick: add })}
        />
        <EqualParts />
      </div>
    </Fold>
  )
}

type PartProps = {
  part: DraftPart
  number: number
  count: number
  price: PartPrice | undefined
  problems: Props['problems']
  today: string
}

function Part({ part, number, count, price, problems, today }: PartProps) {
  const editor = useEditor()
  const { id, due } = part
  const name = `Payment ${number}`
  const isRest = number === count
  const set = (change: (part: DraftPart) => DraftPart, field?: string) =>
    editor.edit(setPart(id, change), field && `${id}-${field}`)
  return (
    <li>
      <fieldset aria-label={name} className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <Cell
          id={`${id}-label`}
          label="Payment"
          placeholder="Like “Deposit”"
          what={`the name of payment ${number}`}
          value={part.label}
          typed={WORDS}
          onRead={(label) => set((each) => ({ ...each, label }), 'label')}
          problem={problems.get(`${id}-label`)}
          className="min-w-0 flex-1 basis-40"
        />
        {isRest && part.kind === 'rest' ? (
          <div className="flex w-32 flex-col gap-1">
            <span className="text-sm font-medium">Amount</span>
            <span className="flex min-h-11 items-center justify-end text-ink-muted">The rest</span>
          </div>
        ) : (
          <Cell
            id={`${id}-amount`}
            label="Amount: $ or %"
            placeholder="1,500.00 or 30%"
            what={`the amount of payment ${number}`}
            value={amountOf(part)}
            typed={PARTS}
            onRead={(amount) => set((each) => withAmount(each, amount) as DraftPart, 'amount')}
            numeric
            className="w-32"
          />
        )}
        <DueFields {...{ id, due, number, problems, today, set }} />
        <div className="ml-auto flex items-center gap-3 self-end sm:items-start sm:self-start">
          <p className="text-right sm:min-w-28 sm:pt-8">
            {price ? (
              <>
                <Money cents={price.amountCents} className="block font-medium" />
                <span className="block text-sm text-ink-muted tabular-nums">
                  {formatPercent(price.percentThousandths)}
                </span>
              </>
            ) : (
              <span className="text-ink-muted">—</span>
            )}
          </p>
          <div className="sm:pt-6">
            <RowMenu of={name} id={`${id}-menu`}>
              <MoveItems
                onStep={(step) => {
                  editor.edit(movePart(id, step))
                  editor.focus(`${id}-menu`)
                }}
                isFirst={number === 1 || isRest}
                isLast={number >= count - 1}
              />
              <MenuSeparator />
              <MenuItem
                icon={<Trash2 />}
                onSelect={() => {
                  editor.edit(removePart(id))
                  editor.focus('add-payment')
                  editor.say('Removed the payment. Undo brings it back.')
                }}
              >
                Remove
              </MenuItem>
            </RowMenu>
          </div>
        </div>
      </fieldset>
      {problems.get(`${id}-amount`) && <FieldError id={`${id}-amount`}>{problems.get(`${id}-amount`)}</FieldError>}
    </li>
  )
}

/** What a payment is, without the rest of it. */
const amountOf = ({ id: _, label: __, due: ___, ...amount }: DraftPart): PartAmount => amount

type DueProps = {
  id: string
  due: Due
  number: number
  problems: Props['problems']
  today: string
  set: (change: (part: DraftPart) => DraftPart, field?: string) => void
}

/** When a payment is due, and the day or the milestone that it waits for. */
function DueFields({ id, due, number, problems, today, set }: DueProps) {
  const editor = useEditor()
  const become = (on: Due['on']) => {
    const next: Due = on === 'day' ? { on, day: today } : on === 'milestone' ? { on, milestone: START } : { on }
    set((each) => ({ ...each, due: next }))
    if (on === 'day' || on === 'milestone') editor.focus(`${id}-due-${on}`)
  }
  return (
    <>
      <Field label={<span className="block text-sm">Due</span>} id={`${id}-due`} className="w-64 max-w-full gap-1!">
        <Select value={due.on} onChange={({ target }) => become(target.value as Due['on'])}>
          {Object.entries(DUES).map(([on, words]) => (
            <option key={on} value={on}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      {due.on === 'milestone' && (
        <Cell
          id={`${id}-due-milestone`}
          label="Milestone"
          placeholder="Like “Roof is dry”"
          what={`the milestone of payment ${number}`}
          value={due.milestone}
          typed={MILESTONES}
          onRead={(milestone) => set((each) => ({ ...each, due: { on: 'milestone', milestone } }), 'milestone')}
          problem={problems.get(`${id}-due-milestone`)}
          className="min-w-0 flex-1 basis-40"
        />
      )}
      {due.on === 'day' && (
        <Field label={<span className="block text-sm">Day</span>} id={`${id}-due-day`} className="w-44 gap-1!">
          <Input
            type="date"
            value={due.day}
            onChange={({ target }) => {
              if (target.value) set((each) => ({ ...each, due: { on: 'day', day: target.value } }), 'day')
            }}
          />
        </Field>
      )}
    </>
  )
}

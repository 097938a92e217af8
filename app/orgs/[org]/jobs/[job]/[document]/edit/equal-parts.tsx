'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, Select } from '@/components/ui/field'
import { splitSchedule } from '@/lib/documents/editing/change-money'
import { newId } from '@/lib/new-id'
import { useEditor } from './editor-context'

const COUNTS = Array.from({ length: 11 }, (_, at) => at + 2)

/** Makes a schedule of equal payments, in place of the one that is there. */
export function EqualParts() {
  const editor = useEditor()
  const [count, setCount] = useState(3)
  const split = () => {
    const before = editor.store.content()
    editor.edit(splitSchedule(count, newId))
    const isNew = editor.store.content() !== before
    const undo = isNew && before.schedule.length > 0 ? ' Undo brings back the payments from before.' : ''
    editor.say(`The total is now due in ${count} equal payments.${undo}`)
  }
  return (
    <div className="flex items-end gap-2">
      <Field label={<span className="block text-sm">Equal parts</span>} id="equal-parts" className="w-24 gap-1!">
        <Select value={count} onChange={({ target }) => setCount(Number(target.value))}>
          {COUNTS.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </Select>
      </Field>
      <Button id="split-equally" onClick={split}>
        Split equally
      </Button>
    </div>
  )
}

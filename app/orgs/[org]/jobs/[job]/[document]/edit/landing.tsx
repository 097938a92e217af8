'use client'

import { Field, Select } from '@/components/ui/field'
import { LANDING_LABELS, LANDINGS, type Landing } from '@/lib/documents/landing'
import { patched } from '@/lib/documents/places'
import { useEditor } from './editor-context'
import { Fold } from './fold'

type Props = { landing: Landing; problem: string | undefined }

/** Where a change order's amount lands in the agreement's schedule. */
export function LandingField({ landing, problem }: Props) {
  const editor = useEditor()
  return (
    <Fold title="Payments" says={LANDING_LABELS[landing]} isWrong={problem !== undefined}>
      <Field
        label="Where the change lands"
        id="landing"
        hint="What the customer has begun to pay never changes. The preview shows each payment before and after."
        error={problem}
        className="max-w-md"
      >
        <Select
          value={landing}
          onChange={({ target }) =>
            editor.edit((content) => patched(content, { landing: target.value as Landing }), 'landing')
          }
        >
          {LANDINGS.map((each) => (
            <option key={each} value={each}>
              {LANDING_LABELS[each]}
            </option>
          ))}
        </Select>
      </Field>
    </Fold>
  )
}

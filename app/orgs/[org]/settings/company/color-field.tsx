'use client'

import { type UseFormReturn, useWatch } from 'react-hook-form'
import { Field, Input } from '@/components/ui/field'
import type { Binding } from '@/components/use-action-form'
import { type BrandColors, brandColors, GROUNDS, parseColor } from '@/lib/company/brand-color'
import type { CompanyForm } from '@/lib/company/schema'

/** What the system's color picker shows while no color is chosen. */
const NONE = '#1c1a17'

type Props = { form: UseFormReturn<CompanyForm>; binding: Binding }

/** The company's color, picked or typed, and how text looks in it. */
export function ColorField({ form, binding: { input, ...field } }: Props) {
  const typed = useWatch({ control: form.control, name: 'brandColor' }) ?? ''
  const color = parseColor(typed)
  return (
    <div className="flex flex-col gap-3">
      <Field
        {...field}
        label="Color"
        optional
        hint="The rule along the top of receipts and emails, and links in emails. Text in it stays readable by itself."
      >
        <span className="flex max-w-72 gap-3">
          <input
            type="color"
            aria-label="Pick a color"
            value={color ?? NONE}
            onChange={({ target }) =>
              form.setValue('brandColor', target.value, {
                shouldDirty: true,
                shouldTouch: true,
                shouldValidate: field.error !== undefined,
              })
            }
            className="h-11 w-14 shrink-0 cursor-pointer rounded-md border border-edge bg-sheet p-1"
          />
          <Input {...input} placeholder="#1d4f91" autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </span>
      </Field>
      {color && <Swatches colors={brandColors(color)} />}
    </div>
  )
}

/** The color on each ground that it can meet. */
function Swatches({ colors: { fill, onFill, light, dark } }: { colors: BrandColors }) {
  const all = [
    { words: 'On paper', ground: GROUNDS.light, color: light },
    { words: 'In dark mode', ground: GROUNDS.dark, color: dark },
    { words: 'Text on it', ground: fill, color: onFill },
  ]
  return (
    <>
      <ul className="flex flex-wrap gap-3">
        {all.map(({ words, ground, color }) => (
          <li key={words}>
            <svg width="120" height="40" role="img" aria-label={`${words}: ${color}`} className="rounded-md border">
              <rect width="120" height="40" fill={ground} />
              <text x="60" y="25" textAnchor="middle" fontSize="14" fontWeight="500" fill={color}>
                {words}
              </text>
            </svg>
          </li>
        ))}
      </ul>
      {(light !== fill || dark !== fill) && (
        <p className="text-sm text-ink-muted">
          {[
            light !== fill && `Text on paper uses ${light}, a darker shade`,
            dark !== fill &&
              `${light !== fill ? 'in' : 'Text in'} dark mode ${light !== fill ? '' : 'uses '}${dark}, a lighter one`,
          ]
            .filter(Boolean)
            .join(', and ')}
          .
        </p>
      )}
    </>
  )
}

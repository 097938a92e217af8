import { readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { hasCardNumber, LONGEST } from '@/lib/card-in-text'
import { checkInput } from './input'

// Every field of every action: what no database takes, and card numbers, are refused as input or taken out of it.

const CARD = '5454 5454 5454 5454'
/** Fields with numbers of their own (lib/card-in-text.ts). Nothing stores them. */
const OWN_NUMBERS = ['cardNumber', 'accountNumber', 'routingNumber', 'apiKey', 'body']

let schemas: Map<string, z.ZodType>
beforeAll(async () => {
  // Loading an action's file makes its actions, and those know their schemas.
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /actions\.ts$|\[org\]\/(?:logo|files)\/route\.ts$/.test(file),
  )
  for (const file of files) await import(/* @vite-ignore */ pathToFileURL(path.resolve('app', file)).href)
  schemas = (await import('./action')).inputSchemas
})

type Json = {
  type?: string
  properties?: Record<string, Json>
  items?: Json
  anyOf?: Json[]
  oneOf?: Json[]
  enum?: unknown[]
  const?: unknown
  format?: string
}

/** A value of a schema as far as its shape says, with `texts` and `numbers` in its leaves. */
function sample(json: Json, texts: (at: string) => string, numbers: () => number, at = ''): unknown {
  const [one] = json.anyOf ?? json.oneOf ?? []
  if (one) return sample(one, texts, numbers, at)
  if (json.const !== undefined) return json.const
  if (json.enum) return json.enum[0]
  if (json.type === 'object')
    return Object.fromEntries(
      Object.entries(json.properties ?? {}).map(([name, each]) => [
        name,
        sample(each, texts, numbers, at ? `${at}.${name}` : name),
      ]),
    )
  if (json.type === 'array') return [sample(json.items ?? {}, texts, numbers, `${at}.0`)]
  if (json.type === 'boolean') return true
  if (json.type === 'number' || json.type === 'integer') return numbers()
  if (json.format === 'uuid') return '01a22354-5912-700a-872e-716d5d217159'
  return texts(at)
}

const shapeOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json

/** The paths of the texts of a schema. */
function textsOf(schema: z.ZodType): string[] {
  const paths: string[] = []
  sample(
    shapeOf(schema),
    (at) => String(paths.push(at)),
    () => 1,
  )
  return paths
}

/** Whether a value has something in it that no database takes. */
function isUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return /\0|\p{Surrogate}/u.test(value)
  if (typeof value === 'number') return Math.abs(value) > 2_147_483_647
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([name, each]) => name !== 'body' && isUnstorable(each))
  )
}

function cardIn(value: unknown): boolean {
  if (typeof value === 'string') return hasCardNumber(value)
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([name, each]) => !OWN_NUMBERS.includes(name) && cardIn(each))
  )
}

describe('every action', () => {
  test('is among those that are tried here', () => {
    expect(schemas.size).toBeGreaterThan(35)
    expect([...schemas.values()].flatMap(textsOf).length).toBeGreaterThan(80)
  })

  test.each([
    ['a NUL', 'a\0b'],
    ['nothing but a NUL', '\0'],
    ['half a character', '\ud800'],
    ['the other half', 'a\udc00b'],
    ['100,000 letters', 'a'.repeat(100_000)],
    ['5,000 hammers', '🔨'.repeat(5_000)],
  ])('takes %s in none of its texts as it is', (_, hostile) => {
    for (const [name, schema] of schemas)
      for (const field of textsOf(schema)) {
        const given = sample(
          shapeOf(schema),
          (at) => (at === field ? hostile : '10'),
          () => 1,
        )
        const checked = checkInput(schema, given)
        if (checked.ok) expect(isUnstorable(checked.value), `${name}: ${field}`).toBe(false)
        else expect(Object.keys(checked.fields).length, `${name}: ${field}`).toBeGreaterThan(0)
      }
  })

  // Of a longer text only so much is looked at, for card numbers.
  test('takes no text that is too long to be looked at', () => {
    for (const [name, schema] of schemas)
      for (const field of textsOf(schema).filter(
        (each) => !OWN_NUMBERS.concat('password', 'newPassword').includes(each.split('.').at(-1) ?? ''),
      )) {
        const given = sample(
          shapeOf(schema),
          (at) => (at === field ? `${'a'.repeat(LONGEST)} ${CARD}` : '10'),
          () => 1,
        )
        const checked = checkInput(schema, given)
        if (checked.ok) expect(cardIn(checked.value), `${name}: ${field}`).toBe(false)
      }
  })

  test.each([
    2_147_483_648,
    -2_147_483_649,
    1e21,
    Number.MAX_SAFE_INTEGER,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1.5,
    -1,
  ])('takes the number %d nowhere where it is too large', (number) => {
    for (const [name, schema] of schemas) {
      const checked = checkInput(
        schema,
        sample(
          shapeOf(schema),
          () => '10',
          () => number,
        ),
      )
      if (checked.ok) expect(isUnstorable(checked.value), name).toBe(false)
    }
  })

  test('refuses what has no fields, or too many in each other, without failing', () => {
    let deep: unknown = []
    for (let depth = 0; depth < 100_000; depth++) deep = [deep]
    for (const input of [
      null,
      undefined,
      5,
      'text',
      [],
      {},
      [[]],
      new Date(Number.NaN),
      new Map(),
      Object.create(null),
      deep,
    ])
      for (const [, schema] of schemas) checkInput(schema, input)
  })

  test('security 2: keeps a card number in none of its texts', () => {
    for (const [name, schema] of schemas)
      for (const field of textsOf(schema)) {
        const last = field.split('.').at(-1) ?? ''
        if (OWN_NUMBERS.includes(last) || /password$/i.test(last)) continue // a password is kept as a hash alone
        const checked = checkInput(
          schema,
          sample(
            shapeOf(schema),
            (at) => (at === field ? `Card ${CARD} exp` : '10'),
            () => 1,
          ),
        )
        if (checked.ok) expect(cardIn(checked.value), `${name}: ${field}`).toBe(false)
        else expect(checked.fields[field], `${name}: ${field}`).toContain('looks like a card number')
      }
  })
})

test('what is refused says which field, and what to do', () => {
  const schema = z.object({ note: z.string(), lines: z.array(z.object({ count: z.number() })) })
  expect(checkInput(schema, { note: 'a\0', lines: [{ count: 3e9 }] })).toEqual({
    ok: false,
    message: 'Check the fields marked below.',
    fields: {
      note: 'This has a character in it that can’t be kept. Delete it and type it again.',
      'lines.0.count': 'This number is too large. Enter a smaller one.',
    },
  })
  expect(checkInput(schema, { note: '🔨 José', lines: [{ count: 5 }] })).toMatchObject({ ok: true })
})

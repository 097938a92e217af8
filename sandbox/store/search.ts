/**
 * Finds customers by name or company (PS-027). The index holds each word under its first one, two and three letters,
 * so that a search by the beginning of a word does not scan all customers.
 */
import type { Customer } from './rows.ts'

const MAX_RESULTS = 200
const PREFIX_LENGTHS = [1, 2, 3]

type Words = { text: string; words: string[] }

type ClientIndex = {
  /** Customers by whole word, and whole words by prefix. */
  byWord: Map<string, Map<number, Customer>>
  byPrefix: Map<string, Set<string>>
}

export type Found = { customer: Customer; ranking: number }

export function createSearch() {
  const clients = new Map<string, ClientIndex>()
  const known = new Map<number, Words>()

  function put(customer: Customer) {
    const text = customer.deleted ? '' : [customer.FirstName, customer.LastName, customer.Company ?? ''].join('\n')
    const before = known.get(customer.Id)
    if (before?.text === text) return
    const index = clients.get(customer.client) ?? { byWord: new Map(), byPrefix: new Map() }
    clients.set(customer.client, index)
    for (const word of before?.words ?? []) drop(index, word, customer)
    const words = [...new Set(wordsOf(text))]
    for (const word of words) add(index, word, customer)
    known.set(customer.Id, { text, words })
  }

  /** Every word of the query must begin one of the customer's words. Whole words rank higher, then older customers. */
  function find(client: string, query: string): Found[] {
    const index = clients.get(client)
    const asked = [...new Set(wordsOf(query))]
    if (!index || asked.length === 0) return []
    const choices = asked.map((word) => ({ word, found: wordsBeginning(index, word) }))
    choices.sort((a, b) => a.found.customers - b.found.customers)
    const [rarest, ...others] = choices
    const found = new Map<number, Found>()
    for (const word of rarest?.found.words ?? []) {
      for (const customer of index.byWord.get(word)?.values() ?? []) {
        if (found.size >= MAX_RESULTS) break
        const words = known.get(customer.Id)?.words ?? []
        if (!found.has(customer.Id) && others.every((other) => words.some((own) => own.startsWith(other.word)))) {
          found.set(customer.Id, { customer, ranking: ranking(asked, words) })
        }
      }
    }
    return [...found.values()].sort((a, b) => b.ranking - a.ranking || a.customer.Id - b.customer.Id)
  }

  return {
    put,
    find,
    clear() {
      clients.clear()
      known.clear()
    },
  }
}

/** The words with that beginning, shortest first, and how many customers have them. */
function wordsBeginning({ byWord, byPrefix }: ClientIndex, beginning: string) {
  const bucket = byPrefix.get(beginning.slice(0, PREFIX_LENGTHS.at(-1))) ?? []
  const words = [...bucket].filter((word) => word.startsWith(beginning))
  words.sort((a, b) => a.length - b.length)
  const customers = words.reduce((sum, word) => sum + (byWord.get(word)?.size ?? 0), 0)
  return { words, customers }
}

function ranking(asked: string[], words: string[]): number {
  const whole = asked.filter((word) => words.includes(word)).length
  return whole * 64 + Math.round((asked.length / words.length) * 48)
}

function add({ byWord, byPrefix }: ClientIndex, word: string, customer: Customer) {
  const customers = byWord.get(word)
  if (customers) return void customers.set(customer.Id, customer)
  byWord.set(word, new Map([[customer.Id, customer]]))
  for (const length of PREFIX_LENGTHS) {
    const prefix = word.slice(0, length)
    const words = byPrefix.get(prefix)
    if (words) words.add(word)
    else byPrefix.set(prefix, new Set([word]))
  }
}

function drop({ byWord, byPrefix }: ClientIndex, word: string, customer: Customer) {
  const customers = byWord.get(word)
  customers?.delete(customer.Id)
  if (customers?.size !== 0) return
  byWord.delete(word)
  for (const length of PREFIX_LENGTHS) byPrefix.get(word.slice(0, length))?.delete(word)
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAnswer } from './envelope'
import { PaySimpleError } from './errors'
import { envelope } from './test-server'

describe('answers', () => {
  it('PS-005 takes 204 as done, whatever stray body it has', () => {
    expect(readAnswer(204, 'stray', 'PUT /x')).toEqual({ status: 204, response: null, paging: null, deleted: false })
  })
  it('PS-003 brings paging', () => {
    const text = JSON.stringify({ Meta: { PagingDetails: { TotalItems: 5, Page: 2, ItemsPerPage: 2 } }, Response: [] })
    expect(readAnswer(200, text, 'GET /x').paging).toEqual({ TotalItems: 5, Page: 2, ItemsPerPage: 2 })
  })

  it('PS-005 tells a deleted object apart', () => {
    expect(readAnswer(203, envelope(203, { Id: 1 }), 'GET /x').deleted).toBe(true)
    expect(readAnswer(200, envelope(200, { Id: 1 }), 'GET /x').deleted).toBe(false)
  })
  it('PS-008 finds a trace number in a message', () => {
    const Message =
      "CM-003: An unknown error occurred. Please contact customer service. Trace number is '8D0AE88CCB92CF0'."
    const text = envelope(400, null, { ErrorCode: 'InvalidInput', ErrorMessages: [{ Message }], TraceCode: null })
    expect(() => readAnswer(400, text, 'GET /x')).toThrow(expect.objectContaining({ traceCode: '8D0AE88CCB92CF0' }))
  })
  it('are an answer or a PaySimpleError, whatever they hold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.json(), (status, text) => {
        const wrapped = [text, `{"Meta":${text},"Response":1}`, `{"Meta":{"Errors":${text},"PagingDetails":${text}}}`]
        for (const body of wrapped) {
          try {
            expect(readAnswer(status, body, 'GET /x').status).toBeLessThan(300)
          } catch (error) {
            expect(error).toBeInstanceOf(PaySimpleError)
          }
        }
      }),
    )
  })
})

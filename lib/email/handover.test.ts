import { afterEach, describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { owner, receipt, server, setUpMailServer } from '@/lib/testing/at-a-mail-server'
import { orgId } from '@/lib/testing/at-the-sandbox'
import { sendEmail } from './send-email'

// That an email is about to be given to the mail server is noted before, so that it never goes twice by itself.

setUpMailServer()

describe('a note of the mail server’s yes that fails', () => {
  // The database refuses the note so many times: what a sequence has counted, no rollback takes back.
  async function refuseNotes(times: number) {
    await owner.query('create sequence refused_notes')
    await owner.query(`create function refuse_note() returns trigger language plpgsql security definer as $$ begin
      if nextval('refused_notes') <= ${times} then raise exception 'no notes now'; end if; return NEW; end $$`)
    await owner.query(`create trigger refuse_note before update on email
      for each row when (NEW.status = 'sent') execute function refuse_note()`)
  }
  const takeNotes = () =>
    owner.query('drop function if exists refuse_note cascade; drop sequence if exists refused_notes')
  afterEach(takeNotes)

  it('is made again until it’s there', async () => {
    const { id, row } = await receipt()
    await refuseNotes(2)
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({ status: 'sent', attempts: 1, attentionAt: null, claimedUntil: null })
    moveClock(3 * 60_000)
    await sendEmail(orgId, id)
    expect(server.received).toHaveLength(1)
  })

  it('leaves the email to a person where it never comes, and sends nothing again', async () => {
    const { id, row } = await receipt()
    await refuseNotes(1_000)
    await expect(sendEmail(orgId, id, { noteAgainIn: [1, 1] })).rejects.toThrow('no notes now')
    await takeNotes()
    expect(await row()).toMatchObject({ status: 'queued', handedOverAt: expect.any(Date) })
    moveClock(3 * 60_000)
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({
      ...{ status: 'unconfirmed', attempts: 1, attentionAt: expect.any(Date), claimedUntil: null },
      subject: expect.stringContaining('your payment of'),
    })
    await sendEmail(orgId, id)
    expect(server.received).toHaveLength(1)
  })

  it('comes late, after another worker has found the email handed over: it arrived, and waits for nobody', async () => {
    const { id, row } = await receipt()
    server.behave({ holds: true })
    const sending = sendEmail(orgId, id)
    await server.holding(1)
    moveClock(3 * 60_000)
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({ status: 'unconfirmed', attentionAt: expect.any(Date) })
    server.answer()
    await sending
    expect(await row()).toMatchObject({ status: 'sent', attentionAt: null })
    expect(server.received).toHaveLength(1)
  })
})

it('a worker that was paused before it handed the email over finds that another one has, and hands over nothing', async () => {
  const { id, row } = await receipt()
  server.behave({ pauses: true })
  const first = sendEmail(orgId, id)
  await server.holding(1)
  server.behave({})
  moveClock(3 * 60_000) // its claim has run out
  await sendEmail(orgId, id)
  expect(await row()).toMatchObject({ status: 'sent', attempts: 1 })
  server.answer()
  await first
  expect(await row()).toMatchObject({ status: 'sent', attempts: 1 })
  expect(server.received).toHaveLength(1)
})

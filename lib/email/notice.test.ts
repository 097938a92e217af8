import { expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { countReviewQueue } from '@/lib/payments/review/review-queue'
import { setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createOrg } from '@/lib/testing/fixtures'
import { listEmails } from './queries'
import { sendEmail } from './send-email'

setUpSandbox({ org: false, timeoutSeconds: 5 })

it('a notice to an owner goes out in the words it was queued with, and is for those who read the audit log', async () => {
  const { org, user } = await createOrg()
  const list = (notices: boolean) => forOrg(org.id, (tx) => listEmails(tx, org.id, notices))
  const [queued] = await list(true)
  expect(queued).toMatchObject({ kind: 'notice', to: user.email, status: 'queued' })
  await sendEmail(org.id, queued?.id ?? '')
  const [sent] = await forOrg(org.id, (tx) => tx.email.findMany({ where: { orgId: org.id } }))
  expect(sent).toMatchObject({ status: 'sent', subject: `${org.name}: The PaySimple credentials were entered` })
  expect(sent?.text).toContain('APIUser1000')
  expect(sent?.text).toContain(`/orgs/${org.slug}/settings/integration`)
  expect(sent?.text).not.toContain('sandbox-key')
  expect(await list(false)).toEqual([])
})

it('one that is not delivered is no payment’s, so it waits for nobody among them', async () => {
  const { org } = await createOrg()
  await forOrg(org.id, (tx) =>
    tx.email.updateMany({ where: { orgId: org.id }, data: { status: 'failed', attentionAt: new Date() } }),
  )
  expect(await forOrg(org.id, (tx) => countReviewQueue(tx, org.id, new Date(), 'owner'))).toBe(0)
})

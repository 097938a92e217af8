import { afterEach, expect, it } from 'vitest'
import { cancelPaper } from '@/lib/customer-page/cancel-paper'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { createOrg } from '@/lib/testing/fixtures'
import { agreementToSign, consentAndSign, documentEvents, first, signing } from '@/lib/testing/signing'
import { sealSigned } from './seal-signed'

afterEach(() => moveClock(0))

it('is sealed where it was canceled before the seal was made: it was signed, and its copy goes out', async () => {
  const context = await createOrg({ active: false })
  const { id: orgId } = context.org
  const { documentId, read, links, signers } = await agreementToSign(context, { customers: ['olivia'] })
  await consentAndSign(first(links), signing(read, first(signers).id))
  await cancelPaper(first(links), { ...read, reason: null })
  await sealSigned({ orgId, documentId, versionNumber: 1 })
  const files = await forOrg(orgId, (tx) => tx.sealedFile.findMany({ where: { documentId }, select: { id: true } }))
  expect(files).toHaveLength(1)
  const copies = await forOrg(orgId, (tx) =>
    tx.email.findMany({ where: { documentId, sealedFileId: { not: null } }, select: { to: true } }),
  )
  expect(copies).toEqual([{ to: 'olivia@example.com' }])
  expect((await documentEvents(context, documentId)).map(({ act }) => act).slice(-3)).toEqual([
    ...['signed', 'canceled', 'sealed'],
  ])
})

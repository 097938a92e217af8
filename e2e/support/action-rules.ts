import { randomUUID } from 'node:crypto'
import { plainContent } from '@/lib/documents/content'
import type { Permission } from '@/lib/orgs/roles'
import { CARD } from './action-kinds'
import type { ForeignRecords } from './foreign'

// What e2e/every-action.spec.ts knows of each server action: the permission that it asks for, written down a second time,
// and an input that its schema takes, with the ids of another company's records.

type Rule = {
  permission: Permission
  input: (foreign: ForeignRecords) => object
  /** It makes something of its own in the caller's company, or finds what is there. */
  makesOwn?: true
}

const EDIT = { version: 1, formId: randomUUID() }
const ADDRESS = { street: '12 Elm Street', city: 'Denver', state: 'CO', zip: '80202' }
const PERSON = { firstName: 'Ann', lastName: 'Lee', company: '', email: '', phone: '' }
const CUSTOMER = { ...PERSON, ...ADDRESS, notes: '' }
const JOB = { title: 'New roof', notes: '', site: ADDRESS }
const ITEM = {
  ...{ name: 'Ridge vent', code: '', category: '', unit: 'ft', unitPrice: '14.50', cost: '', taxable: true },
}
const REASON = 'Looked it up in PaySimple.'
const ENTRY = {
  ...{
    amount: '1.00',
    method: 'cash',
    reference: '',
    receivedOn: '2026-11-20',
    note: '',
    receiptEmail: '',
    sure: null,
  },
}
const toJob = ({ jobNumber }: ForeignRecords) => ({ jobNumber: String(jobNumber), note: '', sure: null })

export const ACTION_RULES: Record<string, Rule> = {
  // Customers and jobs
  createCustomerAction: {
    permission: 'records:write',
    input: () => ({ ...CUSTOMER, id: randomUUID() }),
    makesOwn: true,
  },
  updateCustomerAction: { permission: 'records:write', input: ({ customerId: id }) => ({ ...CUSTOMER, ...EDIT, id }) },
  archiveCustomerAction: { permission: 'records:write', input: ({ customerId: id }) => ({ id, sure: null }) },
  restoreCustomerAction: { permission: 'records:write', input: ({ customerId: id }) => ({ id }) },
  mergeCustomersAction: {
    permission: 'records:write',
    input: ({ customerId, secondCustomerId }) => ({ keepId: customerId, mergeId: secondCustomerId }),
  },
  findCustomersAction: { permission: 'records:read', input: ({ lastName: query }) => ({ query }), makesOwn: true },
  createJobAction: {
    permission: 'records:write',
    input: ({ customerId: id }) => ({ ...JOB, id: randomUUID(), customer: { kind: 'existing', id } }),
  },
  updateJobAction: {
    permission: 'records:write',
    input: ({ jobId: id }) => ({ ...JOB, ...EDIT, id, contactEmail: '', contactPhone: '' }),
  },
  archiveJobAction: { permission: 'records:write', input: ({ jobId: id }) => ({ id, sure: null }) },
  restoreJobAction: { permission: 'records:write', input: ({ jobId: id }) => ({ id }) },

  // Proposals and agreements
  createDocumentAction: {
    permission: 'records:write',
    input: ({ jobId }) => ({ jobId, kind: 'proposal', copyProposal: false }),
  },
  searchCopySourcesAction: {
    permission: 'records:write',
    input: ({ jobId, lastName: query }) => ({ jobId, query }),
    makesOwn: true,
  },
  createChangeOrderAction: {
    permission: 'records:write',
    input: ({ jobId }) => ({ jobId, documentId: randomUUID() }),
  },
  saveTemplateAction: {
    permission: 'records:write',
    input: () => ({ id: randomUUID(), name: `Roof ${randomUUID()}`, content: plainContent() }),
    makesOwn: true,
  },
  saveDraftAction: {
    permission: 'records:write',
    input: ({ documentId }) => ({ documentId, ...EDIT, content: plainContent() }),
  },
  sendDocumentAction: { permission: 'records:write', input: ({ documentId }) => ({ documentId, version: 1 }) },
  acceptDocumentAction: {
    permission: 'records:write',
    input: ({ documentId }) => ({
      ...{ documentId, versionNumber: 1, sha256: '0'.repeat(64), totalCents: 100 },
      choices: { options: [], lines: [] },
    }),
  },
  setStageAction: {
    permission: 'records:write',
    input: ({ documentId }) => ({ documentId, from: 'signed', to: 'completed' }),
  },
  askToSignAction: {
    permission: 'records:write',
    input: ({ documentId }) => ({ documentId, versionNumber: 1, name: 'Ann Lee', company: true }),
  },
  signForCompanyAction: {
    permission: 'records:write',
    input: ({ documentId }) => ({
      ...{ documentId, versionNumber: 1, sha256: 'a'.repeat(64), signerId: randomUUID() },
      ...{ mark: { kind: 'typed', text: 'Ann Lee' }, screen: '390 × 844' },
    }),
  },
  markMilestoneAction: {
    permission: 'records:write',
    input: ({ documentId }) => ({ documentId, milestone: 'Roof is dry', isReached: true }),
  },
  recordNoticeAction: {
    permission: 'records:write',
    input: ({ documentId }) => ({
      ...{ documentId, way: 'mail', datedOn: '2026-11-20', receivedOn: '2026-11-20', reason: '', sure: null },
    }),
  },
  refundCanceledAction: {
    permission: 'payments:void',
    input: ({ paymentId }) => ({ paymentId, reversalId: randomUUID() }),
  },

  // Customers' links
  sendLinkAction: {
    permission: 'records:write',
    input: ({ jobId }) => ({
      ...{ jobId, message: '', requestId: randomUUID() },
      people: [{ name: 'Ann Lee', email: 'ann@example.com' }],
    }),
  },
  showCodeAction: { permission: 'records:write', input: ({ jobId }) => ({ jobId, name: 'Ann Lee' }) },
  copyLinkAction: { permission: 'records:write', input: ({ jobId }) => ({ jobId, name: 'Ann Lee' }) },
  requestPaymentAction: {
    permission: 'records:write',
    input: ({ jobId }) => ({
      ...{ jobId, partId: '', amount: '1.00', dueOn: '2099-12-31', message: '', requestId: randomUUID() },
      people: [{ name: 'Ann Lee', email: 'ann@example.com' }],
    }),
  },
  cancelRequestAction: { permission: 'records:write', input: ({ requestId }) => ({ requestId }) },
  revokeLinkAction: { permission: 'records:write', input: ({ linkId }) => ({ linkId }) },

  // Taking payments
  loadPaymentFormAction: { permission: 'payments:take', input: ({ jobNumber }) => ({ jobNumber }) },
  makePaymentAction: {
    permission: 'payments:take',
    input: ({ jobNumber, paymentId }) => ({
      ...CARD,
      ...{ paymentId, jobNumber, takenOn: 'agreement', secCode: 'Web' },
    }),
  },
  recordPaymentAction: {
    permission: 'payments:take',
    input: ({ jobNumber }) => ({ ...ENTRY, id: randomUUID(), jobNumber }),
  },
  correctRecordedAction: {
    permission: 'payments:void',
    input: ({ entryId }) => ({
      ...{ ...ENTRY, id: randomUUID(), entryId, counterId: randomUUID(), why: 'Typed wrong', way: 'never' },
      cameBackOn: null,
    }),
  },
  setDefaultAccountAction: {
    permission: 'payments:take',
    input: ({ customerId, accountId }) => ({ customerId, accountId }),
  },
  updateCardAction: {
    permission: 'payments:take',
    input: ({ customerId, accountId }) => ({ customerId, accountId, expiry: '12 / 35', billingZip: '80202' }),
  },
  updateBankAction: {
    permission: 'payments:take',
    input: ({ customerId, accountId }) => ({ customerId, accountId, bankName: 'First Bank', accountType: 'checking' }),
  },
  removeAccountAction: {
    permission: 'payments:take',
    input: ({ customerId, accountId }) => ({ customerId, accountId }),
  },

  // Voids, refunds and what waits for a person
  reversePaymentAction: {
    permission: 'payments:void',
    input: ({ paymentId }) => ({
      ...{ paymentId, reversalId: randomUUID(), kind: 'refund', retainedCents: 50, note: '' },
    }),
  },
  checkNowAction: { permission: 'payments:void', input: ({ paymentId }) => ({ paymentId }) },
  completePartialRefundAction: { permission: 'payments:refund', input: ({ reversalId }) => ({ reversalId }) },
  acceptIncompleteRefundAction: {
    permission: 'payments:refund',
    input: ({ reversalId }) => ({ reversalId, reason: REASON }),
  },
  acknowledgeAlertAction: {
    permission: 'payments:refund',
    input: ({ paymentId }) => ({ paymentId, alertAt: '2026-11-20T12:00:00.000Z', note: '' }),
  },
  decideNotChargedAction: { permission: 'payments:resolve', input: ({ paymentId }) => ({ paymentId, reason: REASON }) },
  decideChargedAction: {
    permission: 'payments:resolve',
    input: ({ paymentId }) => ({ paymentId, paysimplePaymentId: '1', reason: REASON }),
  },
  decideReversalAction: {
    permission: 'payments:resolve',
    input: ({ reversalId }) => ({ reversalId, done: 'yes', reason: REASON }),
  },
  reverseDuplicateAction: { permission: 'payments:resolve', input: ({ duplicateId }) => ({ duplicateId }) },
  linkExternalPaymentAction: {
    permission: 'payments:resolve',
    input: (foreign) => ({ externalId: foreign.externalId, ...toJob(foreign) }),
  },
  moveToJobAction: {
    permission: 'payments:resolve',
    input: (foreign) => ({ paymentId: foreign.paymentId, ...toJob(foreign) }),
  },
  ignoreExternalPaymentAction: {
    permission: 'payments:resolve',
    input: ({ externalId }) => ({ externalId, note: REASON }),
  },
  restoreExternalPaymentAction: { permission: 'payments:resolve', input: ({ externalId }) => ({ externalId }) },

  // Emails
  requestEmailAction: {
    permission: 'emails:send',
    input: ({ paymentId }) => ({ paymentId, kind: 'receipt', to: 'ann@example.com', requestId: randomUUID() }),
  },
  dismissEmailAction: { permission: 'emails:send', input: ({ emailId }) => ({ emailId }) },

  // Settings
  saveCompanyAction: {
    permission: 'company:manage',
    input: () => ({
      ...{ name: 'Summit Ridge', legalName: '', ...ADDRESS, phone: '', email: '', website: '', ...EDIT },
      ...{ licenses: [{ state: 'CO', number: '1234' }], brandColor: '#1d4f91', timeZone: 'America/Denver' },
      ...{ senderName: '', replyEmail: '', footer: '' },
    }),
    makesOwn: true,
  },
  removeLogoAction: { permission: 'company:manage', input: () => ({ seen: '' }), makesOwn: true },
  addItemAction: { permission: 'prices:manage', input: () => ({ ...ITEM, id: randomUUID() }), makesOwn: true },
  updateItemAction: { permission: 'prices:manage', input: ({ itemId: id }) => ({ ...ITEM, ...EDIT, id }) },
  archiveItemAction: { permission: 'prices:manage', input: ({ itemId: id }) => ({ id }) },
  restoreItemAction: { permission: 'prices:manage', input: ({ itemId: id }) => ({ id }) },
  searchPriceItemsAction: {
    permission: 'records:write',
    input: ({ lastName: query }) => ({ query }),
    makesOwn: true,
  },
  addTaxRateAction: {
    permission: 'prices:manage',
    input: () => ({ id: randomUUID(), name: `Tax ${randomUUID()}`, rate: '8.81%' }),
    makesOwn: true,
  },
  updateTaxRateAction: {
    permission: 'prices:manage',
    input: ({ taxRateId: id }) => ({ id, name: 'Tax', rate: '8.81%', ...EDIT }),
  },
  setDefaultTaxRateAction: {
    permission: 'prices:manage',
    input: ({ taxRateId: id }) => ({ id, isDefault: true }),
  },
  /** What isn't there is removed already. */
  removeTaxRateAction: {
    permission: 'prices:manage',
    input: ({ taxRateId: id }) => ({ id, version: 1 }),
    makesOwn: true,
  },
  renameTemplateAction: {
    permission: 'prices:manage',
    input: ({ templateId: id }) => ({ id, name: 'Roof', ...EDIT }),
  },
  archiveTemplateAction: { permission: 'prices:manage', input: ({ templateId: id }) => ({ id }) },
  restoreTemplateAction: { permission: 'prices:manage', input: ({ templateId: id }) => ({ id }) },
  deleteTemplateAction: {
    permission: 'prices:manage',
    input: ({ templateId: id }) => ({ id, version: 1 }),
    makesOwn: true,
  },
  setDepositAction: { permission: 'company:manage', input: () => ({ percent: '20' }), makesOwn: true },
  savePolicyAction: {
    permission: 'company:manage',
    input: () => ({ isOn: 'on', before: '3', after: '0, 3', sign: '2, 5', most: '3', fromHour: '9', untilHour: '18' }),
    makesOwn: true,
  },
  chooseAlarmAction: { permission: 'audit:read', input: () => ({ kind: 'declines', isOn: true }), makesOwn: true },
  // The team. Nobody of another company is in this one's.
  inviteAction: {
    permission: 'team:manage',
    input: () => ({ email: `${randomUUID()}@example.test`, role: 'contractor' }),
    makesOwn: true,
  },
  resendInvitationAction: { permission: 'team:manage', input: () => ({ id: randomUUID() }) },
  revokeInvitationAction: { permission: 'team:manage', input: () => ({ id: randomUUID() }) },
  changeRoleAction: {
    permission: 'team:manage',
    input: ({ userId }) => ({ userId, was: 'owner', role: 'bookkeeper' }),
  },
  removeMemberAction: { permission: 'team:manage', input: ({ userId }) => ({ userId, was: 'owner' }) },
  handOverAction: { permission: 'team:lead', input: ({ userId }) => ({ userId, was: 'owner' }) },
  /** The only owner doesn't. */
  leaveAction: { permission: 'records:read', input: () => ({}) },
  setTopAction: { permission: 'limits:lift', input: () => ({ amount: '500,000.00' }), makesOwn: true },
  setSecondStepRuleAction: { permission: 'security:manage', input: () => ({ isRequired: false }), makesOwn: true },
  setRefundAmountAction: { permission: 'security:manage', input: () => ({ amount: '1,000.00' }), makesOwn: true },
  resetMemberAction: { permission: 'security:manage', input: () => ({ userId: randomUUID() }) },
  liftLimitAction: { permission: 'limits:lift', input: () => ({ id: 'ab'.repeat(32) }) },
  markStepAction: { permission: 'integration:manage', input: () => ({ step: 'applicationSentAt' }), makesOwn: true },
  saveCredentialsAction: {
    permission: 'integration:manage',
    input: () => ({ endpoint: 'local', userName: 'APIUserNobody', apiKey: 'no-such-key', sure: null }),
  },
  confirmProposalAction: {
    permission: 'integration:manage',
    input: () => ({ proposedAt: '2026-11-20T12:00:00.000Z', sure: null }),
  },
  discardProposalAction: { permission: 'integration:manage', input: () => ({}), makesOwn: true },
  disconnectAction: { permission: 'integration:manage', input: () => ({}), makesOwn: true },
  describeTestCallAction: {
    permission: 'api:test',
    input: () => ({ method: 'POST', path: '/v4/payment', body: '{"AccountId":1,"Amount":1}' }),
  },
  sendTestCallAction: {
    permission: 'api:test',
    input: () => ({ method: 'POST', path: '/v4/payment', body: '{"AccountId":1,"Amount":1}', confirmed: true }),
  },
}

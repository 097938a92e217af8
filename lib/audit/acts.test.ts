import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { SECURITY_EVENTS, type SecurityEventName } from '@/lib/security/events'
import { AUDIT_KINDS, type AuditAction, type AuditKind, actionsOf } from './actions'

// Everything that somebody can do here, and the entry that it leaves in the log. A new action or route fails until it has a
// line here, and a line fails unless what the action does can write that entry.

type Trace =
  | { audit: AuditAction | AuditAction[] }
  /** A step in the payment's own history, which the log shows, too. */
  | { payment: true }
  | { security: SecurityEventName | SecurityEventName[] }
  /** Nothing, and why. */
  | { nothing: string }

const READS = { nothing: 'it only reads' }

const ACTIONS: Record<string, Trace> = {
  signInAction: { security: ['signed_in', 'sign_in_failed', 'sign_in_limited'] },
  signOutAction: { security: 'signed_out' },
  givePasswordAction: { security: ['password_given', 'password_refused'] },
  giveSecondStepAction: { security: ['second_step_given', 'second_step_refused', 'second_step_limited', 'signed_in'] },
  beginPasskeySignInAction: { nothing: 'it makes what a passkey is to sign, once' },
  passkeySignInAction: { security: ['second_step_given', 'second_step_refused', 'signed_in'] },
  giveSecondStepAgainAction: { security: ['second_step_given', 'second_step_refused'] },
  passkeyAgainAction: { nothing: 'it makes what a passkey is to sign, once' },
  beginAuthenticatorAction: { nothing: 'a secret waits for its first code, and counts for nothing until then' },
  confirmAuthenticatorAction: { security: 'second_step_added' },
  removeAuthenticatorAction: { security: 'second_step_removed' },
  beginPasskeyAction: { nothing: 'it makes what a new passkey is to sign, once' },
  addPasskeyAction: { security: 'second_step_added' },
  removePasskeyAction: { security: 'second_step_removed' },
  renewRecoveryCodesAction: { security: 'recovery_codes_made' },
  setSecondStepRuleAction: { audit: ['second_step_required', 'second_step_optional'] },
  setRefundAmountAction: { audit: 'refund_step_changed' },
  resetMemberAction: { audit: 'second_step_reset' },
  changePasswordAction: {
    nothing: 'the database writes password_changed, whoever changes it (lib/security/people.test.ts)',
  },
  changeNameAction: { nothing: 'the database writes name_changed, whoever changes it (lib/security/people.test.ts)' },
  changeEmailAction: { security: 'email_change_asked' },
  confirmEmailAction: {
    nothing: 'the database writes email_changed, whoever changes it (lib/security/people.test.ts)',
  },
  setPasswordAction: {
    nothing: 'the database writes password_changed, whoever changes it (lib/security/people.test.ts)',
  },
  forgotPasswordAction: { security: 'reset_asked' },
  endSessionAction: { security: 'session_ended' },
  endOtherSessionsAction: { security: 'session_ended' },
  createOrgAction: { audit: 'team_invited' }, // and org_added, which the database writes, whoever makes one
  inviteOwnerAction: { audit: 'team_invited' },
  suspendOrgAction: { nothing: 'the database writes org_suspended, whoever does it (lib/staff/suspend-org.test.ts)' },
  resumeOrgAction: { nothing: 'the database writes org_resumed, whoever does it (lib/staff/suspend-org.test.ts)' },
  createCustomerAction: { audit: ['customer_added', 'customer_changed'] },
  updateCustomerAction: { audit: 'customer_changed' },
  archiveCustomerAction: { audit: 'customer_archived' },
  restoreCustomerAction: { audit: 'customer_restored' },
  mergeCustomersAction: { audit: 'customers_merged' },
  findCustomersAction: READS,
  createJobAction: { audit: ['job_added', 'job_changed', 'customer_added', 'customer_changed'] },
  updateJobAction: { audit: 'job_changed' },
  archiveJobAction: { audit: 'job_archived' },
  restoreJobAction: { audit: 'job_restored' },
  createDocumentAction: { audit: 'document_added' },
  createChangeOrderAction: { audit: 'document_added' },
  saveDraftAction: { audit: 'document_changed' },
  sendDocumentAction: { audit: ['document_marked', 'deposit_overridden'] },
  acceptDocumentAction: { audit: 'document_marked' },
  setStageAction: { audit: 'document_marked' },
  sendLinkAction: { audit: ['link_sent', 'signatures_asked'] },
  showCodeAction: { audit: 'link_shown' },
  copyLinkAction: { audit: 'link_copied' },
  revokeLinkAction: { audit: 'link_revoked' },
  requestPaymentAction: { audit: 'payment_requested' },
  cancelRequestAction: { audit: 'payment_request_canceled' },
  markMilestoneAction: { audit: ['milestone_reached', 'milestone_taken_back'] },
  loadPaymentFormAction: { nothing: 'it reads, and prepares the customer’s record at PaySimple, which moves nothing' },
  makePaymentAction: { payment: true },
  loadCustomerPaymentFormAction: {
    nothing: 'it reads, and prepares the customer’s record at PaySimple, which moves nothing',
  },
  makeCustomerPaymentAction: { payment: true },
  reversePaymentAction: { audit: ['void_requested', 'refund_requested'] },
  checkNowAction: { payment: true },
  decideNotChargedAction: { audit: 'payment_decided' },
  decideChargedAction: { audit: 'payment_decided' },
  decideReversalAction: { audit: 'payment_decided' },
  completePartialRefundAction: { audit: 'partial_refund_charged_again' },
  acceptIncompleteRefundAction: { audit: 'partial_refund_accepted' },
  acknowledgeAlertAction: { audit: 'notice_taken' },
  linkExternalPaymentAction: { audit: 'outside_payment_linked' },
  moveToJobAction: { audit: 'linked_payment_moved' },
  ignoreExternalPaymentAction: { audit: 'outside_payment_set_aside' },
  restoreExternalPaymentAction: { audit: 'outside_payment_taken_up' },
  reverseDuplicateAction: { audit: 'duplicate_charge_reversed' },
  recordPaymentAction: { audit: 'payment_recorded' },
  correctRecordedAction: { audit: 'recorded_payment_corrected' },
  requestEmailAction: { audit: ['email_sent_again', 'email_sent_elsewhere'] },
  dismissEmailAction: { audit: 'email_dismissed' },
  setDefaultAccountAction: { audit: 'account_default' },
  updateCardAction: { audit: 'account_updated' },
  updateBankAction: { audit: 'account_updated' },
  removeAccountAction: { audit: 'account_removed' },
  saveCredentialsAction: { audit: ['credentials_saved', 'credentials_proposed', 'credentials_replaced'] },
  confirmProposalAction: { audit: 'credentials_replaced' },
  discardProposalAction: { audit: 'credentials_discarded' },
  markStepAction: { audit: ['application_sent', 'approved'] },
  disconnectAction: { audit: 'disconnected' },
  saveCompanyAction: { audit: 'company_changed' }, // and org_changed, which the database writes
  removeLogoAction: { audit: 'logo_removed' },
  addItemAction: { audit: ['price_item_added', 'price_item_changed'] },
  updateItemAction: { audit: 'price_item_changed' },
  archiveItemAction: { audit: 'price_item_archived' },
  restoreItemAction: { audit: 'price_item_restored' },
  searchPriceItemsAction: READS,
  searchCopySourcesAction: READS,
  addTaxRateAction: { audit: 'tax_rate_added' },
  updateTaxRateAction: { audit: 'tax_rate_changed' },
  setDefaultTaxRateAction: { audit: 'tax_rate_changed' },
  removeTaxRateAction: { audit: 'tax_rate_removed' },
  saveTemplateAction: { audit: 'template_saved' },
  renameTemplateAction: { audit: 'template_renamed' },
  archiveTemplateAction: { audit: 'template_archived' },
  restoreTemplateAction: { audit: 'template_restored' },
  deleteTemplateAction: { audit: 'template_deleted' },
  setDepositAction: { audit: 'deposit_changed' },
  savePolicyAction: { audit: 'reminders_changed' },
  setTopAction: { audit: 'top_changed' },
  liftLimitAction: { audit: 'limit_lifted' },
  describeTestCallAction: READS,
  sendTestCallAction: { audit: 'api_test_call' },
  chooseAlarmAction: { audit: 'alarms_chosen' },
  inviteAction: { audit: 'team_invited' },
  resendInvitationAction: { audit: 'team_invited_again' },
  revokeInvitationAction: { audit: 'team_invitation_revoked' },
  changeRoleAction: { nothing: 'the database writes role_changed, whoever changes it (lib/team/change-team.test.ts)' },
  removeMemberAction: { nothing: 'the database writes member_removed, whoever does it' },
  handOverAction: { nothing: 'the database writes role_changed, of both' },
  leaveAction: { nothing: 'the database writes member_removed, whoever does it' },
  openLinkAction: { nothing: 'the link itself says when a person opened it, and how often' },
  chooseLanguageAction: { nothing: 'the link itself says what its person reads' },
  noteViewedAction: { nothing: 'the job’s timeline has it' },
  acceptProposalAction: { audit: 'document_marked' },
  declineProposalAction: { audit: 'document_marked' },
  cancelPaperAction: { audit: 'document_marked' },
  recordNoticeAction: { audit: 'document_marked' },
  refundCanceledAction: { audit: ['void_requested', 'refund_requested'] },
  withdrawConsentAction: { nothing: 'the job’s timeline has it, and the row itself' },
  askForPaperAction: { nothing: 'the job’s timeline has it, and the row itself' },
  removeOwnAccountAction: { audit: 'account_removed' },
  updateOwnCardAction: { audit: 'account_updated' },
  consentAction: { nothing: 'the job’s timeline has it, and the consent itself' },
  signPaperAction: { audit: ['document_signed', 'document_marked'] },
  declineSigningAction: { audit: 'signing_declined' },
  askToSignAction: { audit: 'signatures_asked' },
  signForCompanyAction: { audit: ['document_signed', 'document_marked'] },
  askAboutAction: { nothing: 'the job’s timeline has it, and the company an email' },
  joinAction: { nothing: 'the database writes member_added, whoever does it (lib/team/join.test.ts)' },
  signUpAction: { security: 'signed_in' },
}

const ROUTES: Record<string, Trace> = {
  'app/.well-known/security.txt/route.ts': READS,
  'app/api/health/route.ts': READS,
  'app/c/[key]/payments/[payment]/status/route.ts': READS,
  'app/api/ready/route.ts': READS,
  'app/c/[key]/[document]/pdf/route.ts': READS,
  'app/c/[key]/files/[photo]/route.ts': READS,
  'app/c/[key]/logo/route.ts': READS,
  'app/c/[key]/receipts/[payment]/route.ts': READS,
  'app/orgs/[org]/files/route.ts': { audit: 'photo_added' },
  'app/orgs/[org]/files/[photo]/route.ts': READS,
  'app/orgs/[org]/jobs/[job]/[document]/pdf/route.ts': READS,
  'app/orgs/[org]/jobs/[job]/timeline/pdf/route.ts': READS,
  'app/orgs/[org]/logo/route.ts': { audit: 'logo_changed' },
  'app/orgs/[org]/logo/[hash]/route.ts': READS,
  'app/orgs/[org]/mailbox/[email]/html/route.ts': READS,
  'app/orgs/[org]/price-book/import/route.ts': { audit: 'price_book_imported' },
  'app/orgs/[org]/price-book/preview/route.ts': READS,
  'app/orgs/[org]/payments/[payment]/receipt/pdf/route.ts': READS,
  'app/orgs/[org]/payments/[payment]/status/route.ts': READS,
  'app/orgs/[org]/payments/recorded/[entry]/receipt/pdf/route.ts': READS,
  'app/orgs/[org]/payments/export/route.ts': { audit: 'payments_exported' },
  'app/orgs/[org]/settings/audit/export/route.ts': { audit: 'log_exported' },
  'app/orgs/[org]/settings/price-book/export/route.ts': { audit: 'price_book_exported' },
  'app/staff/certification/report/route.ts': READS,
  'app/verify/file/route.ts': READS,
}

const PAGES: Record<string, Trace> = {
  'app/orgs/[org]/settings/audit/page.tsx': { audit: 'log_read' },
}

const isFile = (file: string) => statSync(file, { throwIfNoEntry: false })?.isFile() === true
const read = (file: string) => readFileSync(file, 'utf8')

/** The files of ours that a file imports, and under which names. */
function importsOf(file: string): { names: string[]; from: string }[] {
  const pattern = /import (?!type )([^'"]*?) from '([^'"]+)'/g
  return Array.from(read(file).matchAll(pattern), ([, names = '', from = '']) => {
    const base = from.startsWith('@/') ? from.slice(2) : path.posix.join(path.posix.dirname(file), from)
    const found = ['.ts', '.tsx'].map((end) => base + end).find(isFile) ?? ''
    return { names: names.match(/\w+/g) ?? [], from: found }
  }).filter(({ from }) => from !== '')
}

/** Where entries are named, and not written. */
const WORDS = [
  'lib/audit/actions.ts',
  'lib/audit/log',
  'lib/security/events.ts',
  'lib/payments/words/',
  'prisma/generated/',
]

/** What these files and all that they import say. */
function textOf(files: string[]): string {
  const all = new Set(files)
  for (const file of all) for (const { from } of importsOf(file)) all.add(from)
  return [...all]
    .filter((file) => !WORDS.some((words) => file.startsWith(words)))
    .map(read)
    .join('\n')
}

const app = readdirSync('app', { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join('app', file))

/** Every server action: its name, and the code that runs. */
const actions = app
  .filter((file) => file.endsWith('.ts') && isFile(file) && read(file).startsWith(`'use server'`))
  .flatMap((file) => {
    const source = read(file)
    const parts = source.split(/^export (?=const|async function)/m).slice(1)
    return parts.flatMap((code) => {
      const name = /^(?:const|async function) (\w+)/.exec(code)?.[1]
      if (!name || /^const \w+Schema\b/.test(code)) return []
      const used = importsOf(file).filter(({ names }) => names.some((each) => new RegExp(`\\b${each}\\b`).test(code)))
      return [{ name, code, files: used.map(({ from }) => from) }]
    })
  })

function check(what: string, trace: Trace | undefined, text: string): string[] {
  if (!trace) return [`${what} has no line in this test: which entry of the log does it leave?`]
  if ('nothing' in trace) return []
  if ('payment' in trace) return text.includes('paymentEvent.create') ? [] : [`${what} writes no step of a payment`]
  const entries = [('audit' in trace ? trace.audit : trace.security) as string | string[]].flat()
  return entries.filter((entry) => !text.includes(`'${entry}'`)).map((entry) => `${what} can’t write ${entry}`)
}

test('every action leaves the entry that its line says', () => {
  expect(actions.length).toBeGreaterThan(40)
  expect(actions.flatMap(({ name, code, files }) => check(name, ACTIONS[name], `${code}\n${textOf(files)}`))).toEqual(
    [],
  )
  const names = actions.map(({ name }) => name)
  expect(Object.keys(ACTIONS).filter((name) => !names.includes(name))).toEqual([])
})

test('every route, and what page does, leaves the entry that its line says', () => {
  const routes = app.filter((file) => /\/route\.tsx?$/.test(file))
  expect(routes.toSorted()).toEqual(Object.keys(ROUTES).toSorted())
  expect(routes.flatMap((file) => check(file, ROUTES[file], textOf([file])))).toEqual([])
  expect(Object.entries(PAGES).flatMap(([file, trace]) => check(file, trace, textOf([file])))).toEqual([])
})

test('every entry that a member can leave is of an action or route', () => {
  const left = [ACTIONS, ROUTES, PAGES]
    .flatMap((list) => Object.values(list))
    .flatMap((trace) => ('audit' in trace ? [trace.audit].flat() : []))
  const kinds = Object.keys(AUDIT_KINDS) as AuditKind[]
  expect(kinds.flatMap(actionsOf).filter((action) => !left.includes(action))).toEqual([])
})

test('every event of the doors is written somewhere', () => {
  const places = ['app', 'lib', 'scripts', 'server', 'tools', 'prisma/migrations'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(room, file)),
  )
  const text = places
    .filter((file) => /\.(ts|tsx|sql)$/.test(file) && !/\.test\.tsx?$|security\/events\.ts$/.test(file) && isFile(file))
    .map(read)
    .join('\n')
  const later: SecurityEventName[] = ['limit_hit', 'limit_cleared'] // of what is being built
  const names = Object.keys(SECURITY_EVENTS) as SecurityEventName[]
  expect(names.filter((event) => !text.includes(`'${event}'`) && !later.includes(event))).toEqual([])
})

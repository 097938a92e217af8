/** What clients in languages with types send: the vendor's C# SDK on its way through the certification, and Go's. */
import type { Step } from './other-clients.ts'

const SAME_AGAIN = 'This bank account is already attached to this customer. You cannot attach it twice.'
const SDK_PAYMENT =
  '"IsDebit":false,"CustomerId":0,"ReferenceId":0,"RecurringScheduleId":0,"PaymentType":null,"IsDecline":false,"RequiresReceipt":false,"CardOnFileType":"None","Resubmission":false'
const SDK_SCHEDULE =
  '"ExecutionFrequencyType":4,"ExecutionFrequencyParameter":0,"TotalAmountPaid":0.0,"FirstPaymentDone":false,"ScheduleStatus":0,"CardOnFileType":"Recurring"'

const LIVE_SCHEDULES =
  'Before you can delete this customer, you must cancel all open recurring payments, payment plans, billing schedules, appointments, future payments and invoices associated with this record.'

const sdkBankAccount: Step['sends'] = ({ customer }) => [
  'POST',
  '/v4/account/ach',
  `{"AccountNumber":"751111111","RoutingNumber":"307075259","BankName":"Test Bank","IsCheckingAccount":false,"Id":0,"CustomerId":${customer},"IsDefault":false}`,
]
const sdkBankPayment: Step['sends'] = ({ bank }) => [
  'POST',
  '/v4/payment',
  `{"AccountId":${bank},"Amount":15.00,"PaymentSubType":"Web",${SDK_PAYMENT}}`,
]

/** Numbers as decimals with cents, enumerations as numbers, booleans and zero ids always, and no nulls. */
export const CSHARP_STEPS: Step[] = [
  {
    does: 'makes a customer',
    sends: () => [
      'POST',
      '/v4/customer',
      '{"Id":0,"FirstName":"Ann","LastName":"Olson","BillingAddress":{"StreetAddress1":"10 Elm St","City":"Provo","StateCode":"UT","ZipCode":"84601","Country":"US"},"ShippingSameAsBilling":true}',
    ],
    gets: 201,
    response: { BillingAddress: { StateCode: 'UT', Country: 'US' }, ShippingAddress: { City: 'Provo' } },
    keeps: 'customer',
  },
  {
    does: 'certification: a customer without a street',
    sends: () => [
      'POST',
      '/v4/customer',
      '{"Id":0,"FirstName":"Ann","LastName":"Olson","BillingAddress":{"City":"Provo","StateCode":"UT","ZipCode":"84601","Country":"US"},"ShippingSameAsBilling":true}',
    ],
    gets: 400,
    messages: [['StreetAddress1', 'The StreetAddress1 field is required.']],
  },
  { does: 'adds a bank account', sends: sdkBankAccount, gets: 201, keeps: 'bank' },
  { does: 'certification: the same account again', sends: sdkBankAccount, gets: 400, messages: [['', SAME_AGAIN]] },
  {
    does: 'adds a card',
    sends: ({ customer }) => [
      'POST',
      '/v4/account/creditcard',
      `{"CreditCardNumber":"371449635398456","ExpirationDate":"12/2021","Issuer":14,"BillingZipCode":"84601","Id":0,"CustomerId":${customer},"IsDefault":false}`,
    ],
    gets: 201,
    response: { Issuer: 'Amex', IsDefault: true },
    keeps: 'card',
  },
  {
    does: 'certification: a number that is none',
    sends: ({ customer }) => [
      'POST',
      '/v4/account/creditcard',
      `{"CreditCardNumber":"1111111111111111","ExpirationDate":"12/2021","Issuer":14,"Id":0,"CustomerId":${customer},"IsDefault":false}`,
    ],
    gets: 400,
    messages: [['', 'The credit card number you entered is not valid for type Amex']],
  },
  {
    does: 'changes the card, with its number, the times it read, and no ZIP code',
    sends: ({ customer, card }) => [
      'PUT',
      '/v4/account/creditcard',
      `{"CreditCardNumber":"371449635398456","ExpirationDate":"12/2030","Issuer":14,"Id":${card},"CustomerId":${customer},"IsDefault":true,"CreatedOn":"2026-01-15T18:00:00.0000000Z","LastModified":"2026-01-15T18:00:00.0000000Z"}`,
    ],
    gets: 200,
    response: { ExpirationDate: '12/2030', BillingZipCode: '84601' },
  },
  {
    does: 'pays by bank',
    sends: sdkBankPayment,
    gets: 201,
    response: { Status: 'Posted', Amount: 15, FailureData: null },
    keeps: 'payment',
  },
  {
    does: 'certification: the same payment within five minutes',
    sends: sdkBankPayment,
    gets: 400,
    messages: [['', 'Duplicate Transaction.']],
  },
  {
    does: 'voids it, without a body',
    sends: ({ payment }) => ['PUT', `/v4/payment/${payment}/void`],
    gets: 200,
    response: { Status: 'Voided' },
  },
  { does: 'pays the same again', sends: sdkBankPayment, gets: 201, response: { Status: 'Posted' }, keeps: 'payment' },
  {
    does: 'voids that, too',
    sends: ({ payment }) => ['PUT', `/v4/payment/${payment}/void`],
    gets: 200,
    response: { Status: 'Voided' },
  },
  {
    does: 'pays by card with a CVV',
    sends: ({ card }) => ['POST', '/v4/payment', `{"AccountId":${card},"Amount":15.00,"CVV":"996",${SDK_PAYMENT}}`],
    gets: 201,
    response: { Status: 'Authorized', PaymentSubType: 'Moto', FailureData: null },
    keeps: 'payment',
  },
  {
    does: 'certification: nothing to pay',
    sends: ({ card }) => ['POST', '/v4/payment', `{"AccountId":${card},"Amount":0.0,${SDK_PAYMENT}}`],
    gets: 400,
    messages: [['', 'Amount must be greater than 0']],
  },
  {
    does: 'is declined',
    sends: ({ card }) => ['POST', '/v4/payment', `{"AccountId":${card},"Amount":9999.01,${SDK_PAYMENT}}`],
    gets: 201,
    response: { Status: 'Failed', FailureData: { Code: '4005', IsDecline: true } },
  },
  {
    does: 'voids the card payment',
    sends: ({ payment }) => ['PUT', `/v4/payment/${payment}/void`],
    gets: 200,
    response: { Status: 'Voided', FailureData: null },
  },
  {
    does: 'schedules payments from a local time until the largest date there is',
    sends: ({ card }) => [
      'POST',
      '/v4/recurringpayment',
      `{"Id":0,"AccountId":${card},"PaymentAmount":10.00,"StartDate":"2026-01-16T11:00:00.1234567-07:00","EndDate":"9999-12-31T23:59:59.9999999",${SDK_SCHEDULE}}`,
    ],
    gets: 201,
    response: { EndDate: '9999-12-31T07:00:00Z', NextScheduleDate: '2026-02-01T07:00:00Z' },
    keeps: 'schedule',
  },
  {
    does: 'moves the schedule to the bank account',
    sends: ({ bank, schedule }) => [
      'PUT',
      '/v4/recurringpayment',
      `{"Id":${schedule},"AccountId":${bank},"PaymentAmount":100.00,"PaymentSubType":"Ppd","StartDate":"2026-01-16T11:00:00.1234567-07:00",${SDK_SCHEDULE}}`,
    ],
    gets: 200,
    response: { PaymentSubType: 'Ppd', EndDate: '9999-12-31T07:00:00Z' },
  },
  {
    does: 'cannot delete the customer',
    sends: ({ customer }) => ['DELETE', `/v4/customer/${customer}`],
    gets: 400,
    messages: [['', LIVE_SCHEDULES]],
  },
  ...(
    [
      ['lists payments', () => '/v4/payment?lite=False&startdate=2026-01-01&status=voided,failed&sortby=amount', 4],
      ['lists customers', () => '/v4/customer?lite=True&sortby=FirstName&direction=DESC&pagesize=1', 1],
      ['lists schedules', () => '/v4/recurringpayment?page=1&status=Active', 1],
      ['lists plans with an id for lite', (id) => `/v4/customer/${id}/paymentplans?lite=${id}`, 0],
      ['lists cards', (id) => `/v4/customer/${id}/creditcardaccounts`, 1],
    ] as [string, (id: number) => string, number][]
  ).map(
    ([does, path, length]): Step => ({
      does,
      sends: ({ customer }) => ['GET', path(customer)],
      gets: 200,
      response: { length },
    }),
  ),
]

/** Empty texts and zero times where nothing was set; booleans always. */
export const GO_STEPS: Step[] = [
  {
    does: 'makes a customer from the names, with a boolean that is false',
    sends: () => ['POST', '/v4/customer', '{"FirstName":"Bo B.","LastName":"Chan","ShippingSameAsBilling":false}'],
    gets: 201,
    response: { ShippingSameAsBilling: false, BillingAddress: null, ShippingAddress: null },
    keeps: 'customer',
  },
  {
    does: 'adds a card with the times of nothing',
    sends: ({ customer }) => [
      'POST',
      '/v4/account/creditcard',
      `{"CreditCardNumber":"4111111111111111","ExpirationDate":"12/2021","Issuer":"12","BillingZipCode":"","CustomerId":${customer},"IsDefault":false,"Id":0,"LastModified":"0001-01-01T00:00:00Z","CreatedOn":"0001-01-01T00:00:00Z"}`,
    ],
    gets: 201,
    response: { Issuer: 'Visa', BillingZipCode: null },
    keeps: 'card',
  },
  { does: 'lists customers', sends: () => ['GET', '/v4/customer'], gets: 200 },
  {
    does: 'lists payments',
    sends: () => ['GET', '/v4/payment?lite=true&pagesize=10&startdate=2012-03-02'],
    gets: 200,
  },
]

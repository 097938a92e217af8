/** What clients in languages without types send: Ruby's with the Spree shop's, Omnipay's and WooCommerce's PHP, Node's. */
import type { Step } from './other-clients.ts'

/** Names in the API's case made from Ruby's, so that a security code is "Cvv"; a body with every PUT. */
export const RUBY_STEPS: Step[] = [
  {
    does: 'makes a customer from the names',
    sends: () => ['POST', '/v4/customer', '{"FirstName":"John","LastName":"Dunn"}'],
    gets: 201,
    keeps: 'customer',
  },
  {
    does: 'is told what a customer lacks',
    sends: () => ['POST', '/v4/customer', '{"FirstName":"John"}'],
    gets: 400,
    messages: [['LastName', 'The LastName field is required.']],
  },
  {
    does: 'edits a customer with the names alone, which takes more than that',
    sends: ({ customer }) => ['PUT', '/v4/customer', `{"Id":${customer},"FirstName":"John","LastName":"Smith"}`],
    gets: 400,
    messages: [['ShippingAddress', 'ShippingAddress is required when ShippingSameAsBilling is false']],
  },
  {
    does: 'adds a card',
    sends: ({ customer }) => [
      'POST',
      '/v4/account/creditcard',
      `{"CustomerId":${customer},"CreditCardNumber":"4111111111111111","ExpirationDate":"12/2021","BillingZipCode":"80202","Issuer":12,"IsDefault":true}`,
    ],
    gets: 201,
    keeps: 'card',
  },
  {
    does: 'pays for a shop’s order',
    sends: ({ card }) => [
      'POST',
      '/v4/payment',
      `{"Amount":50.7,"AccountId":${card},"OrderId":"R123456789","Cvv":"996","InvoiceNumber":"R123456789"}`,
    ],
    gets: 201,
    response: { Status: 'Authorized', ProviderAuthCode: 'Approved', Amount: 50.7, OrderId: 'R123456789' },
    keeps: 'payment',
  },
  {
    does: 'voids it with an empty object',
    sends: ({ payment }) => ['PUT', `/v4/payment/${payment}/void`, '{}'],
    gets: 200,
    response: { Status: 'Voided' },
  },
  {
    does: 'looks a customer up by email, a filter that the list ignores',
    sends: () => ['GET', '/v4/customer?Email=john%40example.com&Lite=true&Page=1&PageSize=1'],
    gets: 200,
    response: { length: 1 },
  },
  {
    does: 'makes a shop’s customer with both addresses and no word on which is which',
    sends: () => [
      'POST',
      '/v4/customer',
      '{"FirstName":"Jo","LastName":"Day","Email":"jo@example.com","BillingAddress":{"City":"Reno","ZipCode":"89501","StateCode":"NV","StreetAddress1":"1 A St","StreetAddress2":null},"ShippingAddress":{"City":"Elko","ZipCode":"89801","StateCode":null,"StreetAddress1":"2 B St","StreetAddress2":""}}',
    ],
    gets: 201,
    response: { ShippingSameAsBilling: false, ShippingAddress: { City: 'Elko' } },
  },
  {
    does: 'schedules payments on plain days',
    sends: ({ card }) => [
      'POST',
      '/v4/recurringpayment',
      `{"AccountId":${card},"PaymentAmount":10,"StartDate":"2026-01-16","FirstPaymentDate":"2026-01-15","FirstPaymentAmount":100,"ExecutionFrequencyType":4}`,
    ],
    gets: 201,
    keeps: 'schedule',
  },
  ...['suspend', 'resume'].map(
    (change): Step => ({
      does: `${change}s it, and reads nothing`,
      sends: ({ schedule }) => ['PUT', `/v4/recurringpayment/${schedule}/${change}`, '{}'],
      gets: 204,
    }),
  ),
  {
    does: 'lists what the schedule has charged',
    sends: ({ schedule }) => ['GET', `/v4/recurringpayment/${schedule}/payments`],
    gets: 200,
    response: { length: 1 },
  },
]

/** Every member it knows, null where unset; ids and amounts as text; slashes escaped, as PHP does. */
export const OMNIPAY_STEPS: Step[] = [
  {
    does: 'makes a customer with nulls for all but the names',
    sends: () => [
      'POST',
      '/v4/customer',
      '{"FirstName":"Eva","LastName":"Ruiz","ShippingSameAsBilling":null,"BillingAddress":null,"ShippingAddress":null,"Company":null,"CustomerAccount":null,"Phone":null,"AltPhone":null,"MobilePhone":null,"Fax":null,"Email":null,"AltEmail":null,"Website":null,"Notes":null}',
    ],
    gets: 201,
    response: { ShippingSameAsBilling: false },
    keeps: 'customer',
  },
  {
    does: 'adds a bank account',
    sends: ({ customer }) => [
      'POST',
      '/v4/account/ach',
      `{"CustomerId":"${customer}","RoutingNumber":"131111114","AccountNumber":"751111111","BankName":"Test Bank","IsCheckingAccount":true,"IsDefault":null}`,
    ],
    gets: 201,
    keeps: 'bank',
  },
  {
    does: 'adds a card that expires in the year 3131, its way to write 2031',
    sends: ({ customer }) => [
      'POST',
      '/v4/account/creditcard',
      `{"CustomerId":"${customer}","CreditCardNumber":"5454545454545454","ExpirationDate":"12\\/3131","Issuer":13,"IsDefault":false,"BillingZipCode":null}`,
    ],
    gets: 201,
    response: { Issuer: 'Master', ExpirationDate: '12/3131', BillingZipCode: null },
    keeps: 'card',
  },
  ...(
    [
      ['card', '50.70', { Status: 'Authorized', Amount: 50.7, FailureData: null }],
      ['card', '9999.01', { Status: 'Failed', FailureData: { Code: '4005' } }],
      ['bank', '50.70', { Status: 'Posted', FailureData: null }],
    ] as const
  ).map(
    ([account, amount, response]): Step => ({
      does: `pays ${amount} by ${account}`,
      sends: (ids) => [
        'POST',
        '/v4/payment',
        `{"AccountId":"${ids[account]}","Amount":"${amount}","CVV":null,"PaymentSubType":null,"InvoiceId":null,"InvoiceNumber":null,"PurchaseOrderNumber":null,"OrderId":null,"Description":null,"Latitude":null,"Longitude":null,"SuccessReceiptOptions":null,"SendToCustomer":null,"SendToOtherAddresses":null,"FailureReceiptOptions":null}`,
      ],
      gets: 201,
      response,
      keeps: 'payment',
    }),
  ),
  {
    does: 'voids the bank payment, with a content type and nothing else',
    sends: ({ payment }) => ['PUT', `/v4/payment/${payment}/void`],
    gets: 200,
    response: { Status: 'Voided', FailureData: null },
  },
]

/** An empty text for what the form left empty, the month as a number, and a body with every request. */
export const WOOCOMMERCE_STEPS: Step[] = [
  {
    does: 'makes a customer with another shipping address',
    sends: () => [
      'POST',
      '/v4/customer',
      '{"FirstName":"Max","LastName":"Orr","Company":"","BillingAddress":{"StreetAddress1":"5 C St","StreetAddress2":"","City":"Mesa","Country":"US","StateCode":"AZ","ZipCode":"85201"},"ShippingSameAsBilling":false,"Email":"max@example.com","ShippingAddress":{"StreetAddress1":"6 D St","StreetAddress2":"","City":"Tempe","StateCode":"","ZipCode":"85281"}}',
    ],
    gets: 201,
    response: { ShippingAddress: { City: 'Tempe', Country: 'US' } },
    keeps: 'customer',
  },
  {
    does: 'adds a card that expires in the first month',
    sends: ({ customer }) => [
      'POST',
      '/v4/account/creditcard',
      `{"Id":0,"IsDefault":false,"Issuer":12,"CreditCardNumber":"4111111111111111","ExpirationDate":"1\\/2027","CustomerId":"${customer}","BillingZipCode":"85281"}`,
    ],
    gets: 201,
    response: { ExpirationDate: '01/2027' },
    keeps: 'card',
  },
  {
    does: 'has no number for the issuer',
    sends: ({ customer }) => [
      'POST',
      '/v4/account/creditcard',
      `{"Id":0,"IsDefault":false,"Issuer":"Unknown","CreditCardNumber":"4111111111111111","ExpirationDate":"1\\/2027","CustomerId":"${customer}","BillingZipCode":"85281"}`,
    ],
    gets: 400,
    messages: [['Issuer', 'The Issuer field is not valid.']],
  },
  {
    does: 'pays for an order, whose number is one',
    sends: ({ card }) => [
      'POST',
      '/v4/payment',
      `{"AccountId":"${card}","InvoiceId":null,"Amount":"19.99","IsDebit":false,"InvoiceNumber":5012,"OrderId":5012,"Id":0}`,
    ],
    gets: 201,
    response: { Status: 'Authorized', OrderId: '5012', InvoiceNumber: '5012', FailureData: null },
    keeps: 'payment',
  },
  {
    does: 'waits for the settlement',
    sends: ({ payment }) => ['PUT', '/v4/MarkPaymentStatus', `{"PaymentId":${payment}}`],
    gets: 200,
    response: { Status: 'Settled' },
  },
  {
    does: 'refunds it with a null',
    sends: ({ payment }) => ['PUT', `/v4/payment/${payment}/reverse`, 'null'],
    gets: 200,
    response: { IsDebit: true, FailureData: null },
  },
  {
    does: 'cannot refund it again',
    sends: ({ payment }) => ['PUT', `/v4/payment/${payment}/reverse`, 'null'],
    gets: 400,
  },
]

export const NODE_STEPS: Step[] = [
  {
    does: 'makes a customer',
    sends: () => ['POST', '/v4/customer', '{"FirstName":"Ida","LastName":"Fox","ShippingSameAsBilling":true}'],
    gets: 201,
    keeps: 'customer',
  },
  {
    does: 'reads it, with a body',
    sends: ({ customer }) => ['GET', `/v4/customer/${customer}`, `{"id":${customer}}`],
    gets: 200,
    response: { FirstName: 'Ida' },
  },
  {
    does: 'lists its accounts, with a body',
    sends: ({ customer }) => ['GET', `/v4/customer/${customer}/accounts`, `{"id":${customer}}`],
    gets: 200,
    response: { length: 0 },
  },
]

/** The document's own samples, typed off with the commas at their ends and their spaces. */
export const SAMPLE_STEPS: Step[] = [
  {
    does: 'makes a customer',
    sends: () => [
      'POST',
      '/v4/customer',
      '{\n    "ShippingSameAsBilling": true,\n    "ShippingAddress": null,\n    "FirstName": "Sam",\n    "LastName": "Lee",\n    "Phone": "5551212",\n}',
    ],
    gets: 201,
    response: { Phone: '5551212' },
    keeps: 'customer',
  },
  {
    does: 'adds a card of an issuer by its longer name',
    sends: ({ customer }) => [
      'POST',
      '/v4/account/creditcard',
      `{\n    "CustomerId": ${customer},\n    "CreditCardNumber": "5454545454545454",\n    "ExpirationDate": "08/2028",\n    "Issuer": "MasterCard",\n}`,
    ],
    gets: 201,
    response: { Issuer: 'Master' },
    keeps: 'card',
  },
  {
    does: 'pays',
    sends: ({ card }) => ['POST', '/v4/payment', `{\n    "AccountId": ${card},\n    "Amount": 3,\n}`],
    gets: 201,
    response: { Status: 'Authorized', Amount: 3 },
  },
  {
    does: 'lists the payments of a customer, with a space in the path',
    sends: ({ customer }) => ['GET', `/v4/Customer/%20${customer}/payments?sortby=name&direction=ascending`],
    gets: 200,
    response: { length: 1 },
  },
]

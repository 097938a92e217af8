/** The client's counterpart in the benchmark: node:http and nothing else, with one payment for whatever is asked. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// The members of the document's sample of a payment, in its form.
const payment = {
  ...{ CustomerId: 175119, CustomerFirstName: 'Test', CustomerLastName: 'Person', CustomerCompany: 'ABC Company' },
  ...{ ReferenceId: 0, Status: 'Authorized', RecurringScheduleId: 0, PaymentType: 'CC', PaymentSubType: 'Moto' },
  ...{ ProviderAuthCode: 'Approved', TraceNumber: 'TAS110', PaymentDate: '2013-10-01T06:00:00Z', ReturnDate: null },
  ...{ EstimatedSettleDate: '2013-10-03T06:00:00Z', ActualSettledDate: null, CanVoidUntil: '2013-10-02T02:45:00Z' },
  FailureData: null,
  ...{ AccountId: 298301, InvoiceId: null, Amount: 120.5, IsDebit: false, InvoiceNumber: '', PurchaseOrderNumber: '' },
  ...{ OrderId: 'a7c3a5f0-26d5-4f5e-9a6e-3a5f7d0c9b11', Description: '', Latitude: null, Longitude: null },
  ...{ SuccessReceiptOptions: null, FailureReceiptOptions: null, Id: 935887 },
  ...{ LastModified: '2013-10-01T19:16:38Z', CreatedOn: '2013-10-01T19:16:38Z' },
}
const body = JSON.stringify({
  Meta: { Errors: null, HttpStatus: 'OK', HttpStatusCode: 200, PagingDetails: null },
  Response: payment,
})
const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) }

const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, headers).end(body))
})
server.listen(0, '127.0.0.1', () => console.log(`listening on ${(server.address() as AddressInfo).port}`))

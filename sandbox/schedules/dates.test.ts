import { afterAll, beforeEach, expect, test } from 'vitest'
import { type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(async () => {
  await sandbox.control('DELETE', '/data')
  await sandbox.setClock('2013-10-28T19:55:02Z')
})
afterAll(() => sandbox.close())

test.each([
  ['FirstofMonth', undefined, '2016-01-31', ['2016-02-01', '2016-03-01', '2016-04-01']],
  ['SpecificDayofMonth', 30, '2016-01-30', ['2016-01-30', '2016-02-29', '2016-03-30', '2016-04-30']],
  ['SpecificDayofMonth', 31, '2015-01-31', ['2015-01-31', '2015-02-28', '2015-03-31', '2015-04-30']],
  ['LastofMonth', undefined, '2015-12-31', ['2015-12-31', '2016-01-31', '2016-02-29', '2016-03-31']],
  ['Quarterly', undefined, '2015-11-30', ['2015-11-30', '2016-02-29', '2016-05-30', '2016-08-30']],
  ['SemiAnnually', undefined, '2015-08-31', ['2015-08-31', '2016-02-29', '2016-08-31', '2017-02-28']],
  ['Annually', undefined, '2016-02-29', ['2016-02-29', '2017-02-28', '2018-02-28', '2019-02-28', '2020-02-29']],
  ['Weekly', 1, '2026-03-04', ['2026-03-08', '2026-03-15', '2026-03-22']],
  ['BiWeekley', 1, '2026-10-26', ['2026-11-01', '2026-11-15', '2026-11-29']],
  ['Daily', undefined, '2026-03-07', ['2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10']],
] as const)('PS-060 %s %s from %s', async (frequency, parameter, StartDate, days) => {
  const { Id } = await sandbox.plan(await sandbox.account(), {
    TotalNumberOfPayments: days.length,
    StartDate,
    ExecutionFrequencyType: frequency,
    ExecutionFrequencyParameter: parameter,
  })
  await sandbox.setClock('2027-01-01T00:00:00Z')
  expect((await sandbox.charged('paymentplan', Id)).map(([day]) => day)).toEqual(days)
})

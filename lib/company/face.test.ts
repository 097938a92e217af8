import { expect, it, test } from 'vitest'
import { type CompanyFacts, companyFace, fitLogo, payeeOf } from './face'
import { companySchema } from './schema'
import { parseWebsite, websiteLabel } from './website'

const NEW: CompanyFacts = {
  ...{ name: 'Summit', legalName: null, street: null, city: null, state: 'CO', zip: null, phone: null, email: null },
  ...{ website: null, licenses: [], brandColor: null, footer: null, logoHash: null, logoWidth: null, logoHeight: null },
}

test('a company that staff have just made has its name, and no empty line', () => {
  expect(companyFace({ ...NEW, state: null })).toEqual({
    ...{ name: 'Summit', legalName: null, phone: null, email: null, website: null, address: null },
    ...{ licenses: [], footer: [], color: null, logo: null },
  })
  expect(payeeOf(NEW)).toBe('Summit')
})

test('what is entered is shown, and the legal name only where it is another one', () => {
  const face = companyFace({
    ...{ ...NEW, legalName: 'Summit LLC', street: '1 Elm St', city: 'Golden', zip: '80401', phone: '3035550142' },
    ...{ website: 'https://summit.test/', licenses: [{ state: 'CO', number: '12' }], footer: 'One\n\nTwo' },
    ...{ brandColor: '#ffee00', logoHash: 'ab', logoWidth: 600, logoHeight: 100 },
  })
  expect(face).toMatchObject({
    ...{ legalName: 'Summit LLC', address: '1 Elm St, Golden, CO 80401', phone: '(303) 555-0142' },
    ...{ website: { href: 'https://summit.test/', label: 'summit.test' }, licenses: ['License CO 12'] },
    ...{ footer: ['One', 'Two'], color: { fill: '#ffee00' }, logo: { hash: 'ab', width: 600, height: 100 } },
  })
  expect(companyFace({ ...NEW, legalName: 'Summit' }).legalName).toBeNull()
  expect(payeeOf({ ...NEW, legalName: 'Summit LLC' })).toBe('Summit LLC')
})

test('staff enter a state alone, which is no address', () => {
  expect(companyFace(NEW).address).toBeNull()
})

it.each([
  [
    { width: 600, height: 200 },
    { width: 240, height: 80 },
  ],
  [
    { width: 600, height: 20 },
    { width: 240, height: 8 },
  ],
  [
    { width: 100, height: 200 },
    { width: 40, height: 80 },
  ],
  [
    { width: 20, height: 10 },
    { width: 20, height: 10 },
  ],
  [
    { width: 600, height: 1 },
    { width: 240, height: 1 },
  ],
])('a logo of %o is drawn as %o', (size, drawn) => expect(fitLogo(size)).toEqual(drawn))

it.each([
  ['summit.test', 'https://summit.test/', 'summit.test'],
  ['HTTP://Summit.test/Roofs', 'http://summit.test/Roofs', 'http://summit.test/Roofs'],
  ['https://www.summit.test/?a=b', 'https://www.summit.test/?a=b', 'www.summit.test/?a=b'],
])('a website %s', (typed, kept, shown) => {
  expect(parseWebsite(typed)).toBe(kept)
  expect(websiteLabel(kept)).toBe(shown)
})

it.each([
  ...['', 'summit', 'javascript:alert(1)', 'ftp://summit.test', 'https://user@summit.test', 'https://summit.test:8080'],
  ...['https://192.0.2.1/', 'summit .test', 'https://[::1]/', `summit.test/${'a'.repeat(200)}`, 'mailto:a@summit.test'],
])('%j is no website', (typed) => expect(parseWebsite(typed)).toBeNull())

const FORM = {
  ...{ name: 'Summit', legalName: '', street: '', city: '', state: '', zip: '', phone: '', email: '', website: '' },
  ...{ licenses: [] as { state: string; number: string }[], brandColor: '', timeZone: 'America/Denver' },
  ...{ senderName: '', replyEmail: '', footer: '', version: 1, formId: '01a22354-5912-700a-872e-716d5d217159' },
}
const problems = (typed: Partial<typeof FORM>) =>
  companySchema.safeParse({ ...FORM, ...typed }).error?.issues.map(({ path, message }) => [path.join('.'), message]) ??
  []

it.each<[Partial<typeof FORM>, string]>([
  [{ name: ' ' }, 'name'],
  [{ website: 'summit' }, 'website'],
  [{ brandColor: 'blue' }, 'brandColor'],
  [{ senderName: 'Bank <a@bank.test>' }, 'senderName'],
  [{ senderName: 'office@bank.test' }, 'senderName'],
  [{ replyEmail: 'a@b.test\r\nBcc: c@d.test' }, 'replyEmail'],
  [{ replyEmail: 'a@b.test, c@d.test' }, 'replyEmail'],
  [{ footer: '1\n2\n3\n4\n5' }, 'footer'],
  [{ licenses: [{ state: '', number: '1' }] }, 'licenses.0.state'],
  [{ licenses: [{ state: 'CO', number: ' ' }] }, 'licenses.0.number'],
  [
    {
      licenses: [
        { state: 'CO', number: 'rc-1' },
        { state: 'CO', number: 'RC-1' },
      ],
    },
    'licenses.1.number',
  ],
  [{ licenses: Array.from({ length: 21 }, (_, at) => ({ state: 'CO', number: String(at) })) }, 'licenses'],
])('%j is refused at its field', (typed, field) => {
  expect(problems(typed).map(([path]) => path)).toEqual([field])
})

test('names stand on one line, whatever is sent', () => {
  const sent = { ...FORM, name: 'Summit\r\nBcc: a@b.test', senderName: 'Summit\r\nOffice' }
  expect(companySchema.parse(sent)).toMatchObject({ name: 'Summit Bcc: a@b.test', senderName: 'Summit Office' })
})

// Who may import whom. `npm test` holds it, and tools/imports.test.ts proves that each rule bites.

/** The rooms of lib, lowest first: a room imports only what stands above it here. */
const ROOMS = [
  'lib/paysimple',
  'lib/environment', // what variables may say, which the ground reads
  'lib/[^/]+\\.tsx?$', // the ground: money, dates, the database, the log
  'lib/language', // how customers are spoken to, in English and in Spanish
  'lib/metrics',
  'lib/payment-methods',
  'lib/queue',
  'lib/links',
  'lib/security',
  'lib/sessions',
  'lib/orgs',
  'lib/audit',
  'lib/second-step',
  'lib/limits',
  'lib/customer-links',
  'lib/seal', // what seals papers, and tells of a file whether it was sealed here
  'lib/files', // pictures that members bring, and where files are kept
  'lib/company',
  'lib/team',
  'lib/api-log',
  'lib/integration',
  'lib/payments/rules',
  'lib/payments/words',
  'lib/payments/counted',
  'lib/customers',
  'lib/states',
  'lib/documents',
  'lib/pdf',
  'lib/signing', // who signs what was sent, and what they did
  'lib/sealing', // what is signed is sealed, and its copy goes to everybody
  'lib/tax-rates',
  'lib/price-book',
  'lib/templates',
  'lib/jobs',
  'lib/payment-accounts',
  'lib/payments/record',
  'lib/payments/take',
  'lib/payments/reverse',
  'lib/payments/reconcile',
  'lib/payments/external',
  'lib/payments/recorded',
  'lib/payments/review',
  'lib/payments/[^/]+\\.tsx?$', // what pages read
  'lib/payments/listing',
  'lib/requests',
  'lib/canceling', // ends a signed agreement within the right to cancel, and refunds what was paid
  'lib/customer-page',
  'lib/email',
  'lib/live',
  'lib/api-test',
  'lib/staff',
  'lib/worker',
]

const TESTS = '\\.(test|spec)\\.tsx?$|^lib/testing/|^lib/paysimple/test-|^components/.*/testing/'
const pathOf = (room) => (room.endsWith('$') ? `^${room}` : `^${room}/`)

const rooms = ROOMS.slice(0, -1).map((room, n) => ({
  name: `room ${n + 1}: ${room.replace('[^/]+\\.tsx?$', '*.ts')}`,
  comment: 'A room of lib imports only what stands above it in the list of rooms.',
  severity: 'error',
  from: { path: pathOf(room), pathNot: TESTS },
  to: { path: ROOMS.slice(n + 1).map(pathOf) },
}))

/** What of lib a browser may run: pure, and needed there. */
const BROWSER = [
  '^lib/(sure|money|percent|dates|contact|regions|keyset|search|max-query|card-in-text|by-itself|new-id|time-zones)\\.ts$',
  '^lib/payment-methods/',
  '^lib/payments/(rules|words)/',
  '^lib/payments/(take|recorded)/(typed-payment|typed-entry|amount-choices)\\.ts$',
  '^lib/files/(picture-kind|photo-rules)\\.ts$',
  '^lib/company/(schema|face|website|brand-color|logo-kind)\\.ts$',
  '^lib/team/(rules|schema)\\.ts$',
  '^lib/customer-links/ways\\.ts$',
  '^lib/customer-page/(papers|schema)\\.ts$',
  '^lib/(customers|customer-links|documents|jobs|integration|payment-accounts|requests|staff)/(schema|stages)\\.ts$',
  '^lib/documents/(sums|schedule|claimed-total|splits|content|priced-input|snapshot|standing-total)\\.ts$',
  '^lib/documents/(merge|margin|places|lines-of|offers|ready|chosen|compare|quantity|due-words|kind-words|total-rows|line-notes|schedule-rows|terms|landing|change-words|document-path)\\.ts$',
  '^lib/documents/sums/',
  '^lib/states/',
  '^lib/customer-links/minutes-left\\.ts$',
  '^lib/signing/(schema|states|strokes|typed-name|consent-text)\\.ts$',
  '^lib/canceling/(schema|ways|words|progress)\\.ts$',
  '^lib/seal/verify-path\\.ts$',
  '^lib/language/(es/(browser|dialog)|account-words|language|say|spanish-dates|spanish-words)\\.ts$',
  '^lib/documents/with-new-ids\\.ts$',
  '^lib/price-book/(item|margin|line-of-item|import-preview|file-size)\\.ts$',
  '^lib/(tax-rates|templates)/(schema|template-of)\\.ts$',
  '^lib/orgs/(roles|drawn-for)\\.ts$',
  '^lib/sessions/(password-rule|own-schemas)\\.ts$',
  '^lib/security/alarm-kinds\\.ts$',
  '^lib/live/',
]

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const PRODUCT = '^(app|components|lib|prisma|server)/'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'no circle of files',
      'Two files that need each other are one, or a third is missing.',
      {},
      { circular: true },
    ),
    {
      ...rule('no circle of folders', 'Of two folders one stands below the other.', {}, { circular: true }),
      scope: 'folder',
    },
    ...rooms,
    rule(
      'the client knows nothing of ours',
      'lib/paysimple could be used by any program.',
      { path: '^lib/paysimple/', pathNot: TESTS },
      { path: '^(app|components|lib|prisma|scripts|tools|e2e|model|sandbox)/', pathNot: '^lib/paysimple/' },
    ),
    rule(
      'lib knows no page',
      'app and components import lib, never back.',
      { path: '^lib/' },
      { path: '^(app|components)/' },
    ),
    rule(
      'components know no page',
      'What a component does on the server is handed to it.',
      { path: '^components/' },
      { path: '^app/' },
    ),
    rule(
      'components know no server',
      'Of lib, components import what a browser may run; of the rest types at most.',
      { path: '^components/', pathNot: TESTS },
      { path: '^lib/', pathNot: BROWSER, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'rules and words do no work',
      'They decide and say; the rooms that call them read and write.',
      { path: '^lib/payments/(rules|words)/', pathNot: TESTS },
      { path: '^lib/(db|locks|log|errors|auth|vault)\\.ts$' },
    ),
    rule(
      'a folder of lib is a room',
      'A new folder of lib gets its place in the list of rooms.',
      {},
      { path: '^lib/.+/', pathNot: [...ROOMS.map(pathOf), TESTS] },
    ),
    rule(
      'the product imports no test support',
      'What tests share stays with the tests.',
      { path: PRODUCT, pathNot: TESTS },
      { path: '^lib/testing/|^lib/paysimple/test-' },
    ),
    rule(
      'a balance is read in one place',
      'lib/payments/counted reads all that counts on a job. Who computes a balance of something else forgets a part.',
      { path: '^(app|components|lib)/', pathNot: `${TESTS}|^lib/payments/(counted|rules)/` },
      { path: '^lib/payments/rules/balance\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'the product imports no tool',
      'scripts, tools, browser tests and the model use the product, never back.',
      { path: PRODUCT, pathNot: TESTS },
      { path: '^(scripts|tools|e2e|model)/' },
    ),
    rule(
      'the product is not the owner',
      'The app and the worker connect as roles that can do less. Commands and tests may be the owner of the tables.',
      { path: '^(app|components|lib|server)/', pathNot: TESTS },
      { path: '^prisma/(owner/|seed\\.ts$)' },
    ),
    rule(
      'the front knows nothing of the pages',
      'server passes requests on to Next, which has the pages in bundles of its own. They write one log and count in one place.',
      { path: '^server/', pathNot: TESTS },
      { path: '^(app|components|lib|prisma)/', pathNot: '^lib/(log|metrics/registry)\\.ts$' },
    ),
    rule(
      'the sandbox knows nothing of ours',
      'It is a second reading of the document: a mistake of the client must not be its own.',
      { path: '^sandbox/' },
      { path: '^(app|components|lib|prisma|scripts|server|tools|e2e|model)/' },
    ),
    rule(
      'nobody imports the sandbox',
      'It is its own program: talk to it over HTTP. Only the benchmark of it and its data may.',
      { pathNot: '^sandbox/|^scripts/bench/' },
      { path: '^sandbox/' },
    ),
    rule(
      'the judge knows nothing of what it judges',
      'The chaos run is judged by a program that shares no code with the product.',
      { path: '^e2e/chaos/(judge|rules|[a-z-]+-rules|evidence|second-run|coverage|missed|outages|records)\\.ts$' },
      { path: '^(app|components|lib|prisma|model|sandbox)/', reachable: true },
    ),
    rule(
      'commands share by way of tools',
      'tools are below scripts.',
      { path: '^tools/' },
      { path: '^(scripts|e2e|model)/' },
    ),
    rule('what is imported is there', 'An import leads somewhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(test|spec)\\.tsx?$|prisma/generated|\\.next|node_modules/' },
  },
}

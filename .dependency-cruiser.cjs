// Which way things may point: the arrows of ARCHITECTURE.md as rules, type imports included.
// scripts/architecture.ts runs them with the swc parser; the default one does not know TypeScript 7.

/** In the order of dependency: a domain calls only those before it. */
const DOMAINS = [
  'identity',
  'profiles',
  'catalogue',
  'media',
  'entitlements',
  'offers',
  'playback',
  'billing',
  'orders',
  'deliveries',
  'screenings',
  'parties',
  'notifications',
  'analytics',
  'admin',
]

const TESTS = '\\.(int\\.)?test\\.tsx?$'
/** What a domain shows to everybody else. */
const DOORS = '^server/domains/[^/]+/(index|schemas)\\.ts$'

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** One rule per domain: nothing that comes later in the list. */
const orderOfDomains = DOMAINS.slice(0, -1).map((domain, index) =>
  rule(
    `domain-order-${domain}`,
    `${domain} may call only the domains above it; everything else is an event.`,
    { path: `^server/domains/${domain}/`, pathNot: TESTS },
    { path: `^server/domains/(${DOMAINS.slice(index + 1).join('|')})/` },
  ),
)

module.exports = {
  forbidden: [
    rule('no-circular', 'No circular import, type imports included.', {}, { circular: true }),
    rule(
      'no-unresolved',
      'Every import leads to a file or an installed package.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'server-points-down',
      'server imports neither routes nor job handlers nor components.',
      { path: '^server/' },
      { path: '^(app|jobs|components)/' },
    ),
    rule(
      'components-are-fed',
      'A component knows components, texts and the shapes of schemas.ts, and neither a database nor a verb.',
      { path: '^components/' },
      { path: '^(app|db|jobs|server)/', pathNot: '^server/(domains|platform)/[^/]+/schemas\\.ts$' },
    ),
    rule(
      'actions-know-no-page',
      'A server action runs outside the page: Next gives it no language. It is told, or gives both.',
      { path: '^app/.*actions\\.ts$' },
      { path: '^app/\\[locale\\]/page-locale\\.ts$' },
    ),
    rule(
      'domains-by-their-door',
      'Whoever uses a domain goes through its index.ts, or schemas.ts for its shapes.',
      { path: '^(app|bench|components|jobs|i18n|db|server/(?!domains/))', pathNot: TESTS },
      { path: '^server/domains/', pathNot: DOORS },
    ),
    rule(
      'domains-by-their-door-among-themselves',
      "A domain reaches another by the other's index.ts or schemas.ts.",
      { path: '^server/domains/([^/]+)/' },
      { path: '^server/domains/', pathNot: ['^server/domains/$1/', DOORS] },
    ),
    ...orderOfDomains,
    rule(
      'repository-alone-sees-the-database',
      "Within a domain only *.repository.ts imports the schema or a database's client.",
      { path: '^server/domains/', pathNot: ['\\.repository\\.ts$', TESTS] },
      { path: ['^db/', '^node_modules/(drizzle-orm|postgres|mongodb)/'] },
    ),
    rule(
      'edges-see-no-database',
      'Routes, components, sockets, the command line and job handlers reach data through verbs.',
      { path: '^(app|components|jobs/(?!lib/)|server/(http|realtime|cli)/)', pathNot: TESTS },
      { path: ['^db/(?!seed/)', '^node_modules/(drizzle-orm|postgres|mongodb)/'] },
    ),
    rule(
      'platform-knows-no-domain',
      'The platform carries the domains, never the other way round.',
      { path: '^server/platform/', pathNot: TESTS },
      { path: '^server/(domains|http|realtime|cli)/' },
    ),
    rule(
      'domains-know-no-transport',
      'A verb does not know whether HTTP, a socket, a job or the command line called it.',
      { path: '^server/domains/' },
      { path: ['^server/(http|realtime|cli)/', '^node_modules/(next|next-auth|socket\\.io)/'] },
    ),
    rule(
      'web-loads-no-job',
      'Routes enqueue through the platform; a handler would bring ffmpeg and a worker into the web process.',
      { path: '^(app|proxy\\.ts|instrumentation\\.ts)' },
      { path: '^jobs/' },
    ),
    rule(
      'jobs-show-nothing',
      'Job handlers import neither routes nor components.',
      { path: '^jobs/' },
      { path: '^(app|components)/' },
    ),
    rule(
      'schema-stands-alone',
      'Database schemas and document shapes import nothing of the layers above.',
      { path: '^db/(postgres|mongo)/' },
      { path: '^(app|components|jobs|server|i18n|scripts)/' },
    ),
    rule(
      'product-needs-no-tools',
      'What runs in production imports nothing of set-up, tests and benches.',
      { path: '^(app|components|db|i18n|jobs|server)/', pathNot: TESTS },
      { path: '^(scripts|e2e|bench)/' },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.data|node_modules/.*/node_modules)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      importsFields: ['imports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
}

import { z } from 'zod'
import { problemSchema } from '../problem.ts'
import type { RouteSpec } from '../route-spec.ts'
import { describeFields, describeSchema, type JsonSchema } from './describe-schema.ts'

export type DescribedRoute = { address: string; method: string; spec: RouteSpec }

type Json = Record<string, unknown>

/** What any route may answer besides, by status. */
const refusals: Record<number, string> = {
  400: 'The request is malformed, or what it says is not valid.',
  401: 'Nobody is signed in, or the token is no longer good.',
  403: 'Who is signed in may not do this.',
  404: 'There is no such thing, or not for this caller.',
  405: 'The address takes other methods; `Allow` names them.',
  409: 'The thing has changed meanwhile, or is in a state that does not allow this.',
  410: 'The thing is gone.',
  413: 'The body is larger than allowed.',
  415: 'The body is of another kind than expected.',
  429: 'The budget is used up; `Retry-After` says for how long.',
  503: 'Something that is needed does not answer.',
}
const always = [400, 404, 409, 410, 429, 503]

/** Gives the OpenAPI 3.1 document of these routes, made of nothing but what each of them states. */
export function describeApi(routes: readonly DescribedRoute[], serverUrl: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const operations = (paths[route.address] ??= {})
    operations[route.method.toLowerCase()] = describeRoute(route)
  }
  const sorted = Object.entries(paths).toSorted(([one], [other]) => one.localeCompare(other))
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Marquee',
      version: '1',
      description:
        'Errors are RFC 9457 problem details; limits are told in RateLimit fields. See docs/api.md.',
    },
    servers: [{ url: serverUrl }],
    paths: Object.fromEntries(sorted),
    components: {
      schemas: { Problem: describeSchema(problemSchema, 'output') },
      responses: Object.fromEntries(
        Object.keys(refusals).map((status) => [`Problem${status}`, problem(status)]),
      ),
      headers: {
        RequestId: { description: 'Names this request in the log.', schema: { type: 'string' } },
        RetryAfter: { description: 'Seconds to wait.', schema: { type: 'string', pattern: '^[0-9]+$' } },
      },
      securitySchemes: schemes(routes),
    },
  }
}

function problem(status: string): Json {
  return {
    description: refusals[Number(status)],
    headers: {
      'X-Request-Id': { $ref: '#/components/headers/RequestId' },
      ...(status === '429' && { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }),
    },
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function schemes(routes: readonly DescribedRoute[]): Json {
  const secrets = new Set(routes.flatMap(({ spec }) => spec.secretHeader ?? []))
  return {
    bearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    cookieAuth: {
      type: 'apiKey',
      in: 'cookie',
      name: 'next-auth.session-token',
      description:
        'The session of a browser; `__Secure-` stands before the name where the site is served by https.',
    },
    ...Object.fromEntries([...secrets].map((name) => [name, { type: 'apiKey', in: 'header', name }])),
  }
}

function describeRoute({ address, method, spec }: DescribedRoute): Json {
  const parameters = describeParameters(address, spec)
  return {
    operationId: nameOperation(method, address),
    summary: spec.summary,
    tags: [tagOf(address)],
    security: securityOf(spec),
    'x-access': spec.access,
    'x-budget': spec.budget,
    ...(parameters.length > 0 && { parameters }),
    ...(spec.body && { requestBody: { required: true, content: describeContent(spec.body, 'input') } }),
    responses: describeAnswers(method, spec),
  }
}

function describeParameters(address: string, spec: RouteSpec): Json[] {
  const inPath = [...address.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const known = new Map(describeFields(spec.params).map((field) => [field.name, field.schema]))
  const anyText: JsonSchema = { type: 'string' }
  return [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: known.get(name) ?? anyText })),
    ...describeFields(spec.query).map((field) => ({ ...field, in: 'query' })),
    ...describeFields(spec.headers).map((field) => ({ ...field, in: 'header' })),
  ]
}

function describeAnswers(method: string, spec: RouteSpec): Json {
  // A token that is no good is told so by what is open to all, too.
  const closed = spec.refuses ?? (spec.access === 'public' ? [401] : [401, 403])
  const foreign = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? [] : [403]
  const refused = new Set([...always, ...closed, ...foreign, ...(spec.body ? [413, 415] : [])])
  const headers = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } }
  const answers: Json = {}
  for (const status of refused) {
    answers[status] =
      method === 'HEAD'
        ? { description: refusals[status] }
        : { $ref: `#/components/responses/Problem${status}` }
  }
  for (const [status, answer] of Object.entries(spec.answers)) {
    const content = answer && { content: describeContent(answer, 'output') }
    answers[status] = { description: Number(status) < 300 ? 'Done.' : 'Answered.', headers, ...content }
  }
  return answers
}

function describeContent(body: z.ZodType | { mediaType: string }, side: 'input' | 'output'): Json {
  if (body instanceof z.ZodType) return { 'application/json': { schema: describeSchema(body, side) } }
  return { [body.mediaType]: { schema: {} } }
}

function securityOf({ access, secretHeader }: RouteSpec): Json[] {
  if (secretHeader) return [{ [secretHeader]: [] }]
  const signedIn = [{ bearerAuth: [] }, { cookieAuth: [] }]
  return access === 'public' ? [{}, ...signedIn] : signedIn
}

/** `GET /api/me/watchlist/{titleId}` -> `getMeWatchlistTitleId` */
function nameOperation(method: string, address: string): string {
  const words = address.replace(/^\/api\//, '/').match(/\w+/g) ?? []
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function tagOf(address: string): string {
  return address.replace(/^\/(?:api\/|\{locale\}\/)?/, '').split('/')[0] ?? ''
}

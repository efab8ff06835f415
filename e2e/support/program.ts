import { setTimeout as wait } from 'node:timers/promises'
import { expect } from '@playwright/test'
import { instance } from './instance.ts'

export type Answer = { status: number; body: Record<string, unknown> }

/** A program that speaks for an account by its access token, and knows neither cookies nor pages. */
export class Program {
  private accessToken: string | null = null
  private refreshToken = ''
  private readonly agent: string

  /** `agent` is how it names itself. */
  constructor(agent: string) {
    this.agent = agent
  }

  /** Asks, and when it asked too often in this second, asks once more at the time it is told. */
  async ask(method: string, path: string, body?: object): Promise<Answer> {
    let response = await this.send(method, path, body)
    if (response.status === 429) {
      await wait(Number(response.headers.get('retry-after')) * 1000)
      response = await this.send(method, path, body)
    }
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, body: isJson ? (JSON.parse(text) as Answer['body']) : { text } }
  }

  private send(method: string, path: string, body?: object): Promise<Response> {
    return fetch(new URL(path, instance.baseUrl), {
      method,
      headers: {
        'user-agent': this.agent,
        ...(this.accessToken === null ? {} : { authorization: `Bearer ${this.accessToken}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  }

  /** Asks for what must be given, and gives it. */
  async get<Value>(path: string): Promise<Value> {
    const { status, body } = await this.ask('GET', path)
    expect(status, `GET ${path}: ${JSON.stringify(body)}`).toBe(200)
    return body as Value
  }

  async signIn(household: { email: string; password: string }): Promise<void> {
    const { status, body } = await this.ask('POST', '/api/auth/login', household)
    expect(status, JSON.stringify(body)).toBe(200)
    this.accessToken = String(body['access_token'])
    this.refreshToken = String(body['refresh_token'])
  }

  /** Goes on as one of the household: the answer's token names them. */
  async choose(profileId: string, pin?: string): Promise<Answer> {
    const chosen = await this.ask('POST', `/api/profiles/${profileId}/choose`, pin ? { pin } : {})
    const token = chosen.body['token'] as { access_token: string } | undefined
    if (token) this.accessToken = token.access_token
    return chosen
  }

  refresh(): Promise<Answer> {
    return this.ask('POST', '/api/auth/refresh', { refresh_token: this.refreshToken })
  }
}

/** What the token says, unverified. */
export function readToken(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}

/** Gives the first segment's address that a manifest leads to. */
export async function findSegment(manifest: string): Promise<string> {
  let address = new URL(manifest, instance.baseUrl)
  for (;;) {
    const response = await fetch(address)
    expect(response.status, address.pathname).toBe(200)
    const lines = (await response.text()).split('\n').map((line) => line.trim())
    const next = lines.find((line) => line !== '' && !line.startsWith('#'))
    if (next === undefined) throw new Error(`${address.pathname} names nothing.`)
    address = new URL(next, address)
    if (!address.pathname.endsWith('.m3u8')) return address.href
  }
}

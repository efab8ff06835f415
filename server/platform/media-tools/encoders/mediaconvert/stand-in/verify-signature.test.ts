import { describe, expect, it } from 'vitest'
import { sha256, verifySignature, type SignedRequest } from './verify-signature.ts'

// Both are examples that AWS published, signatures included: "Create a signed AWS API request" and
// "Authenticating requests using the Authorization header".
const nothing = sha256('')
const listUsers: SignedRequest = {
  method: 'GET',
  path: '/',
  query: 'Action=ListUsers&Version=2010-05-08',
  headers: {
    host: 'iam.amazonaws.com',
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
  },
  bodyHash: nothing,
}
const iam = {
  keys: { AKIDEXAMPLE: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  region: 'us-east-1',
  service: 'iam',
  now: () => Date.parse('2015-08-30T12:40:00Z'),
}
const getObject: SignedRequest = {
  method: 'GET',
  path: '/test.txt',
  query: '',
  headers: {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': nothing,
    'x-amz-date': '20130524T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  bodyHash: nothing,
}
const s3 = {
  keys: { AKIAIOSFODNN7EXAMPLE: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
  region: 'us-east-1',
  service: 's3',
  now: () => Date.parse('2013-05-24T00:00:00Z'),
}

describe("the stand-ins' check of signatures", () => {
  it("takes AWS's own examples", () => {
    expect(verifySignature(listUsers, iam)).toBeNull()
    expect(verifySignature(getObject, s3)).toBeNull()
  })

  it.each<[string, Partial<SignedRequest>, string]>([
    ['another query', { query: 'Action=DeleteUsers&Version=2010-05-08' }, 'SignatureDoesNotMatch'],
    ['another method', { method: 'POST' }, 'SignatureDoesNotMatch'],
    ['another path', { path: '/x' }, 'SignatureDoesNotMatch'],
    ['a body that was not signed', { bodyHash: sha256('x') }, 'SignatureDoesNotMatch'],
    [
      'another host',
      { headers: { ...listUsers.headers, host: 'elsewhere.example' } },
      'SignatureDoesNotMatch',
    ],
    ['no signature', { headers: { host: 'iam.amazonaws.com' } }, 'MissingAuthenticationToken'],
  ])('refuses %s', (_, change, fault) => {
    expect(verifySignature({ ...listUsers, ...change }, iam)).toBe(fault)
  })

  it('refuses a stranger, another service or region, yesterday, and a body that is not the signed one', () => {
    expect(verifySignature(listUsers, { ...iam, keys: {} })).toBe('InvalidClientTokenId')
    expect(verifySignature(listUsers, { ...iam, keys: { AKIDEXAMPLE: 'wrong' } })).toBe(
      'SignatureDoesNotMatch',
    )
    expect(verifySignature(listUsers, { ...iam, service: 's3' })).toBe('SignatureDoesNotMatch')
    expect(verifySignature(listUsers, { ...iam, region: 'eu-west-1' })).toBe('SignatureDoesNotMatch')
    expect(verifySignature(listUsers, { ...iam, now: () => Date.parse('2015-08-31T12:36:00Z') })).toBe(
      'RequestTimeTooSkewed',
    )
    expect(verifySignature({ ...getObject, bodyHash: sha256('x') }, s3)).toBe('ContentMismatch')
  })
})

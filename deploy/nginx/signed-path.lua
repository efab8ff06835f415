-- Checks /s/{signature}/{expiry}/{key} as server/domains/playback/signed-path.ts does, and /v/{session}/{signature}/{key}
-- with its cookie as play-address.ts does: HMAC-SHA256 with SIGNING_SECRET, compared in constant time. LuaJIT calls the
-- OpenSSL that nginx has loaded.
local ffi = require 'ffi'
local base64 = require 'ngx.base64'

ffi.cdef [[
const void *EVP_sha256(void);
unsigned char *HMAC(const void *digest, const void *key, int key_length, const unsigned char *data,
                    size_t length, unsigned char *out, unsigned int *out_length);
int CRYPTO_memcmp(const void *a, const void *b, size_t length);
]]

local crypto = ffi.C
local sha256 = crypto.EVP_sha256()
local digest = ffi.new('unsigned char[32]')
local digest_length = ffi.new('unsigned int[1]')
local manifest_seconds = 60
-- As in app/v: for how long a browser may keep what it has read of a film.
local film_seconds = 6 * 60 * 60

local secret = os.getenv('SIGNING_SECRET')
if not secret or #secret < 32 then
  error('SIGNING_SECRET is missing or shorter than 32 characters: give nginx the one that the web process has.')
end

local function hmac(text)
  if crypto.HMAC(sha256, secret, #secret, text, #text, digest, digest_length) == nil then
    error('OpenSSL made no digest.')
  end
  return base64.encode_base64url(ffi.string(digest, 32))
end

local function sign(expiry, scope)
  return hmac(expiry .. '\n' .. scope)
end

local function matches(given, expected)
  return #given == #expected and crypto.CRYPTO_memcmp(given, expected, #expected) == 0
end

--- How long a browser may keep the file: a version's files never change, its manifests are asked for again.
local function life_of(key, seconds_left, whose)
  if key:find('%.m3u8$') or key:find('%.mpd$') then
    return whose .. ', max-age=' .. math.min(manifest_seconds, seconds_left)
  end
  return whose .. ', max-age=' .. seconds_left .. ', immutable, no-transform'
end

local signed_path = {}

--- Lets the request go on, or ends it with 403; which of the reasons it was is not told.
function signed_path.check()
  local signature, expiry, key = ngx.var.signature, ngx.var.expiry, ngx.var.key
  local version = key:match('^media/[^/]+/[^/]+')
  -- Both scopes are always tried, so that the time taken tells nothing.
  local by_file = matches(signature, sign(expiry, 'file:' .. key))
  local by_version = matches(signature, sign(expiry, version and 'version:' .. version or 'file:' .. key))
  local seconds_left = tonumber(expiry) - ngx.time()
  if not (by_file or by_version) or seconds_left <= 0 then return ngx.exit(ngx.HTTP_FORBIDDEN) end
  ngx.var.media_life = life_of(key, seconds_left, 'public')
end

--- A film of a playback session: from disk where the cookie of its last heartbeat is good. Whatever else it is, the web
--- process knows: it asks whether the session lives, and refuses.
function signed_path.check_play()
  local session, signature, key = ngx.var.play_session, ngx.var.signature, ngx.var.key
  -- Over TLS the cookie's name has a prefix. By whatever name, it opens what its own signature says and no more.
  local cookie = ngx.var['cookie___Secure-marquee.play'] or ngx.var['cookie_marquee.play'] or ''
  local expiry, proof = cookie:match('^(%d%d%d%d%d%d%d%d%d%d)%.([%w_-]+)$')
  if not expiry or tonumber(expiry) <= ngx.time() then return ngx.exec('@web-media') end
  local is_session = matches(proof, hmac('play\n' .. session .. '\n' .. expiry))
  local scope = 'version:' .. key:match('^media/[^/]+/[^/]+')
  local lines = ngx.var.lines
  if lines and lines ~= '' then
    scope = scope .. '\n' .. lines
    -- Manifests are made for the reader, and taller pictures refused, there as well.
    local own = key:match('/video%-(%d+)p[^/]*$')
    local is_manifest = key:find('%.m3u8$') or key:find('%.mpd$')
    if is_manifest or (own and tonumber(own) > tonumber(lines)) then return ngx.exec('@web-media') end
  end
  local is_signed = matches(signature, hmac('session\n' .. session .. '\n' .. scope))
  if not (is_session and is_signed) then return ngx.exec('@web-media') end
  ngx.var.media_life = life_of(key, film_seconds, 'private')
end

return signed_path

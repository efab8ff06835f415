/** How many parts a window is counted in: its edge moves by a sixtieth at a time. */
const parts = 60

/**
 * Redis' side of counting, one script so that requests at once can't slip by: each window is a hash of its parts, the
 * part that is leaving counts by the share of it that is still inside. Only a request that every window has room for
 * is counted. Gives how many milliseconds to wait (0: go on), then for each window what is left and the milliseconds
 * until some of what is used comes back.
 * KEYS: one hash a window. ARGV: now in ms, then for each window its length in ms and the requests it holds.
 */
export const slidingWindows = `
local now, parts = tonumber(ARGV[1]), ${parts}
local wait, answer = 0, {0}
for i = 1, #KEYS do
  local length, most = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  local part = length / parts
  local current = math.floor(now / part)
  local raw, used, counted = redis.call('HGETALL', KEYS[i]), 0, {}
  for j = 1, #raw, 2 do
    local at, requests = tonumber(raw[j]), tonumber(raw[j + 1])
    if current - at > parts then
      redis.call('HDEL', KEYS[i], raw[j])
    else
      if current - at == parts then requests = requests * (1 - (now / part - current)) end
      used = used + requests
      table.insert(counted, {at, requests})
    end
  end
  table.sort(counted, function(a, b) return a[1] < b[1] end)
  local function leaves(at) return math.max(1, math.ceil((at + parts + 1) * part - now)) end
  local excess = used + 1 - most
  for _, each in ipairs(counted) do
    if excess <= 0 then break end
    excess = excess - each[2]
    wait = math.max(wait, leaves(each[1]))
  end
  if excess > 0 then wait = math.max(wait, length) end
  answer[2 * i] = math.max(0, math.floor(most - used - 1))
  answer[2 * i + 1] = counted[1] and leaves(counted[1][1]) or length
end
if wait > 0 then
  answer[1] = wait
  return answer
end
for i = 1, #KEYS do
  local length = tonumber(ARGV[2 * i])
  redis.call('HINCRBY', KEYS[i], string.format('%.0f', math.floor(now / (length / parts))), 1)
  redis.call('PEXPIRE', KEYS[i], math.ceil(length * (parts + 1) / parts))
end
return answer
`

-- The requests, ready-made by wrk.ts: the length of each on a line of its own, then the request.
local requests = {}
-- With a number to begin at they are sent in turn, else at random.
local turn

function init(args)
  local file = assert(io.open(args[1], "rb"))
  for length in file:lines() do
    requests[#requests + 1] = file:read(tonumber(length))
  end
  file:close()
  turn = tonumber(args[2])
  math.randomseed(42)
end

-- No function `response`: wrk would take each answer apart in Lua, and itself be what is measured.
function request()
  if turn then
    turn = turn % #requests + 1
    return requests[turn]
  end
  return requests[#requests == 1 and 1 or math.random(#requests)]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '\n@@{"requests":%d,"seconds":%.3f,"p50":%.3f,"p99":%.3f,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed
  ))
end

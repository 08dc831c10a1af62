-- The summary of a run as one line of JSON. `refused` are answers of 400 and above.
function done(summary, latency)
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    '{"requests": %d, "seconds": %f, "broken": %d, "refused": %d, "p50_ms": %f, "p95_ms": %f}\n',
    summary.requests, summary.duration / 1e6, broken, errors.status,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3))
end

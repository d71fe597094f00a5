// A process of its own: reads what to do from standard input, prints the outcome as JSON.
import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';

const { port, connections, seconds, requests, from } = JSON.parse(await text(process.stdin));

let clients = 0;
const result = await autocannon({
  url: `http://localhost:${port}`,
  connections,
  duration: seconds,
  timeout: 10,
  requests: [requests[0]],
  // Each connection in an order of its own; all of them in the same one would ask for the same tenant at once.
  setupClient: (client) => client.setRequests(from === undefined ? shuffled(requests) : share(clients++)),
});
console.log(
  JSON.stringify({
    requests: result.requests.total,
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  }),
);

/** Those that this connection sends, so that all of them together send every request once before any comes again. */
function share(client) {
  const inTurn = [...requests.slice(from), ...requests.slice(0, from)];
  return inTurn.filter((_, index) => index % connections === client % connections);
}

function shuffled(list) {
  const order = list.map((entry) => ({ entry, place: Math.random() }));
  return order.sort((one, other) => one.place - other.place).map(({ entry }) => entry);
}

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EventSource } from 'eventsource';
import { Inbox } from './support/inbox.mjs';
import { ask, cursorNow, declare } from './support/server.mjs';
import { openWire } from './support/wire.mjs';

const CHANGES = `subscription ($after: String) {
  incidentsChanged(after: $after) { cursor previousCursor incident { number } }
}`;

let wire;

before(async () => (wire = await openWire()));
after(() => wire.close());

/** As in a browser, which cannot give it a header: with a ticket. */
async function open(query, variables = {}) {
  const { createStreamTicket } = await ask('mutation { createStreamTicket(input: {}) { ticket } }', null, 'viewer');
  const address = new URL(wire.url);
  address.search = new URLSearchParams({ query, variables: JSON.stringify(variables), ticket: createStreamTicket.ticket });
  return new EventSource(address);
}

async function watch(variables) {
  const source = await open(CHANGES, variables);
  const inbox = new Inbox();
  source.addEventListener('next', (event) => inbox.observer.next({ id: event.lastEventId, ...JSON.parse(event.data) }));
  source.addEventListener('complete', inbox.observer.complete);
  return { source, inbox };
}

test('each event has its cursor as id, and after a cut Last-Event-ID brings what was missed', async () => {
  const { source, inbox } = await watch({ after: await cursorNow() });
  const { number: first } = await declare('Before the cut');
  const before = await inbox.next();
  assert.equal(before.data.incidentsChanged.incident.number, first);
  assert.ok(before.id.startsWith(before.data.incidentsChanged.cursor));

  wire.cut();
  const { number: second } = await declare('During the cut');
  wire.mend();
  const missed = await inbox.next();
  assert.deepEqual([missed.data.incidentsChanged.incident.number, missed.data.incidentsChanged.previousCursor], [second, before.data.incidentsChanged.cursor]);
  source.close();
});

test('a cut before the first event is made good by the cursor in the address', async () => {
  const { source, inbox } = await watch({ after: await cursorNow() });
  await new Promise((resolve) => source.addEventListener('open', resolve, { once: true }));
  wire.cut();
  const { number } = await declare('Before anything was seen');
  wire.mend();
  assert.equal((await inbox.next()).data.incidentsChanged.incident.number, number);
  source.close();
});

test('a cursor of another log is told, once, and forgotten', async () => {
  const { source, inbox } = await watch({ after: 'bm90IG91cnM' });
  const refused = await inbox.next();
  assert.deepEqual([refused.errors[0].extensions.code, refused.id], ['CURSOR_INVALID', '']);
  await assert.rejects(inbox.next(), /completed/);
  source.close();
});

test('what cannot be subscribed to is told as an event, since an EventSource shows no status', async () => {
  const source = await open('subscription { incidentChanged(number: 0) { cursor } }');
  const event = await new Promise((resolve) => source.addEventListener('next', resolve));
  assert.equal(JSON.parse(event.data).errors[0].extensions.code, 'NOT_FOUND');
  source.close();
});

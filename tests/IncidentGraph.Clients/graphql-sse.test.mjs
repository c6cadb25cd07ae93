import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { Inbox } from './support/inbox.mjs';
import { cursorNow, declare, headersOf, rename } from './support/server.mjs';
import { openWire } from './support/wire.mjs';

const CHANGES = `subscription ($after: String) {
  incidentsChanged(after: $after) { cursor previousCursor match incident { number title } }
}`;

let wire, client;

before(async () => {
  wire = await openWire();
  client = createClient({
    url: wire.url,
    headers: () => headersOf('responder'),
    retryAttempts: Infinity,
    retry: () => setTimeout(20),
  });
});

after(() => {
  client.dispose();
  wire.close();
});

test('queries run over an event stream too', async () => {
  const answer = client.iterate({ query: '{ viewer { actor { displayName } } }' });
  assert.equal((await answer.next()).value.data.viewer.actor.displayName, 'Ravi Patel');
  assert.equal((await answer.next()).done, true);
});

test('a request that cannot be right is answered with its code, and is not sent again', async () => {
  const answer = client.iterate({ query: '{ nothing }' });
  assert.equal((await answer.next()).value.errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
  assert.equal((await answer.next()).done, true);
});

test('a cursor of another log is refused with its code, and is not sent again', async () => {
  const answer = client.iterate({ query: CHANGES, variables: { after: 'bm90IG91cnM' } });
  assert.equal((await answer.next()).value.errors[0].extensions.code, 'CURSOR_INVALID');
  assert.equal((await answer.next()).done, true);
});

test('a live subscription sees what a mutation did', async () => {
  const changes = client.iterate({ query: CHANGES, variables: { after: await cursorNow() } });
  const { number } = await declare('Seen over SSE');
  assert.deepEqual((await changes.next()).value.data.incidentsChanged.incident, { number, title: 'Seen over SSE' });

  await rename(String(number), 'Seen live over SSE'); // the first has arrived, so this one is not replayed
  const { incident, match } = (await changes.next()).value.data.incidentsChanged;
  assert.deepEqual([incident.title, match], ['Seen live over SSE', 'STAYED']);
  await changes.return();
});

test('over a single connection several operations are answered, and one is stopped', async () => {
  const single = createClient({ url: wire.url, headers: () => headersOf('responder'), singleConnection: true, retryAttempts: 0 });
  const [first, second] = [0, 1].map(() => single.iterate({ query: CHANGES }));
  const waiting = [first.next(), second.next()];
  const answer = single.iterate({ query: '{ viewer { actor { displayName } } }' });
  assert.equal((await answer.next()).value.data.viewer.actor.displayName, 'Ravi Patel');
  assert.equal((await answer.next()).done, true);

  let seen; // declared again until both subscriptions are live
  do {
    await declare('Seen over one connection');
    seen = await Promise.race([Promise.all(waiting), setTimeout(200)]);
  } while (!seen);
  for (const { value } of seen) assert.equal(value.data.incidentsChanged.incident.title, 'Seen over one connection');

  await first.return();
  const { number } = await declare('Seen by the other');
  let incident;
  do ({ incident } = (await second.next()).value.data.incidentsChanged);
  while (incident.number !== number);
  single.dispose();
});

test('over a single connection a request that cannot be right is refused', async () => {
  const single = createClient({ url: wire.url, headers: () => headersOf('responder'), singleConnection: true, retryAttempts: 0 });
  await assert.rejects(async () => single.iterate({ query: '{ nothing }' }).next());
  single.dispose();
});

test('after a cut the client goes on where it was, when it keeps its last cursor in the variables', async () => {
  const request = { query: CHANGES, variables: { after: await cursorNow() } };
  const inbox = new Inbox();
  const end = client.subscribe(request, inbox.observer);
  const seen = async () => {
    const change = (await inbox.next()).data.incidentsChanged;
    assert.equal(change.previousCursor, request.variables.after, 'something was missed, or came twice');
    request.variables.after = change.cursor;
    return change.incident.number;
  };

  const { number: first } = await declare('Before the cut');
  assert.equal(await seen(), first);
  wire.cut();
  const { number: second } = await declare('During the cut');
  wire.mend();
  assert.equal(await seen(), second);
  const { number: third } = await declare('After the cut');
  assert.equal(await seen(), third);
  end();
});

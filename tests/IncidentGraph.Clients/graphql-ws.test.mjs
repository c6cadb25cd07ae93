import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Inbox } from './support/inbox.mjs';
import { cursorNow, declare, headersOf, rename, webSocketUrlOf } from './support/server.mjs';
import { openWire } from './support/wire.mjs';

const CHANGES = `subscription ($after: String) {
  incidentsChanged(after: $after) { cursor previousCursor match event { summary } incident { number title } }
}`;

let wire, client;

before(async () => {
  wire = await openWire();
  client = createClient({
    url: webSocketUrlOf(wire.url),
    webSocketImpl: WebSocket,
    connectionParams: () => headersOf('responder'),
    retryAttempts: Infinity,
    retryWait: () => setTimeout(20),
    shouldRetry: () => true, // in Node.js a server that is away is an error, not the closing of a socket
  });
});

after(async () => {
  await client.dispose();
  wire.close();
});

test('queries and mutations run over the socket, with the token of connection_init', async () => {
  const answer = client.iterate({ query: '{ viewer { roles } }' });
  assert.deepEqual((await answer.next()).value.data.viewer.roles, ['VIEWER', 'RESPONDER']);
  assert.equal((await answer.next()).done, true);

  const input = { title: 'Over a socket', severityId: '3', symptoms: ['It is slow'] };
  const query = 'mutation ($input: DeclareIncidentInput!) { declareIncident(input: $input) { incident { title } errors { __typename } } }';
  const declared = await client.iterate({ query, variables: { input } }).next();
  assert.deepEqual(declared.value.data.declareIncident, { incident: { title: 'Over a socket' }, errors: null });
});

test('a request that cannot be right fails with its code, and the socket lives on', async () => {
  const failed = client.iterate({ query: '{ nothing }' }).next();
  await assert.rejects(failed, (errors) => errors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED');

  assert.ok((await client.iterate({ query: '{ __typename }' }).next()).value.data);
});

test('a live subscription sees what a mutation did', async () => {
  const changes = client.iterate({ query: CHANGES, variables: { after: await cursorNow() } });
  const { number } = await declare('Seen over WebSocket');
  assert.deepEqual((await changes.next()).value.data.incidentsChanged.incident, { number, title: 'Seen over WebSocket' });

  await rename(String(number), 'Seen live over WebSocket'); // the first has arrived, so this one is not replayed
  const { incident, match } = (await changes.next()).value.data.incidentsChanged;
  assert.deepEqual([incident.title, match], ['Seen live over WebSocket', 'STAYED']);
  await changes.return();
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

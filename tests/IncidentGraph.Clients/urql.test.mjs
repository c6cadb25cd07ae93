import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Client, fetchExchange, gql, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Inbox } from './support/inbox.mjs';
import { ask, declare, headersOf, rename, url, webSocketUrlOf } from './support/server.mjs';

const ONE = gql`query ($number: Int!) { incident(number: $number) { id title version } }`;

const CHANGES = gql`subscription ($id: ID!, $after: String) { incidentChanged(id: $id, after: $after) { cursor incident { id title version } } }`;

const RENAME = gql`mutation ($input: UpdateIncidentInput!) {
  updateIncident(input: $input) { incident { id title version } errors { __typename ... on Error { message code remedy } } }
}`;

const overSockets = subscriptionExchange({
  forwardSubscription: (request) => ({ subscribe: (sink) => ({ unsubscribe: sockets.subscribe({ ...request, query: request.query ?? '' }, sink) }) }),
});

let schema, headers, sockets, requests;

before(async () => {
  schema = await ask(getIntrospectionQuery(), null, 'admin');
  headers = await headersOf('responder');
  sockets = createClient({ url: webSocketUrlOf(url), webSocketImpl: WebSocket, connectionParams: headers });
});

after(() => sockets.dispose());

beforeEach(() => (requests = 0));

/** With the schema, the normalised cache knows which fields may be null and which types an interface stands for. */
function open({ subscriptions = [], ...options } = {}) {
  const resolvers = { Query: { incidents: relayPagination() } };
  return new Client({
    url,
    fetchOptions: { headers },
    fetch: (...request) => {
      requests++;
      return fetch(...request);
    },
    preferGetMethod: false,
    exchanges: [cacheExchange({ schema, resolvers, keys: { Viewer: () => null } }), fetchExchange, ...subscriptions],
    ...options,
  });
}

function watch(client, query, variables) {
  const inbox = new Inbox();
  const { unsubscribe } = client.query(query, variables).subscribe(inbox.observer.next);
  const rendered = async (isWanted) => {
    const { data, error } = await inbox.until((result) => result.error || isWanted(result.data));
    assert.equal(error, undefined);
    return data;
  };
  return { rendered, end: unsubscribe };
}

test('a mutation that answers with the incident renders what watches it, without another request', async () => {
  const client = open();
  const { id, number, version } = await declare('Before');
  const view = watch(client, ONE, { number });
  await view.rendered(({ incident }) => incident.title === 'Before');

  const { data } = await client.mutation(RENAME, { input: { id, title: 'After', expectedVersion: version } });
  assert.equal(data.updateIncident.errors, null);
  const { incident } = await view.rendered(({ incident }) => incident.title === 'After');
  assert.equal(incident.version, version + 1);
  assert.equal(requests, 2);
  view.end();
});

test('what a mutation can expect to go wrong is data, and no error of the request', async () => {
  const { id } = await declare('Not to be emptied');
  const { data, error } = await open().mutation(RENAME, { input: { id, title: '' } });
  assert.equal(error, undefined);
  const [{ __typename, code, message, remedy }] = data.updateIncident.errors;
  assert.deepEqual([__typename, code], ['ValidationError', 'VALIDATION']);
  assert.ok(message && remedy);
});

test('what is wrong with a request is an error with a code', async () => {
  const { error } = await open().query(gql`{ incidents(first: 1000) { totalCount } }`, {});
  assert.equal(error.graphQLErrors[0].extensions.code, 'PAGE_TOO_LARGE');
});

test('queries may be sent by GET', async () => {
  const { data } = await open({ preferGetMethod: true }).query(gql`{ viewer { roles } }`, {});
  assert.deepEqual(data.viewer.roles, ['VIEWER', 'RESPONDER']);
});

for (const [way, options] of [
  ['WebSocket', { subscriptions: [overSockets] }],
  ['server-sent events', { fetchSubscriptions: true }],
]) {
  test(`a subscription over ${way} renders what watches the incident`, async () => {
    const client = open(options);
    const { id, number, cursor } = await declare('Before');
    const view = watch(client, ONE, { number });
    await view.rendered(({ incident }) => incident.title === 'Before');

    const changes = new Inbox();
    const { unsubscribe } = client.subscription(CHANGES, { id, after: cursor }).subscribe(changes.observer.next);
    await rename(id, 'Changed by somebody else');
    await view.rendered(({ incident }) => incident.title === 'Changed by somebody else');

    await rename(id, 'Changed once more, live');
    await view.rendered(({ incident }) => incident.title === 'Changed once more, live');
    assert.equal((await changes.next()).error, undefined);
    unsubscribe();
    view.end();
  });
}

test('pages of a connection become one list in the cache', async () => {
  const client = open();
  const query = gql`query ($after: String) {
    incidents(first: 4, after: $after, order: [{ number: ASC }]) { edges { cursor node { id number } } pageInfo { hasNextPage endCursor } }
  }`;
  const first = await client.query(query, {});
  const { data } = await client.query(query, { after: first.data.incidents.pageInfo.endCursor });
  assert.deepEqual(data.incidents.edges.map(({ node }) => node.number), [1, 2, 3, 4, 5, 6, 7, 8]);
});

test('fragments over the interface Event are read from the cache for every type of event', async () => {
  const client = open();
  const { id } = await declare('Full of events');
  await rename(id, 'Full of two events');
  const query = gql`query ($id: ID!) {
    node(id: $id) { id ... on Incident { timeline(first: 10) { nodes { id ...Line ... on IncidentDeclared { title } } } } }
  }
  fragment Line on Event { type summary }`;

  await client.query(query, { id });
  const { data, operation } = await client.query(query, { id }, { requestPolicy: 'cache-only' });
  assert.deepEqual(data.node.timeline.nodes.map(({ type, title }) => [type, title]), [
    ['INCIDENT_DECLARED', 'Full of events'],
    ['INCIDENT_UPDATED', undefined],
  ]);
  assert.equal(operation.context.meta.cacheOutcome, 'hit');
});

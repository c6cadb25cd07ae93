import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { headersOf, url } from './support/server.mjs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** A client that sends hashes, and what it sent. */
async function open(options = {}) {
  const sent = [];
  const http = new HttpLink({
    uri: url,
    headers: await headersOf('responder'),
    fetch: async (address, init) => {
      const response = await fetch(address, init);
      const text = new URL(address).searchParams.get('query') ?? JSON.parse(init.body ?? '{}').query;
      sent.push({ address, method: init.method, hasText: Boolean(text), headers: response.headers });
      return response;
    },
  });
  const client = new ApolloClient({ link: new PersistedQueryLink({ sha256, ...options }).concat(http), cache: new InMemoryCache() });
  return { client, sent };
}

/** A document that nobody has sent before. */
const unheard = () => gql(`query Latest { incidents(first: 1) { nodes { id u${process.hrtime.bigint()}: title } } }`);

test('a document is sent once; then its hash is enough, also for another client', async () => {
  const query = unheard();
  const first = await open();
  const { data } = await first.client.query({ query });
  assert.equal(data.incidents.nodes.length, 1);
  assert.deepEqual(first.sent.map(({ method, hasText }) => [method, hasText]), [['POST', false], ['POST', true]]);

  const second = await open();
  assert.deepEqual((await second.client.query({ query })).data, data);
  assert.deepEqual(second.sent.map(({ method, hasText }) => [method, hasText]), [['POST', false]]);
});

test('hashes may be sent by GET, and the answer may be asked for again with its tag', async () => {
  const query = unheard();
  const { client, sent } = await open({ useGETForHashedQueries: true });
  await client.query({ query });
  await client.query({ query, fetchPolicy: 'network-only' });
  assert.deepEqual(sent.map(({ method, hasText }) => [method, hasText]), [['GET', false], ['POST', true], ['GET', false]]);
  const { address, headers } = sent[2];
  assert.match(headers.get('cache-control'), /private/);

  const again = await fetch(address, { headers: { ...(await headersOf('responder')), 'If-None-Match': headers.get('etag') } });
  assert.deepEqual([again.status, await again.text()], [304, '']);
});

test('a mutation is sent by POST though hashes go by GET', async () => {
  const { client, sent } = await open({ useGETForHashedQueries: true });
  const mutation = gql`mutation Latest($input: DeclareIncidentInput!) { declareIncident(input: $input) { incident { number } } }`;
  const input = { title: 'By its hash', severityId: '4', symptoms: ['none'] };
  const { data } = await client.mutate({ mutation, variables: { input } });
  assert.ok(data.declareIncident.incident.number);
  assert.ok(sent.every(({ method }) => method === 'POST'));
});

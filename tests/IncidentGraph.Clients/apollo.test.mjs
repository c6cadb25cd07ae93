import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { createClient } from 'graphql-ws';
import { OperationTypeNode } from 'graphql';
import WebSocket from 'ws';
import { Inbox } from './support/inbox.mjs';
import { ask, cursorNow, declare, headersOf, rename, url, webSocketUrlOf } from './support/server.mjs';

const ONE = gql`query ($number: Int!) { incident(number: $number) { id title version services(first: 5) { nodes { id key name } } } }`;

const RENAME = gql`mutation ($input: UpdateIncidentInput!) {
  updateIncident(input: $input) {
    incident { id title version }
    errors { __typename ... on Error { message code field remedy } ... on VersionConflictError { actualVersion current { ... on Incident { id title version } } } }
  }
}`;

let possibleTypes, sockets, client, requests;

before(async () => {
  const { __schema } = await ask('{ __schema { types { name possibleTypes { name } } } }');
  possibleTypes = Object.fromEntries(
    __schema.types.filter((type) => type.possibleTypes).map((type) => [type.name, type.possibleTypes.map(({ name }) => name)]),
  );
  sockets = createClient({ url: webSocketUrlOf(url), webSocketImpl: WebSocket, connectionParams: () => headersOf('responder') });
});

after(() => sockets.dispose());

beforeEach(async () => {
  requests = 0;
  const http = new HttpLink({
    uri: url,
    headers: await headersOf('responder'),
    fetch: (...request) => {
      requests++;
      return fetch(...request);
    },
  });
  const isLive = ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION;
  const typePolicies = { Query: { fields: { incidents: relayStylePagination(['where', 'order']) } } };
  client = new ApolloClient({
    link: ApolloLink.split(isLive, new GraphQLWsLink(sockets), http),
    cache: new InMemoryCache({ possibleTypes, typePolicies }),
  });
});

/** What a component would render, each time that it changes. */
function watch(query, variables) {
  const inbox = new Inbox();
  const subscription = client.watchQuery({ query, variables }).subscribe(inbox.observer);
  const rendered = async (isWanted) => (await inbox.until(({ data, loading }) => !loading && isWanted(data))).data;
  return { rendered, end: () => subscription.unsubscribe() };
}

test('objects are kept once, by their global id', async () => {
  const { id, number } = await declare('Kept once', { services: [{ serviceId: 'cdn', level: 'DEGRADED' }] });
  await client.query({ query: ONE, variables: { number } });
  await client.query({ query: gql`{ service(key: "cdn") { id status } }` });

  const cache = client.cache.extract();
  assert.equal(cache[`Incident:${id}`].title, 'Kept once');
  const services = Object.values(cache).filter(({ __typename }) => __typename === 'Service');
  assert.deepEqual(services.map(({ key, status }) => [key, status]), [['cdn', 'DEGRADED']]);
  await ask('mutation ($input: CancelIncidentInput!) { cancelIncident(input: $input) { cursor } }', { input: { id, reason: 'Tried out' } });
});

test('a mutation that answers with the incident renders what watches it, without another request', async () => {
  const { id, number, version } = await declare('Before');
  const view = watch(ONE, { number });
  await view.rendered(({ incident }) => incident.title === 'Before');

  const { data } = await client.mutate({ mutation: RENAME, variables: { input: { id, title: 'After', expectedVersion: version } } });
  assert.equal(data.updateIncident.errors, null);
  const { incident } = await view.rendered(({ incident }) => incident.title === 'After');
  assert.equal(incident.version, version + 1);
  assert.equal(requests, 2);
  view.end();
});

test('a subscription over WebSocket renders what watches the incident', async () => {
  const { id, number, cursor } = await declare('Before');
  const view = watch(ONE, { number });
  await view.rendered(({ incident }) => incident.title === 'Before');

  const query = gql`subscription ($id: ID!, $after: String) { incidentChanged(id: $id, after: $after) { cursor incident { id title version } } }`;
  const changes = client.subscribe({ query, variables: { id, after: cursor } }).subscribe(new Inbox().observer);
  await rename(id, 'Changed by somebody else');
  await view.rendered(({ incident }) => incident.title === 'Changed by somebody else');
  assert.equal(requests, 1);
  changes.unsubscribe();
  view.end();
});

test('what a mutation can expect to go wrong is data, of a type that says more', async () => {
  const { id, version } = await declare('Fought over');
  const invalid = await client.mutate({ mutation: RENAME, variables: { input: { id, title: '' } } });
  assert.deepEqual(invalid.data.updateIncident.errors.map(({ __typename, code, field }) => ({ __typename, code, field })), [
    { __typename: 'ValidationError', code: 'VALIDATION', field: ['title'] },
  ]);

  await rename(id, 'Somebody was faster');
  const { data } = await client.mutate({ mutation: RENAME, variables: { input: { id, title: 'Too late', expectedVersion: version } } });
  const [conflict] = data.updateIncident.errors;
  assert.deepEqual([conflict.code, conflict.actualVersion, conflict.current.title], ['VERSION_CONFLICT', version + 1, 'Somebody was faster']);
  assert.ok(conflict.message && conflict.remedy);
});

test('what is wrong with a request is an error with a code', async () => {
  const query = gql`{ incidents(first: 1000) { totalCount } }`;
  await assert.rejects(client.query({ query }), (error) =>
    CombinedGraphQLErrors.is(error) && error.errors[0].extensions.code === 'PAGE_TOO_LARGE');
});

test('fragments over the interface Event hold for every type of event', async () => {
  const { id } = await declare('Full of events');
  await rename(id, 'Full of two events');
  const line = gql`fragment Line on Event { id type summary actor { ... on User { id handle } } }`;
  const query = gql`
    query ($number: ID!) {
      node(id: $number) {
        id
        ... on Incident {
          timeline(first: 10) {
            nodes { ...Line ... on IncidentDeclared { title } ... on IncidentUpdated { changes { field before after } } }
          }
        }
      }
    }
    ${line}`;
  const { data } = await client.query({ query, variables: { number: id } });

  const [declared, updated] = data.node.timeline.nodes;
  assert.deepEqual([declared.__typename, declared.title, updated.changes[0].after], ['IncidentDeclared', 'Full of events', 'Full of two events']);
  const kept = client.cache.readFragment({ id: client.cache.identify(updated), fragment: line });
  assert.deepEqual([kept.type, kept.actor.handle], ['INCIDENT_UPDATED', 'ravi.patel']);
});

test('fetchMore appends the next page of a connection', async () => {
  const query = gql`query ($after: String) {
    incidents(first: 4, after: $after, order: [{ number: ASC }]) { edges { cursor node { id number } } pageInfo { hasNextPage endCursor } }
  }`;
  const pages = client.watchQuery({ query });
  const inbox = new Inbox();
  const subscription = pages.subscribe(inbox.observer);
  const shown = async (count) => (await inbox.until(({ data, loading }) => !loading && data.incidents.edges.length === count)).data.incidents;

  const first = await shown(4);
  await pages.fetchMore({ variables: { after: first.pageInfo.endCursor } });
  const both = await shown(8);
  assert.deepEqual(both.edges.map(({ node }) => node.number), [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.equal(both.pageInfo.hasNextPage, true);
  subscription.unsubscribe();
});

test('without a link for subscriptions the error says how they are sent', async () => {
  const alone = new ApolloClient({ link: new HttpLink({ uri: url, headers: await headersOf('responder') }), cache: new InMemoryCache() });
  const inbox = new Inbox();
  const query = gql`subscription ($after: String) { incidentsChanged(after: $after) { cursor } }`;
  alone.subscribe({ query, variables: { after: await cursorNow() } }).subscribe(inbox.observer);
  const { error } = await inbox.next();
  assert.match(error.message, /text\/event-stream or over a WebSocket/);
});

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';
import { createClient } from 'graphql-ws';
import relay from 'relay-runtime';
import WebSocket from 'ws';
import { writeContract } from './support/contract.mjs';
import { Inbox } from './support/inbox.mjs';
import { ask, cursorNow, declare, headersOf, rename, url, webSocketUrlOf } from './support/server.mjs';
import { run } from './support/tools.mjs';

const { Environment, Network, Observable, RecordSource, Store } = relay;
const { commitMutation, createOperationDescriptor, fetchQuery, getSelector, requestSubscription } = relay;

const compiled = new URL('artifacts/relay/', import.meta.url);
const require = createRequire(compiled);
const documentOf = (name) => require(`./${name}.graphql`);

let sockets, headers, environment;

before(async () => {
  await writeContract();
  mkdirSync(compiled, { recursive: true });
  writeFileSync(new URL('package.json', compiled), '{ "type": "commonjs" }');
  run('relay-compiler', 'relay.config.json');
  headers = await headersOf('responder');
  sockets = createClient({ url: webSocketUrlOf(url), webSocketImpl: WebSocket, connectionParams: headers });
});

after(() => sockets.dispose());

beforeEach(() => {
  const ask = async ({ text }, variables) => {
    const body = JSON.stringify({ query: text, variables });
    return (await fetch(url, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body })).json();
  };
  const follow = ({ text }, variables) => Observable.create((sink) => sockets.subscribe({ query: text, variables }, sink));
  environment = new Environment({ network: Network.create(ask, follow), store: new Store(new RecordSource()) });
});

/** As a hook does: reads what a fragment asks for, and shows it again when it changes. */
function show(fragment, reference) {
  const inbox = new Inbox();
  const snapshot = environment.lookup(getSelector(fragment, reference));
  assert.equal(snapshot.isMissingData, false);
  environment.subscribe(snapshot, ({ data }) => inbox.observer.next(data));
  return { now: snapshot.data, changed: (isWanted) => inbox.until(isWanted) };
}

async function openBoard() {
  const query = documentOf('boardQuery');
  const operation = createOperationDescriptor(query, {});
  environment.retain(operation);
  await fetchQuery(environment, query, {}).toPromise();
  return show(documentOf('board_incidents'), environment.lookup(operation.fragment).data);
}

const cardsOf = ({ incidents }) => incidents.edges.map(({ node }) => environment.lookup(getSelector(documentOf('board_card'), node)).data);

test('page after page is appended, without a gap, until the end is known', async () => {
  const list = await openBoard();
  assert.deepEqual(cardsOf(list.now).map(({ number }) => number), [1, 2, 3]);

  let shown = list.now;
  while (shown.incidents.pageInfo.hasNextPage) {
    const variables = { count: 100, cursor: shown.incidents.pageInfo.endCursor };
    const length = shown.incidents.edges.length;
    await fetchQuery(environment, documentOf('boardPageQuery'), variables).toPromise();
    shown = await list.changed(({ incidents }) => incidents.edges.length > length);
  }
  const numbers = cardsOf(shown).map(({ number }) => number);
  assert.deepEqual(numbers, [...new Set(numbers)].sort((a, b) => a - b));
  assert.equal(numbers.length, (await ask('{ incidents { totalCount } }')).incidents.totalCount);
});

test('any object is fetched again by its id alone', async () => {
  const { id } = await declare('To be fetched again');
  const refetch = documentOf('boardCardQuery');
  await fetchQuery(environment, refetch, { id }).toPromise();
  const { data } = environment.lookup(createOperationDescriptor(refetch, { id }).fragment);
  assert.equal(environment.lookup(getSelector(documentOf('board_card'), data.node)).data.title, 'To be fetched again');
});

test('a mutation shows its change wherever the incident is shown, and its failures are data', async () => {
  const mutation = documentOf('boardRenameMutation');
  const refetch = documentOf('boardCardQuery');
  const { id } = await declare('Before');
  await fetchQuery(environment, refetch, { id }).toPromise();
  const { data } = environment.lookup(createOperationDescriptor(refetch, { id }).fragment);
  const card = show(documentOf('board_card'), data.node);
  const commit = (input) => new Promise((onCompleted, onError) => commitMutation(environment, { mutation, variables: { input }, onCompleted, onError }));

  const done = await commit({ id, title: 'After' });
  assert.equal(done.updateIncident.errors, null);
  assert.equal((await card.changed(({ title }) => title === 'After')).number, card.now.number);

  const failed = await commit({ id, title: '' });
  assert.deepEqual(failed.updateIncident.errors.map(({ code, field }) => [code, field]), [['VALIDATION', ['title']]]);
});

test('a subscription appends what comes in, and changes what is there', async () => {
  const list = await openBoard();
  const subscription = documentOf('boardChangesSubscription');
  const variables = { after: await cursorNow(), connections: [list.now.incidents.__id] };
  const faults = new Inbox();
  const { dispose } = requestSubscription(environment, { subscription, variables, onError: faults.observer.error });

  const { id, number } = await declare('New on the board');
  const longer = await list.changed(({ incidents }) => incidents.edges.length === 4);
  assert.equal(cardsOf(longer).at(-1).number, number);

  const card = show(documentOf('board_card'), longer.incidents.edges.at(-1).node);
  await rename(id, 'Known on the board');
  await card.changed(({ title }) => title === 'Known on the board');
  const connection = environment.getStore().getSource().get(list.now.incidents.__id);
  assert.equal(connection.edges.__refs.length, 4, 'an incident that is there already is not appended again');
  dispose();
});

test('a fragment over the interface Event reads every type of event', async () => {
  const query = documentOf('boardTimelineQuery');
  const { id } = await declare('Full of events');
  await ask('mutation ($input: ChangeIncidentSeverityInput!) { changeIncidentSeverity(input: $input) { cursor } }', {
    input: { id, severityId: '2', reason: 'It spreads' },
  });
  await fetchQuery(environment, query, { id }).toPromise();
  const { data } = environment.lookup(createOperationDescriptor(query, { id }).fragment);
  const line = documentOf('board_line');
  const lines = data.node.timeline.nodes.map((node) => environment.lookup(getSelector(line, node)).data);

  assert.deepEqual(lines.map(({ __typename, reason }) => [__typename, reason]), [
    ['IncidentDeclared', undefined],
    ['IncidentSeverityChanged', 'It spreads'],
  ]);
});

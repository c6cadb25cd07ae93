// GraphQL over server-sent events, request by request: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { ask, cursorNow, declare, headersOf, rename, url } from './support/server.mjs';
import { readStream } from './support/stream.mjs';

const QUERY = { query: '{ __typename }' };
const CHANGES = 'subscription ($after: String) { incidentsChanged(after: $after) { event { version } incident { number title } } }';

let headers, others;

before(async () => ([headers, others] = [await headersOf('responder'), await headersOf('viewer')]));

/** Of all that happens from now on. */
const subscription = async () => ({ query: CHANGES, variables: { after: await cursorNow() } });

const incidentOf = ({ data, payload }) => (data ?? payload.data).incidentsChanged.incident;

describe('with a connection for each operation', { concurrency: true }, () => {
  const accept = { Accept: 'text/event-stream' };

  const post = (request, more = {}) => fetch(url, {
    method: 'POST',
    headers: { ...headers, ...accept, 'Content-Type': 'application/json', ...more },
    body: typeof request === 'string' ? request : JSON.stringify(request),
  });

  const get = (request) => fetch(`${url}?${new URLSearchParams(request)}`, { headers: { ...headers, ...accept } });

  /** Until the end of the test. */
  async function open(t, request, more) {
    const stream = readStream(await post(request, more));
    t.after(stream.end);
    return stream;
  }

  /** The only response, and that nothing follows it. */
  async function answer(response) {
    const { next } = readStream(await response);
    const events = [await next(), await next(), await next()];
    assert.deepEqual(events.map((event) => event?.event), ['next', 'complete', undefined]);
    assert.ok('data' in events[1], 'without data an EventSource does not hear of it');
    return events[0].json;
  }

  for (const [method, send] of Object.entries({ GET: get, POST: post })) {
    test(`a query by ${method} has one answer`, async () => {
      assert.deepEqual(await answer(send(QUERY)), { data: { __typename: 'Query' } });
    });

    test(`what cannot be right is told as an event, also by ${method}`, async () => {
      for (const [query, code] of [['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'], ['{', 'GRAPHQL_PARSE_FAILED']]) {
        const { data, errors } = await answer(send({ query }));
        assert.deepEqual([data, errors[0].extensions.code], [undefined, code]);
      }
    });
  }

  test('the operation is the one that is named, with its variables', async () => {
    const query = 'query A { a: __typename } query B($no: Boolean!) { b: __typename c: __typename @skip(if: $no) }';
    assert.deepEqual(await answer(post({ query, operationName: 'B', variables: { no: true } })), { data: { b: 'Query' } });
  });

  test('texts of several lines are one event', async () => {
    const query = 'query {\n  # é☃😀\n  a\n: __type(name: "é😀") { name }\n}';
    assert.deepEqual(await answer(post({ query })), { data: { a: null } });
  });

  test('a mutation by GET is refused', async () => {
    const response = await get({ query: 'mutation { __typename }' });
    const text = await response.text();
    assert.match(text, /METHOD_NOT_ALLOWED/);
    assert.doesNotMatch(text, /"data":\{/);
  });

  test('a body that is no JSON is refused before there is a stream', async () => {
    assert.equal((await post('{"query":')).status, 400);
  });

  test('nobody keeps or changes the stream on its way', async () => {
    const response = await post(QUERY);
    assert.match(response.headers.get('cache-control'), /no-store|no-cache/);
    await response.text();
  });

  test('a subscription is accepted before anything happens', async () => {
    await readStream(await post(await subscription())).end(); // fetch answers with the headers
  });

  test('each event comes when it happens, in the same order for all', async (t) => {
    const { number } = await declare('Streamed');
    const request = await subscription();
    const streams = await Promise.all([open(t, request), open(t, request)]);
    const heard = streams.map(() => []);
    for (let i = 0; i < 30; i++) {
      await rename(String(number), `Streamed ${i}`);
      for (const [k, { next }] of streams.entries()) {
        let event; // the next one that is about this incident: others rename theirs
        do event = await next();
        while (incidentOf(event.json).number !== number);
        assert.equal(event.event, 'next');
        heard[k].push(event.id);
        assert.equal(incidentOf(event.json).title, `Streamed ${i}`);
      }
    }
    assert.deepEqual(heard[0], heard[1]);
  });

  test('comments keep the connection alive', async (t) => {
    const { number } = await declare('Nothing happens here');
    const query = `subscription { incidentChanged(number: ${number}) { cursor } }`;
    const { next, comments, end } = await open(t, { query });
    const event = next();
    while (comments.length < 2) await setTimeout(50);
    await end();
    assert.equal(await event, null);
  });

  test('Last-Event-ID brings what was missed, once', async (t) => {
    const request = await subscription();
    const { number } = await declare('Before it was missed');
    const first = await open(t, request);
    let seen;
    do seen = await first.next();
    while (incidentOf(seen.json).number !== number);
    await first.end();

    for (let i = 0; i < 5; i++) await rename(String(number), `Missed ${i}`);
    const again = await open(t, request, { 'Last-Event-ID': seen.id });
    const missed = [];
    while (missed.at(-1) !== 6) {
      const { data } = (await again.next()).json;
      if (data.incidentsChanged.incident.number === number) missed.push(data.incidentsChanged.event.version);
    }
    assert.deepEqual(missed, [2, 3, 4, 5, 6]);
  });

  test('fifty streams may break off', async () => {
    const request = await subscription();
    await Promise.all(Array.from({ length: 50 }, async () => readStream(await post(request)).end()));
    assert.equal((await ask('{ __typename }')).__typename, 'Query');
  });
});

describe('with a single connection', { concurrency: true }, () => {
  const TOKEN = 'X-GraphQL-Event-Stream-Token';

  const send = (method, token, more = {}, address = url) =>
    fetch(address, { method, ...more, headers: { ...headers, ...(token && { [TOKEN]: token }), ...more.headers } });

  const operate = (token, request, operationId, who = headers) => send('POST', token, {
    headers: { ...who, 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...request, ...(operationId && { extensions: { operationId } }) }),
  });

  const stop = (token, query, who = headers) => send('DELETE', token, { headers: who }, `${url}${query}`);

  async function reserve() {
    const response = await send('PUT');
    assert.equal(response.status, 201);
    assert.match(response.headers.get('content-type'), /^text\/plain/);
    return response.text();
  }

  const open = (token) => send('GET', token, { headers: { Accept: 'text/event-stream' } });

  /** Runs with a stream that is open, and ends it. */
  const reserved = (body) => async () => {
    const token = await reserve();
    const stream = readStream(await open(token));
    try {
      await body({ token, ...stream });
    } finally {
      await stream.end();
    }
  };

  async function answers({ token, next }, id, request = QUERY) {
    const started = await operate(token, request, id);
    assert.equal(started.status, 202);
    const [answer, complete] = [await next(), await next()];
    assert.deepEqual([answer.event, complete.event, complete.json], ['next', 'complete', { id }]);
    assert.equal(answer.json.id, id);
    return answer.json.payload;
  }

  test('a stream is reserved under a token that nobody guesses', async () => {
    const tokens = [await reserve(), await reserve()];
    assert.ok(tokens.every((token) => token.length >= 32));
    assert.notEqual(...tokens);
  });

  test('the token may stand in the address', async () => {
    const response = await send('GET', null, { headers: { Accept: 'text/event-stream' } }, `${url}?token=${await reserve()}`);
    await readStream(response).end();
  });

  test('the stream is opened once', reserved(async ({ token }) => assert.equal((await open(token)).status, 409)));

  test('operations answer on it under their ids', reserved(async (stream) => {
    assert.deepEqual(await answers(stream, 'a'), { data: { __typename: 'Query' } });
    assert.deepEqual(await answers(stream, 'a', { query: 'mutation { __typename }' }), { data: { __typename: 'Mutation' } });
  }));

  test('what is answered before it is open waits', async () => {
    const token = await reserve();
    assert.equal((await operate(token, QUERY, 'early')).status, 202);
    const { next, end } = readStream(await open(token));
    assert.equal((await next()).json.id, 'early');
    await end();
  });

  test('an operation needs an id', reserved(async ({ token }) => assert.equal((await operate(token, QUERY)).status, 400)));

  test('an operation needs an id that no other has', reserved(async ({ token }) => {
    const request = await subscription();
    assert.equal((await operate(token, request, 'a')).status, 202);
    assert.equal((await operate(token, request, 'a')).status, 409);
    assert.equal((await operate(token, QUERY, 'a')).status, 409);
  }));

  test('what cannot be right is answered where it was sent, and takes no id', reserved(async (stream) => {
    const response = await operate(stream.token, { query: '{ nothing }' }, 'a');
    assert.equal(response.status, 400);
    assert.equal((await response.json()).errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
    await answers(stream, 'a');
  }));

  test('a token that is none, and another one\'s, is not found', reserved(async ({ token }) => {
    assert.equal((await operate('nobody', QUERY, 'a')).status, 404);
    assert.equal((await stop('nobody', '?operationId=a')).status, 404);
    assert.equal((await operate(token, QUERY, 'a', others)).status, 404);
    assert.equal((await stop(token, '?operationId=a', others)).status, 404);
  }));

  test('a subscription tells what happens until it is stopped, and the stream goes on', reserved(async (stream) => {
    assert.equal((await operate(stream.token, await subscription(), 'a')).status, 202);
    await declare('Told on the one stream');
    assert.equal((await stream.next()).json.id, 'a');

    assert.equal((await stop(stream.token, '')).status, 400);
    assert.equal((await stop(stream.token, '?operationId=a')).status, 200);
    await operate(stream.token, QUERY, 'b');
    let event; // what was said before it was stopped may still come
    do event = await stream.next();
    while (event.json.id === 'a' && event.event === 'next');
    if (event.json.id === 'a') event = await stream.next();
    assert.deepEqual([event.event, event.json.id], ['next', 'b']);
    await stream.next();

    await declare('Told to nobody any more');
    await setTimeout(200);
    await answers(stream, 'c');
  }));

  test('there are no other methods', async () => assert.equal((await send('PATCH', await reserve())).status, 405));
});

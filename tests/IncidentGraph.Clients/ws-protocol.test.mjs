// graphql-transport-ws, frame by frame: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import WebSocket from 'ws';
import { ask, cursorNow, declare, headersOf, rename, url, webSocketUrlOf } from './support/server.mjs';
import { connect, openSocket } from './support/socket.mjs';

const QUERY = { query: '{ __typename }' };
const CHANGES = 'subscription ($after: String) { incidentsChanged(after: $after) { event { version } incident { number } } }';

/** Runs with a socket that is acknowledged, and ends it. */
const connected = (body) => async () => {
  const connection = await connect();
  try {
    await body(connection);
  } finally {
    connection.end();
  }
};

const closes = (code, ...messages) => connected(async ({ send, closed }) => {
  send(...messages);
  assert.equal((await closed).code, code);
});

async function answers(connection, id, payload = QUERY) {
  connection.send({ id, type: 'subscribe', payload });
  const next = await connection.next();
  assert.deepEqual([next.type, next.id], ['next', id]);
  assert.deepEqual(await connection.next(), { id, type: 'complete' });
  return next.payload;
}

/** What is answered next is the answer to this: nothing else was on its way. */
const isQuiet = (connection) => answers(connection, 'is it quiet?');

/** Of all that happens after it is sent. */
const subscribe = async (id) => ({ id, type: 'subscribe', payload: { query: CHANGES, variables: { after: await cursorNow() } } });

describe('the handshake', { concurrency: true }, () => {
  for (const offered of [['graphql-transport-ws'], ['mqtt', 'graphql-transport-ws']])
    test(`chooses the protocol out of ${offered}`, async () => {
      const { socket, end } = await openSocket(offered);
      assert.equal(socket.protocol, 'graphql-transport-ws');
      end();
    });

  for (const offered of [[], ['graphql-ws'], ['mqtt', 'soap']])
    test(`accepts none out of ${offered.join() || 'none'}`, async () => {
      const socket = new WebSocket(webSocketUrlOf(url), offered);
      socket.on('error', () => {}); // ws itself takes no answer without a protocol that it has offered
      const code = await new Promise((resolve) => socket.on('close', resolve));
      assert.ok([4406, 1006].includes(code), `closed with ${code}`);
    });

  test('refuses pages of other origins', async () => {
    const socket = new WebSocket(webSocketUrlOf(url), 'graphql-transport-ws', { origin: 'https://elsewhere.example' });
    socket.on('error', () => {});
    const [, response] = await once(socket, 'unexpected-response');
    socket.terminate();
    assert.equal(response.statusCode, 403);
  });
});

describe('the beginning of a connection', { concurrency: true }, () => {
  test('is acknowledged', connected(isQuiet));

  test('is refused to credentials that do not hold', async () => {
    const { send, closed } = await openSocket();
    send({ type: 'connection_init', payload: { Authorization: 'Bearer not.a.token' } });
    assert.equal((await closed).code, 4403);
  });

  test('without credentials is nobody, who may ask nothing but what is open to all', async () => {
    const connection = await openSocket();
    connection.send({ type: 'connection_init' });
    assert.equal((await connection.next()).type, 'connection_ack');
    connection.send({ id: '1', type: 'subscribe', payload: { query: '{ incidents { totalCount } }' } });
    const { type, payload } = await connection.next();
    assert.deepEqual([type, payload[0].extensions.code], ['error', 'UNAUTHENTICATED']);
    connection.end();
  });

  test('comes before any operation', async () => {
    const { send, closed } = await openSocket();
    send({ id: '1', type: 'subscribe', payload: QUERY });
    assert.equal((await closed).code, 4401);
  });

  test('comes once', closes(4429, { type: 'connection_init' }));

  test('comes once, also before the first is acknowledged', async () => {
    const { send, closed } = await openSocket();
    send({ type: 'connection_init', payload: await headersOf('responder') }, { type: 'connection_init' });
    assert.equal((await closed).code, 4429);
  });

  test('is an object or nothing', async () => {
    const { send, closed } = await openSocket();
    send({ type: 'connection_init', payload: 'x' });
    assert.equal((await closed).code, 4400);
  });

  test('may be preceded by a ping', async () => {
    const { send, next, end } = await openSocket();
    send({ type: 'ping' });
    assert.equal((await next()).type, 'pong');
    end();
  });

  test('comes in time, whatever is pinged meanwhile; later there is time', async () => {
    const [acknowledged, pinging] = [await connect(), await openSocket()];
    const pings = setInterval(() => pinging.send({ type: 'ping' }), 500);
    pinging.closed.then(() => clearInterval(pings));
    assert.equal((await pinging.closed).code, 4408);
    await isQuiet(acknowledged);
    acknowledged.end();
  });
});

describe('pings', { concurrency: true }, () => {
  test('are answered', connected(async ({ send, next }) => {
    send({ type: 'ping' }, { type: 'ping', payload: { a: 1 } });
    assert.deepEqual([(await next()).type, (await next()).type], ['pong', 'pong']);
  }));

  test('of the socket itself are answered', connected(async ({ socket }) => {
    socket.ping('x');
    assert.equal(String((await once(socket, 'pong'))[0]), 'x');
  }));

  test('that nobody sent may be answered', connected(async (connection) => {
    connection.send({ type: 'pong' }, { type: 'pong', payload: { a: 1 } });
    await isQuiet(connection);
  }));
});

describe('a message that is none', { concurrency: true }, () => {
  const subscription = (payload, id = '1') => ({ id, type: 'subscribe', payload });
  const wrong = {
    'no JSON': '{', 'a string': '"x"', 'a list': '[]', null: 'null', 'no text': '', 'no type': '{}', 'a number as type': { type: 1 },
    'a type of another protocol': { id: '1', type: 'start', payload: QUERY }, 'a type of the server': { type: 'connection_ack' },
    'subscribe without id': { type: 'subscribe', payload: QUERY }, 'subscribe with an empty id': subscription(QUERY, ''),
    'subscribe with a number as id': subscription(QUERY, 1), 'subscribe without payload': subscription(undefined),
    'subscribe with a string as payload': subscription('{ __typename }'), 'subscribe without query': subscription({}),
    'subscribe with a number as query': subscription({ query: 1 }), 'subscribe with a list as variables': subscription({ ...QUERY, variables: [] }),
    'subscribe with a string as variables': subscription({ ...QUERY, variables: 'x' }),
    'subscribe with a number as operationName': subscription({ ...QUERY, operationName: 1 }),
    'subscribe with a list as extensions': subscription({ ...QUERY, extensions: [] }), 'complete without id': { type: 'complete' },
    'complete with a number as id': { id: 1, type: 'complete' }, 'a ping with a string': { type: 'ping', payload: 'x' },
    'a pong with a list': { type: 'pong', payload: [] },
  };
  for (const [name, message] of Object.entries(wrong)) test(`closes the socket: ${name}`, closes(4400, message));

  test('closes the socket: bytes that are no text', closes(1003, Buffer.from([0xff, 0xfe, 0])));

  test('closes the socket: one that is too big', closes(1009, { id: '1', type: 'subscribe', payload: { query: `{ __typename } #${'x'.repeat(2 ** 20)}` } }));

  test('is named in no more than a close frame holds', connected(async ({ send, closed }) => {
    send(`{"type":"${'é'.repeat(500)}"}`);
    const { code, reason } = await closed;
    assert.equal(code, 4400);
    assert.ok(reason && Buffer.byteLength(reason) <= 123, reason);
  }));

  test('it is not for what it has besides, nor for null', connected(async (connection) => {
    connection.send({ ...subscription({ ...QUERY, operationName: null, variables: null, extensions: null, extra: 1 }), extra: 2 });
    assert.deepEqual([(await connection.next()).type, (await connection.next()).type], ['next', 'complete']);
  }));
});

describe('an operation', { concurrency: true }, () => {
  test('that queries has one answer', connected(async (connection) => {
    assert.deepEqual(await answers(connection, '1'), { data: { __typename: 'Query' } });
    await isQuiet(connection);
  }));

  test('that mutates has one answer', connected(async (connection) => {
    assert.deepEqual(await answers(connection, '1', { query: 'mutation { __typename }' }), { data: { __typename: 'Mutation' } });
  }));

  test('is the one that is named, with its variables', connected(async (connection) => {
    const query = 'query A { a: __typename } query B($no: Boolean!) { b: __typename c: __typename @skip(if: $no) }';
    assert.deepEqual(await answers(connection, '1', { query, operationName: 'B', variables: { no: true } }), { data: { b: 'Query' } });
  }));

  for (const [name, payload, code] of [
    ['syntax', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['validation', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['name', { query: 'query A { __typename }', operationName: 'B' }, undefined],
  ])
    test(`that is wrong in its ${name} ends with an error, and the socket goes on`, connected(async (connection) => {
      connection.send({ id: '1', type: 'subscribe', payload });
      const { id, type, payload: errors } = await connection.next();
      assert.deepEqual([id, type], ['1', 'error']);
      if (code) assert.equal(errors[0].extensions.code, code);
      assert.ok(errors[0].message);
      await answers(connection, '1');
    }));

  test('may have the id of one that is over', connected(async (connection) => {
    for (let i = 0; i < 5; i++) await answers(connection, 'again');
  }));

  test('may have any id', connected(async (connection) => {
    for (const id of ['é☃😀', 'x'.repeat(300), ' a b ', '__proto__', 'constructor', '"\\']) await answers(connection, id);
  }));

  test('that is over, or was never there, may be completed', connected(async (connection) => {
    connection.send({ type: 'complete', id: 'never' });
    await answers(connection, '1');
    connection.send({ type: 'complete', id: '1' });
    await isQuiet(connection);
  }));

  test('is not disturbed by a hundred others', connected(async ({ send, next }) => {
    const ids = Array.from({ length: 100 }, (_, i) => `${i}`);
    send(...ids.map((id) => ({ id, type: 'subscribe', payload: QUERY })));
    const heard = new Map(ids.map((id) => [id, '']));
    for (let i = 0; i < 200; i++) {
      const { id, type } = await next();
      heard.set(id, `${heard.get(id)} ${type}`);
    }
    assert.deepEqual([...new Set(heard.values())], [' next complete']);
  }));

  test('may have any text, in as many frames as one likes', connected(async ({ socket, next }) => {
    const query = '# ☃\nquery { __type(name: "é😀") { name } }';
    const bytes = Buffer.from(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    for (let i = 0; i < bytes.length; i += 10) socket.send(bytes.subarray(i, i + 10), { binary: false, fin: i + 10 >= bytes.length });
    assert.deepEqual((await next()).payload, { data: { __type: null } });
  }));
});

describe('a subscription', { concurrency: true }, () => {
  test('tells each event under its id, in order, to all that ask', connected(async ({ send, next }) => {
    const [a, b] = [await subscribe('a'), await subscribe('b')];
    const { number } = await declare('Told in order');
    const versions = Array.from({ length: 51 }, (_, i) => i + 1);
    send(a, b);
    for (let i = 0; i < 50; i++) await rename(String(number), `Told in order ${i}`);
    const heard = { a: [], b: [] };
    while (heard.a.at(-1) !== 51 || heard.b.at(-1) !== 51) {
      const { id, type, payload } = await next();
      assert.equal(type, 'next');
      const { event, incident } = payload.data.incidentsChanged;
      if (incident.number === number) heard[id].push(event.version);
    }
    assert.deepEqual(heard, { a: versions, b: versions });
  }));

  test('is silent once the client has completed it, and its id is free', connected(async (connection) => {
    connection.send(await subscribe('a'));
    await declare('Before it was completed');
    await connection.next();
    connection.send({ id: 'a', type: 'complete' }, { id: 'b', type: 'subscribe', payload: QUERY });
    let message; // what was said before it was completed may still come
    do message = await connection.next();
    while (message.id === 'a' && message.type === 'next');
    assert.deepEqual([message, await connection.next()], [
      { id: 'b', type: 'next', payload: { data: { __typename: 'Query' } } },
      { id: 'b', type: 'complete' },
    ]);
    await declare('After it was completed');
    await setTimeout(200);
    await answers(connection, 'a');
  }));

  test('that is completed at once never speaks', connected(async (connection) => {
    connection.send(await subscribe('a'), { id: 'a', type: 'complete' });
    await declare('Never told');
    await setTimeout(200);
    await isQuiet(connection);
  }));

  for (const [name, payload] of [['subscription', undefined], ['query', QUERY]])
    test(`has its id for itself: a ${name} with the same one closes the socket`, connected(async ({ send, closed }) => {
      const first = await subscribe('a');
      send(first, { ...first, payload: payload ?? first.payload });
      assert.equal((await closed).code, 4409);
    }));

  test('has its id for itself on its own socket only', async () => {
    const connections = [await connect(), await connect()];
    const message = await subscribe('a');
    const { number } = await declare('Told on both');
    for (const { send, next, end } of connections) {
      send(message);
      let payload;
      do ({ payload } = await next());
      while (payload.data.incidentsChanged.incident.number !== number);
      end();
    }
  });

  for (const query of ['subscription { a: events { cursor } b: events { cursor } }', 'subscription { __typename }'])
    test(`has one field, of the schema: not ${query}`, connected(async ({ send, next }) => {
      send({ id: 'a', type: 'subscribe', payload: { query } });
      const { type, payload } = await next();
      assert.deepEqual([type, payload[0].extensions.code], ['error', 'GRAPHQL_VALIDATION_FAILED']);
    }));

  test('tells a hundred sockets', async () => {
    const connections = await Promise.all(Array.from({ length: 100 }, () => connect()));
    const message = await subscribe('a');
    connections.forEach(({ send }) => send(message));
    const { number } = await declare('Told to a hundred');
    await Promise.all(connections.map(async ({ next, end }) => {
      let payload;
      do ({ payload } = await next());
      while (payload.data.incidentsChanged.incident.number !== number);
      end();
    }));
  });
});

describe('the end of a connection', { concurrency: true }, () => {
  test('is agreed on', connected(async ({ socket, closed }) => {
    socket.close(1000, 'bye');
    assert.equal((await closed).code, 1000);
  }));

  test('may come without a word, fifty at once', async () => {
    const connections = await Promise.all(Array.from({ length: 50 }, () => connect()));
    const message = await subscribe('a');
    connections.forEach(({ send, end }) => (send(message), end()));
    assert.equal((await ask('{ __typename }')).__typename, 'Query');
  });
});

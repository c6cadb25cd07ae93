import { once } from 'node:events';
import WebSocket from 'ws';
import { Inbox } from './inbox.mjs';
import { headersOf, url, webSocketUrlOf } from './server.mjs';

/** A socket without a client: what is sent is a message, a text or bytes as they are. Reading ends with an error when the socket is closed. */
export async function openSocket(protocols = 'graphql-transport-ws', options = {}) {
  const socket = new WebSocket(webSocketUrlOf(url), protocols, options);
  const inbox = new Inbox();
  const closed = new Promise((resolve) => {
    socket.on('close', (code, reason) => {
      resolve({ code, reason: String(reason) });
      inbox.observer.error(new Error(`The socket was closed: ${code} ${reason}`));
    });
  });
  socket.on('message', (text) => {
    const message = JSON.parse(text);
    if (message.type === 'ping') socket.send('{"type":"pong"}');
    else inbox.observer.next(message);
  });
  await once(socket, 'open');
  return {
    socket,
    closed,
    send: (...messages) => messages.forEach((message) => socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message))),
    next: () => inbox.next(),
    end: () => socket.terminate(),
  };
}

/** One that is acknowledged. */
export async function connect(role = 'responder') {
  const connection = await openSocket();
  connection.send({ type: 'connection_init', payload: await headersOf(role) });
  const { type } = await connection.next();
  if (type !== 'connection_ack') throw new Error(`Answered with ${type}`);
  return connection;
}

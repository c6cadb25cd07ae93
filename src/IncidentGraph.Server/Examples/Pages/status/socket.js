// A client of the protocol graphql-transport-ws, in the browser's own means. https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md

const SILENT_FOR = 20_000; // then a ping asks whether the server is still there
const ANSWERS_WITHIN = 10_000;

/** Opens a connection; it is good from the answer to connection_init until it closes, which `onClosed` learns once. */
export function openSocket(address, payload, onClosed) {
  const socket = new WebSocket(address, 'graphql-transport-ws');
  const sinks = new Map();
  let nextId = 0;
  let isClosed = false;
  let clock;

  const send = (message) => socket.send(JSON.stringify(message));

  const opened = new Promise((resolve, reject) => {
    socket.onopen = () => send({ type: 'connection_init', payload });
    socket.onclose = ({ code, reason }) => close(Object.assign(new Error(reason || 'The connection ended.'), { code }));
    socket.onmessage = ({ data }) => {
      listen();
      const { type, id, payload: content } = JSON.parse(data);
      if (type === 'connection_ack') resolve();
      if (type === 'ping') send({ type: 'pong' });
      if (type === 'next') sinks.get(id)?.next(content);
      if (type === 'error') end(id, Object.assign(new Error(content[0].message), { code: content[0].extensions?.code }));
      if (type === 'complete') end(id);
    };

    function close(reason) {
      if (isClosed) return;
      isClosed = true;
      clearTimeout(clock);
      reject(reason);
      for (const id of [...sinks.keys()]) end(id, reason);
      onClosed(reason);
    }

    function listen() {
      clearTimeout(clock);
      if (isClosed) return;
      clock = setTimeout(() => {
        if (socket.readyState === WebSocket.OPEN) send({ type: 'ping' });
        clock = setTimeout(() => {
          socket.close();
          close(new Error('The server has gone silent.')); // the closing handshake would wait for it
        }, ANSWERS_WITHIN);
      }, SILENT_FOR);
    }

    listen();
  });
  opened.catch(() => {}); // whoever waits for it learns too

  function end(id, error) {
    const sink = sinks.get(id);
    sinks.delete(id);
    sink?.end(error);
  }

  /** `next` gets each response; `end` is called once, with the error if there was one. */
  function subscribe(query, variables, next, ended) {
    const id = String(nextId++);
    sinks.set(id, { next, end: ended });
    send({ type: 'subscribe', id, payload: { query, variables } });
  }

  const ask = (query, variables) => new Promise((resolve, reject) => {
    let answer;
    subscribe(query, variables, (response) => (answer = response), (error) => {
      const fault = answer?.errors?.[0];
      if (error) reject(error);
      else if (fault) reject(Object.assign(new Error(fault.message), { code: fault.extensions?.code }));
      else resolve(answer.data);
    });
  });

  return { opened, ask, subscribe, close: () => socket.close(1000) };
}

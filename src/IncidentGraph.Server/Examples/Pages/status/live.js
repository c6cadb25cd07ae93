// Keeps a board up to date: one query says how things stand, one subscription after its `eventCursor` says how they change. Nothing is
// missed in between. Whatever ends the connection, or the subscription, is followed by a new query.

import { CHANGES, MORE_OPEN, MORE_SERVICES, NOW, SERVICES_CHANGED } from './operations.js';
import { openSocket } from './socket.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const MOST_PAGES = 10;

/**
 * `tell(state)` hears of the connection: connecting, live, waiting or refused.
 * `credentials()` gives what connection_init is to say.
 */
export function keepLive(address, board, credentials, tell) {
  let socket = null;
  let failures = 0;
  let timer;

  function connect() {
    clearTimeout(timer);
    socket?.close();
    tell('connecting');
    const mine = openSocket(address, credentials(), (reason) => mine === socket && retry(reason));
    socket = mine;
    follow(mine).catch((reason) => mine === socket && retry(reason));
  }

  async function follow(mine) {
    await mine.opened;
    const now = await readAll(mine);
    if (mine !== socket) return;
    board.reset(now);
    const again = (reason) => mine === socket && retry(reason ?? new Error('The subscription ended.'));
    mine.subscribe(CHANGES, { after: now.eventCursor }, ({ data, errors }) => {
      if (errors) return again(Object.assign(new Error(errors[0].message), errors[0].extensions));
      board.change(data.incidentsChanged);
      failures = 0;
    }, again);
    // Rare, and not about an incident: everything is asked for anew.
    mine.subscribe(SERVICES_CHANGED, { after: now.eventCursor }, () => mine === socket && connect(), again);
    tell('live');
  }

  /** Waits longer each time, and never exactly as long as the others who were cut off at the same moment. */
  function retry(reason) {
    const refused = socket;
    socket = null;
    refused?.close();
    clearTimeout(timer);
    if (isRefusal(reason.code)) return tell('refused');
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures++);
    timer = setTimeout(connect, longest / 2 + Math.random() * (longest / 2));
    tell('waiting');
  }

  const soon = () => socket === null && timer !== undefined && connect();
  addEventListener('online', soon);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && soon());
  connect();
  return { connect };
}

const isRefusal = (code) => ['UNAUTHENTICATED', 'FORBIDDEN', 4401, 4403].includes(code);

async function readAll(socket) {
  const now = await socket.ask(NOW);
  await readOn(socket, MORE_OPEN, 'open', now);
  await readOn(socket, MORE_SERVICES, 'services', now);
  return now;
}

async function readOn(socket, query, name, now) {
  for (let page = 1; now[name].pageInfo.hasNextPage && page < MOST_PAGES; page++) {
    const more = (await socket.ask(query, { after: now[name].pageInfo.endCursor }))[name];
    now[name] = { nodes: [...now[name].nodes, ...more.nodes], pageInfo: more.pageInfo };
  }
}

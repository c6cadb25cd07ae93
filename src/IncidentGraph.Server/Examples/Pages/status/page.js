// The status page: see live.js for how it stays up to date.

import { Board } from './board.js';
import { keepLive } from './live.js';
import { drawBoard, drawConnection, hideBoard } from './view.js';

const KEY = 'incidentgraph-key';
const address = new URL('../graphql', document.baseURI);
address.protocol = address.protocol.replace('http', 'ws');

const credentials = () => {
  const key = sessionStorage.getItem(KEY);
  return key ? { Authorization: `Bearer ${key}` } : {};
};

const live = keepLive(address, new Board(drawBoard), credentials, (state) => {
  drawConnection(state);
  if (state !== 'refused') return;
  sessionStorage.removeItem(KEY);
  hideBoard();
});

document.getElementById('door').addEventListener('submit', (event) => {
  event.preventDefault();
  const field = document.getElementById('key');
  sessionStorage.setItem(KEY, field.value.trim());
  field.value = '';
  live.connect();
});

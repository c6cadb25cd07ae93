// Draws the board. Texts come from people, so they are only ever set as text.

const STATES = {
  OPERATIONAL: 'Operational',
  MAINTENANCE: 'Maintenance',
  DEGRADED: 'Degraded',
  PARTIAL_OUTAGE: 'Partial outage',
  MAJOR_OUTAGE: 'Major outage',
};

const RANKS = Object.keys(STATES);

const rankOf = ({ status }) => RANKS.indexOf(status);

const STAGES = {
  TRIAGE: 'Reported',
  INVESTIGATING: 'Investigating',
  IDENTIFIED: 'Identified',
  MITIGATED: 'Monitoring',
};

const CONNECTIONS = { connecting: 'Connecting…', live: 'Live', waiting: 'Reconnecting…', refused: 'Signed out' };

const HEADLINES = {
  OPERATIONAL: 'All systems are operational',
  MAINTENANCE: 'Maintenance is under way',
  DEGRADED: 'Some systems are slower than usual',
  PARTIAL_OUTAGE: 'Some systems do not work for everybody',
  MAJOR_OUTAGE: 'There is a major outage',
};

const MOST_AT_FIRST = 6;

let isAllShown = false;

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const find = (id) => document.getElementById(id);
const plural = (count, one, many) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

export function drawConnection(state) {
  const shown = find('connection');
  shown.dataset.state = state;
  if (shown.textContent !== CONNECTIONS[state]) shown.textContent = CONNECTIONS[state];
  find('door').hidden = state !== 'refused';
  find('board').dataset.stale = state !== 'live';
}

export function drawBoard({ services, open, past }) {
  find('board').setAttribute('aria-busy', 'false');
  drawBanner(services, open);
  drawList('open', open, fillOpen);
  drawMore(open.length);
  drawList('services', services.toSorted((one, other) => rankOf(other) - rankOf(one)), fillService);
  drawList('past', past, fillPast);
}

export function hideBoard() {
  for (const section of document.querySelectorAll('#board > section')) section.hidden = true;
}

function drawBanner(services, open) {
  const hurt = services.filter(({ status }) => status !== 'OPERATIONAL');
  const worst = RANKS[Math.max(0, ...hurt.map(rankOf))];
  const isCalm = worst === 'OPERATIONAL' && open.length > 0;
  find('banner').hidden = services.length + open.length === 0; // of nothing, nothing is claimed
  find('banner').dataset.state = isCalm ? 'MAINTENANCE' : worst;
  setText(find('headline'), isCalm ? `${plural(open.length, 'incident is', 'incidents are')} being looked into` : HEADLINES[worst]);
  const working = services.length - hurt.length;
  setText(find('detail'), services.length === 0 ? '' : `${working} of ${plural(services.length, 'service works', 'services work')} as they should.`);
  document.title = open.length === 0 ? 'Status' : `(${open.length}) Status`;
}

/** Many incidents must not push what follows out of sight. */
function drawMore(count) {
  const more = find('more');
  more.hidden = isAllShown || count <= MOST_AT_FIRST;
  more.textContent = `Show all ${count}`;
  more.onclick = () => {
    isAllShown = true;
    drawMore(count);
  };
  [...find('open').children].forEach((element, index) => (element.hidden = !isAllShown && index >= MOST_AT_FIRST));
}

/** Keeps the elements of what stays, so that a reader's place, selection and focus stay too. */
function drawList(id, items, fill) {
  const list = find(id);
  const before = new Map([...list.children].map((element) => [element.dataset.id, element]));
  items.forEach((item, index) => {
    const element = before.get(item.id) ?? newItem(list, id, item.id);
    before.delete(item.id);
    fill(element, item);
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
  });
  for (const gone of before.values()) gone.remove();
  list.hidden = items.length === 0;
  list.parentElement.hidden = false;
  list.nextElementSibling.hidden = items.length > 0;
}

function newItem(list, name, id) {
  const template = find({ open: 'open-item', services: 'service-item', past: 'past-item' }[name]);
  const element = template.content.firstElementChild.cloneNode(true);
  element.dataset.id = id;
  return element;
}

function fillOpen(element, { number, title, status, severity, services, latestUpdate, customerImpact, declaredAt }) {
  const part = (name) => element.querySelector(name);
  element.dataset.level = severity ? Math.min(severity.level, 4) : 'none';
  setText(part('.severity'), severity?.name ?? '');
  setText(part('.stage'), STAGES[status] ?? status);
  setText(part('.number'), `#${number}`);
  setText(part('h3'), title);
  setText(part('.affected'), services.edges.filter(({ current }) => current).map(({ current, node }) => `${node.name}: ${STATES[current].toLowerCase()}`).join(' · '));
  part('.update').classList.toggle('none', !latestUpdate && !customerImpact);
  setText(part('.update'), latestUpdate?.body ?? customerImpact ?? 'There is no public update yet.');
  setText(part('.when'), latestUpdate ? `Updated ${when(latestUpdate.postedAt)} · open since ${when(declaredAt)}` : `Open since ${when(declaredAt)}`);
}

function fillService(element, { name, status }) {
  element.dataset.state = status;
  setText(element.querySelector('.name'), name);
  setText(element.querySelector('.state'), STATES[status] ?? status);
}

function fillPast(element, { title, latestUpdate, declaredAt, resolvedAt }) {
  setText(element.querySelector('h3'), title);
  setText(element.querySelector('.update'), latestUpdate?.body ?? '');
  setText(element.querySelector('.when'), `${when(resolvedAt)}, after ${lasted(declaredAt, resolvedAt)}`);
}

const when = (moment) => dates.format(new Date(moment));

function lasted(from, to) {
  const minutes = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  if (minutes < 60) return plural(minutes, 'minute', 'minutes');
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return plural(Math.round(minutes / 1440), 'day', 'days');
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = text === '';
}

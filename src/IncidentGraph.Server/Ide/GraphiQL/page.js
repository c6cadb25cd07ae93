// Starts GraphiQL with what the server says: where the endpoint is, a token if it lends one, and operations to begin with.
const { createElement } = React;
const { createFetcher, GraphQL } = GraphiQL;

const { title, endpoint, httpHeaders, graphQLDocument } = await (await fetch('config.json')).json();
const url = new URL(endpoint, location);
const socketUrl = Object.assign(new URL(url), { protocol: url.protocol.replace('http', 'ws') }).href;
const sockets = new Map();

const page = createElement(
  GraphiQL,
  {
    fetcher,
    defaultTabs: tabsOf(graphQLDocument),
    defaultQuery: '# Ctrl+Space completes, Ctrl+Enter runs.\n',
    defaultEditorToolsVisibility: false,
    plugins: [GraphiQLPluginExplorer.explorerPlugin()],
  },
  createElement(GraphiQL.Logo, null, createElement('span', { className: 'title' }, title), ...lender(httpHeaders.Authorization)),
);
ReactDOM.createRoot(document.getElementById('page')).render(page);

/** What a tab has under Headers goes with its requests, and into its socket; an Authorization there replaces the lent token. */
function fetcher(request, options) {
  const headers = { ...httpHeaders, ...options?.headers };
  return createFetcher({ url: url.href, headers, wsClient: socketFor(headers) })(request, { ...options, headers });
}

/** One socket for each set of headers; it opens with its first subscription and closes with its last. */
function socketFor(headers) {
  const key = JSON.stringify(headers);
  if (!sockets.has(key)) sockets.set(key, graphqlWs.createClient({ url: socketUrl, connectionParams: headers, retryAttempts: Infinity }));
  return sockets.get(key);
}

/** Each operation gets a tab of its own, with the comment above it. */
function tabsOf(text) {
  const { definitions } = GraphQL.parse(text);
  const ends = definitions.map(({ loc }) => loc.end);
  const starts = [text.indexOf('\n\n'), ...ends]; // what comes before the first empty line is about all of them
  return ends.map((end, index) => ({ query: `${text.slice(starts[index], end).trim()}\n` }));
}

/** Whose token requests carry, unless they bring another. */
function lender(authorization) {
  if (!authorization) return [];
  const { name } = JSON.parse(atob(authorization.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
  const hint = 'To be somebody else, put another Authorization under Headers.';
  return [createElement('span', { className: 'lender', title: hint }, `as ${name}`)];
}

import assert from 'node:assert/strict';

/** An event stream without a client, read as strictly as HTML's grammar allows: the events one by one, `null` at its end, and the comments so far. */
export function readStream(response) {
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^text\/event-stream/);
  const reader = response.body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const comments = [];
  let text = '';

  async function next() {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end < 0) {
        const { value, done } = await reader.read();
        if (done) {
          assert.equal(text, '', 'the stream ends within an event');
          return null;
        }
        text += decoder.decode(value, { stream: true });
        continue;
      }
      const event = parse(text.slice(0, end), comments);
      text = text.slice(end + 2);
      if (event.event) return event;
    }
  }

  return { next, comments, end: () => reader.cancel() };
}

function parse(block, comments) {
  const event = {};
  for (const line of block.split('\n').filter(Boolean)) {
    const [, name, value] = /^(event|data|id|retry|): ?(.*)$/.exec(line) ?? assert.fail(`no line of an event stream: ${line}`);
    if (name === '') comments.push(value);
    else event[name] = name in event ? `${event[name]}\n${value}` : value;
  }
  if (event.data) event.json = JSON.parse(event.data);
  return event;
}

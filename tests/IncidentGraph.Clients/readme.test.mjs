// The programs that README.md shows are taken from there and run as they are; only the server's address is another.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { cursorNow, declare, rename, url } from './support/server.mjs';
import { openWire } from './support/wire.mjs';

const folder = new URL('artifacts/readme/', import.meta.url);
const programs = new Map();
let wire;

before(async () => {
  wire = await openWire();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(new URL('src/', folder), { recursive: true });
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  for (const [, code] of readme.matchAll(/```js\n([^]*?)```/g)) {
    const name = /^\/\/ ([\w-]+)\.mjs/.exec(code)?.[1];
    assert.ok(name, `A program in README.md does not begin with its name:\n${code}`);
    assert.ok(!programs.has(name), `README.md has two programs ${name}.mjs`);
    programs.set(name, code);
    const here = code.replaceAll('http://localhost:5000/graphql', wire.url).replaceAll('ws://localhost:5000/graphql', wire.url.replace('http', 'ws'));
    writeFileSync(new URL(`${name}.mjs`, folder), here);
  }
});

after(() => wire.close());

/** Starts one of the programs; `prints` waits for a line of it. */
function start(name, ...args) {
  const child = spawn('node', [`${name}.mjs`, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const waiting = new Set();
  let written = '';
  let faults = '';
  const tell = () => waiting.forEach((look) => look());
  child.stdout.on('data', (text) => tell((written += text)));
  child.stderr.on('data', (text) => (faults += text));
  const ended = new Promise((resolve) => child.on('close', resolve));
  ended.then(tell);

  const prints = (text) => new Promise((resolve, reject) => {
    const look = () => {
      const line = written.split('\n').slice(0, -1).find((line) => line.includes(text));
      if (line !== undefined) resolve(line);
      else if (child.exitCode !== null) reject(new Error(`${name}.mjs ended before it printed “${text}”:\n${written}${faults}`));
      else return void waiting.add(look);
      waiting.delete(look);
    };
    look();
  });
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { prints, stop, count: (text) => written.split(text).length - 1 };
}

/** A program without a cursor follows from when the server takes it up, which it does not say: so incidents are declared until it prints one. */
async function printsWhatIsDeclared(program, title) {
  let isPrinted = false;
  const printed = program.prints(title).finally(() => (isPrinted = true));
  printed.catch(() => {});
  for (let attempt = 1; !isPrinted; attempt++) {
    await declare(`${title} ${attempt}`);
    await Promise.race([printed.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 200))]);
  }
  await printed;
}

for (const name of ['watch', 'graphql-ws', 'graphql-sse', 'event-source', 'apollo', 'urql']) {
  test(`${name}.mjs prints what happens`, async () => {
    const program = start(name);
    await printsWhatIsDeclared(program, `Printed by ${name}`);
    await program.stop();
  });
}

for (const name of ['watch', 'graphql-ws', 'graphql-sse', 'event-source']) {
  test(`${name}.mjs prints what it missed during a cut, once`, async () => {
    const program = start(name);
    await printsWhatIsDeclared(program, `Before the cut of ${name}`);
    wire.cut();
    const title = `During the cut of ${name}`;
    await declare(title);
    wire.mend();
    await program.prints(title);
    assert.equal(program.count(title), 1);
    await program.stop();
  });
}

test('watch.mjs goes on after the cursor that it is given', async () => {
  const cursor = await cursorNow();
  await declare('Before watch.mjs was started');
  const program = start('watch', cursor);
  await program.prints('Before watch.mjs was started');
  await program.stop();
});

for (const name of ['apollo', 'urql']) {
  test(`${name}.mjs shows anew what a subscription changed in its cache`, async () => {
    const { id } = await declare(`First title for ${name}`);
    const program = start(name);
    await program.prints(`First title for ${name}`);
    let isShown = false;
    const shown = program.prints(`Another title for ${name}`).finally(() => (isShown = true));
    shown.catch(() => {});
    for (let attempt = 1; !isShown; attempt++) {
      await rename(id, `Another title for ${name} ${attempt}`);
      await Promise.race([shown.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 200))]);
    }
    await shown;
    await program.stop();
  });
}

test('relay.mjs is an environment that asks and follows', async () => {
  const { environment } = await import(new URL('relay.mjs', folder));
  const network = environment.getNetwork();
  const { data } = await network.execute({ text: '{ viewer { roles } }' }, {}, {}).toPromise();
  assert.deepEqual(data.viewer.roles, ['VIEWER', 'RESPONDER']);

  const after = await cursorNow();
  const { number } = await declare('Followed by Relay');
  const text = 'subscription ($after: String) { incidentsChanged(after: $after) { incident { number } } }';
  const first = await new Promise((next, error) => {
    const subscription = network.execute({ text, operationKind: 'subscription' }, { after }, {}).subscribe({
      next: (response) => {
        subscription.unsubscribe();
        next(response);
      },
      error,
    });
  });
  assert.equal(first.data.incidentsChanged.incident.number, number);
});

test('codegen.mjs generates types', async () => {
  const page = "import { graphql } from './gql';\nexport const page = graphql(`query Page { incidents { nodes { id number declaredAt } } }`);\n";
  writeFileSync(new URL('src/page.ts', folder), page);
  await promisify(execFile)('npx', ['--no-install', 'graphql-codegen', '--config', 'codegen.mjs'], { cwd: folder });
  assert.match(readFileSync(new URL('src/gql/graphql.ts', folder), 'utf8'), /PageQuery = .*declaredAt: string/);
});
